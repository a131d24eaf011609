#include "verify/times.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/clock.h"

static void take_meant(struct times *times, const struct row *row)
{
    struct meant meant;
    if (meant_read(row, &meant)) {
        times->failed = !meant_add(&times->meant, &meant) || times->failed;
    }
}

static void take_close(struct times *times, const struct row *row)
{
    struct meant_rows rows;
    times->closed_day =
        row->value > times->closed_day ? row->value : times->closed_day;
    if (!meant_rows_read(row->item, &rows)) {
        return;
    }
    struct times_day *day = array_add(&times->days, &times->day_count,
                                      &times->day_capacity, sizeof *day);
    if (day == NULL) {
        times->failed = true;
    } else {
        *day = (struct times_day){row->value, rows};
    }
}

/* From the last one back. */
static enum store_result
take_all(struct times *times, struct store *store, enum row_kind kind,
         void (*take)(struct times *times, const struct row *row))
{
    struct row row = {.seq = INT64_MAX};
    enum store_result result;
    do {
        result = store_newest(store, kind, row.seq, &row);
        if (result == STORE_OK && row.seq != 0) {
            take(times, &row);
        }
    } while (result == STORE_OK && row.seq != 0 && !times->failed);
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

enum store_result times_read(struct times *times, struct store *store)
{
    enum store_result result = take_all(times, store, ROW_MEANT, take_meant);
    if (result == STORE_OK) {
        result = take_all(times, store, ROW_CLOSE, take_close);
    }
    turn(times->meant.list, sizeof *times->meant.list, times->meant.count);
    turn(times->days, sizeof *times->days, times->day_count);
    return result;
}

/* The first whose rows do not end before this one; as many as there are when
   none is. */
static int find(const struct times *times, int64_t seq)
{
    int low = 0;
    int high = times->day_count;
    while (low < high) {
        int middle = (low + high) / 2;
        bool before = times->days[middle].rows.last < seq;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    return low;
}

/* What closes a day and bears one that has not come is of the day that it
   closes. A row after the rows of a day that is not before the
   one that it bears is of a day that is open. */
static int32_t day_of(const struct times *times, int utc_offset_min,
                      const struct row *row)
{
    int next = find(times, row->seq);
    bool closing = row->kind == ROW_CLOSE || row->kind == ROW_SEAL;
    if (next < times->day_count && times->days[next].rows.first <= row->seq) {
        return times->days[next].day;
    }
    if (closing && row->day > clock_local(row->wall_ms, utc_offset_min).day) {
        return row->value;
    }
    return next > 0 && times->days[next - 1].day >= row->day
               ? times->closed_day + 1
               : row->day;
}

void times_apply(const struct times *times, int utc_offset_min, struct row *row)
{
    row->day = day_of(times, utc_offset_min, row);
    meant_apply(&times->meant, utc_offset_min, row);
}

void times_free(struct times *times)
{
    meant_free(&times->meant);
    free(times->days);
    *times = (struct times){0};
}
