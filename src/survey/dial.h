/*
 * A date and a time of the day, turned part by part: by the installer, and by
 * staff. What is turned is always a date that there is: from the 31st of
 * January a month on lies the last day of February. Pure.
 *
 * A minute is local, and counted since 1970-01-01.
 */
#ifndef SURVEY_DIAL_H
#define SURVEY_DIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/belief.h"

/* The value of ACTION_LESS and ACTION_MORE. */
enum dial_part {
    DIAL_DAY = 1,
    DIAL_MONTH,
    DIAL_YEAR,
    DIAL_HOUR,
    DIAL_MINUTE,
};

enum {
    DIAL_MINUTES_OF_DAY = 1440,
    DIAL_FIRST_YEAR =
        BELIEF_FIRST_YEAR, /* of this program: no clock shows one before it */
    DIAL_LAST_YEAR = 2037, /* many a clock ends in 2038 */
};

/* One part of the minute by one step, 1 or -1, and no other part with it. */
int64_t dial_turn(int64_t minute, int part, int step);

/* Whether it lies in a year that can be set. */
bool dial_holds(int64_t minute);

#endif
