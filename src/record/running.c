#include "record/running.h"

#include <string.h>

static int find(struct running_totals *totals, const char *item)
{
    int i = 0;
    while (i < totals->item_count && strcmp(totals->items[i].id, item) != 0) {
        i++;
    }
    if (i == totals->item_count && i < SHEET_MAX) {
        memcpy(totals->items[i].id, item, sizeof totals->items[i].id);
        totals->items[i].answered = false;
        totals->item_count++;
    }
    return i;
}

static void count(struct running_totals *totals, const struct row *row)
{
    int i = find(totals, row->item);
    if (i < SHEET_MAX) {
        bool answered = row->kind == ROW_ANSWER;
        totals->answers += answered - totals->items[i].answered;
        totals->items[i].answered = answered;
    }
}

void running_totals_add(struct running_totals *totals, const struct row *row)
{
    if (row->day != totals->day) {
        *totals = (struct running_totals){.day = row->day};
    }
    if (row->visit != 0 && row->visit != totals->visit) {
        totals->visit = row->visit;
        totals->visits++;
        totals->item_count = 0;
    }
    if (row_is_reply(row->kind)) {
        count(totals, row);
    }
}
