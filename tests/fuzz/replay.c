/*
 * Stands in for libFuzzer: gives a target each file of its corpus, or those
 * that are named, whole and cut short.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "fuzz/with_input.h"

enum { FILE_MOST = 1 << 20, CUTS = 64 };

/* A copy of just that length, so that whoever reads on is caught. */
static void give(const char *bytes, size_t length)
{
    uint8_t *copy = malloc(length > 0 ? length : 1);
    if (copy == NULL) {
        abort();
    }
    memcpy(copy, bytes, length);
    fuzz_one(copy, length);
    free(copy);
}

static bool replay(const char *path)
{
    struct text bytes = {0};
    if (!files_read(path, FILE_MOST, &bytes)) {
        perror(path);
        text_free(&bytes);
        return false;
    }
    printf("%s\n", path);
    fflush(stdout);
    size_t step = bytes.length / CUTS + 1;
    for (size_t length = 0; length < bytes.length; length += step) {
        give(bytes.data, length);
    }
    give(bytes.length > 0 ? bytes.data : "", bytes.length);
    text_free(&bytes);
    return true;
}

int main(int argc, char **argv)
{
    const char *slash = strrchr(argv[0], '/');
    const char *name = slash != NULL ? slash + 1 : argv[0];
    char folder[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    int passed = 0;
    int failed = 0;
    for (int i = 1; i < argc; i++) {
        *(replay(argv[i]) ? &passed : &failed) += 1;
    }
    text_must(folder, sizeof folder, "tests/fuzz/corpus/%s", name);
    DIR *corpus = argc > 1 ? NULL : opendir(folder);
    for (struct dirent *entry = NULL;
         corpus != NULL && (entry = readdir(corpus)) != NULL;) {
        if (entry->d_name[0] != '.' &&
            files_join(path, folder, entry->d_name)) {
            *(replay(path) ? &passed : &failed) += 1;
        }
    }
    if (corpus != NULL) {
        closedir(corpus);
    }
    printf("%d passed, %d failed\n", passed, failed);
    return passed > 0 && failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
