#include "record/runs.h"

#include <stdlib.h>

#include "base/array.h"
#include "record/inside.h"

/* The run that is being read. */
struct reading {
    struct record_runs *runs;
    struct record *record;
    bool open;
    int64_t from_ms, from_boot_ms;
    enum store_result result;
};

static void add(struct reading *reading, int64_t to_ms)
{
    struct record_runs *runs = reading->runs;
    if (to_ms <= reading->from_ms) {
        return;
    }
    struct record_run *run =
        array_add(&runs->list, &runs->count, &runs->capacity, sizeof *run);
    if (run == NULL) {
        reading->result = STORE_FAILED;
        return;
    }
    *run = (struct record_run){reading->from_ms, to_ms};
}

/* A start without a word of the run before it, which goes to its last row. */
static void end_unseen(struct reading *reading, int64_t start_seq)
{
    struct row last;
    reading->result = record_last_life(reading->record, start_seq - 1, &last);
    if (reading->result == STORE_OK && last.seq != 0) {
        meant_apply(&reading->record->meant, 0, &last);
        add(reading, last.wall_ms);
    }
}

/* The last row of the run before this one: what is to be added to its clock. */
static int64_t correction(struct reading *reading, int64_t seq)
{
    struct row last;
    struct row meant;
    reading->result = record_last_life(reading->record, seq - 1, &last);
    meant = last;
    meant_apply(&reading->record->meant, 0, &meant);
    return meant.wall_ms - last.wall_ms;
}

static bool take(void *context, const struct row *given)
{
    struct reading *reading = context;
    bool open = reading->open;
    struct row meant = *given;
    const struct row *row = &meant;
    meant_apply(&reading->record->meant, 0, &meant);
    if (row->kind == ROW_START) {
        if (open) {
            end_unseen(reading, row->seq);
        }
        reading->open = true;
    } else if (row->kind == ROW_CLOCK) {
        if (open) {
            add(reading,
                reading->from_ms + row->boottime_ms - reading->from_boot_ms);
        }
    } else if (open && row->kind == ROW_SEEN) {
        /* By the clock that showed both. */
        add(reading, given->wall_ms - (int64_t)row->value * 1000 +
                         correction(reading, row->seq));
        reading->open = false;
    } else if (open) {
        add(reading, row->wall_ms);
        reading->open = false;
    }
    reading->from_ms = row->wall_ms;
    reading->from_boot_ms = row->boottime_ms;
    return reading->result == STORE_OK;
}

enum store_result record_runs_load(struct record_runs *runs,
                                   struct record *record, int32_t day,
                                   int64_t until_ms)
{
    if (runs->seq == record->seq && runs->seq > 0 && day >= runs->day &&
        runs->until_ms == until_ms) {
        return STORE_OK;
    }
    struct reading reading = {.runs = runs, .record = record};
    struct store_runs scan = {.take = take, .context = &reading};
    runs->count = 0;
    runs->seq = 0;
    enum store_result result = record_first_row(record, day, &scan.before);
    if (result == STORE_OK) {
        result = store_runs(record->store, &scan);
    }
    if (result == STORE_OK && reading.open) {
        add(&reading, until_ms);
    }
    if (result == STORE_OK && reading.result == STORE_OK) {
        runs->seq = record->seq;
        runs->day = day;
        runs->until_ms = until_ms;
    }
    return result == STORE_OK ? reading.result : result;
}

void record_runs_free(struct record_runs *runs)
{
    free(runs->list);
    *runs = (struct record_runs){0};
}
