/*
 * Seconds that are counted down before the eyes of whoever waits: the last one
 * shows as 1, and none as 0. Pure; times are milliseconds of one clock.
 */
#ifndef SURVEY_COUNTDOWN_H
#define SURVEY_COUNTDOWN_H

#include <stdint.h>

/* What shows of it. */
struct countdown {
    int left_s, of_s;
};

/* Seconds until then, a begun one counted as whole. */
int countdown_left_s(int64_t until_ms, int64_t now_ms);

/* When fewer than `left_s` are left. */
int64_t countdown_next_ms(int64_t until_ms, int left_s);

#endif
