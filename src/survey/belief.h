/*
 * When the wall clock is believed. Pure: what is known of the clocks, and what
 * they show now, say whether, and why not.
 *
 *     what the clock does                              believed?
 *
 *     the kernel says that it is synchronised          yes, vouched for
 *     staff said that it is right (belief_confirm)     yes, vouched for
 *     it runs as the boot clock does since it was      yes, as before
 *       last believed
 *     it stepped against the boot clock since then     BELIEF_STEPPED
 *     it runs so since it was in doubt                 no, as before
 *     at a start: its year is before the program's     BELIEF_UNSET
 *     at a start: it is before the last known time     BELIEF_BEHIND
 *     at a start: more than the longest rest after it  BELIEF_AHEAD
 *     at a start: it may go on as it was when a run    BELIEF_STILL
 *       ended in doubt
 *     any other start, the very first too              yes, by nobody
 *
 * Staff's word goes on for a later run of the same boot of the machine, if both
 * clocks still run as they did then.
 *
 * The first line that fits counts. A clock that was in doubt since the start
 * and then is set is looked at as if it started anew. The very first start is
 * believed when its year can be: whoever puts a terminal up enters the date,
 * and an office without a network must not wait for a word that nobody gives.
 *
 * A clock is told from the drift and slewing of ordinary ones by
 * BELIEF_JUMP_MS.
 */
#ifndef SURVEY_BELIEF_H
#define SURVEY_BELIEF_H

#include <stdbool.h>
#include <stdint.h>

enum {
    BELIEF_JUMP_MS = 120000,
    BELIEF_FIRST_YEAR = 2026, /* of this release: no clock that is right shows
                                 an earlier one */
    BELIEF_REST_DAYS = 16,    /* the longest rest that an office takes: Tết */
};

enum belief_why {
    BELIEF_GOOD, /* it is believed */
    BELIEF_UNSET,
    BELIEF_BEHIND,
    BELIEF_AHEAD,
    BELIEF_STEPPED,
    BELIEF_STILL,
};

/* Who said, in this run, that it is right. */
enum belief_voucher { BELIEF_NOBODY, BELIEF_STAFF, BELIEF_KERNEL };

/* Both clocks at one moment, in milliseconds (base/clock.h). */
struct belief_moment {
    int64_t boot_ms, wall_ms;
    bool synchronised; /* by the kernel's word */
};

/* Zeroed but for `rest_ms` and what is known of earlier runs. */
struct belief {
    int64_t rest_ms; /* the longest rest */
    bool known;      /* something was shown before: */
    int64_t known_ms;
    bool left; /* the run before ended in doubt, its clock showing this: */
    int64_t left_ms;
    bool said; /* staff said that it is right: */
    struct belief_moment word;

    /* Of this run, once its clock was looked at. */
    bool runs;
    struct belief_moment seen; /* the last look */
    enum belief_why why;       /* what it came to */
    bool anchored;             /* it was believed once: */
    int64_t anchor_ms;         /* wall less boot clock, when it last was */
    enum belief_voucher voucher;
};

/* Whether the clock is believed at this moment. */
enum belief_why belief_of(const struct belief *belief,
                          struct belief_moment now);

/* Whether a later moment may be of the same boot of the machine, in which no
   clock stepped. */
bool belief_goes_on(struct belief_moment before, struct belief_moment now);

/* So far it stepped against the boot clock since the last look; 0 when that is
   no more than drift, or there was none. */
int64_t belief_step(const struct belief *belief, struct belief_moment now);

/* Looks: what belief_of says holds from here on. */
void belief_look(struct belief *belief, struct belief_moment now);

/* Staff say that what it shows is right. */
void belief_confirm(struct belief *belief, struct belief_moment now);

/* Another run begins, of whose clock nothing is known. */
void belief_restart(struct belief *belief);

#endif
