#include "with_data_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

void data_folder_make(struct data_folder *folder)
{
    snprintf(folder->path, sizeof folder->path, "/tmp/bonluon-test-XXXXXX");
    assert_non_null(mkdtemp(folder->path));
}

static int remove_one(const char *path, const struct stat *st, int type,
                      struct FTW *where)
{
    (void)st;
    (void)type;
    (void)where;
    return remove(path);
}

void data_folder_remove(struct data_folder *folder)
{
    assert_int_equal(nftw(folder->path, remove_one, 16, FTW_DEPTH | FTW_PHYS),
                     0);
}

const char *data_folder_path(const struct data_folder *folder, const char *name)
{
    static char paths[4][FILES_PATH_SIZE];
    static int turn;
    turn = (turn + 1) % 4;
    assert_true(files_join(paths[turn], folder->path, name));
    return paths[turn];
}

char *data_folder_read(const struct data_folder *folder, const char *name)
{
    struct text text = {0};
    const char *path = data_folder_path(folder, name);
    if (!files_read(path, 1 << 30, &text)) {
        fail_msg("%s cannot be read", path);
    }
    return text.data;
}

void kept_file_take(struct kept_file *kept, const struct data_folder *folder,
                    const char *name)
{
    *kept = (struct kept_file){{0}, {0}};
    assert_true(files_join(kept->path, folder->path, name));
    assert_true(files_read(kept->path, 1 << 30, &kept->bytes));
}

void kept_file_put_back(struct kept_file *kept)
{
    assert_true(files_replace(kept->path, kept->bytes.data, kept->bytes.length,
                              FILES_UNSYNCED));
    text_free(&kept->bytes);
}

void data_folder_copy(const struct data_folder *folder, const char *from,
                      const char *to)
{
    struct text bytes = {0};
    assert_true(files_read(data_folder_path(folder, from), 1 << 30, &bytes));
    assert_true(files_replace(data_folder_path(folder, to), bytes.data,
                              bytes.length, FILES_UNSYNCED));
    text_free(&bytes);
}
