#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/with_faulty_vfs.h"
#include "with_writer.h"
#include "writer/status.h"
#include "tried.h"

static const int64_t visit_a = 100000000000001;

static int count_of(struct record_fixture *f, int32_t day, const char *kind)
{
    char *rows = record_fixture_rows(f, day);
    int count = 0;
    for (char *at = strstr(rows, kind); at != NULL; at = strstr(at + 1, kind)) {
        count++;
    }
    free(rows);
    return count;
}

static void results_come_in_their_order(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    struct writer *writer = with_writer_start(f, &bell, at);
    with_writer_give(writer, with_visit_row(visit_a), at);
    with_writer_give(writer, with_answer_row(visit_a, "mim-cuoi", 5), at);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    assert_int_equal(writer_fetch(writer), WRITER_NOTHING);
    writer_stop(writer, at);
    record_fixture_open(f, at);
    assert_int_equal(count_of(f, WITH_MONDAY, "answer mim-cuoi 5 vi "), 1);
    assert_int_equal(count_of(f, WITH_MONDAY, "stop "), 1);
}

static void what_is_queued_at_the_stop_is_kept(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    struct writer *writer = with_writer_start(f, &bell, at);
    for (int i = 0; i < 50; i++) {
        with_writer_give(writer, with_answer_row(visit_a, "mim-cuoi", 5), at);
    }
    writer_stop(writer, at);
    record_fixture_open(f, at);
    assert_int_equal(count_of(f, WITH_MONDAY, "answer "), 50);
}

/* Nothing is called kept while the disk has not answered; and a queue that
   runs full says so. */
static void a_slow_disk_is_waited_for(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    struct writer *writer = with_writer_start(f, &bell, at);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
    faulty_vfs_hold_syncs();
    with_writer_give(writer, with_visit_row(visit_a), at);
    faulty_vfs_wait_held();
    assert_int_equal(writer_fetch(writer), WRITER_NOTHING);
    const struct record_job job = {
        .at = at, .rows = {with_answer_row(visit_a, "giup-do", 1)}, .count = 1};
    int taken = 0;
    while (writer_keep(writer, &job)) {
        taken++;
    }
    assert_int_equal(taken, 64);
    assert_int_equal(writer_fetch(writer), WRITER_NOTHING);
    faulty_vfs_pass();
    for (int i = 0; i < 1 + taken; i++) {
        assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    }
    writer_stop(writer, at);
}

static void an_answer_costs_one_sync(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    struct writer *writer = with_writer_start(f, &bell, at);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
    with_writer_give(writer, with_visit_row(visit_a), at);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    struct record_job job = {.at = at,
                             .rows = {with_answer_row(visit_a, "giup-do", 1),
                                      with_end_row(visit_a, 1)},
                             .count = 2};
    faulty_vfs_pass();
    assert_true(writer_keep(writer, &job));
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    assert_int_equal(faulty_vfs_syncs(), 1);
    writer_stop(writer, at);
}

/* One answer is kept, then the disk fails; the terminal hears of it once, and
   the next start finds the first answer and not the second. */
static void fail_after_one(struct record_fixture *f, void (*break_disk)(void))
{
    struct bell bell = BELL_NEW;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    struct writer *writer = with_writer_start(f, &bell, at);
    struct status status;
    assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
    with_writer_give(writer, with_visit_row(visit_a), at);
    with_writer_give(writer, with_answer_row(visit_a, "mim-cuoi", 5), at);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    break_disk();
    with_writer_give(writer, with_answer_row(visit_a, "nhe-nhang", 4), at);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_FAILED);
    const struct record_job job = {
        .at = at, .rows = {with_answer_row(visit_a, "giup-do", 1)}, .count = 1};
    assert_false(writer_keep(writer, &job));
    int tried = faulty_vfs_writes();
    writer_close_days(writer, with_moment(WITH_MONDAY + 1, 9, 0));
    writer_stop(writer, at);
    assert_int_equal(faulty_vfs_writes(), tried);
    faulty_vfs_pass();
    assert_int_equal(status_read(&status, f->folder.path), STATUS_READ);
    assert_int_equal(status.state, STATUS_FAILED);
    record_fixture_open(f, at);
    assert_int_equal(count_of(f, WITH_MONDAY, "answer mim-cuoi"), 1);
    assert_int_equal(count_of(f, WITH_MONDAY, "answer giup-do"), 0);
    assert_int_equal(count_of(f, WITH_MONDAY, "stop "), 0);
}

static void fill_disk(void)
{
    faulty_vfs_fail_write(1, SQLITE_FULL);
}

static void break_sync(void)
{
    faulty_vfs_fail_sync(1, SQLITE_IOERR_FSYNC);
}

static void a_full_disk_is_said_once(void **state)
{
    fail_after_one(*state, fill_disk);
}

static void a_failing_sync_is_said_once(void **state)
{
    fail_after_one(*state, break_sync);
}

