/* Files on their way to a stick: whole or not there, whatever the stick does,
   at any step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "with_carry.h"
#include "tried.h"

static int set_up(void **state)
{
    static struct carry_fixture f;
    carry_fixture_make(&f);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    carry_fixture_remove(*state);
    return 0;
}

/* How many steps, or steps of one kind, a job without a fault takes. */
static int count_steps(struct carry_fixture *f)
{
    assert_int_equal(carry_fixture_run(f), CARRY_DONE);
    return f->steps;
}

static void assert_told(const struct carry_fixture *f, const char *what)
{
    if (strstr(f->report.message, what) == NULL) {
        fail_msg("\"%s\" is not in \"%s\"", what, f->report.message);
    }
}

static void all_arrive(void **state)
{
    struct carry_fixture *f = *state;
    assert_int_equal(carry_fixture_run(f), CARRY_DONE);
    assert_string_equal(f->report.message, "");
    assert_int_equal(f->report.carried, CARRY_FILES);
    assert_int_equal(f->report.left, 0);
    assert_false(f->report.unmounted);
    assert_int_equal(carry_fixture_check(f), CARRY_FILES);
    assert_false(carry_fixture_has(f->stick, ".tmp"));
    assert_int_equal(atomic_load(&f->progress.files), CARRY_FILES);
    assert_true(atomic_load(&f->progress.bytes) ==
                atomic_load(&f->progress.total));
    assert_int_equal(atomic_load(&f->progress.total),
                     100 + 3 * CARRY_BLOCK + 17);
    assert_int_equal(f->files[1].fate, CARRY_CARRIED);
    assert_string_equal(f->files[2].sha256, /* of nothing */
                        "e3b0c44298fc1c149afbf4c8996fb924"
                        "27ae41e4649b934ca495991b7852b855");
}

static void what_is_there_is_not_written_again(void **state)
{
    struct carry_fixture *f = *state;
    assert_int_equal(carry_fixture_run(f), CARRY_DONE);
    f->only = true;
    f->kind = CARRY_STEP_CREATE;
    f->at = 1;
    f->error = ENOSPC; /* would strike if one were */
    assert_int_equal(carry_fixture_run(f), CARRY_DONE);
    assert_int_equal(f->report.there, CARRY_FILES);
    assert_int_equal(f->report.carried, 0);
    assert_int_equal(carry_fixture_check(f), CARRY_FILES);
    assert_true(atomic_load(&f->progress.bytes) ==
                atomic_load(&f->progress.total));
}

static void other_content_is_left_alone(void **state)
{
    struct carry_fixture *f = *state;
    struct data_folder stick;
    memcpy(stick.path, f->stick, sizeof stick.path);
    carry_fixture_write(f->stick, f->files[0].name, "theirs", 6);
    assert_int_equal(carry_fixture_run(f), CARRY_DIFFERS);
    assert_int_equal(f->report.carried, 2);
    assert_int_equal(f->report.clashed, 1);
    assert_int_equal(f->files[0].fate, CARRY_CLASHED);
    assert_told(f, f->files[0].name);
    assert_told(f, "is there already with other content");
    char *found = data_folder_read(&stick, f->files[0].name);
    assert_string_equal(found, "theirs");
    free(found);
    tried("There is not enough room, cannot");
}

/* Neither is a folder or a link of that name touched, or written through. */
static void what_is_no_file_is_left_alone(void **state)
{
    struct carry_fixture *f = *state;
    char path[FILES_PATH_SIZE];
    char link[FILES_PATH_SIZE];
    assert_true(files_join(path, f->stick, f->files[0].name));
    assert_true(files_make_folder(path));
    assert_true(files_join(link, f->stick, f->files[1].name));
    assert_int_equal(symlink(f->files[1].from, link), 0);
    assert_int_equal(carry_fixture_run(f), CARRY_DIFFERS);
    assert_int_equal(f->report.clashed, 2);
    assert_int_equal(unlink(link), 0);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(carry_fixture_check(f), 1);
}

static void a_day_that_is_not_over_is_replaced(void **state)
{
    struct carry_fixture *f = *state;
    const char *name = "4luon_VANTRUONG_QUAY-1_2026-11-23_tam.csv";
    struct data_folder stick;
    memcpy(stick.path, f->stick, sizeof stick.path);
    memcpy(f->files[0].name, name, strlen(name) + 1);
    carry_fixture_write(f->stick, name, "this morning", 12);
    f->job.count = 1;
    assert_int_equal(carry_fixture_run(f), CARRY_DONE);
    assert_int_equal(f->report.carried, 1);
    char *found = data_folder_read(&stick, name);
    assert_int_equal(strlen(found), 100);
    free(found);
}

