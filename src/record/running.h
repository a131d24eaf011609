/*
 * Running totals: the visits of the day that is open, counted row by row. How
 * many questions they answered is not told before the day is over: who looks
 * before and after a visitor would know which visits of the file it can be.
 */
#ifndef RECORD_RUNNING_H
#define RECORD_RUNNING_H

#include <stdint.h>

#include "format/row.h"

struct running_totals {
    int32_t day;
    int visits;
    int64_t visit; /* the last one */
};

/* Counts a row; one of a later day begins a new totals. */
void running_totals_add(struct running_totals *totals, const struct row *row);

#endif
