/* Days and dates, there and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "survey/date.h"

static void known_dates(void **state)
{
    (void)state;
    static const struct {
        int32_t days;
        struct date date;
    } known[] = {
        {0, {1970, 1, 1}},       {-1, {1969, 12, 31}},    {59, {1970, 3, 1}},
        {11016, {2000, 2, 29}},  {20780, {2026, 11, 23}}, {20454, {2026, 1, 1}},
        {47481, {2099, 12, 31}},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        struct date date = date_of(known[i].days);
        assert_int_equal(date.year, known[i].date.year);
        assert_int_equal(date.month, known[i].date.month);
        assert_int_equal(date.day, known[i].date.day);
        assert_int_equal(date_days(known[i].date), known[i].days);
    }
}

static void every_day_comes_back(void **state)
{
    (void)state;
    for (int32_t days = -800000; days < 800000; days += 13) {
        assert_int_equal(date_days(date_of(days)), days);
    }
}

static void months_have_their_lengths(void **state)
{
    (void)state;
    assert_int_equal(date_month_length(2026, 2), 28);
    assert_int_equal(date_month_length(2028, 2), 29);
    assert_int_equal(date_month_length(2100, 2), 28);
    assert_int_equal(date_month_length(2026, 4), 30);
    assert_int_equal(date_month_length(2026, 12), 31);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_dates),
        cmocka_unit_test(every_day_comes_back),
        cmocka_unit_test(months_have_their_lengths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
