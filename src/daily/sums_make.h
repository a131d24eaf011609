/*
 * The totals of one day are made out of its rows: what sums.h hands on and
 * keeps.
 */
#ifndef DAILY_SUMS_MAKE_H
#define DAILY_SUMS_MAKE_H

#include "daily/sums.h"

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
