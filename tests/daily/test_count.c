#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "config/with_forms.h"
#include "daily/sums.h"
#include "record/with_record.h"
#include "survey/guard.h"
#include "tried.h"

static const int64_t visit_a = 100000000000001;

static void assert_sum(struct record_fixture *f, int32_t day,
                       const char *expected)
{
    struct text text = {0};
    struct sum sum = record_fixture_totals(f, day);
    for (int i = 0; i < sum.question_count; i++) {
        sum.questions[i].wording[0] = '\0';
    }
    for (int i = 0; i < sum.form_count; i++) {
        assert_int_equal(strlen(sum.forms[i].wording), DIGEST_HEX_SIZE - 1);
        sum.forms[i].wording[0] = '\0'; /* it hangs on each word of it */
    }
    sum_write(&sum, &text);
    assert_string_equal(text.data, expected);
    text_free(&text);
}

static void keep(struct record_fixture *f, struct row row, unsigned flags,
                 struct moment at)
{
    row.flags |= flags;
    record_fixture_keep(f, row, at);
}

/* Somebody who comes back and changes a low answer with a reason for a better
   one, passes one over, says of one that it does not apply, answers a lent
   question, and leaves at the last. */
static void a_crooked_visit(struct record_fixture *f, int64_t visit,
                            unsigned flags, struct moment at)
{
    keep(f, with_visit_row(visit), flags, at);
    keep(f, with_answer_row(visit, "mim-cuoi", 1), 0, at);
    keep(f, with_reason_row(visit, "mim-cuoi", "cham"), 0, at);
    keep(f, with_answer_row(visit, "mim-cuoi", 4), 0, at);
    keep(f, with_answer_row(visit, "nhe-nhang", 3), 0, at);
    keep(f, with_row(ROW_SKIP, visit, "nhe-nhang"), 0, at);
    keep(f, with_rotating_row(ROW_ANSWER, visit, "xin-loi"), 0, at);
    keep(f, with_reason_row(visit, "xin-loi", "kho-hieu"), 0, at);
    keep(f, with_reason_row(visit, "xin-loi", "cham"), 0, at);
    keep(f, with_row(ROW_NA, visit, "giup-do"), 0, at);
    keep(f, with_row(ROW_TIMEOUT, visit, "lang-nghe"), 0, at);
    keep(f, with_end_row(visit, 0), GUARD_FAST & flags, at);
}

static void give_reasons(struct form *form)
{
    static const struct form_reason cham = {.id = "cham",
                                            .text = {"Chậm", "Slow"}};
    form->questions[0].reasons[0] = cham;
    form->questions[0].reason_count = 1;
}

/* Worked out by hand. Points: 5 is 100, 4 is 75, 2 is 25; of the lent form's
   three levels 1 is 0. */
static const char counted[] = "sum 2\n"
                              "day 20780\n"
                              "visits 4 2 0 2\n"
                              "flags 1 1 0 0 1\n"
                              "lost 0\n"
                              "language vi 4\n"
                              "open 07:30-17:00\n"
                              "form 4-luon 1 - 4\n"
                              "question mim-cuoi 5 0 0 0 1 0 2 1"
                              " 0 1 0 0 1\n"
                              "question nhe-nhang 5 2 0 0 1 0 0 1"
                              " 0 1 0 0 1\n"
                              "question lang-nghe 5 0 2 0 1 0 0 1"
                              " 0 1 0 0 1\n"
                              "question giup-do 5 0 0 0 1 0 0 1"
                              " 0 1 0 0 1\n"
                              "na 2\n"
                              "form 5-biet 3 - 2\n"
                              "question xin-loi 3 0 0 2 0 0 0 0 0\n"
                              "reason cham 2\n"
                              "reason kho-hieu 2\n"
                              "hour 7 0 0 0 30 30\n"
                              "hour 8 0 0 0 60 60\n"
                              "hour 9 2 475 6 60 60\n"
                              "hour 10 1 75 2 60 60\n"
                              "hour 11 0 0 0 60 60\n"
                              "hour 12 0 0 0 60 60\n"
                              "hour 13 0 0 0 60 60\n"
                              "hour 14 0 0 0 60 60\n"
                              "hour 15 0 0 0 60 60\n"
                              "hour 16 1 100 4 60 60\n"
                              "end\n";

