#include "with_carry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const names[CARRY_FILES] = {
    "4luon_VANTRUONG_QUAY-1_2026-11-20.csv",
    "4luon_VANTRUONG_QUAY-1_2026-11-23.csv",
    "4luon_VANTRUONG_QUAY-1_2026-11-23.csv-metadata.json",
};

static const size_t sizes[CARRY_FILES] = {100, 3 * CARRY_BLOCK + 17, 0};

/* The made-up content of a file. */
static char *content(int file)
{
    char *bytes = malloc(sizes[file] + 1);
    assert_non_null(bytes);
    for (size_t i = 0; i < sizes[file]; i++) {
        bytes[i] = (char)('a' + (i * 7 + i / 251 + (size_t)file) % 26);
    }
    return bytes;
}

void carry_fixture_write(const char *folder, const char *name,
                         const void *bytes, size_t length)
{
    char path[FILES_PATH_SIZE];
    assert_true(files_join(path, folder, name));
    assert_true(files_replace(path, bytes, length, FILES_UNSYNCED));
}

void carry_fixture_make(struct carry_fixture *f)
{
    memset(f, 0, sizeof *f);
    data_folder_make(&f->folder);
    assert_true(files_join(f->outbox, f->folder.path, "outbox"));
    assert_true(files_join(f->stick, f->folder.path, "stick"));
    assert_true(files_make_folder(f->outbox));
    for (int i = 0; i < CARRY_FILES; i++) {
        char *bytes = content(i);
        carry_fixture_write(f->outbox, names[i], bytes, sizes[i]);
        free(bytes);
    }
    carry_fixture_renew(f);
}

void carry_fixture_remove(struct carry_fixture *f)
{
    data_folder_remove(&f->folder);
}

static void empty(const char *path)
{
    DIR *folder = opendir(path);
    char name[FILES_PATH_SIZE];
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL;
         entry = readdir(folder)) {
        if (entry->d_type == DT_REG) {
            assert_true(files_join(name, path, entry->d_name));
            assert_int_equal(unlink(name), 0);
        }
    }
    closedir(folder);
}

void carry_fixture_renew(struct carry_fixture *f)
{
    assert_true(files_make_folder(f->stick));
    empty(f->stick);
    for (int i = 0; i < CARRY_FILES; i++) {
        f->files[i] = (struct carry_file){0};
        assert_true(files_join(f->files[i].from, f->outbox, names[i]));
        assert_true(
            text_copy(f->files[i].name, sizeof f->files[i].name, names[i]));
    }
    f->job = (struct carry_job){
        .files = f->files, .count = CARRY_FILES, .folder = f->stick};
    f->steps = f->at = f->error = f->moves = f->cancel_at = 0;
    f->ever = f->only = false;
    f->act = NULL;
}

int carry_fixture_fault(void *context, enum carry_step step)
{
    struct carry_fixture *f = context;
    if (f->only && step != f->kind) {
        return 0;
    }
    f->steps++;
    bool now = f->at > 0 && f->steps == f->at;
    if (now && f->act != NULL) {
        f->act(f);
    }
    bool after = f->at > 0 && f->ever && f->steps > f->at;
    return now || after ? f->error : 0;
}

static void moved(void *context)
{
    struct carry_fixture *f = context;
    f->moves++;
    if (f->moves == f->cancel_at) {
        atomic_store(&f->progress.cancel, true);
    }
}

enum carry_result carry_fixture_run(struct carry_fixture *f)
{
    const struct carry_params params = {.progress = &f->progress,
                                        .moved = moved,
                                        .context = f,
                                        .fault = carry_fixture_fault,
                                        .fault_context = f};
    f->steps = f->moves = 0;
    atomic_store(&f->progress.files, 0);
    atomic_store(&f->progress.bytes, 0);
    atomic_store(&f->progress.total, 0);
    atomic_store(&f->progress.cancel, false);
    carry(&f->job, &params, &f->report);
    return f->report.result;
}

static bool is_whole(const char *folder, int file)
{
    char path[FILES_PATH_SIZE];
    struct text found = {0};
    assert_true(files_join(path, folder, names[file]));
    if (!files_exists(path)) {
        return false;
    }
    assert_true(files_read(path, 1 << 30, &found));
    char *expected = content(file);
    assert_int_equal(found.length, sizes[file]);
    assert_memory_equal(found.data, expected, sizes[file]);
    free(expected);
    text_free(&found);
    return true;
}

static int count_files(const char *path)
{
    int count = 0;
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL;
         entry = readdir(folder)) {
        count += entry->d_type == DT_REG;
    }
    closedir(folder);
    return count;
}

int carry_fixture_check(struct carry_fixture *f)
{
    const struct carry_report *report = &f->report;
    int there = 0;
    for (int i = 0; i < CARRY_FILES; i++) {
        assert_true(is_whole(f->outbox, i));
        there += is_whole(f->stick, i);
    }
    assert_int_equal(count_files(f->outbox), CARRY_FILES);
    assert_int_equal(report->carried + report->there + report->clashed +
                         report->left,
                     f->job.count);
    assert_true(report->carried + report->there <= there);
    return there;
}

bool carry_fixture_has(const char *path, const char *end)
{
    bool found = false;
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL;
         entry = readdir(folder)) {
        size_t length = strlen(entry->d_name);
        found =
            found || (length >= strlen(end) &&
                      strcmp(entry->d_name + length - strlen(end), end) == 0);
    }
    closedir(folder);
    return found;
}
