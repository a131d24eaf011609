/*
 * Makes the sum of a day from its rows: counted as the daily file counts them
 * (day_rows.h), and beside that how long of each hour the office was open and
 * the terminal ready. A minute counts as it was when it began.
 *
 * The office's hours are those of the config of now: the record does not keep
 * what they were.
 */
#ifndef DAILY_COUNT_H
#define DAILY_COUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "daily/rows.h"
#include "format/sum.h"
#include "record/runs.h"
#include "survey/hours.h"

/* Zeroed at the start; keeps its memory from day to day, until the owner calls
   day_sum_free. */
struct day_sum {
    struct day_rows rows;
    struct record_runs runs;
};

struct day_sum_params {
    struct record *record;
    const struct hours *hours;
    int32_t day;
    int64_t until_ms; /* what comes later of the day is not yet; INT64_MAX for
                         a day that is over */
};

/* False after a failure: rows.error tells it, or, when that is empty,
   record_error does. */
bool day_sum_make(struct day_sum *maker, const struct day_sum_params *params,
                  struct sum *out) __attribute__((warn_unused_result));

/* Takes a zeroed one. */
void day_sum_free(struct day_sum *maker);

#endif
