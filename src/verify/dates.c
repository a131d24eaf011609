#include "verify/dates.h"

#include <stdlib.h>

#include "base/array.h"

static void take_meant(struct dates *dates, const struct row *row)
{
    struct meant meant;
    if (meant_read(row, &meant)) {
        dates->failed = !meant_add(&dates->meant, &meant) || dates->failed;
    }
}

static void take_close(struct dates *dates, const struct row *row)
{
    struct meant_rows rows;
    dates->closed_day =
        row->value > dates->closed_day ? row->value : dates->closed_day;
    if (!meant_rows_read(row->item, &rows)) {
        return;
    }
    struct dates_day *day = array_add(&dates->days, &dates->day_count,
                                      &dates->day_capacity, sizeof *day);
    if (day == NULL) {
        dates->failed = true;
    } else {
        *day = (struct dates_day){row->value, rows};
    }
}

/* From the last one back. */
static enum store_result
take_all(struct dates *dates, struct store *store, enum row_kind kind,
         void (*take)(struct dates *dates, const struct row *row))
{
    struct row row = {.seq = INT64_MAX};
    enum store_result result;
    do {
        result = store_newest(store, kind, row.seq, &row);
        if (result == STORE_OK && row.seq != 0) {
            take(dates, &row);
        }
    } while (result == STORE_OK && row.seq != 0 && !dates->failed);
    return result;
}

static void turn(void *first, size_t size, int count)
{
    unsigned char *bytes = first;
    for (int i = 0; i < count / 2; i++) {
        for (size_t k = 0; k < size; k++) {
            unsigned char *a = bytes + (size_t)i * size + k;
            unsigned char *b = bytes + (size_t)(count - 1 - i) * size + k;
            unsigned char kept = *a;
            *a = *b;
            *b = kept;
        }
    }
}

enum store_result dates_read(struct dates *dates, struct store *store)
{
    enum store_result result = take_all(dates, store, ROW_MEANT, take_meant);
    if (result == STORE_OK) {
        result = take_all(dates, store, ROW_CLOSE, take_close);
    }
    turn(dates->meant.list, sizeof *dates->meant.list, dates->meant.count);
    turn(dates->days, sizeof *dates->days, dates->day_count);
    return result;
}

/* The first whose rows do not end before this one, or, by days, that is not
   before it; as many as there are when none is. */
static int find(const struct dates *dates, int64_t seq, int32_t day)
{
    int low = 0;
    int high = dates->day_count;
    while (low < high) {
        int middle = (low + high) / 2;
        const struct dates_day *one = &dates->days[middle];
        bool before = seq > 0 ? one->rows.last < seq : one->day < day;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    return low;
}

/* What closes a day and lies among such days is of the day that it closes,
   whatever day it bears. A row whose day is closed with others is of one that
   is open. */
static int32_t day_of(const struct dates *dates, const struct row *row)
{
    int by_rows = find(dates, row->seq, 0);
    int by_day = find(dates, 0, row->day);
    bool closing = row->kind == ROW_CLOSE || row->kind == ROW_SEAL;
    if (by_rows < dates->day_count &&
        dates->days[by_rows].rows.first <= row->seq) {
        return dates->days[by_rows].day;
    }
    if (closing && dates->day_count > 0 &&
        row->seq > dates->days[0].rows.first) {
        return row->value;
    }
    bool others =
        by_day < dates->day_count && dates->days[by_day].day == row->day;
    return others ? dates->closed_day + 1 : row->day;
}

void dates_apply(const struct dates *dates, int utc_offset_min, struct row *row)
{
    row->day = day_of(dates, row);
    meant_apply(&dates->meant, utc_offset_min, row);
}

void dates_free(struct dates *dates)
{
    meant_free(&dates->meant);
    free(dates->days);
    *dates = (struct dates){0};
}
