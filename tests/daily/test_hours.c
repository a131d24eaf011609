#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "record/with_record.h"

/* The hours of a date are counted and told, and not those of its weekday. */
static void a_date_is_open_as_it_says(void **state)
{
    static const struct {
        int day; /* from Monday */
        struct hours_weekday open;
        const char *told;
        int minutes;
    } table[] = {
        {5, {{{480, 660}}, 1}, "\nopen 08:00-11:00\n", 180},
        {0, {{{450, 690}}, 1}, "\nopen 07:30-11:30\n", 240},
        {1,
         {{{450, 690}, {1080, 1200}}, 2},
         "\nopen 07:30-11:30 18:00-20:00\n",
         360},
        {2, {.count = 0}, "\nopen none\n", 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct record_fixture *f = *state;
        struct text text = {0};
        int32_t day = WITH_MONDAY + table[i].day;
        f->config.hours.dates[0] =
            (struct hours_dates){day, day, table[i].open};
        f->config.hours.date_count = 1;
        record_fixture_open(f, with_moment(day, 7, 0));
        assert_int_equal(with_close(f->record, day, with_moment(day + 1, 0, 0)),
                         STORE_OK);
        struct sum sum = record_fixture_totals(f, day);
        sum_write(&sum, &text);
        assert_non_null(strstr(text.data, table[i].told));
        int open_min = 0;
        for (int hour = 0; hour < SUM_HOURS; hour++) {
            open_min += sum.hours[hour].open_min;
            assert_int_equal(sum.hours[hour].ready_min,
                             sum.hours[hour].open_min);
        }
        assert_int_equal(open_min, table[i].minutes);
        text_free(&text);
        assert_int_equal(record_fixture_teardown(state), 0);
        assert_int_equal(record_fixture_setup(state), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(
        a_date_is_open_as_it_says, record_fixture_setup,
        record_fixture_teardown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
