/*
 * When the terminal ran, by the wall clock: from each ROW_START to its
 * ROW_STOP, or, when the power failed, to when it was last seen (ROW_SEEN;
 * before 0.3.0 there was none, and the last row must do). The run that goes
 * on lasts up to a moment that is given. Where the clock jumped a run is two
 * spans, each as long as it was by the clock that nobody can set; they may
 * overlap.
 */
#ifndef RECORD_RUNS_H
#define RECORD_RUNS_H

#include <stdint.h>

#include "record/record.h"

struct record_run {
    int64_t from_ms, to_ms;
};

/* Zeroed at the start; keeps its memory until record_runs_free. */
struct record_runs {
    struct record_run *list;
    int count, capacity;
    int32_t day;      /* what was loaded: from this day on, */
    int64_t seq;      /* as of this row; 0: nothing was */
    int64_t until_ms; /* and this moment */
};

/* Loads the runs that may touch a day or a later one, the last of them until
   `until_ms` if it was not ended; nothing when they are there already. */
enum store_result record_runs_load(struct record_runs *runs,
                                   struct record *record, int32_t day,
                                   int64_t until_ms)
    __attribute__((warn_unused_result));

/* A zeroed struct is fine. */
void record_runs_free(struct record_runs *runs);

#endif
