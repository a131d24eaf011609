/* A record that takes its time to open: what visitors answer meanwhile is
   thanked for, and comes into it once, whatever happens in between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "survey/guard.h"
#include "with_bell.h"
#include "with_faulty_vfs.h"
#include "with_record.h"

static const int64_t visit_a = 100000000000001;
static const char spool_file[] = "spool/1970.log";

static struct writer *start(struct record_fixture *f, struct bell *bell,
                            struct moment now)
{
    const struct writer_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .now = now,
                                         .wake = bell_ring,
                                         .context = bell};
    struct writer *writer = writer_start(&params);
    assert_non_null(writer);
    return writer;
}

static enum writer_result next_result(struct writer *writer, struct bell *bell)
{
    enum writer_result result = writer_fetch(writer);
    while (result == WRITER_NOTHING) {
        bell_wait(bell);
        result = writer_fetch(writer);
    }
    return result;
}

static void give_visit(struct writer *writer, struct moment at)
{
    const struct writer_job jobs[] = {
        {.at = at,
         .rows = {with_visit_row(visit_a),
                  with_answer_row(visit_a, "mim-cuoi", 5)},
         .count = 2},
        {.at = at,
         .rows = {with_answer_row(visit_a, "giup-do", 1)},
         .count = 1}};
    for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
        assert_true(writer_keep(writer, &jobs[i]));
    }
}

/* A terminal whose disk does not let the record be opened; its visitors' first
   answers were thanked for. */
static struct writer *start_slowly(struct record_fixture *f, struct bell *bell,
                                   struct moment at)
{
    faulty_vfs_hold_syncs();
    struct writer *writer = start(f, bell, at);
    give_visit(writer, at);
    assert_int_equal(next_result(writer, bell), WRITER_KEPT);
    assert_int_equal(next_result(writer, bell), WRITER_KEPT);
    return writer;
}

