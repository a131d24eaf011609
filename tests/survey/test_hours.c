/* When the office is open: its week, and dates that have hours of their own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "survey/hours.h"

enum { MONDAY = 20780, SATURDAY = MONDAY + 5 }; /* 2026-11-23 */

/* Mornings and afternoons of weekdays; a Tuesday to Thursday that is closed,
   whose Wednesday comes again below; a Saturday that is open. */
static struct hours make(void)
{
    static const struct hours_weekday usual = {{{450, 690}, {810, 1020}}, 2};
    struct hours hours = {
        .dates = {{.from = MONDAY + 1, .to = MONDAY + 3},
                  {.from = MONDAY + 2, .to = MONDAY + 2, .open = usual},
                  {.from = SATURDAY,
                   .to = SATURDAY,
                   .open = {{{480, 660}}, 1}}},
        .date_count = 3};
    for (int i = 0; i < 5; i++) {
        hours.weekdays[i] = usual;
    }
    return hours;
}

static void a_date_counts_before_its_weekday(void **state)
{
    static const struct {
        int32_t day;
        int minute;
        bool open;
    } cases[] = {
        {MONDAY, 449, false},       {MONDAY, 450, true},
        {MONDAY, 689, true},        {MONDAY, 690, false},
        {MONDAY, 809, false},       {MONDAY, 1019, true},
        {MONDAY, 1020, false},      {MONDAY + 1, 500, false},
        {MONDAY + 2, 500, false}, /* the first that names it */
        {MONDAY + 3, 500, false},   {MONDAY + 4, 500, true},
        {SATURDAY, 479, false},     {SATURDAY, 480, true},
        {SATURDAY, 660, false},     {SATURDAY + 1, 500, false},
        {SATURDAY + 7, 500, false},
    };
    struct hours hours = make();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (hours_open(&hours, cases[i].day, cases[i].minute) !=
            cases[i].open) {
            fail_msg("day %d, minute %d", (int)(cases[i].day - MONDAY),
                     cases[i].minute);
        }
    }
}

static void a_day_closes_with_its_last_span(void **state)
{
    struct hours hours = make();
    (void)state;
    assert_int_equal(hours_closing(&hours, MONDAY), 1020);
    assert_int_equal(hours_closing(&hours, MONDAY + 1), HOURS_NEVER);
    assert_int_equal(hours_closing(&hours, SATURDAY), 660);
    assert_int_equal(hours_closing(&hours, SATURDAY + 1), HOURS_NEVER);
}

/* A date that says what its weekday says anyway is none. */
static void what_is_unusual_is_told(void **state)
{
    struct hours hours = make();
    (void)state;
    assert_false(hours_unusual(&hours, MONDAY));
    assert_true(hours_unusual(&hours, MONDAY + 1));
    assert_true(hours_unusual(&hours, SATURDAY));
    assert_false(hours_unusual(&hours, SATURDAY + 1));
    hours.dates[0].open = hours.weekdays[0];
    assert_false(hours_unusual(&hours, MONDAY + 1));
    hours.dates[0].open.spans[1].to_minute++;
    assert_true(hours_unusual(&hours, MONDAY + 1));
}

static void the_epoch_was_a_thursday(void **state)
{
    (void)state;
    assert_int_equal(hours_weekday(0), 3);
    assert_int_equal(hours_weekday(MONDAY), 0);
    assert_int_equal(hours_weekday(SATURDAY + 1), 6);
    assert_int_equal(hours_weekday(-4), 6);
    assert_int_equal(hours_weekday(-3), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_counts_before_its_weekday),
        cmocka_unit_test(a_day_closes_with_its_last_span),
        cmocka_unit_test(what_is_unusual_is_told),
        cmocka_unit_test(the_epoch_was_a_thursday),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
