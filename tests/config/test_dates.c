/* Dates with hours of their own: what is taken, what is refused with what
   remedy, the calendar of a year, and which of two files counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/text.h"
#include "survey/date.h"
#include "with_files.h"
#include "tried.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

/* The sample's week: Monday to Friday, 07:30-11:30 13:30-17:00. */
#define USUAL "07:30-11:30 13:30-17:00"

/* The place of `closed=` in the sample, where these lines are put. */
static const char place[] = "\nclosed=\n";

static void write_hours(const struct hours_weekday *day, struct text *out)
{
    for (int i = 0; i < day->count; i++) {
        int from = day->spans[i].from_minute;
        int to = day->spans[i].to_minute;
        text_append_format(out, "%s%02d:%02d-%02d:%02d", i > 0 ? " " : "",
                           from / 60, from % 60, to / 60, to % 60);
    }
}

static void assert_hours(const struct config *config, const char *date,
                         const char *expected)
{
    struct text text = {0};
    int32_t day;
    assert_true(clock_parse_date(date, &day));
    text_append_format(&text, "%s ", date);
    size_t length = text.length;
    write_hours(hours_of(&config->hours, day), &text);
    assert_string_equal(text.data + length, expected);
    text_free(&text);
}

static const struct {
    const char *lines;
    const char *date, *hours;
} taken[] = {
    {"closed=2027-05-03", "2027-05-03", ""},
    {"closed=2027-05-03", "2027-05-04", USUAL},
    {"closed= 2027-05-03 ; 2027-05-05;", "2027-05-05", ""},
    {"closed=2027-02-04..2027-02-10", "2027-02-04", ""},
    {"closed=2027-02-04..2027-02-10", "2027-02-10", ""},
    {"closed=2027-02-04..2027-02-10", "2027-02-03", USUAL},
    {"closed=2027-02-04..2027-02-10", "2027-02-11", USUAL},
    {"closed=2027-02-04 - 2027-02-10", "2027-02-05", ""},
    {"closed=2027-02-04/2027-02-10", "2027-02-05", ""},
    {"closed=2027-02-04\xe2\x80\x93"
     "2027-02-10",
     "2027-02-05", ""},
    {"closed=2026-12-31..2027-01-01", "2027-01-01", ""},
    {"closed=2028-02-29", "2028-02-29", ""},
    {"open=2027-05-08", "2027-05-08", USUAL},
    {"open=2027-05-08", "2027-05-15", ""},
    {"open=2027-05-08 07:30-11:30", "2027-05-08", "07:30-11:30"},
    {"open=2027-05-08 07:30-11:30;2027-05-15 " USUAL, "2027-05-15", USUAL},
    {"open=2027-05-08..2027-05-09 08:00-10:00", "2027-05-09", "08:00-10:00"},
    {"open=2027-05-04 " USUAL " 18:00-20:00", "2027-05-04",
     USUAL " 18:00-20:00"},
    {"open=2027-02-03 07:30-11:30", "2027-02-03", "07:30-11:30"},
    {"open=2027-05-08 00:00-01:00 02:00-03:00 04:00-05:00 06:00-24:00",
     "2027-05-08", "00:00-01:00 02:00-03:00 04:00-05:00 06:00-24:00"},
    {"2027-05-08=" USUAL, "2027-05-08", USUAL},
    {"2027-05-08=open", "2027-05-08", USUAL},
    {"2027-05-03=closed", "2027-05-03", ""},
    {"2027-05-03=", "2027-05-03", ""},
    {"2027-02-04..2027-02-10=closed", "2027-02-08", ""},
    {"open:2027-05-08=" USUAL, "2027-05-08", USUAL},
    {"open:2027-05-08=", "2027-05-08", USUAL},
    /* Twice the same is no contradiction. */
    {"closed=2027-05-03;2027-05-01..2027-05-05", "2027-05-04", ""},
    {"open=2027-05-08\n2027-05-08=" USUAL, "2027-05-08", USUAL},
};

static void what_is_plain_is_taken(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(taken); i++) {
        struct config_files files;
        struct config config;
        struct text lines = {0};
        config_files_make(&files);
        text_append_format(&lines, "\n%s\n", taken[i].lines);
        config_files_change(files.ini, place, lines.data);
        config_files_load_good(&files, &config);
        assert_hours(&config, taken[i].date, taken[i].hours);
        config_free(&config);
        text_free(&lines);
        config_files_remove(&files);
    }
}

