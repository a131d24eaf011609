/* The calendar against known dates, and against itself over 10,000 years. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"

enum { VIETNAM = 420, MS_PER_DAY = 86400000 };

static void known_dates(void **state)
{
    (void)state;
    static const struct {
        int32_t day;
        const char *date;
    } table[] = {
        {0, "1970-01-01"},       {-1, "1969-12-31"},
        {59, "1970-03-01"},      {789, "1972-02-29"},
        {790, "1972-03-01"},     {10956, "1999-12-31"},
        {11016, "2000-02-29"},   {11017, "2000-03-01"},
        {19782, "2024-02-29"},   {20819, "2027-01-01"},
        {24855, "2038-01-19"},   {47540, "2100-02-28"},
        {47541, "2100-03-01"},   {-25567, "1900-01-01"},
        {-25508, "1900-03-01"},  {-135081, "1600-02-29"},
        {-719528, "0000-01-01"}, {-719469, "0000-02-29"},
        {2932896, "9999-12-31"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char date[CLOCK_DATE_SIZE];
        clock_date(table[i].day, date);
        assert_string_equal(date, table[i].date);
        int32_t day = 0;
        assert_true(clock_parse_date(table[i].date, &day));
        assert_int_equal(day, table[i].day);
    }
}

/* Every day of every year: one more than the day before, and back again. */
static void dates_follow_each_other(void **state)
{
    (void)state;
    static const int lengths[] = {31, 28, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};
    int32_t expected = -719528;
    for (int year = 0; year <= 9999; year++) {
        bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (month == 2 && leap);
            char last[] = {(char)('0' + year / 1000),
                           (char)('0' + year / 100 % 10),
                           (char)('0' + year / 10 % 10),
                           (char)('0' + year % 10),
                           '-',
                           (char)('0' + month / 10),
                           (char)('0' + month % 10),
                           '-',
                           (char)('0' + length / 10),
                           (char)('0' + length % 10),
                           '\0'};
            expected += length;
            int32_t day = 0;
            assert_true(clock_parse_date(last, &day));
            assert_int_equal(day, expected - 1);
            char back[CLOCK_DATE_SIZE];
            clock_date(day, back);
            assert_string_equal(back, last);
        }
    }
}

static void refuses_what_is_no_date(void **state)
{
    (void)state;
    static const char *const table[] = {
        "",
        "2024",
        "2024-1-01",
        "2024-01-1",
        "2024/01/01",
        "2024-01-01 ",
        " 2024-01-01",
        "2024-13-01",
        "2024-00-10",
        "2024-01-00",
        "2024-01-32",
        "2023-02-29",
        "2100-02-29",
        "2024-04-31",
        "2024-02-30",
        "+024-01-01",
        "-001-01-01",
        "2024-0a-01",
        "2024-01-1x",
        "20240101",
        "2024-01-01T00:00",
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        int32_t day = 12345;
        if (clock_parse_date(table[i], &day)) {
            fail_msg("taken for a date: \"%s\"", table[i]);
        }
        assert_int_equal(day, 12345);
    }
}

static void local_day_and_minute(void **state)
{
    (void)state;
    static const struct {
        int64_t wall_ms;
        int offset;
        int32_t day;
        int minute;
    } table[] = {
        {0, 0, 0, 0},
        {0, VIETNAM, 0, 420},
        {59999, 0, 0, 0},
        {60000, 0, 0, 1},
        {-1, 0, -1, 1439},
        {-60000, 0, -1, 1439},
        {-60001, 0, -1, 1438},
        {0, -300, -1, 1140},
        /* 16:59:59.999 UTC is the last of a day in Vietnam. */
        {INT64_C(61199999), VIETNAM, 0, 1439},
        {INT64_C(61200000), VIETNAM, 1, 0},
        {-(INT64_C(1) * MS_PER_DAY), 0, -1, 0},
        /* Beyond 2038, where 32 bits of seconds end. */
        {INT64_C(2147483648000), 0, 24855, 194},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct local_time t = clock_local(table[i].wall_ms, table[i].offset);
        assert_int_equal(t.day, table[i].day);
        assert_int_equal(t.minute, table[i].minute);
    }
}

static void a_day_starts_where_it_says(void **state)
{
    (void)state;
    static const int offsets[] = {VIETNAM, 0, -720, 840, 345};
    for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
        for (int32_t day = -800; day < 30000; day += 37) {
            int64_t start = clock_day_start(day, offsets[i]);
            struct local_time first = clock_local(start, offsets[i]);
            struct local_time before = clock_local(start - 1, offsets[i]);
            assert_int_equal(first.day, day);
            assert_int_equal(first.minute, 0);
            assert_int_equal(before.day, day - 1);
            assert_int_equal(before.minute, 1439);
        }
    }
}

static void now_goes_forward(void **state)
{
    (void)state;
    struct moment first = clock_now();
    struct moment second = clock_now();
    assert_true(first.boot_ms > 0);
    assert_true(second.boot_ms >= first.boot_ms);
    /* Whoever runs this, it is after 2020 and before 9999. */
    assert_true(first.wall_ms > INT64_C(1577836800000));
    assert_true(clock_local(first.wall_ms, VIETNAM).day < 2932896);
}

static void of_two_waits_the_sooner(void **state)
{
    (void)state;
    static const struct {
        int64_t a, b, sooner;
    } waits[] = {{3, 5, 3},  {5, 3, 3},  {0, 5, 0},  {5, 0, 0}, {-1, 5, 5},
                 {5, -1, 5}, {-1, 0, 0}, {0, -1, 0}, {4, 4, 4}, {-1, -1, -1}};
    for (size_t i = 0; i < sizeof waits / sizeof waits[0]; i++) {
        assert_int_equal(clock_sooner(waits[i].a, waits[i].b), waits[i].sooner);
    }
}

static void times_with_their_offset(void **state)
{
    (void)state;
    static const struct {
        int64_t wall_ms;
        int offset_min;
        const char *iso;
    } table[] = {
        {0, 0, "1970-01-01T00:00:00+00:00"},
        {-1, 0, "1969-12-31T23:59:59+00:00"},
        {1764558005999, 420, "2025-12-01T10:00:05+07:00"},
        {1764558005000, -570, "2025-11-30T17:30:05-09:30"},
        {253402300799999, 0, "9999-12-31T23:59:59+00:00"},
        {253402300800000, 0, ""},
        {-62167219200000, 0, "0000-01-01T00:00:00+00:00"},
        {-62167219200001, 0, ""},
        {INT64_MAX, 420, ""},
        {INT64_MIN, -420, ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char iso[CLOCK_ISO_SIZE];
        clock_iso(table[i].wall_ms, table[i].offset_min, iso);
        assert_string_equal(iso, table[i].iso);
    }
    assert_int_equal(clock_seconds(-1999), -1);
    assert_int_equal(clock_seconds(INT64_MAX), INT32_MAX);
    assert_int_equal(clock_seconds(INT64_MIN), INT32_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_with_their_offset),
        cmocka_unit_test(known_dates),
        cmocka_unit_test(dates_follow_each_other),
        cmocka_unit_test(refuses_what_is_no_date),
        cmocka_unit_test(local_day_and_minute),
        cmocka_unit_test(a_day_starts_where_it_says),
        cmocka_unit_test(now_goes_forward),
        cmocka_unit_test(of_two_waits_the_sooner),
    };
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
