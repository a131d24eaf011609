/* A folder for one test, removed with all that is in it. */
#ifndef TESTS_DATA_WITH_DATA_FOLDER_H
#define TESTS_DATA_WITH_DATA_FOLDER_H

#include "base/files.h"

struct data_folder {
    char path[FILES_PATH_SIZE];
};

void data_folder_make(struct data_folder *folder);
void data_folder_remove(struct data_folder *folder);

/* "path/name", good until the next call but three. */
const char *data_folder_path(const struct data_folder *folder,
                             const char *name);

/* The whole of a file; the test fails when there is none. The caller frees. */
char *data_folder_read(const struct data_folder *folder, const char *name);

#endif