#define NO_DATE                                                                \
    "is no date; write 2027-01-01, or 2027-02-04..2027-02-10, and ; between "  \
    "two of them\n"
#define NO_SUCH_DAY "names a day that does not exist; write one that does\n"
#define NO_HOURS                                                               \
    "is not made of hours; write 07:30-11:30 13:30-17:00, or leave it empty\n"

/* The first line is the file's line 84. */
static const struct {
    const char *lines, *faults;
} refused[] = {
    {"closed=Tết;2027-05-03", "bonluon.ini:84: closed: Tết " NO_DATE},
    {"closed=03/05/2027", "bonluon.ini:84: closed: 03/05/2027 " NO_DATE},
    {"closed=2027-5-3", "bonluon.ini:84: closed: 2027-5-3 " NO_DATE},
    {"closed=2027-05-03,2027-05-04",
     "bonluon.ini:84: closed: 2027-05-03,2027-05-04 " NO_DATE},
    {"closed=2027-02-30;2027-13-01",
     "bonluon.ini:84: closed: 2027-02-30 " NO_SUCH_DAY
     "bonluon.ini:84: closed: 2027-13-01 " NO_SUCH_DAY},
    {"closed=2027-02-04..2027-02-29",
     "bonluon.ini:84: closed: 2027-02-04..2027-02-29 " NO_SUCH_DAY},
    {"closed=2027-02-04..", "bonluon.ini:84: closed: 2027-02-04.. " NO_DATE},
    {"closed=2027-02-10..2027-02-04",
     "bonluon.ini:84: closed: 2027-02-10..2027-02-04 ends before it begins; "
     "write the earlier date first\n"},
    {"closed=2017-05-03",
     "bonluon.ini:84: closed: 2017-05-03 is of a year that no terminal sees; "
     "look at its four digits\n"},
    {"closed=2027-02-04..2028-02-10",
     "bonluon.ini:84: closed: 2027-02-04..2028-02-10 is longer than a year; "
     "look at its two years\n"},
    {"closed=2027-05-03 13:30-17:00",
     "bonluon.ini:84: closed: 2027-05-03 13:30-17:00 names hours, and what is "
     "closed is the whole day; write what is open behind open=\n"},
    {"\nopen=2027-05-08 7h30-11h30",
     "bonluon.ini:85: open: 7h30-11h30 " NO_HOURS},
    {"\nopen=2027-05-08 2027-05-15",
     "bonluon.ini:85: open: 2027-05-15 " NO_HOURS},
    {"\nopen=2027-05-08 07:30-11:30 11:00-17:00",
     "bonluon.ini:85: open: 07:30-11:30 11:00-17:00 has spans that overlap or "
     "go back; write them in order\n"},
    {"\nopen=2027-05-08 17:00-07:30",
     "bonluon.ini:85: open: 17:00-07:30 has a span that ends before it begins; "
     "write the earlier time first, and a night as 00:00-07:00 "
     "20:00-24:00\n"},
    {"\nopen=2027-05-08 closed", "bonluon.ini:85: open: closed " NO_HOURS},
    {"2027-02-30=closed", "bonluon.ini:84: 2027-02-30=closed " NO_SUCH_DAY},
    {"2027-05-08=7h30", "bonluon.ini:84: 2027-05-08=7h30 " NO_HOURS},
    {"2027-05-08 07:30-11:30=open",
     "bonluon.ini:84: 2027-05-08 07:30-11:30=open has hours before the =; "
     "write them behind it\n"},
    {"08/05/2027=open", "bonluon.ini:84: 08/05/2027=open " NO_DATE},
    {"opened=2027-05-08",
     "bonluon.ini:84: unknown key opened in [hours]; did you mean open?\n"},
    {"closed=2027-05-08\nopen=2027-05-08",
     "bonluon.ini:85: open: 2027-05-08 stands at line 84 already, closed; "
     "leave it in one of the two\n"},
    {"2027-05-08=closed\nopen=2027-05-07..2027-05-09 08:00-09:00",
     "bonluon.ini:84: 2027-05-08: 2027-05-08 stands at line 85 already, open; "
     "leave it in one of the two\n"},
    {"open=2027-05-08\n2027-05-08=08:00-09:00",
     "bonluon.ini:85: 2027-05-08: 2027-05-08 stands at line 84 already, open "
     "at other hours; leave it in one of the two\n"},
    {"closed=2027-02-04..2027-02-10\nopen=2027-02-10..2027-02-12",
     "bonluon.ini:85: open: 2027-02-10 stands at line 84 already, closed; "
     "leave it in one of the two\n"},
};

