/*
 * The tally: visits and answers of the day that runs, counted row by row as
 * the daily file will count them (the last outcome of a question holds).
 */
#ifndef RECORD_TALLY_H
#define RECORD_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "format/row.h"
#include "survey/sheet.h"

struct tally {
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

/* Counts a row; one of a later day begins a new tally. */
void tally_add(struct tally *tally, const struct row *row);

#endif
