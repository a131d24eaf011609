#include "data/with_config_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILE_MOST = 1 << 20 };

static void copy(const char *from, const char *to)
{
    struct text bytes = {0};
    assert_true(files_read(from, FILE_MOST, &bytes));
    assert_true(files_replace(to, bytes.data, bytes.length, false));
    text_free(&bytes);
}

static void place(char out[FILES_PATH_SIZE], const struct config_files *files,
                  const char *from, const char *name)
{
    assert_true(files_join(out, files->folder, name));
    copy(from, out);
}

void config_files_make(struct config_files *files)
{
    static const char *const folders[] = {"forms", "assets/lang"};
    *files = (struct config_files){.folder = "/tmp/bonluon-config-XXXXXX"};
    assert_non_null(mkdtemp(files->folder));
    for (size_t i = 0; i < 2; i++) {
        char folder[FILES_PATH_SIZE];
        assert_true(files_join(folder, files->folder, folders[i]));
        assert_true(files_make_folder(folder));
    }
    place(files->ini, files, "config/bonluon.ini", "bonluon.ini");
    place(files->form, files, "config/forms/4-luon.ini", "forms/4-luon.ini");
    place(files->vi, files, "assets/lang/vi.ini", "assets/lang/vi.ini");
    place(files->en, files, "assets/lang/en.ini", "assets/lang/en.ini");
}

void config_files_remove(const struct config_files *files)
{
    static const char *const folders[] = {"forms", "assets/lang", "assets"};
    (void)unlink(files->ini);
    (void)unlink(files->form);
    (void)unlink(files->vi);
    (void)unlink(files->en);
    for (size_t i = 0; i < 3; i++) {
        char folder[FILES_PATH_SIZE];
        assert_true(files_join(folder, files->folder, folders[i]));
        assert_int_equal(rmdir(folder), 0);
    }
    assert_int_equal(rmdir(files->folder), 0);
}

void config_files_change(const char *path, const char *from, const char *to)
{
    struct text old = {0};
    struct text new = {0};
    assert_true(files_read(path, FILE_MOST, &old));
    const char *at = strstr(old.data, from);
    assert_non_null(at);
    text_append(&new, old.data, (size_t)(at - old.data));
    text_append_string(&new, to);
    text_append_string(&new, at + strlen(from));
    assert_true(files_replace(path, new.data, new.length, false));
    text_free(&old);
    text_free(&new);
}

/* "/tmp/bonluon-config-abc/bonluon.ini:3: ..." to "bonluon.ini:3: ..." */
static void cut_folder(struct text *lines, const char *folder)
{
    size_t length = strlen(folder) + 1;
    char *at = lines->data;
    while (at != NULL && (at = strstr(at, folder)) != NULL) {
        memmove(at, at + length, strlen(at + length) + 1);
    }
}

bool config_files_load(const struct config_files *files, struct faults *faults)
{
    struct config config;
    bool good = config_load(&config, files->ini, files->folder, faults);
    config_free(&config);
    cut_folder(&faults->lines, files->folder);
    return good;
}
