/*
 * Clocks and days: which day a row counts for, when the wall clock is in
 * doubt, and what staff say of it (record.h).
 */
#include <assert.h>
#include <limits.h>
#include <stdlib.h>

#include "record/inside.h"
#include "survey/guard.h"

/* A jump is told from the drift and slewing of ordinary clocks; and a clock
   that ran away from a machine that was long off. */
static const int64_t tolerance_ms = 120000;
static const int64_t leap_ms = (int64_t)RECORD_LEAP_DAYS * 86400000;

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t local_day(const struct record *record, struct moment at)
{
    return clock_local(at.wall_ms, record->config->utc_offset_min).day;
}

bool record_leapt(const struct record *record, struct moment at)
{
    return record->seq > 0 && at.wall_ms > record->known_wall_ms + leap_ms;
}

/* Behind what it showed before, in this run or as far as the rows since the
   last day was closed tell of earlier ones, by more than a clock that is being
   set right; or behind a day that was closed since staff last looked. */
static bool behind(const struct record *record, struct moment at)
{
    return at.wall_ms < record->known_wall_ms - tolerance_ms ||
           (local_day(record, at) < record->closed_day &&
            record->close_seq > record->confirm_seq);
}

bool record_doubtful(const struct record *record, struct moment at)
{
    return record->seq > 0 && (behind(record, at) || record_leapt(record, at));
}

/* Rows count for a day that has not come: the clock is believed, the day does
   not go backwards. After closing time rows count for tomorrow, rightly. */
static bool day_ahead(const struct record *record, struct moment at)
{
    int32_t local = local_day(record, at);
    return record->seq > 0 && (record->closed_day > local ||
                               (record->last_day > local &&
                                record->last_day > record->closed_day + 1));
}

unsigned record_flags(const struct record *record, struct moment at)
{
    return record_doubtful(record, at) || day_ahead(record, at) ? GUARD_CLOCK
                                                                : 0;
}

int32_t record_day(const struct record *record, struct moment at)
{
    if (record->visit != 0) {
        return record->visit_day;
    }
    int32_t local = local_day(record, at);
    if (record->seq == 0) {
        return local;
    }
    int32_t day = later(record->last_day, record->closed_day + 1);
    return record_leapt(record, at) ? day : later(local, day);
}

static int seconds_of(int64_t ms)
{
    int64_t seconds = ms / 1000;
    return (int)(seconds > INT_MAX   ? INT_MAX
                 : seconds < INT_MIN ? INT_MIN
                                     : seconds);
}

void record_watch_clock(struct record *record, struct record_batch *batch)
{
    int64_t jump_ms = batch->at.wall_ms - record->known_wall_ms;
    const char *how = NULL;
    if (record->running) {
        jump_ms = (batch->at.wall_ms - record->seen.wall_ms) -
                  (batch->at.boot_ms - record->seen.boot_ms);
        how = llabs(jump_ms) > tolerance_ms ? "jumped while running" : NULL;
    } else if (record->seq > 0 && jump_ms < 0) {
        how = "behind the last row at the start";
    } else if (record_leapt(record, batch->at)) {
        how = "far ahead of the last row at the start";
    }
    if (how != NULL) {
        struct row *row = record_add(record, batch, ROW_CLOCK);
        row->value = seconds_of(jump_ms);
        bool fits = text_copy(row->note, sizeof row->note, how);
        assert(fits);
    }
}

enum store_result record_confirm(struct record *record, struct moment at)
{
    struct record_batch batch = {.at = at};
    record_watch_clock(record, &batch);
    record->known_wall_ms = at.wall_ms;
    record->confirm_seq = record->seq + batch.count + 1;
    struct row *row = record_add(record, &batch, ROW_CONFIRM);
    row->value = local_day(record, at);
    return record_commit(record, &batch);
}

void record_know(struct record *record, int64_t wall_ms)
{
    if (wall_ms > record->known_wall_ms &&
        !record_leapt(record, (struct moment){.wall_ms = wall_ms})) {
        record->known_wall_ms = wall_ms;
    }
}

static bool know(void *context, const struct row *row)
{
    record_know(context, row->wall_ms);
    return true;
}

enum store_result record_recall_clock(struct record *record,
                                      const struct row *close)
{
    struct row from = *close;
    struct row confirm;
    struct store_scan scan = {.take = know, .context = record};
    enum store_result result =
        store_newest(record->store, ROW_CONFIRM, INT64_MAX, &confirm);
    if (result == STORE_OK && confirm.seq > from.seq) {
        from = confirm;
    } else if (result == STORE_OK && from.seq == 0) {
        result = store_read(record->store, 1, &from);
    }
    if (result == STORE_OK) {
        result = store_find_day(record->store, record->last_day, &scan.first);
    }
    record->close_seq = close->seq;
    record->confirm_seq = confirm.seq;
    record->known_wall_ms = from.wall_ms;
    /* All rows of the last day, and since the last day was closed; but none
       from before staff looked at the clock. */
    scan.first = scan.first < from.seq ? scan.first : from.seq;
    scan.first = scan.first > confirm.seq ? scan.first : confirm.seq;
    scan.last = record->seq;
    return result == STORE_OK ? store_scan(record->store, &scan) : result;
}
