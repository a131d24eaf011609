/*
 * Running totals: visits and answers of the day that is open, counted row by
 * row as the daily file will count them (the last outcome of a question holds).
 */
#ifndef RECORD_RUNNING_H
#define RECORD_RUNNING_H

#include <stdbool.h>
#include <stdint.h>

#include "format/row.h"
#include "survey/sheet.h"

struct running_totals {
    int32_t day;
    int visits;
    int answers; /* questions answered, not skipped or left */

    /* Of the last visit: which questions stand as answered. */
    int64_t visit;
    int item_count;
    struct {
        char id[ROW_ITEM_SIZE];
        bool answered;
    } items[SHEET_MAX];
};

/* Counts a row; one of a later day begins a new totals. */
void running_totals_add(struct running_totals *totals, const struct row *row);

#endif