/* The heart of it: for every step n, the stick is gone from there on. */
static void gone_at_every_step(void **state)
{
    static const int errors[] = {EIO, ENODEV, ENOENT, ENXIO};
    struct carry_fixture *f = *state;
    int steps = count_steps(f);
    int before = 0;
    assert_true(steps > 30);
    for (int n = 1; n <= steps; n++) {
        carry_fixture_renew(f);
        f->at = n;
        f->ever = true;
        f->error = errors[n % 4];
        enum carry_result result = carry_fixture_run(f);
        if (result == CARRY_DONE && f->error == ENOENT) {
            /* "no such file" is what a look expects to hear. */
            carry_fixture_renew(f);
            f->at = n;
            f->ever = true;
            f->error = EIO;
            result = carry_fixture_run(f);
        }
        assert_int_equal(result, CARRY_GONE);
        assert_told(f, f->stick);
        assert_told(f, "put the stick in again");
        int there = carry_fixture_check(f);
        assert_true(there >= before); /* never fewer, the later it goes */
        before = there;
    }
    assert_int_equal(before, CARRY_FILES);
    tried("The stick was pulled out. Nothing");
}

/* ... and after it was put in again, the next job makes it whole. */
static void what_was_begun_is_finished_later(void **state)
{
    struct carry_fixture *f = *state;
    int steps = count_steps(f);
    for (int n = 1; n <= steps; n++) {
        carry_fixture_renew(f);
        f->at = n;
        f->ever = true;
        f->error = EIO;
        assert_int_equal(carry_fixture_run(f), CARRY_GONE);
        f->at = 0;
        assert_int_equal(carry_fixture_run(f), CARRY_DONE);
        assert_int_equal(carry_fixture_check(f), CARRY_FILES);
        assert_false(carry_fixture_has(f->stick, ".tmp"));
    }
}

static void full_at_every_write(void **state)
{
    struct carry_fixture *f = *state;
    f->only = true;
    f->kind = CARRY_STEP_WRITE;
    int writes = count_steps(f);
    assert_int_equal(writes, 5);
    for (int n = 1; n <= writes; n++) {
        carry_fixture_renew(f);
        f->only = true;
        f->at = n;
        f->error = ENOSPC;
        assert_int_equal(carry_fixture_run(f), CARRY_FULL);
        assert_told(f, "free some space");
        assert_int_equal(carry_fixture_check(f), n == 1 ? 0 : 1);
        assert_false(carry_fixture_has(f->stick, ".tmp"));
    }
    tried("There is not enough room, cannot");
}

static void too_full_to_begin(void **state)
{
    struct carry_fixture *f = *state;
    f->only = true;
    f->kind = CARRY_STEP_SPACE;
    f->at = 1;
    f->error = ENOSPC;
    assert_int_equal(carry_fixture_run(f), CARRY_FULL);
    assert_int_equal(carry_fixture_check(f), 0);
    assert_int_equal(f->report.left, CARRY_FILES);
}

/* A file system that makes itself read-only while it is written has lost its
   stick; one that is so from the beginning is protected. */
static void read_only(void **state)
{
    struct carry_fixture *f = *state;
    f->only = true;
    f->kind = CARRY_STEP_CREATE;
    for (int n = 1; n <= 2; n++) {
        carry_fixture_renew(f);
        f->only = true;
        f->at = n;
        f->error = EROFS;
        assert_int_equal(carry_fixture_run(f),
                         n == 1 ? CARRY_READONLY : CARRY_GONE);
        assert_int_equal(carry_fixture_check(f), n - 1);
    }
    carry_fixture_renew(f);
    f->only = true;
    f->at = 1;
    f->error = EACCES;
    assert_int_equal(carry_fixture_run(f), CARRY_READONLY);
    assert_told(f, "write protection");
    tried("There is not enough room, cannot");
}

/* Changes one byte of what was just written, as a worn stick does. */
static void spoil(struct carry_fixture *f)
{
    for (int i = 0; i < CARRY_FILES; i++) {
        char path[FILES_PATH_SIZE];
        char name[CARRY_NAME_SIZE + 8];
        assert_true(text_format(name, sizeof name, "%s.tmp", f->files[i].name));
        assert_true(files_join(path, f->stick, name));
        int fd = open(path, O_WRONLY);
        if (fd >= 0) {
            assert_int_equal(pwrite(fd, "#", 1, 77), 1);
            close(fd);
        }
    }
}