static void a_day_is_counted_as_its_file(void **state)
{
    struct record_fixture *f = *state;
    with_rotating(&f->config);
    give_reasons(&f->config.forms[0]);
    record_fixture_open(f, with_moment(WITH_MONDAY, 7, 0));
    a_crooked_visit(f, visit_a + 3, GUARD_COOLDOWN | GUARD_FAST,
                    with_moment(WITH_MONDAY, 9, 10));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 59));
    a_crooked_visit(f, visit_a + 2, GUARD_CLOCK,
                    with_moment(WITH_MONDAY, 10, 0));
    record_fixture_visit(f, visit_a + 1, 2, with_moment(WITH_MONDAY, 16, 59));
    struct moment closing = with_moment(WITH_MONDAY, 17, 0);
    assert_int_equal(record_beat(f->record, closing), STORE_OK);
    assert_sum(f, WITH_MONDAY, counted);
    assert_int_equal(with_close(f->record, WITH_MONDAY, closing), STORE_OK);
    assert_sum(f, WITH_MONDAY, counted);
    /* And stays so, whatever the config says later. */
    f->config.hours = (struct hours){.date_count = 0};
    record_fixture_open(f, with_moment(WITH_MONDAY + 1, 8, 0));
    assert_sum(f, WITH_MONDAY, counted);
}

enum step_kind { END, START, VISIT, BEAT, STOP, KILL, CLOSE };

struct step {
    enum step_kind kind;
    int day, hour, minute; /* from Monday */
};

static void take_step(struct record_fixture *f, const struct step *step)
{
    struct moment at =
        with_moment(WITH_MONDAY + step->day, step->hour, step->minute);
    switch (step->kind) {
    case END: break;
    case START: record_fixture_open(f, at); break;
    case VISIT: record_fixture_visit(f, visit_a + at.wall_ms, 5, at); break;
    case BEAT: assert_int_equal(record_beat(f->record, at), STORE_OK); break;
    case STOP:
        assert_int_equal(record_stop(f->record, at), STORE_OK);
        record_fixture_close(f);
        break;
    case KILL: record_fixture_close(f); break;
    case CLOSE:
        assert_int_equal(with_close(f->record, WITH_MONDAY, at), STORE_OK);
        break;
    }
}

/* What happens, and the minutes of Monday that the office was open (07:30 to
   17:00) and the terminal ready; CLOSE closes Monday. */
static const struct {
    const char *what;
    struct step steps[10];
    int open_min, ready_min;
} courses[] = {
    {"a whole day", {{START, 0, 7, 0}, {CLOSE, 0, 17, 0}}, 570, 570},
    {"began late", {{START, 0, 8, 15}, {CLOSE, 0, 17, 0}}, 570, 525},
    {"closed at midnight", {{START, 0, 8, 30}, {CLOSE, 1, 0, 0}}, 570, 510},
    {"first began in the evening",
     {{START, 0, 18, 0}, {CLOSE, 1, 0, 0}},
     570,
     0},
    {"off at noon",
     {{START, 0, 7, 0},
      {STOP, 0, 11, 30},
      {START, 0, 13, 0},
      {CLOSE, 0, 17, 0}},
     570,
     480},
    {"stopped, closed by the next start",
     {{START, 0, 7, 30}, {STOP, 0, 16, 0}, {START, 3, 8, 0}, {CLOSE, 3, 8, 0}},
     570,
     510},
    {"power failed after a beat",
     {{START, 0, 7, 0},
      {BEAT, 0, 10, 10},
      {KILL, 0, 0, 0},
      {START, 0, 16, 0},
      {CLOSE, 0, 17, 0}},
     570,
     160 + 60},
    {"power failed after a visit",
     {{START, 0, 7, 0},
      {BEAT, 0, 10, 10},
      {VISIT, 0, 10, 30},
      {KILL, 0, 0, 0},
      {START, 0, 16, 0},
      {CLOSE, 0, 17, 0}},
     570,
     180 + 60},
    {"power failed without a word",
     {{START, 0, 7, 0}, {KILL, 0, 0, 0}, {START, 0, 16, 0}, {CLOSE, 0, 17, 0}},
     570,
     60},
    {"killed, begun again at once",
     {{START, 0, 7, 0},
      {BEAT, 0, 10, 0},
      {KILL, 0, 0, 0},
      {START, 0, 10, 1},
      {CLOSE, 0, 17, 0}},
     570,
     569},
    {"power failed, and came back a day later",
     {{START, 0, 7, 0},
      {BEAT, 0, 12, 30},
      {KILL, 0, 0, 0},
      {START, 1, 9, 0},
      {CLOSE, 1, 9, 0}},
     570,
     300},
    {"not over yet", {{START, 0, 7, 0}, {BEAT, 0, 9, 30}}, 120, 120},
    {"not over, and dark now",
     {{START, 0, 7, 0}, {BEAT, 0, 9, 30}, {STOP, 0, 9, 30}, {START, 0, 10, 0}},
     150,
     120},
};

