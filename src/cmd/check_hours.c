#include "cmd/check_hours.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/speak.h"
#include "base/text.h"
#include "survey/date.h"

enum { DECEMBER = 12, DAY_MINUTES = 1440 };

static bool always_open(const struct hours *hours)
{
    static const struct hours_weekday all = {{{0, DAY_MINUTES}}, 1};
    bool always = true;
    for (int i = 0; i < 7; i++) {
        always = always && hours_same(&hours->weekdays[i], &all);
    }
    return always;
}

static bool knows(const struct hours *hours, int year)
{
    bool found = false;
    for (int i = 0; i < hours->date_count; i++) {
        found = found || (date_of(hours->dates[i].from).year <= year &&
                          date_of(hours->dates[i].to).year >= year);
    }
    return found;
}

static void say_unknown(const struct config *config, int year)
{
    int line = config_line(config, config->path, "hours", "calendar");
    line = line > 0 ? line : config_line(config, config->path, "hours", NULL);
    printf(
        speak(
            "%s:%d: note: no holiday of %d is known, and all count as opening "
            "hours: put them into calendar/%d.ini, of which a sample comes "
            "with the program, and write calendar=%d\n"),
        config->path, line, year, year, year);
}

/* Where bonluon.ini has a date: as a key of its own, or in a list. */
static int line_of(const struct config *config, const struct hours_dates *dates)
{
    char date[CLOCK_DATE_SIZE];
    char open[sizeof "open:" + CLOCK_DATE_SIZE];
    clock_date(dates->from, date);
    text_must(open, sizeof open, "open:%s", date);
    const char *keys[] = {date, open,
                          dates->open.count == 0 ? "closed" : "open", NULL};
    int line = 0;
    for (size_t i = 0; line == 0 && i < sizeof keys / sizeof keys[0]; i++) {
        line = config_line(config, config->path, "hours", keys[i]);
    }
    return line;
}

/* A holiday that is over may be one whose year was typed wrong. A calendar has
   those of its whole year. */
static void say_over(const struct config *config, int32_t today)
{
    const struct hours *hours = &config->hours;
    int year = date_of(today).year;
    for (int i = 0; i < hours->date_count; i++) {
        const struct hours_dates *dates = &hours->dates[i];
        char date[CLOCK_DATE_SIZE];
        clock_date(dates->from, date);
        if (i < config->own_dates && dates->to < today) {
            printf(speak("%s:%d: note: %s is over; correct its year, or remove "
                         "it\n"),
                   config->path, line_of(config, dates), date);
        } else if (date_of(dates->to).year < year) {
            printf(
                speak("%s:%d: note: a calendar has %s, of a year that is over; "
                      "remove its year\n"),
                config->path,
                config_line(config, config->path, "hours", "calendar"), date);
            return;
        }
    }
}

void check_hours(const struct config *config, int32_t today)
{
    const struct hours *hours = &config->hours;
    struct date now = date_of(today);
    for (int year = now.year; year <= now.year + (now.month == DECEMBER);
         year++) {
        if (!always_open(hours) && !knows(hours, year)) {
            say_unknown(config, year);
        }
    }
    say_over(config, today);
}
