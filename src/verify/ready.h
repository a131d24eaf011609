/*
 * Coverage, counted again: of the minutes in which the office was open, by what
 * a seal says of that, those in which the terminal was ready, by the rows that
 * tell when it ran. Written apart from what the terminal counts with
 * (record/runs.h, daily/count.h), which say what a run is.
 */
#ifndef VERIFY_READY_H
#define VERIFY_READY_H

#include <stdbool.h>
#include <stdint.h>

#include "format/meant.h"
#include "format/sum.h"

/* A row that tells of a run. */
struct ready_row {
    enum row_kind kind; /* ROW_START, ROW_STOP, ROW_SEEN, ROW_CLOCK */
    int64_t seq, wall_ms, boottime_ms;
    int value;
    int64_t before_seq, before_wall_ms, before_boottime_ms; /* of the last row
                                          before it that no command added */
};

/* The first row of a day, or of a later one. */
struct ready_day {
    int32_t day;
    int64_t seq;
};

/* Zeroed at the start; the owner calls ready_free. */
struct ready {
    struct ready_row *rows;
    int row_count, row_capacity;
    struct ready_day *days;
    int day_count, day_capacity;
    struct meant_list meant; /* told so far */
    int64_t last_seq, last_wall_ms, last_boottime_ms;
    bool failed; /* memory ran out */
};

/* Takes each row, in order, with the day for which it counts; and what a row
   tells of those before it: what was closed before that is not changed by
   it. */
void ready_take(struct ready *ready, const struct row *row, int32_t day);
void ready_meant(struct ready *ready, const struct meant *meant);

/* What the hours of a day come to that was open so and is closed by this row,
   of which all rows before it were taken. */
void ready_count(const struct ready *ready, const struct row *close,
                 int utc_offset_min, const struct hours_weekday *open,
                 struct sum_hour hours[SUM_HOURS]);

void ready_free(struct ready *ready);

#endif
