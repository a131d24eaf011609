/*
 * When the office is open: spans of local time for each day of the week, and
 * dates that have their own (holidays, a Saturday that makes up for a day off).
 * Whoever asks for the hours of a day asks for its date.
 *
 * A day is a count of days since 1970-01-01, a minute that of the local day.
 */
#ifndef SURVEY_HOURS_H
#define SURVEY_HOURS_H

#include <stdbool.h>
#include <stdint.h>

enum { HOURS_SPANS_MAX = 4, HOURS_DATES_MAX = 160, HOURS_NEVER = -1 };

/* Open from `from` on, closed from `to` on; from < to <= 1440. */
struct hours_span {
    int from_minute;
    int to_minute;
};

struct hours_weekday {
    struct hours_span spans[HOURS_SPANS_MAX]; /* in order, apart */
    int count;
};

/* From one day to another, both included. */
struct hours_dates {
    int32_t from, to;
    struct hours_weekday open; /* of no spans: it is closed */
};

struct hours {
    struct hours_weekday weekdays[7];          /* Monday is 0 */
    struct hours_dates dates[HOURS_DATES_MAX]; /* the first of a day counts */
    int date_count;
};

/* 0 for Monday to 6 for Sunday. */
int hours_weekday(int32_t day);

/* The hours of a date: its own, else those of its weekday. */
const struct hours_weekday *hours_of(const struct hours *hours, int32_t day);

bool hours_same(const struct hours_weekday *a, const struct hours_weekday *b);

/* Whether a date has other hours than its weekday. */
bool hours_unusual(const struct hours *hours, int32_t day);

bool hours_open(const struct hours *hours, int32_t day, int minute);

/* The minute at which the last span of a day ends: the day's closing time.
   HOURS_NEVER when the office does not open that day. */
int hours_closing(const struct hours *hours, int32_t day);

#endif
