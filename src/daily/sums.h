/*
 * The totals of the record's days (format/sum.h). Those of a closed day are
 * made once, with the row that closes it, and kept; days that were closed by a
 * program without totals are counted late, as are those that are not what the
 * day's seal tells. A day that is still open is counted
 * anew each time, up to now.
 *
 * A day whose rows cannot be counted is an error in the messages, and has no
 * totals.
 */
#ifndef DAILY_SUMS_H
#define DAILY_SUMS_H

#include "daily/sums_make.h"

/*
 * Takes the totals of all days from `from` to `to` that were closed or have
 * rows, and of today, in order. They are valid during the call; `take` adds
 * nothing to the record. Those that are missing are made and kept on the way.
 */
struct day_sums {
    int32_t from, to;
    bool finished; /* no more than the days' files tell (stretch.h): of open
                      days their finished stretches, and of all days how many
                      visits an hour had, but not what these answered */
    bool by_codes; /* a day that was given under several codes is taken in
                      parts, by the codes; then, while it is taken: */
    char who[WHO_SIZE]; /* those of the part; "": it is the whole day, under
                           those of its file */
    void (*take)(void *context, const struct sum *sum);
    void *context;
    int failed; /* set by the call: days that could not be counted */
};
enum store_result day_sums_take(struct record *record, struct day_sums *span)
    __attribute__((warn_unused_result));

/* How far back kept totals are looked at. */
enum { DAY_SUMS_BACK = 400 };

/* Makes and keeps the totals of one day that lacks them, and looks whether
   those of another are what its rows come to, for when nobody waits: one that
   are not (a damaged disk, or somebody's hand) are made anew, which a row and a
   message tell. `*more` is false when all were looked at. */
enum store_result day_sums_mend(struct day_sums_maker *maker,
                                struct record *record, bool *more)
    __attribute__((warn_unused_result));

#endif
