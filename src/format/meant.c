#include "format/meant.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/text.h"
#include "survey/guard.h"

void meant_rows_write(struct meant_rows rows, char item[ROW_ITEM_SIZE])
{
    text_must(item, ROW_ITEM_SIZE, "%" PRId64 "-%" PRId64, rows.first,
              rows.last);
}

bool meant_rows_read(const char *item, struct meant_rows *out)
{
    char again[ROW_ITEM_SIZE];
    static const int64_t most = INT64_C(1000000000000);
    if (sscanf(item, "%" SCNd64 "-%" SCNd64, &out->first, &out->last) != 2 ||
        out->first < 1 || out->last < out->first - 1 || out->last > most) {
        return false;
    }
    meant_rows_write(*out, again);
    return strcmp(again, item) == 0;
}

void meant_write(const struct meant *meant, struct row *row)
{
    meant_rows_write(meant->rows, row->item);
    row->value = meant->timed ? meant->vouched : meant->day;
    row->note[0] = '\0';
    if (meant->timed) {
        text_must(row->note, sizeof row->note, "%" PRId64, meant->offset_ms);
    }
}

bool meant_read(const struct row *row, struct meant *out)
{
    char again[ROW_NOTE_SIZE];
    *out = (struct meant){.timed = row->note[0] != '\0', .day = row->value};
    if (row->kind != ROW_MEANT || !meant_rows_read(row->item, &out->rows) ||
        out->rows.last >= row->seq) {
        return false;
    }
    if (!out->timed) {
        return true;
    }
    out->offset_ms = strtoll(row->note, NULL, 10);
    text_must(again, sizeof again, "%" PRId64, out->offset_ms);
    out->vouched = row->value == 1;
    return strcmp(again, row->note) == 0 && (out->vouched || row->value == 0);
}

bool meant_add(struct meant_list *all, const struct meant *meant)
{
    struct meant *added =
        array_add(&all->list, &all->count, &all->capacity, sizeof *added);
    if (added != NULL) {
        *added = *meant;
    }
    return added != NULL;
}

void meant_free(struct meant_list *all)
{
    free(all->list);
    *all = (struct meant_list){0};
}

const struct meant *meant_of(const struct meant_list *all, int64_t seq)
{
    int i = all->count - 1;
    while (i >= 0 &&
           (seq < all->list[i].rows.first || seq > all->list[i].rows.last)) {
        i--;
    }
    return i < 0 ? NULL : &all->list[i];
}

bool meant_any(const struct meant_list *all, struct meant_rows rows)
{
    bool any = false;
    for (int i = 0; i < all->count; i++) {
        any = any || (all->list[i].rows.first <= rows.last &&
                      all->list[i].rows.last >= rows.first);
    }
    return any;
}

void meant_apply(const struct meant_list *all, int utc_offset_min,
                 struct row *row)
{
    const struct meant *meant = meant_of(all, row->seq);
    if (meant != NULL && meant->timed) {
        row->wall_ms = row->boottime_ms + meant->offset_ms;
        int32_t local = clock_local(row->wall_ms, utc_offset_min).day;
        if (meant->vouched && row->day <= local + 1) {
            row->flags &= ~(unsigned)GUARD_CLOCK;
        }
    }
}
