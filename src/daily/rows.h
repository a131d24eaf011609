/*
 * The rows of one day as the daily file wants them: one entry a visit and a
 * question, the last outcome of each, in compact arrays that are used again
 * from day to day, so that no row costs an allocation.
 */
#ifndef DAILY_ROWS_H
#define DAILY_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "daily/encoded_wordings.h"
#include "daily/visit.h"
#include "record/record.h"

enum day_outcome { DAY_ANSWERED, DAY_SKIPPED, DAY_NA, DAY_TIMEOUT };

struct day_answer {
    int64_t elapsed_ms;
    int wording; /* its place in `wordings` */
    uint8_t question, language, outcome, level;
    uint8_t place;   /* in the visit, from 1 */
    uint8_t reasons; /* a bit each, by their places in the wording */
};

/* Zeroed at the start; the owner calls day_rows_free. */
struct day_rows {
    struct encoded_wordings wordings;
    struct day_visit *visits;
    int visit_count, visit_capacity;
    struct day_answer *answers;
    int answer_count, answer_capacity;
    struct text texts; /* each terminated */
    int answered;      /* levels that were chosen */
    int utc_offset_min;
    char who[WHO_SIZE]; /* the codes of the day's file */
    char error[128];    /* when loading failed for a reason of ours */
};

/* Loads a day, in the order of its file: visits by stretch and random number,
   so that nothing tells who came before whom, and within a visit the questions
   by place. False after a failure: `error` tells it, or, when that is empty,
   record_error does. */
bool day_rows_load(struct day_rows *rows, struct record *record, int32_t day,
                   const struct imprint *imprint)
    __attribute__((warn_unused_result));

/* Leaves of a day that is open what may be told of it: its finished
   stretches. */
void day_rows_finished(struct day_rows *rows);

/* Leaves of a day what was given under these codes. */
void day_rows_of(struct day_rows *rows, const char *who);

/* A zeroed struct is fine. */
void day_rows_free(struct day_rows *rows);

#endif
