/* A run that ended without being asked: how, where the service manager told,
   stands in the record, and who asks for its health is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "desk/desk.h"
#include "record/with_record.h"
#include "tried.h"

/* A start after a run that was cut off. */
static void start(struct record_fixture *f, int day, const char *ended)
{
    const struct record_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .now = with_time(day, 0),
                                         .use = RECORD_TERMINAL,
                                         .ended = ended};
    record_fixture_close(f);
    assert_int_equal(record_open(&f->record, &params), STORE_OK);
}

static void assert_seen(struct record_fixture *f, int day, const char *note)
{
    char *rows = record_fixture_rows(f, WITH_MONDAY + day);
    const char *seen = strstr(rows, "seen  ");
    assert_non_null(seen);
    seen = strchr(seen + strlen("seen  "), ' ');
    assert_non_null(seen);
    assert_memory_equal(seen + 1, note, strlen(note));
    assert_int_equal(seen[1 + strlen(note)], '\n');
    free(rows);
}

static void the_row_of_the_next_start_says_how(void **state)
{
    struct record_fixture *f = *state;
    start(f, 0, NULL);
    start(f, 1, "watchdog: the disk did not answer");
    assert_seen(f, 1, "watchdog: the disk did not answer");
    start(f, 2, NULL);
    assert_seen(f, 2, "");
    start(f, 3, "two\nlines");
    assert_seen(f, 3, "two lines");
    tried("status: the last end that nobody");
}

static void one_that_was_asked_to_end_has_no_such_row(void **state)
{
    struct record_fixture *f = *state;
    start(f, 0, NULL);
    assert_int_equal(record_stop(f->record, with_time(0, 1)), STORE_OK);
    start(f, 1, "watchdog: the disk did not answer");
    char *rows = record_fixture_rows(f, WITH_MONDAY + 1);
    assert_null(strstr(rows, "seen"));
    free(rows);
}

static void assert_health(struct record_fixture *f, int day, int64_t ends,
                          const char *ended, int32_t ended_day)
{
    struct desk desk;
    struct desk_health health;
    desk_open(&desk, &(struct desk_params){.record = f->record,
                                           .config = &f->config,
                                           .data_dir = f->folder.path});
    assert_true(desk_health(&desk, with_time(day, 0), &health));
    assert_int_equal(health.ends, ends);
    assert_string_equal(health.ended, ended);
    assert_int_equal(health.ended_day, ended_day);
    desk_close(&desk);
}

/* A power cut is nobody's fault, and not counted here. */
static void ends_are_counted_and_the_last_is_told(void **state)
{
    struct record_fixture *f = *state;
    start(f, 0, NULL);
    assert_health(f, 0, 0, "", INT32_MIN);
    start(f, 1, "watchdog: the disk did not answer");
    start(f, 2, "killed by KILL");
    start(f, 3, NULL);
    assert_health(f, 3, 2, "killed by KILL", WITH_MONDAY + 2);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
        TEST(the_row_of_the_next_start_says_how),
        TEST(one_that_was_asked_to_end_has_no_such_row),
        TEST(ends_are_counted_and_the_last_is_told),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