static void wrong_content_on_reading_back(void **state)
{
    struct carry_fixture *f = *state;
    f->only = true;
    f->kind = CARRY_STEP_OPEN;
    int files = count_steps(f);
    assert_int_equal(files, CARRY_FILES);
    for (int n = 1; n <= files; n++) {
        carry_fixture_renew(f);
        f->only = true;
        f->at = n;
        f->act = spoil;
        assert_int_equal(carry_fixture_run(f), CARRY_BROKEN);
        assert_told(f, "reads back other than it was written");
        assert_told(f, f->files[n - 1].name);
        assert_int_equal(carry_fixture_check(f), n - 1);
        assert_false(carry_fixture_has(f->stick, ".tmp"));
    }
    tried("Đã chép xong (copied) to a");
}

/* Whoever had the stick before may have laid a pipe, or a second name of a file
   of theirs, where a file is written on its way. */
static void what_was_laid_on_the_stick_is_taken_away(void **state)
{
    struct carry_fixture *f = *state;
    char victim[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    char name[CARRY_NAME_SIZE + 8];
    carry_fixture_write(f->stick, "theirs", "mine", 4);
    assert_true(files_join(victim, f->stick, "theirs"));
    for (int i = 0; i < CARRY_FILES; i++) {
        text_must(name, sizeof name, "%s.tmp", f->files[i].name);
        assert_true(files_join(path, f->stick, name));
        assert_int_equal(i == 0 ? mkfifo(path, 0666) : link(victim, path), 0);
    }
    assert_int_equal(carry_fixture_run(f), CARRY_DONE);
    assert_int_equal(carry_fixture_check(f), CARRY_FILES);
    struct text text = {0};
    assert_true(files_read(victim, 16, &text));
    assert_int_equal(text.length, 4);
    assert_memory_equal(text.data, "mine", 4);
    text_free(&text);
}

static void cancelled_at_every_block(void **state)
{
    struct carry_fixture *f = *state;
    assert_int_equal(carry_fixture_run(f), CARRY_DONE);
    int moves = f->moves;
    assert_true(moves > 12);
    for (int n = 1; n <= moves; n++) {
        carry_fixture_renew(f);
        f->cancel_at = n;
        assert_int_equal(carry_fixture_run(f), CARRY_CANCELLED);
        assert_int_equal(carry_fixture_check(f), f->report.carried);
        assert_true(f->report.left > 0);
        assert_string_equal(f->report.message, "");
        assert_false(carry_fixture_has(f->stick, ".tmp"));
    }
    tried("Stopped. Files that were copied whole");
}

static void only_what_was_meant_is_carried(void **state)
{
    struct carry_fixture *f = *state;
    memset(f->files[1].sha256, '0', DIGEST_HEX_SIZE - 1);
    assert_int_equal(carry_fixture_run(f), CARRY_FAILED);
    assert_told(f, f->files[1].from);
    assert_told(f, "is not the file that was to be carried");
    assert_int_equal(carry_fixture_check(f), 1);
    assert_false(carry_fixture_has(f->stick, ".tmp"));
}

static void what_is_missing_is_told(void **state)
{
    struct carry_fixture *f = *state;
    f->job.mount = true;
    assert_int_equal(carry_fixture_run(f), CARRY_GONE); /* nothing is mounted */
    assert_int_equal(carry_fixture_check(f), 0);
    f->job.mount = false;
    assert_int_equal(rmdir(f->stick), 0);
    assert_int_equal(carry_fixture_run(f), CARRY_GONE);
    assert_told(f, f->stick);
    carry_fixture_renew(f);
    assert_true(files_join(f->files[1].from, f->outbox, "none.csv"));
    assert_int_equal(carry_fixture_run(f), CARRY_FAILED);
    assert_told(f, "none.csv: No such file or directory");
    assert_int_equal(carry_fixture_check(f), 0); /* looked for beforehand */
}

#define WITH_STICK(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STICK(all_arrive),
        WITH_STICK(what_is_there_is_not_written_again),
        WITH_STICK(other_content_is_left_alone),
        WITH_STICK(what_is_no_file_is_left_alone),
        WITH_STICK(a_day_that_is_not_over_is_replaced),
        WITH_STICK(gone_at_every_step),
        WITH_STICK(what_was_begun_is_finished_later),
        WITH_STICK(full_at_every_write),
        WITH_STICK(too_full_to_begin),
        WITH_STICK(read_only),
        WITH_STICK(wrong_content_on_reading_back),
        WITH_STICK(what_was_laid_on_the_stick_is_taken_away),
        WITH_STICK(cancelled_at_every_block),
        WITH_STICK(only_what_was_meant_is_carried),
        WITH_STICK(what_is_missing_is_told),
    };
    return tried_all(tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                               "puts other content under the same"),
                     "export: the files it names are");
}
