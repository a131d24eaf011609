#include "with_files.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FILE_MOST = 1 << 20 };

void config_files_path(const struct config_files *files, const char *name,
                       char out[FILES_PATH_SIZE])
{
    assert_true(files_join(out, files->folder, name));
}

void config_files_write(const struct config_files *files, const char *name,
                        const void *bytes, size_t length)
{
    char path[FILES_PATH_SIZE];
    config_files_path(files, name, path);
    assert_true(files_replace(path, bytes, length, FILES_UNSYNCED));
}

static void copy(const struct config_files *files, const char *from,
                 const char *to)
{
    struct text bytes = {0};
    assert_true(files_read(from, FILE_MOST, &bytes));
    config_files_write(files, to, bytes.data, bytes.length);
    text_free(&bytes);
}

void config_files_make(struct config_files *files)
{
    static const char *const folders[] = {"forms", "calendar", "assets/lang"};
    static const char *const names[][2] = {
        {"config/bonluon.ini", "bonluon.ini"},
        {"config/calendar/2027.ini", "calendar/2027.ini"},
        {"config/forms/4-luon.ini", "forms/4-luon.ini"},
        {"config/forms/5-biet.ini", "forms/5-biet.ini"},
        {"config/forms/5-khong.ini", "forms/5-khong.ini"},
        {"config/forms/5-tieu-chi.ini", "forms/5-tieu-chi.ini"},
        {"assets/lang/vi.ini", "assets/lang/vi.ini"},
        {"assets/lang/en.ini", "assets/lang/en.ini"},
    };
    *files = (struct config_files){.folder = "/tmp/bonluon-config-XXXXXX"};
    assert_non_null(mkdtemp(files->folder));
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char folder[FILES_PATH_SIZE];
        config_files_path(files, folders[i], folder);
        assert_true(files_make_folder(folder));
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        copy(files, names[i][0], names[i][1]);
    }
    config_files_path(files, "bonluon.ini", files->ini);
    config_files_path(files, "calendar/2027.ini", files->calendar);
    config_files_path(files, "forms/4-luon.ini", files->form);
    config_files_path(files, "forms/5-biet.ini", files->biet);
    config_files_path(files, "assets/lang/vi.ini", files->vi);
    config_files_path(files, "assets/lang/en.ini", files->en);
}

static int remove_one(const char *path, const struct stat *st, int kind,
                      struct FTW *walk)
{
    (void)st;
    (void)kind;
    (void)walk;
    return remove(path);
}

void config_files_remove(const struct config_files *files)
{
    assert_int_equal(nftw(files->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS),
                     0);
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
    assert_true(files_replace(path, new.data, new.length, FILES_UNSYNCED));
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

void config_files_load_good(const struct config_files *files,
                            struct config *config)
{
    struct faults faults = {0};
    bool good = config_load(config, files->ini, files->folder, &faults);
    assert_string_equal(faults.count == 0 ? "" : faults.lines.data, "");
    assert_true(good);
    faults_free(&faults);
}

int config_files_set_up(void **state)
{
    static struct config_files files;
    config_files_make(&files);
    *state = &files;
    return 0;
}

int config_files_tear_down(void **state)
{
    config_files_remove(*state);
    return 0;
}
