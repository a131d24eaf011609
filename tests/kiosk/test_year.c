/*
 * A year of an office, with its week, its holidays, working Saturdays, half a
 * day, an evening, and a fortnight without power, lived through by a whole
 * terminal that has the sample's week and the calendar of 2027: the sleeping
 * screen, the flags, the totals with their coverage, and the days ahead on the
 * panel are those of a table that was written by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "config/with_files.h"
#include "daily/sums.h"
#include "kiosk/inside.h"
#include "survey/date.h"
#include "with_staff.h"
#include "tried.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

enum {
    COMING = 2,
    GUARD_HOURS_AT = 3,
    BREAK = 11 * 60 + 30,
    AGAIN = 13 * 60 + 30
};

static const struct {
    const char *from, *to;
    struct hours_weekday open;
} own[] = {
    {"2027-01-01", "2027-01-01", {.count = 0}},
    {"2027-02-03", "2027-02-03", {{{450, BREAK}}, 1}},
    {"2027-02-04", "2027-02-10", {.count = 0}},
    {"2027-04-16", "2027-04-16", {.count = 0}},
    {"2027-04-30", "2027-05-01", {.count = 0}},
    {"2027-05-03", "2027-05-03", {.count = 0}},
    {"2027-05-08", "2027-05-08", {{{450, BREAK}, {AGAIN, 1020}}, 2}},
    {"2027-06-15",
     "2027-06-15",
     {{{450, BREAK}, {AGAIN, 1020}, {1080, 1200}}, 3}},
    /* bonluon.ini has another day beside 2 September than the calendar. */
    {"2027-09-01", "2027-09-02", {.count = 0}},
    {"2027-09-03", "2027-09-03", {{{450, BREAK}, {AGAIN, 1020}}, 2}},
    {"2027-09-11", "2027-09-11", {{{480, 660}}, 1}},
};

/* When the screen is looked at, and somebody may come. */
static const int coming[COMING] = {9 * 60, 19 * 60};

static int32_t day_of(const char *date)
{
    int32_t day;
    assert_true(clock_parse_date(date, &day));
    return day;
}

static struct hours_weekday expected_on(int32_t day)
{
    static const struct hours_weekday week = {{{450, BREAK}, {AGAIN, 1020}}, 2};
    static const struct hours_weekday weekend = {.count = 0};
    for (size_t i = 0; i < COUNT(own); i++) {
        if (day >= day_of(own[i].from) && day <= day_of(own[i].to)) {
            return own[i].open;
        }
    }
    /* 1 January 2027 was a Friday. */
    return (day - day_of("2027-01-01") + 4) % 7 < 5 ? week : weekend;
}

static bool open_at(int32_t day, int minute)
{
    struct hours_weekday open = expected_on(day);
    bool is = false;
    for (int i = 0; i < open.count; i++) {
        is = is || (minute >= open.spans[i].from_minute &&
                    minute < open.spans[i].to_minute);
    }
    return is;
}

/* As the office writes it. */
static void read_calendar(struct config *config)
{
    struct config_files files;
    struct config read;
    config_files_make(&files);
    config_files_change(files.ini, "\ncalendar=", "\ncalendar=2027");
    config_files_change(files.ini, "\nclosed=", "\nclosed=2027-09-01");
    config_files_change(files.ini, "#open=2027-05-08;2027-02-03 07:30-11:30",
                        "open=2027-09-03;2027-02-03 07:30-11:30;"
                        "2027-09-11 08:00-11:00");
    config_files_change(files.calendar, "#2027-05-08=",
                        "2027-06-15=07:30-11:30 13:30-17:00 18:00-20:00\n"
                        "2027-05-08=");
    config_files_load_good(&files, &read);
    config->hours = read.hours;
    config_free(&read);
    config_files_remove(&files);
}

static void until(struct terminal *terminal, int32_t day, int minute)
{
    struct moment then = with_moment(day, 0, minute);
    assert_true(then.wall_ms >= terminal->now.wall_ms);
    terminal_wait(terminal, then.wall_ms - terminal->now.wall_ms);
}

static bool kept(struct terminal *terminal)
{
    return terminal->kiosk->flow.pending == 0;
}

/* The disk has days to close meanwhile: what is waited for is the answer. */
static void answer_all(struct terminal *terminal)
{
    const struct flow_timing *timing = &terminal->config.timing;
    for (int i = 0; i < 4; i++) {
        terminal_tap(terminal, ANSWER(4));
        terminal_await(terminal, kept);
        terminal_wait(terminal, timing->advance_ms);
        terminal_wait(terminal, timing->settle_ms);
    }
    terminal_wait(terminal, timing->thanks_ms);
    terminal_wait(terminal, 6000);
    assert_true(staff_gone(terminal));
}

struct year {
    int32_t next, dark_from, dark_to;
    int open_min, ready_min;
};

/* In the fortnight the power fails behind the first visit of its first day. */
static bool is_dark(const struct year *year, int32_t day, int minute)
{
    return day >= year->dark_from && day < year->dark_to &&
           (day > year->dark_from || minute > coming[0]);
}

/* Somebody comes around each date of the table, and every fifth day; not when
   the day is closed already, so that whoever comes counts for it. */
