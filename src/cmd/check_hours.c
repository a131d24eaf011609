#include "cmd/check_hours.h"

#include <stdio.h>

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
    printf("%s:%d: note: no holiday of %d is known, and all count as opening "
           "hours: put them into calendar/%d.ini, of which a sample comes "
           "with the program, and write calendar=%d\n",
           config->path, line, year, year, year);
}

static int count_old(const struct hours *hours, int year)
{
    int old = 0;
    for (int i = 0; i < hours->date_count; i++) {
        old += date_of(hours->dates[i].to).year < year;
    }
    return old;
}

void check_hours(const struct config *config, int32_t today)
{
    const struct hours *hours = &config->hours;
    struct date now = date_of(today);
    int old = count_old(hours, now.year);
    for (int year = now.year; year <= now.year + (now.month == DECEMBER);
         year++) {
        if (!always_open(hours) && !knows(hours, year)) {
            say_unknown(config, year);
        }
    }
    if (old > 0) {
        printf("%s:%d: note: %d of the dates with hours of their own %s of a "
               "year before %d; remove what is over\n",
               config->path, config_line(config, config->path, "hours", NULL),
               old, old == 1 ? "is" : "are", now.year);
    }
}
