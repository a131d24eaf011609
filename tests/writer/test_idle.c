/* What the writer does behind the visitor's back: journal and backup. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "with_writer.h"

static const int64_t visit_a = 100000000000001;

static void a_backup_waits_for_ten_quiet_minutes(void **state)
{
    struct record_fixture *f = *state;
    const struct status_news news = {0};
    const char *backup = data_folder_path(&f->folder, "backup/bonluon.db");
    struct bell bell = BELL_NEW;
    struct writer *writer =
        with_writer_start(f, &bell, with_moment(WITH_MONDAY, 9, 0));
    assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
    with_writer_give(writer, with_visit_row(visit_a),
                     with_moment(WITH_MONDAY, 9, 5));
    with_writer_give(writer, with_end_row(visit_a, 0),
                     with_moment(WITH_MONDAY, 9, 6));
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    writer_beat(writer, &news, with_moment(WITH_MONDAY, 9, 15));
    assert_int_equal(writer_stop(writer, with_moment(WITH_MONDAY, 9, 15)),
                     WRITER_ENDED);
    assert_false(files_exists(backup));

    writer = with_writer_start(f, &bell, with_moment(WITH_MONDAY, 9, 20));
    assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
    writer_beat(writer, &news, with_moment(WITH_MONDAY, 9, 30));
    while (!files_exists(backup)) {
        sched_yield();
    }
    assert_int_equal(writer_stop(writer, with_moment(WITH_MONDAY, 9, 31)),
                     WRITER_ENDED);
}

static void the_log_is_written_behind_the_answer(void **state)
{
    struct record_fixture *f = *state;
    struct bell bell = BELL_NEW;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    struct writer *writer = with_writer_start(f, &bell, at);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_READY);
    with_writer_give(writer, with_visit_row(visit_a), at);
    assert_int_equal(with_writer_result(writer, &bell), WRITER_KEPT);
    assert_int_equal(writer_stop(writer, at), WRITER_ENDED);
    char *log = data_folder_read(&f->folder, "log/2026.log");
    assert_non_null(strstr(log, "\tvisit\t100000000000001\t"));
    assert_non_null(strstr(log, "\tstop\t"));
    free(log);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
        TEST(a_backup_waits_for_ten_quiet_minutes),
        TEST(the_log_is_written_behind_the_answer),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
