/*
 * Honest taps: rules that mark a doubtful visit and never drop it.
 * Each rule is one pure function of what is known when it is asked; the marks
 * go with the rows of the visit and, by name, into the daily file.
 */
#ifndef SURVEY_GUARD_H
#define SURVEY_GUARD_H

#include <stdbool.h>
#include <stdint.h>

/* One bit each; the record keeps their sum, so a bit never changes meaning. */
enum guard_flag {
    GUARD_COOLDOWN = 1, /* began within the cooldown of the visit before */
    GUARD_FAST = 2,     /* every tap came under GUARD_FAST_MS */
    GUARD_BURST = 4,    /* too many visits in GUARD_BURST_MS */
    GUARD_HOURS = 8,    /* outside opening hours */
    GUARD_CLOCK = 16,   /* the wall clock is in doubt */
};

enum {
    GUARD_FLAG_COUNT = 5,
    GUARD_FAST_MS = 700,
    GUARD_BURST_MS = 120000,
    GUARD_BURST_VISITS = 6, /* more than these in GUARD_BURST_MS */
};

/* "cooldown", "fast", "burst", "hours", "clock": what a CSV calls a flag. */
const char *guard_flag_name(enum guard_flag flag);

/* Of these flags those that a daily file tells: not GUARD_FAST, by which who
   saw somebody tap would find the visit. */
unsigned guard_told(unsigned flags);

/* What the rules remember between visits. Zeroed at the start. */
struct guard {
    bool ended;                            /* there was a visit before */
    int64_t ended_ms;                      /* when it ended */
    int64_t starts_ms[GUARD_BURST_VISITS]; /* the last ones, a ring */
    int start_count;     /* all of them so far; the ring's place from it */
    int taps, fast_taps; /* of this visit, where a time is known */
};

bool guard_cooldown(const struct guard *guard, int64_t now_ms,
                    int64_t cooldown_ms);
bool guard_burst(const struct guard *guard, int64_t now_ms);
bool guard_fast(const struct guard *guard);

/* Tell the memory that a visit begins, a tap was made (elapsed 0: unknown,
   does not count), a visit ends. Ask the rules about the beginning before. */
void guard_begin(struct guard *guard, int64_t now_ms);
void guard_tap(struct guard *guard, int64_t elapsed_ms);
void guard_end(struct guard *guard, int64_t now_ms);

#endif
