#include "with_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATHS_MAX = 16, PATH_SIZE = 256 };

struct folder {
    char root[PATH_SIZE];
    char paths[PATHS_MAX][PATH_SIZE];
    int used;
};

int folder_set_up(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);
    assert_non_null(folder);
    strcpy(folder->root, "/tmp/bonluon-test-XXXXXX");
    assert_non_null(mkdtemp(folder->root));
    *state = folder;
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type,
                      struct FTW *place)
{
    (void)st;
    (void)type;
    (void)place;
    return remove(path);
}

int folder_tear_down(void **state)
{
    struct folder *folder = *state;
    int failed = nftw(folder->root, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(folder);
    return failed;
}

const char *folder_path(void *state, const char *name)
{
    struct folder *folder = state;
    assert_true(folder->used < PATHS_MAX);
    char *path = folder->paths[folder->used++];
    assert_true(strlen(folder->root) + strlen(name) + 2 <= PATH_SIZE);
    strcat(strcat(strcpy(path, folder->root), "/"), name);
    return path;
}

void assert_content(const char *path, const char *expected)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char found[256] = "";
    size_t n = fread(found, 1, sizeof found - 1, file);
    fclose(file);
    found[n] = '\0';
    assert_string_equal(found, expected);
}
