/*
 * The sums of the record's days (sum.h). That of a closed day is made once,
 * with the row that closes it, and kept; days that were closed by a program
 * without sums are summed late. A day that is still open is summed anew each
 * time, up to now.
 *
 * A day whose rows cannot be counted is an error in the log, and has no sum.
 */
#ifndef DAILY_SUMS_H
#define DAILY_SUMS_H

#include "format/sum.h"
#include "record/record.h"

/* The sum of a day; `*made` is false when it has none. */
enum store_result record_sum(struct record *record, int32_t day,
                             struct sum *out, bool *made)
    __attribute__((warn_unused_result));

/*
 * Takes the sums of all days from `from` to `to` that were closed or have
 * rows, and of today, in order. The sum is valid during the call; `take` adds
 * nothing to the record. Late sums are made and kept on the way.
 */
struct record_sums {
    int32_t from, to;
    void (*take)(void *context, const struct sum *sum);
    void *context;
    int failed; /* set by the call: days without a sum, through a failure */
};
enum store_result record_sums(struct record *record, struct record_sums *span)
    __attribute__((warn_unused_result));

/* Makes and keeps one late sum, for when nobody waits. `*more` is false when
   none is missing any more. */
enum store_result record_mend_sum(struct record *record, bool *more)
    __attribute__((warn_unused_result));

#endif