static void minutes_are_those_of_the_runs(void **state)
{
    for (size_t i = 0; i < sizeof courses / sizeof courses[0]; i++) {
        struct record_fixture *f = *state;
        for (const struct step *step = courses[i].steps; step->kind != END;
             step++) {
            take_step(f, step);
        }
        struct sum sum = record_fixture_totals(f, WITH_MONDAY);
        struct sum_hour all = {.visits = 0};
        for (int hour = 0; hour < SUM_HOURS; hour++) {
            sum_add_hour(&all, &sum.hours[hour]);
        }
        if (all.open_min != courses[i].open_min ||
            all.ready_min != courses[i].ready_min) {
            fail_msg("%s: open %d, ready %d, not %d, %d", courses[i].what,
                     all.open_min, all.ready_min, courses[i].open_min,
                     courses[i].ready_min);
        }
        assert_int_equal(record_fixture_teardown(state), 0);
        assert_int_equal(record_fixture_setup(state), 0);
    }
    tried("The line below a cell: when");
}

static int ready_on(struct record_fixture *f, int32_t day)
{
    struct sum sum = record_fixture_totals(f, day);
    int ready = 0;
    for (int i = 0; i < SUM_HOURS; i++) {
        ready += sum.hours[i].ready_min;
    }
    return ready;
}

/* A terminal that was off from Monday evening to Thursday morning. */
static void a_day_without_power_has_no_ready_minute(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 7, 0));
    assert_int_equal(record_stop(f->record, with_moment(WITH_MONDAY, 16, 0)),
                     STORE_OK);
    struct moment back = with_moment(WITH_MONDAY + 3, 9, 0);
    record_fixture_open(f, back);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(with_close(f->record, WITH_MONDAY + i, back),
                         STORE_OK);
    }
    assert_int_equal(ready_on(f, WITH_MONDAY), 510);
    assert_int_equal(ready_on(f, WITH_MONDAY + 1), 0);
    assert_int_equal(ready_on(f, WITH_MONDAY + 2), 0);
    assert_int_equal(ready_on(f, WITH_MONDAY + 3), 0);
    assert_int_equal(
        record_beat(f->record, with_moment(WITH_MONDAY + 3, 9, 30)), STORE_OK);
    assert_int_equal(ready_on(f, WITH_MONDAY + 3), 30);
}

/* It starts with Monday's time on its clock, and after an hour learns that it
   is Thursday: then it was so all the time. */