static void a_disk_that_fails_at_the_start_is_said(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct status status;
    faulty_vfs_fail_write(1, SQLITE_FULL);
    struct writer *writer =
        with_writer_start(f, &bell, with_moment(WITH_MONDAY, 9, 0));
    assert_int_equal(with_writer_result(writer, &bell), WRITER_FAILED);
    assert_int_equal(writer_fetch(writer), WRITER_NOTHING);
    writer_stop(writer, with_moment(WITH_MONDAY, 9, 0));
    faulty_vfs_pass();
    assert_int_equal(status_read(&status, f->folder.path), STATUS_READ);
    assert_int_equal(status.state, STATUS_FAILED);
}

static void a_database_in_use_is_a_failure(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(f, at);
    struct writer *writer = with_writer_start(f, &bell, at);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_FAILED);
    writer_stop(writer, at);
}

/* The child keeps answers and says so for each that was called kept; then it
   is killed, in the middle of the next. */
static void keep_until_killed(struct record_fixture *f, int out)
{
    struct bell bell = BELL_NEW;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    struct writer *writer = with_writer_start(f, &bell, at);
    with_writer_result(writer, &bell);
    for (;;) {
        with_writer_give(writer, with_answer_row(visit_a, "mim-cuoi", 5), at);
        if (with_writer_result(writer, &bell) != WRITER_KEPT ||
            write(out, "k", 1) != 1) {
            _exit(1);
        }
    }
}

static void what_was_acknowledged_survives_kill(void **state)
{
    struct record_fixture *f = *state;
    /* Beyond what one log holds before it is brought home. */
    static const int stops[] = {1, 20, 150};
    int acknowledged = 0;
    for (int i = 0; i < 3; i++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0) {
            keep_until_killed(f, ends[1]);
        }
        close(ends[1]);
        char k;
        for (int n = 0; n < stops[i]; n++) {
            assert_int_equal(read(ends[0], &k, 1), 1);
            acknowledged++;
        }
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, NULL, 0), child);
        while (read(ends[0], &k, 1) == 1) {
            acknowledged++;
        }
        close(ends[0]);
        record_fixture_open(f, with_moment(WITH_MONDAY, 9, 0));
        int kept = count_of(f, WITH_MONDAY, "answer ");
        /* The last ones may be on the disk before the word of them was. */
        assert_in_range(kept, acknowledged, acknowledged + 1);
        acknowledged = kept;
        record_fixture_close(f);
    }
}

static void a_day_waits_for_the_end_of_a_visit(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment late = with_moment(WITH_MONDAY, 23, 59);
    struct moment early = with_moment(WITH_MONDAY + 1, 0, 1);
    const char *file = data_folder_path(
        &f->folder, "outbox/4luon_van-truong_quay-1_2026-11-23.csv");
    struct writer *writer =
        with_writer_start(f, &bell, with_moment(WITH_MONDAY, 18, 0));
    assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
    with_writer_give(writer, with_visit_row(visit_a), late);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    writer_close_days(writer, early);
    with_writer_give(writer, with_answer_row(visit_a, "mim-cuoi", 5), early);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    assert_false(files_exists(file));
    with_writer_give(writer, with_end_row(visit_a, 1), early);
    writer_stop(writer, early);
    assert_true(files_exists(file));
    record_fixture_open(f, early);
    assert_int_equal(count_of(f, WITH_MONDAY, "answer "), 1);
    assert_int_equal(record_closed_day(f->record), WITH_MONDAY);
}

static void overdue_days_are_closed_after_a_start(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment now = with_moment(WITH_MONDAY + 3, 9, 0);
    struct status status;
    record_fixture_open(f, with_moment(WITH_MONDAY, 9, 0));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 0));
    record_fixture_close(f);
    struct writer *writer = with_writer_start(f, &bell, now);
    with_writer_give(writer, with_visit_row(visit_a + 1), now);
    with_writer_give(writer, with_answer_row(visit_a + 1, "mim-cuoi", 5), now);
    with_writer_give(writer, with_end_row(visit_a + 1, 0), now);
    writer_stop(writer, now);
    assert_int_equal(status_read(&status, f->folder.path), STATUS_READ);
    assert_int_equal(status.state, STATUS_STOPPED);
    assert_int_equal(status.outbox_files, 3);
    assert_int_equal(status.visits, 1);
    assert_string_equal(status.day, "2026-11-26");
    assert_string_equal(status.closed_day, "2026-11-25");
    assert_string_equal(status.since, "2026-11-26T09:00:00+07:00");
    assert_string_equal(status.unit_code, "van-truong");
    assert_true(status.free_bytes > 0);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, with_writer_setup,                   \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(results_come_in_their_order),
        TEST(what_is_queued_at_the_stop_is_kept),
        TEST(a_slow_disk_is_waited_for),
        TEST(an_answer_costs_one_sync),
        TEST(a_full_disk_is_said_once),
        TEST(a_failing_sync_is_said_once),
        TEST(a_disk_that_fails_at_the_start_is_said),
        TEST(a_database_in_use_is_a_failure),
        TEST(what_was_acknowledged_survives_kill),
        TEST(a_day_waits_for_the_end_of_a_visit),
        TEST(overdue_days_are_closed_after_a_start),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "the disk is full");
}
