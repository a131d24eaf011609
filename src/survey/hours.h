/*
 * When the office is open: spans of local time for each day of the week, and
 * single dates on which it stays closed (holidays).
 *
 * A day is a count of days since 1970-01-01, a minute that of the local day.
 */
#ifndef SURVEY_HOURS_H
#define SURVEY_HOURS_H

#include <stdbool.h>
#include <stdint.h>

enum { HOURS_SPANS_MAX = 4, HOURS_CLOSED_MAX = 64, HOURS_NEVER = -1 };

/* Open from `from` on, closed from `to` on; from < to <= 1440. */
struct hours_span {
    int from_minute;
    int to_minute;
};

struct hours_weekday {
    struct hours_span spans[HOURS_SPANS_MAX]; /* in order, apart */
    int count;
};

struct hours {
    struct hours_weekday weekdays[7]; /* Monday is 0 */
    int32_t closed[HOURS_CLOSED_MAX];
    int closed_count;
};

/* 0 for Monday to 6 for Sunday. */
int hours_weekday(int32_t day);

bool hours_open(const struct hours *hours, int32_t day, int minute);

/* The minute at which the last span of a day ends: the day's closing time.
   HOURS_NEVER when the office does not open that day. */
int hours_closing(const struct hours *hours, int32_t day);

#endif
