/* The sign of life of the writer's thread: what a watchdog is fed by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sched.h>

#include "store/with_faulty_vfs.h"
#include "with_writer.h"

static const int64_t visit_a = 100000000000001;

static void wait_for_answer(struct writer *writer)
{
    while (!writer_answered(writer)) {
        sched_yield();
    }
}

static void a_thread_that_rests_answers(void **state)
{
    struct ready_writer ready;
    with_writer_ready(&ready, *state);
    int writes = faulty_vfs_writes();
    for (int i = 0; i < 3; i++) {
        writer_ping(ready.writer);
        wait_for_answer(ready.writer);
    }
    assert_int_equal(faulty_vfs_writes(), writes);
    assert_int_equal(writer_stop(ready.writer, ready.at), WRITER_ENDED);
}

static void a_disk_that_hangs_does_not(void **state)
{
    struct ready_writer ready;
    with_writer_ready(&ready, *state);
    faulty_vfs_hold_syncs();
    with_writer_give(ready.writer, with_visit_row(visit_a), ready.at);
    faulty_vfs_wait_held();
    writer_ping(ready.writer);
    assert_false(writer_answered(ready.writer));
    faulty_vfs_pass();
    wait_for_answer(ready.writer);
    assert_int_equal(with_writer_next(&ready), WRITER_KEPT);
    assert_int_equal(writer_stop(ready.writer, ready.at), WRITER_ENDED);
}

/* A record that is made anew may take minutes. */
static void a_record_that_is_being_opened_is_alive(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    faulty_vfs_hold_syncs();
    struct writer *writer = with_writer_start(f, &bell, at);
    faulty_vfs_wait_held();
    for (int i = 0; i < 3; i++) {
        writer_ping(writer);
        wait_for_answer(writer);
    }
    faulty_vfs_pass();
    assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
    assert_int_equal(writer_stop(writer, at), WRITER_ENDED);
}

/* Its end is known by another way: it shall not be ended for it as well. */
static void one_that_failed_owes_no_answer(void **state)
{
    struct ready_writer ready;
    with_writer_ready(&ready, *state);
    faulty_vfs_fail_sync(1, 1034); /* SQLITE_IOERR_FSYNC */
    with_writer_give(ready.writer, with_visit_row(visit_a), ready.at);
    assert_int_equal(with_writer_next(&ready), WRITER_FAILED);
    writer_ping(ready.writer);
    assert_true(writer_answered(ready.writer));
    assert_int_equal(writer_stop(ready.writer, ready.at), WRITER_ENDED_FAILED);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, with_writer_setup,                   \
                                    record_fixture_teardown)
        TEST(a_thread_that_rests_answers),
        TEST(a_disk_that_hangs_does_not),
        TEST(a_record_that_is_being_opened_is_alive),
        TEST(one_that_failed_owes_no_answer),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
