/* A folder for one test, removed with all that is in it. */
#ifndef TESTS_BASE_WITH_DATA_FOLDER_H
#define TESTS_BASE_WITH_DATA_FOLDER_H

#include "base/files.h"

struct data_folder {
    char path[FILES_PATH_SIZE];
};

void data_folder_make(struct data_folder *folder);
void data_folder_remove(struct data_folder *folder);

/* "path/name", good until the next call but three. */
const char *data_folder_path(const struct data_folder *folder,
                             const char *name);

/* A file of the folder, taken aside and later put back, over whatever lies
   there then: a power cut between two files, or somebody with a copy. */
struct kept_file {
    char path[FILES_PATH_SIZE];
    struct text bytes;
};
void kept_file_take(struct kept_file *kept, const struct data_folder *folder,
                    const char *name);
void kept_file_put_back(struct kept_file *kept);

/* The whole of a file; the test fails when there is none. The caller frees. */
char *data_folder_read(const struct data_folder *folder, const char *name);

/* Copies a file of it under another name. */
void data_folder_copy(const struct data_folder *folder, const char *from,
                      const char *to);

#endif
