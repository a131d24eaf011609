/*
 * The totals of one day are made out of its rows: what sums.h hands on and
 * keeps.
 */
#ifndef DAILY_SUMS_MAKE_H
#define DAILY_SUMS_MAKE_H

#include "daily/rows.h"
#include "format/seal.h"
#include "record/runs.h"

/* Makes totals; zeroed at the start, keeps its memory from day to day until the
   owner calls day_sums_free. */
struct day_sums_maker {
    struct record *record; /* of the last call */
    struct day_rows rows;
    struct record_runs runs;
    struct seal seal;
    bool finished;    /* (day_sums) */
    const char *part; /* only what was given under these codes; NULL: all */
    bool mending;     /* day_sums_mend has begun: */
    int32_t mend_day; /* the next one that it looks at; */
    int32_t look_day; /* and of those that have totals */
};
void day_sums_free(struct day_sums_maker *maker);

/* Counts a day whose rows are loaded. A run that was not ended lasted until
   `alive_ms`; of a day that is not over, what comes after `until_ms` is not yet
   (else INT64_MAX). False when the runs cannot be read, after a message but
   where the record failed. */
struct day_sums_one {
    struct record *record;
    const struct day_rows *rows;
    int32_t day;
    int64_t alive_ms, until_ms;
};
bool day_sums_count(const struct day_sums_one *one, struct record_runs *runs,
                    struct sum *out) __attribute__((warn_unused_result));

/* Loads and counts a day: up to now where it is not closed. That this cannot be
   done is a message, and no failure (`*made` is false then); what the store
   cannot do is. */
enum store_result day_sums_make(struct day_sums_maker *maker, int32_t day,
                                struct sum *out, bool *made)
    __attribute__((warn_unused_result));

/* The seal of a day; false when there is none that tells of its totals. */
bool day_sums_seal(struct record *record, int32_t day, struct seal *out);

/* Says that the totals that are kept of a day are not those of its rows:
   somebody, or a disk, did that. */
void day_sums_tell_changed(int32_t day);

#endif