static void what_is_not_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct config_files files;
        struct faults faults = {0};
        struct text lines = {0};
        config_files_make(&files);
        text_append_format(&lines, "\n%s\n", refused[i].lines);
        config_files_change(files.ini, place, lines.data);
        bool good = config_files_load(&files, &faults);
        assert_string_equal(good ? "" : faults.lines.data, refused[i].faults);
        faults_free(&faults);
        text_free(&lines);
        config_files_remove(&files);
    }
}

/* Which hours a working Saturday has, nobody can tell of a week of several. */
static void a_week_of_several_hours(void **state)
{
    const struct config_files *files = *state;
    struct faults faults = {0};
    config_files_change(files->ini, "\nfriday=" USUAL, "\nfriday=07:30-11:30");
    config_files_change(files->ini, place,
                        "\nopen=2027-05-07;2027-05-08;2027-05-06..2027-05-07"
                        "\n");
    assert_false(config_files_load(files, &faults));
    assert_string_equal(
        faults.lines.data,
        "bonluon.ini:84: open: 2027-05-08 names no hours, and those of the "
        "week differ; write 2027-05-08 07:30-11:30 13:30-17:00\n"
        "bonluon.ini:84: open: 2027-05-06..2027-05-07 names no hours, and "
        "those of the week differ; write 2027-05-08 07:30-11:30 "
        "13:30-17:00\n");
    faults_free(&faults);
}

static void too_many_dates(void **state)
{
    const struct config_files *files = *state;
    struct faults faults = {0};
    struct text lines = {0};
    text_append_string(&lines, "\nclosed=");
    for (int i = 0; i <= HOURS_DATES_MAX; i++) {
        char date[CLOCK_DATE_SIZE];
        clock_date(20820 + i, date); /* 2027-01-02 */
        text_append_format(&lines, "%s;", date);
    }
    text_append_string(&lines, "\n");
    config_files_change(files->ini, place, lines.data);
    assert_false(config_files_load(files, &faults));
    assert_string_equal(
        faults.lines.data,
        "bonluon.ini:84: closed: 2027-06-11 is one date too many, 160 fit; "
        "remove those that are over, or write spans\n");
    faults_free(&faults);
    text_free(&lines);
}

/* The holidays of 2027 as articles 111 and 112 of the Labour Code of 2019 and
   the moon have them: new moons at 03:24 on 8 January, 22:53 on 6 February,
   16:28 on 8 March and 06:55 on 7 April, by the clock of Vietnam, so that the
   first month begins on 6 February, and the tenth of the third is 16 April. */
static const char *const holidays_of_2027[] = {
    "2027-01-01", "2027-02-04", "2027-02-05", "2027-02-06", "2027-02-07",
    "2027-02-08", "2027-02-09", "2027-02-10", "2027-04-16", "2027-04-30",
    "2027-05-01", "2027-05-03", "2027-09-02", "2027-09-03",
};

static void the_sample_names_the_holidays(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    config_files_change(files->ini, "\ncalendar=", "\ncalendar=2027");
    config_files_load_good(files, &config);
    size_t at = 0;
    struct date first = {2027, 1, 1};
    for (int32_t day = date_days(first); date_of(day).year == 2027; day++) {
        char date[CLOCK_DATE_SIZE];
        clock_date(day, date);
        bool holiday = at < COUNT(holidays_of_2027) &&
                       strcmp(date, holidays_of_2027[at]) == 0;
        bool weekend = hours_weekday(day) >= 5;
        at += holiday;
        assert_hours(&config, date, holiday || weekend ? "" : USUAL);
    }
    assert_int_equal(at, COUNT(holidays_of_2027));
    config_free(&config);
}

static void bonluon_ini_counts_before_it(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    config_files_change(files->ini, "\ncalendar=", "\ncalendar=2027");
    config_files_change(files->ini, place, "\nopen=2027-05-03 08:00-09:00\n");
    config_files_change(files->calendar, "#2027-05-08=" USUAL,
                        "2027-05-08=" USUAL);
    config_files_load_good(files, &config);
    assert_hours(&config, "2027-05-03", "08:00-09:00");
    assert_hours(&config, "2027-05-08", USUAL);
    config_free(&config);
}

