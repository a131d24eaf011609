/*
 * What panel and report show of a span of days, as plain values: filled day by
 * day from sums, whether they come from the record or from daily files.
 *
 * Privacy is kept here, so that nobody who draws can forget it: an hour with
 * fewer than SCORE_LEAST visits tells nothing of them, a figure of fewer than
 * SCORE_LEAST answers is SCORE_NONE. Whether the terminal was ready is told of
 * every hour: it says nothing of visitors.
 *
 * A struct figures is large (over 100 KiB): not for a stack.
 */
#ifndef REPORT_FIGURES_H
#define REPORT_FIGURES_H

#include <stdbool.h>
#include <stdint.h>

#include "format/sum.h"

enum {
    FIGURES_DAYS = 30,
    FIGURES_WEEKDAYS = 7,
    FIGURES_HIDDEN = -1, /* in the place of a count: too few */
};

/* A question on one day. */
struct figures_point {
    int n;
    int index; /* 0 to 1000, or SCORE_NONE */
};

struct figures_day {
    int32_t day;
    bool known; /* it has a sum */
    int visits;
    int index;               /* of all its answers, or SCORE_NONE */
    int open_min, ready_min; /* or SUM_UNKNOWN */
    struct figures_point points[SUM_QUESTIONS_MAX]; /* as `recent.questions` */
};

struct figures_params {
    int32_t from, to; /* the span of `total` and `grid` */
    int32_t today;    /* the other windows end here */
    int32_t closed;   /* the last closed day. Of later ones nothing is told but
                         how many visits there were: who looked before and after
                         a visit would read its answers off the difference */
};

/* In these sums, too, an hour with too few visits hides them. */
struct figures {
    struct figures_params params;
    struct sum total;
    struct sum today;
    struct sum week;      /* from Monday on */
    struct sum last_week; /* Monday to Sunday */
    struct sum recent;    /* the last FIGURES_DAYS days, today the last */
    struct figures_day days[FIGURES_DAYS]; /* those, the oldest first */
    struct sum_hour grid[FIGURES_WEEKDAYS][SUM_HOURS]; /* Monday is 0; over all
                                                          days of the span */
    int day_count; /* days of the span that have a sum */
    int failed;    /* days that cannot be counted (record_sums) */
};

/* Begin, add each day once, end. Days that no window holds
   are passed over; figures_first and figures_last say which are held. */
void figures_begin(struct figures *figures,
                   const struct figures_params *params);
void figures_add(struct figures *figures, const struct sum *day);
void figures_end(struct figures *figures);

int32_t figures_first(const struct figures_params *params);
int32_t figures_last(const struct figures_params *params);

#endif
