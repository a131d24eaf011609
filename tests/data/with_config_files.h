/* Config files in a folder of their own, for tests that break them. */
#ifndef TESTS_DATA_WITH_CONFIG_FILES_H
#define TESTS_DATA_WITH_CONFIG_FILES_H

#include <stdbool.h>

#include "base/files.h"
#include "data/config.h"

/* The folder is also the `share` of the program's own files. */
struct config_files {
    char folder[64];
    char ini[FILES_PATH_SIZE];
    char form[FILES_PATH_SIZE];
    char vi[FILES_PATH_SIZE];
    char en[FILES_PATH_SIZE];
};

/* Copies the tree's own config, form and languages into a new folder. */
void config_files_make(struct config_files *files);
void config_files_remove(const struct config_files *files);

/* Replaces the first `from` in a file; it must be there. */
void config_files_change(const char *path, const char *from, const char *to);

/* Loads and frees; returns what config_load did. Faults come without the
   folder: "bonluon.ini:3: ..." */
bool config_files_load(const struct config_files *files, struct faults *faults);

#endif
