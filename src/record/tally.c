#include "record/tally.h"

#include <string.h>

static int find(struct tally *tally, const char *item)
{
    int i = 0;
    while (i < tally->item_count && strcmp(tally->items[i].id, item) != 0) {
        i++;
    }
    if (i == tally->item_count && i < SHEET_MAX) {
        memcpy(tally->items[i].id, item, sizeof tally->items[i].id);
        tally->items[i].answered = false;
        tally->item_count++;
    }
    return i;
}

static void count(struct tally *tally, const struct row *row)
{
    int i = find(tally, row->item);
    if (i < SHEET_MAX) {
        bool answered = row->kind == ROW_ANSWER;
        tally->answers += answered - tally->items[i].answered;
        tally->items[i].answered = answered;
    }
}

void tally_add(struct tally *tally, const struct row *row)
{
    if (row->day != tally->day) {
        *tally = (struct tally){.day = row->day};
    }
    if (row->visit != 0 && row->visit != tally->visit) {
        tally->visit = row->visit;
        tally->visits++;
        tally->item_count = 0;
    }
    if (row_is_reply(row->kind)) {
        count(tally, row);
    }
}