static const struct {
    const char *from, *to, *faults;
} broken_calendars[] = {
    {"\n2027-01-01=", "\n2026-01-01=",
     "calendar/2027.ini:25: 2026-01-01=closed is not of the year that the file "
     "is named for; write it into the calendar of its own year\n"},
    {"\n2027-05-03=closed", "\n2027-05-01=open",
     "calendar/2027.ini:43: 2027-05-01: 2027-05-01 stands at line 42 already, "
     "closed; leave it in one of the two\n"},
    {"\n[hours]", "\n[days]",
     "calendar/2027.ini:23: unknown section [days]; the sections are "
     "[hours]\n"},
    {"\n2027-01-01=closed", "\nmonday=",
     "calendar/2027.ini:25: unknown key monday in [hours]; the keys there are "
     "2027-02-04..2027-02-10, 2027-04-16, 2027-04-30..2027-05-01, 2027-05-03, "
     "2027-09-02..2027-09-03, closed, open, 2027-01-01\n"},
};

static void a_calendar_is_checked_too(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(broken_calendars); i++) {
        struct config_files files;
        struct faults faults = {0};
        config_files_make(&files);
        config_files_change(files.ini, "\ncalendar=", "\ncalendar=2027");
        config_files_change(files.calendar, broken_calendars[i].from,
                            broken_calendars[i].to);
        bool good = config_files_load(&files, &faults);
        assert_string_equal(good ? "" : faults.lines.data,
                            broken_calendars[i].faults);
        faults_free(&faults);
        config_files_remove(&files);
    }
}

static void names_of_calendars(void **state)
{
    const struct config_files *files = *state;
    struct faults faults = {0};
    config_files_change(files->ini,
                        "\ncalendar=", "\ncalendar=2027.ini;../27;2028");
    assert_false(config_files_load(files, &faults));
    assert_int_equal(faults.count, 3);
    static const char *const told[] = {
        "bonluon.ini:98: calendar: 2027.ini is no year; write calendar=2027 ",
        "bonluon.ini:98: calendar: ../27 is no year; write calendar=2027 ",
        "bonluon.ini:98: calendar: there is no calendar/2028.ini, neither "};
    for (size_t i = 0; i < COUNT(told); i++) {
        assert_non_null(strstr(faults.lines.data, told[i]));
    }
    faults_free(&faults);
}

/* The record tells when the config was another: the calendar is of it. */
static void another_calendar_is_another_config(void **state)
{
    const struct config_files *files = *state;
    char digests[2][sizeof((struct config *)NULL)->digest];
    config_files_change(files->ini, "\ncalendar=", "\ncalendar=2027");
    for (int i = 0; i < 2; i++) {
        struct config config;
        config_files_load_good(files, &config);
        memcpy(digests[i], config.digest, sizeof digests[i]);
        config_free(&config);
        if (i == 0) {
            config_files_change(files->calendar, "2027-09-02..2027-09-03",
                                "2027-09-01..2027-09-02");
        }
    }
    assert_string_not_equal(digests[0], digests[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_plain_is_taken),
        cmocka_unit_test(what_is_not_is_refused),
        cmocka_unit_test_setup_teardown(a_week_of_several_hours,
                                        config_files_set_up,
                                        config_files_tear_down),
        cmocka_unit_test_setup_teardown(too_many_dates, config_files_set_up,
                                        config_files_tear_down),
        cmocka_unit_test_setup_teardown(the_sample_names_the_holidays,
                                        config_files_set_up,
                                        config_files_tear_down),
        cmocka_unit_test_setup_teardown(bonluon_ini_counts_before_it,
                                        config_files_set_up,
                                        config_files_tear_down),
        cmocka_unit_test(a_calendar_is_checked_too),
        cmocka_unit_test_setup_teardown(names_of_calendars, config_files_set_up,
                                        config_files_tear_down),
        cmocka_unit_test_setup_teardown(another_calendar_is_another_config,
                                        config_files_set_up,
                                        config_files_tear_down),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return tried_all(failed, "the hours of today and the next seven days, and "
                             "which are not as usual");
}