static void a_jump_of_the_clock_moves_the_minutes(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 8, 0);
    record_fixture_open(f, at);
    at.boot_ms += 3600000;
    at.wall_ms += 3600000 + INT64_C(3) * 86400000;
    at.synchronised = true;
    assert_int_equal(record_beat(f->record, at), STORE_OK);
    char *rows = record_fixture_rows(f, WITH_MONDAY + 3);
    assert_non_null(strstr(rows, "clock  259200 jumped while running\n"));
    assert_non_null(strstr(rows, "\nmeant 1-"));
    free(rows);
    at.boot_ms += 1800000;
    at.wall_ms += 1800000;
    assert_int_equal(record_beat(f->record, at), STORE_OK);
    assert_int_equal(ready_on(f, WITH_MONDAY), 0);
    assert_int_equal(ready_on(f, WITH_MONDAY + 1), 0);
    assert_int_equal(ready_on(f, WITH_MONDAY + 2), 0);
    assert_int_equal(ready_on(f, WITH_MONDAY + 3), 90);
    assert_int_equal(record_first_day(f->record), WITH_MONDAY + 3);
}

/* An hour that the clock shows twice is ready once. */
static void a_clock_set_back_counts_no_minute_twice(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(f, at);
    at.boot_ms += 3600000;
    assert_int_equal(record_beat(f->record, at), STORE_OK);
    at.boot_ms += 3600000;
    at.wall_ms += 3600000;
    assert_int_equal(record_beat(f->record, at), STORE_OK);
    assert_int_equal(ready_on(f, WITH_MONDAY), 60);
    tried("The line below a cell: when");
}

static void a_start_tells_when_the_run_before_was_seen(void **state)
{
    static const struct {
        const char *alive; /* what the file holds; NULL: as written */
        int last_hour;     /* of the last row */
        int start_hour;
        const char *row;
    } cases[] = {
        {NULL, 9, 14, "seen  14400 \n"},
        {"", 9, 14, "seen  18000 \n"},
        {"1795399200000", 9, 14, "seen  18000 \n"}, /* no end of line */
        {"abc\n", 9, 14, "seen  18000 \n"},
        {"9999999999999\n", 9, 14, "seen  18000 \n"}, /* yet to come */
        {NULL, 12, 14, "seen  7200 \n"},
        {NULL, 12, 11, "seen  -3600 \n"}, /* the clock was set back */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct record_fixture *f = *state;
        struct moment last = with_moment(WITH_MONDAY, cases[i].last_hour, 0);
        record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
        assert_int_equal(
            record_beat(f->record, with_moment(WITH_MONDAY, 10, 0)), STORE_OK);
        record_fixture_visit(f, visit_a, 5, last);
        if (cases[i].alive != NULL) {
            assert_true(files_replace(data_folder_path(&f->folder, "alive"),
                                      cases[i].alive, strlen(cases[i].alive),
                                      FILES_UNSYNCED));
        }
        record_fixture_open(f,
                            with_moment(WITH_MONDAY, cases[i].start_hour, 0));
        char *rows = record_fixture_rows(f, WITH_MONDAY);
        const char *seen = strstr(rows, "seen");
        assert_non_null(seen);
        ((char *)strchr(seen, '\n'))[1] = '\0';
        assert_string_equal(seen, cases[i].row);
        free(rows);
        assert_int_equal(record_fixture_teardown(state), 0);
        assert_int_equal(record_fixture_setup(state), 0);
    }
}

static void nothing_is_told_after_a_stop(void **state)
{
    struct record_fixture *f = *state;
    struct record_exports exports = {0};
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(f, at);
    assert_int_equal(record_stop(f->record, at), STORE_OK);
    /* A command comes between, which is no life of the terminal. */
    record_exports_add(&exports, WITH_MONDAY, "");
    assert_int_equal(record_exported(f->record, &exports, at), STORE_OK);
    record_exports_free(&exports);
    record_fixture_open(f, with_moment(WITH_MONDAY, 10, 0));
    char *rows = record_fixture_rows(f, WITH_MONDAY);
    assert_null(strstr(rows, "seen"));
    free(rows);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_day_is_counted_as_its_file),
        TEST(minutes_are_those_of_the_runs),
        TEST(a_day_without_power_has_no_ready_minute),
        TEST(a_jump_of_the_clock_moves_the_minutes),
        TEST(a_clock_set_back_counts_no_minute_twice),
        TEST(a_start_tells_when_the_run_before_was_seen),
        TEST(nothing_is_told_after_a_stop),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "switches the terminal off at the");
}
