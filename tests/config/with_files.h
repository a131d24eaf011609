/* Config files in a folder of their own, for tests that break them. */
#ifndef TESTS_CONFIG_WITH_FILES_H
#define TESTS_CONFIG_WITH_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/files.h"
#include "config/config.h"

/* The folder is also the `share` of the program's own files. */
struct config_files {
    char folder[64];
    char ini[FILES_PATH_SIZE];
    char calendar[FILES_PATH_SIZE]; /* 2027 */
    char form[FILES_PATH_SIZE];     /* 4-luon */
    char biet[FILES_PATH_SIZE];     /* 5-biet */
    char vi[FILES_PATH_SIZE];
    char en[FILES_PATH_SIZE];
};

/* Copies the tree's own config, calendar, forms and languages into a new
 * folder. */
void config_files_make(struct config_files *files);

/* With all that a test has added. */
void config_files_remove(const struct config_files *files);

/* Set-up and tear-down of a test whose state they are. */
int config_files_set_up(void **state);
int config_files_tear_down(void **state);

/* The path of a file in the folder: "forms/5-biet.ini". */
void config_files_path(const struct config_files *files, const char *name,
                       char out[FILES_PATH_SIZE]);

/* Writes such a file anew. */
void config_files_write(const struct config_files *files, const char *name,
                        const void *bytes, size_t length);

/* Replaces the first `from` in a file; it must be there. */
void config_files_change(const char *path, const char *from, const char *to);

/* Loads and frees; returns what config_load did. Faults come without the
   folder: "bonluon.ini:3: ..." */
bool config_files_load(const struct config_files *files, struct faults *faults);

/* Loads what must have no fault; the caller frees it. */
void config_files_load_good(const struct config_files *files,
                            struct config *config);

#endif
