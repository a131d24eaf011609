/*
 * The totals of a day, counted from its rows as the daily file tells them
 * (rows.h), and beside that how long of each hour the office was open and the
 * terminal ready. A minute counts as it was when it began.
 *
 * The office's hours are those that the config of now has for the date: until
 * the day is closed the record does not keep what they were. Then its totals,
 * and its seal, do.
 */
#ifndef DAILY_COUNT_H
#define DAILY_COUNT_H

#include <stdint.h>

#include "daily/rows.h"
#include "format/sum.h"
#include "record/runs.h"
#include "survey/hours.h"

struct day_count {
    const struct day_rows *rows;
    const struct record_runs *runs; /* from this day on */
    const struct hours *hours;
    int32_t day;
    int64_t until_ms; /* what comes later of the day is not yet; INT64_MAX for
                         a day that is over */
};

void day_count(const struct day_count *count, struct sum *out);

#endif