/* Likewise, and then the power fails. */
static void lose_power(struct record_fixture *f, struct moment at)
{
    pid_t child = fork();
    if (child == 0) {
        struct bell bell = BELL_NEW;
        start_slowly(f, &bell, at);
        kill(getpid(), SIGKILL);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_true(files_exists(data_folder_path(&f->folder, spool_file)));
}

static void start_and_stop(struct record_fixture *f, struct moment at)
{
    struct bell bell = BELL_NEW;
    struct writer *writer = start(f, &bell, at);
    assert_int_equal(next_result(writer, &bell), WRITER_READY);
    assert_int_equal(writer_stop(writer, at), WRITER_ENDED);
}

static int count_of(const char *rows, const char *what)
{
    int count = 0;
    for (const char *at = strstr(rows, what); at != NULL;
         at = strstr(at + 1, what)) {
        count++;
    }
    return count;
}

static void assert_kept_once(struct record_fixture *f, struct moment at)
{
    record_fixture_open(f, at);
    char *rows = record_fixture_rows(f, WITH_MONDAY);
    assert_int_equal(count_of(rows, "visit "), 1);
    assert_int_equal(count_of(rows, "answer mim-cuoi 5 vi "), 1);
    assert_int_equal(count_of(rows, "answer giup-do 1 vi "), 1);
    free(rows);
    record_fixture_close(f);
    assert_false(files_exists(data_folder_path(&f->folder, "spool")));
}

static bool take_flags(void *context, const struct row *row)
{
    unsigned *flags = context;
    *flags |= row->kind == ROW_ANSWER ? row->flags : 0;
    return true;
}

static unsigned flags_of(struct record_fixture *f, struct moment at)
{
    unsigned flags = 0;
    const struct record_scan scan = {WITH_MONDAY, take_flags, &flags};
    record_fixture_open(f, at);
    assert_int_equal(record_scan(f->record, &scan), STORE_OK);
    record_fixture_close(f);
    return flags;
}

static void no_visitor_waits_for_the_record(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    struct writer *writer = start_slowly(f, &bell, at);
    struct stat st;
    assert_int_equal(stat(data_folder_path(&f->folder, spool_file), &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    faulty_vfs_pass();
    assert_int_equal(next_result(writer, &bell), WRITER_READY);
    assert_int_equal(writer_stop(writer, at), WRITER_ENDED);
    assert_kept_once(f, at);
    assert_int_equal(flags_of(f, at), 0);
}

static void the_next_start_takes_what_a_power_cut_left(void **state)
{
    struct record_fixture *f = *state;
    lose_power(f, with_moment(WITH_MONDAY, 9, 0));
    start_and_stop(f, with_moment(WITH_MONDAY, 10, 0));
    assert_kept_once(f, with_moment(WITH_MONDAY, 10, 1));
    /* An hour late, and so in doubt. */
    assert_int_equal(flags_of(f, with_moment(WITH_MONDAY, 10, 2)), GUARD_CLOCK);
}

/* Nor is a day kept from being closed by a visit that has no end. */
static void a_visit_of_the_spool_ends_with_it(void **state)
{
    struct record_fixture *f = *state;
    struct moment evening = with_moment(WITH_MONDAY, 23, 0);
    lose_power(f, with_moment(WITH_MONDAY, 9, 0));
    start_and_stop(f, evening);
    record_fixture_open(f, evening);
    assert_int_equal(record_closed_day(f->record), WITH_MONDAY);
    record_fixture_close(f);
}

/* The power fails once more, after the record had it and before the spool was
   emptied. */
static void what_the_record_has_it_does_not_take_again(void **state)
{
    struct record_fixture *f = *state;
    struct text spool = {0};
    lose_power(f, with_moment(WITH_MONDAY, 9, 0));
    assert_true(
        files_read(data_folder_path(&f->folder, spool_file), 4096, &spool));
    start_and_stop(f, with_moment(WITH_MONDAY, 10, 0));
    assert_int_equal(mkdir(data_folder_path(&f->folder, "spool"), 0755), 0);
    assert_true(files_replace(data_folder_path(&f->folder, spool_file),
                              spool.data, spool.length, FILES_UNSYNCED));
    text_free(&spool);
    start_and_stop(f, with_moment(WITH_MONDAY, 11, 0));
    assert_kept_once(f, with_moment(WITH_MONDAY, 11, 1));
}

/* At every byte: what is there whole comes, the torn job does not. */
static void a_torn_spool_gives_what_is_whole(void **state)
{
    struct record_fixture *f = *state;
    struct text spool = {0};
    lose_power(f, with_moment(WITH_MONDAY, 9, 0));
    assert_true(
        files_read(data_folder_path(&f->folder, spool_file), 4096, &spool));
    size_t first = 1 + (size_t)(strchr(spool.data, '\n') - spool.data);
    size_t second = 1 + (size_t)(strchr(spool.data + first, '\n') - spool.data);
    for (size_t length = 0; length < spool.length - 1; length += 7) {
        data_folder_remove(&f->folder);
        data_folder_make(&f->folder);
        assert_int_equal(mkdir(data_folder_path(&f->folder, "spool"), 0755), 0);
        assert_true(files_replace(data_folder_path(&f->folder, spool_file),
                                  spool.data, length, FILES_UNSYNCED));
        start_and_stop(f, with_moment(WITH_MONDAY, 9, 1));
        record_fixture_open(f, with_moment(WITH_MONDAY, 9, 2));
        char *rows = record_fixture_rows(f, WITH_MONDAY);
        int whole = length >= second - 1;
        assert_int_equal(count_of(rows, "visit "), whole);
        assert_int_equal(count_of(rows, "answer mim-cuoi 5 vi "), whole);
        assert_int_equal(count_of(rows, "answer giup-do 1 vi "), 0);
        free(rows);
        record_fixture_close(f);
    }
    text_free(&spool);
}

static void a_form_that_is_gone_is_left_out(void **state)
{
    struct record_fixture *f = *state;
    lose_power(f, with_moment(WITH_MONDAY, 9, 0));
    strcpy(f->config.forms[0].id, "khac");
    start_and_stop(f, with_moment(WITH_MONDAY, 10, 0));
    record_fixture_open(f, with_moment(WITH_MONDAY, 10, 1));
    char *rows = record_fixture_rows(f, WITH_MONDAY);
    assert_int_equal(count_of(rows, "visit "), 1);
    assert_int_equal(count_of(rows, "answer "), 0);
    free(rows);
}

/* Then they wait, as for any disk. */
static void without_a_spool_they_are_kept_later(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    assert_true(files_replace(data_folder_path(&f->folder, "spool"), "", 0,
                              FILES_UNSYNCED));
    faulty_vfs_hold_syncs();
    struct writer *writer = start(f, &bell, at);
    give_visit(writer, at);
    faulty_vfs_wait_held();
    faulty_vfs_pass();
    assert_int_equal(next_result(writer, &bell), WRITER_READY);
    assert_int_equal(next_result(writer, &bell), WRITER_KEPT);
    assert_int_equal(next_result(writer, &bell), WRITER_KEPT);
    assert_int_equal(writer_stop(writer, at), WRITER_ENDED);
    assert_int_equal(unlink(data_folder_path(&f->folder, "spool")), 0);
    assert_kept_once(f, at);
}

/* What was asked before the end is kept, though the record never opened. */
static void an_end_while_it_opens_loses_nothing(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    faulty_vfs_fail_sync(1, 10 /* SQLITE_IOERR */);
    struct writer *writer = start_slowly(f, &bell, at);
    faulty_vfs_pass();
    writer_stop(writer, at);
    start_and_stop(f, at);
    assert_kept_once(f, at);
}

static int install_and_setup(void **state)
{
    faulty_vfs_install();
    faulty_vfs_pass();
    return record_fixture_setup(state);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, install_and_setup,                   \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(no_visitor_waits_for_the_record),
        TEST(the_next_start_takes_what_a_power_cut_left),
        TEST(a_visit_of_the_spool_ends_with_it),
        TEST(what_the_record_has_it_does_not_take_again),
        TEST(a_torn_spool_gives_what_is_whole),
        TEST(a_form_that_is_gone_is_left_out),
        TEST(without_a_spool_they_are_kept_later),
        TEST(an_end_while_it_opens_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