static bool comes(const struct year *year, int32_t day, int minute)
{
    struct hours_weekday open = expected_on(day);
    bool over =
        open.count > 0 && minute >= open.spans[open.count - 1].to_minute;
    bool near = day % 5 == 0 || day == year->dark_from;
    for (size_t i = 0; i < COUNT(own); i++) {
        near = near ||
               (day >= day_of(own[i].from) - 1 && day <= day_of(own[i].to) + 1);
    }
    return near && !over && !is_dark(year, day, minute);
}

/* Finds the screen as it is to be at this hour; whoever comes wakes it. */
static void look(struct terminal *terminal, const struct year *year,
                 int32_t day, int minute)
{
    until(terminal, day, minute);
    bool asleep = terminal_says(terminal, "asleep");
    if (asleep == open_at(day, minute)) {
        char date[CLOCK_DATE_SIZE];
        clock_date(day, date);
        fail_msg("%s, minute %d: asleep %d", date, minute, asleep);
    }
    if (!comes(year, day, minute)) {
        return;
    }
    if (asleep) {
        struct input finger = {
            .kind = INPUT_DOWN, .source = INPUT_FINGER, .x = 600, .y = 400};
        terminal_input(terminal, finger);
        finger.kind = INPUT_UP;
        terminal_input(terminal, finger);
    }
    terminal_wait(terminal, terminal->config.timing.settle_ms);
    answer_all(terminal);
}

/* The office looks a week ahead. */
static void look_ahead(struct terminal *terminal, int32_t day)
{
    staff_come_in(terminal);
    const struct panel *panel = &terminal->kiosk->panel;
    assert_int_equal(panel->ahead_day, day);
    for (int i = 0; i < PANEL_AHEAD; i++) {
        struct hours_weekday open = expected_on(day + i);
        assert_true(hours_same(&panel->ahead[i].open, &open));
    }
    staff_press(terminal, PRESS(CLOSE));
    assert_true(staff_gone(terminal));
}

/* The totals of each day, once; while it was dark there was nobody, and no
   minute was ready. */
static void check_day(void *context, const struct sum *sum)
{
    struct year *year = context;
    struct hours_weekday open = expected_on(sum->day);
    bool dark = sum->day > year->dark_from && sum->day < year->dark_to;
    int open_min[SUM_HOURS] = {0};
    assert_int_equal(sum->day, year->next++);
    for (int m = 0; m < 24 * 60; m++) {
        open_min[m / 60] += open_at(sum->day, m);
    }
    for (int hour = 0; hour < SUM_HOURS; hour++) {
        assert_int_equal(sum->hours[hour].open_min, open_min[hour]);
        if (sum->day != year->dark_from) {
            assert_int_equal(sum->hours[hour].ready_min,
                             dark ? 0 : open_min[hour]);
        }
        year->open_min += sum->hours[hour].open_min;
        year->ready_min += sum->hours[hour].ready_min;
    }
    assert_true(hours_same(&sum->open, &open));
    int visits = 0;
    int outside = 0;
    for (int i = 0; i < COMING; i++) {
        bool one = comes(year, sum->day, coming[i]);
        visits += one;
        outside += one && !open_at(sum->day, coming[i]);
    }
    if (sum->visits != visits) {
        char date[CLOCK_DATE_SIZE];
        clock_date(sum->day, date);
        fail_msg("%s: %d visits, not %d", date, sum->visits, visits);
    }
    assert_int_equal(sum->flags[GUARD_HOURS_AT], outside);
}

static void check_totals(struct terminal *terminal, struct year *year)
{
    struct record *record;
    const struct record_params params = {.config = &terminal->config,
                                         .data_dir = terminal->folder.path,
                                         .now = terminal->now,
                                         .use = RECORD_COMMAND};
    struct day_sums span = {.from = year->next,
                            .to = day_of("2027-12-31"),
                            .take = check_day,
                            .context = year};
    assert_int_equal(record_open(&record, &params), STORE_OK);
    assert_int_equal(day_sums_take(record, &span), STORE_OK);
    assert_int_equal(span.failed, 0);
    assert_int_equal(year->next, day_of("2028-01-01"));
    record_close(record);
}

static void the_year_is_that_of_the_calendar(void **state)
{
    struct terminal *terminal = *state;
    struct year year = {.next = day_of("2027-01-01"),
                        .dark_from = day_of("2027-07-05"),
                        .dark_to = day_of("2027-07-19")};
    terminal_close(terminal);
    terminal_open(terminal, with_moment(year.next, 0, 0));
    staff_prepare(terminal);
    read_calendar(&terminal->config);
    terminal_restart(terminal);
    for (int32_t day = year.next; day < day_of("2028-01-01"); day++) {
        if (day == year.dark_from + 1) {
            terminal_stop(terminal);
            day = year.dark_to;
            terminal_start(terminal, with_moment(day, 5, 0));
        }
        look(terminal, &year, day, coming[0]);
        if (day % 35 == 0 || day == day_of("2027-02-02")) {
            look_ahead(terminal, day);
        }
        if (!is_dark(&year, day, coming[1])) {
            look(terminal, &year, day, coming[1]);
        }
    }
    until(terminal, year.next + 365, 1);
    terminal_stop(terminal);
    check_totals(terminal, &year);
    /* 247 working days of 450 minutes, and so on: counted by another hand. */
    print_message("open %d, ready %d minutes\n", year.open_min, year.ready_min);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(
        the_year_is_that_of_the_calendar, terminal_setup, terminal_teardown)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return tried_all(failed, "the hours of today and the next seven days, and "
                             "which are not as usual");
}
