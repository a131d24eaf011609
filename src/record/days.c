/*
 * Which rows count for which day. Of a closed day the row that closed it says
 * so. Those after it are gone through: each counts for the day on which it was,
 * as far as that is known by now (format/meant.h), but for none before that of
 * the row before it, and for none that is closed. A visit is all of one day.
 */
#include <string.h>

#include "base/array.h"
#include "record/inside.h"
#include "survey/guard.h"

struct walk {
    struct record *record;
    bool closed;       /* a day was */
    int64_t boot;      /* of the row before, which is of a run that begins */
    int64_t run_first; /* with this row */
    int64_t visit;     /* that is under way, 0: none */
    bool believed;     /* a row of this run was: */
    int64_t offset_ms; /* its wall clock, less the boot clock */
    struct record_past past;
    struct record_past before; /* as it was when the run began */
    enum store_result result;
};

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

enum store_result record_days_add(struct record *record, int32_t day,
                                  int64_t seq)
{
    int count = record->open_count;
    if (count > 0 && record->open[count - 1].day >= day) {
        return STORE_OK;
    }
    struct record_open *added =
        array_add(&record->open, &record->open_count, &record->open_capacity,
                  sizeof *added);
    if (added == NULL) {
        return record_no_memory(record);
    }
    *added = (struct record_open){day, seq};
    return STORE_OK;
}

static void begin_doubt(struct walk *walk, const struct row *row)
{
    struct record_past *past = &walk->past;
    /* Rows of a start come before its ROW_CLOCK. */
    bool stepped = strcmp(row->note, RECORD_STEPPED) == 0 && walk->believed;
    if (!stepped) {
        past->known = walk->before.known;
        past->known_ms = walk->before.known_ms;
    }
    past->doubt =
        (struct record_doubt){.seq = stepped ? row->seq : walk->run_first,
                              .timed = stepped,
                              .boot = row->boot,
                              .offset_ms = walk->offset_ms};
}

static void end_doubt(struct walk *walk, const struct row *row)
{
    walk->past.doubt = (struct record_doubt){.seq = 0};
    walk->past.known_ms = row->wall_ms;
    walk->past.known = true;
}

/* What a clock shows that nobody doubts. */
static void know(struct walk *walk, const struct row *row)
{
    struct record_past *past = &walk->past;
    if (!past->known || row->wall_ms > past->known_ms) {
        past->known = true;
        past->known_ms = row->wall_ms;
    }
    walk->believed = true;
    walk->offset_ms = row->wall_ms - row->boottime_ms;
}

/* Each doubt begins with a ROW_CLOCK that is flagged, and ends with a
   ROW_MEANT or ROW_CONFIRM that is not; one of an earlier version with the
   first row that is not. Other rows that are flagged count for a day that has
   not come, or are a command's. */
static void follow_doubt(struct walk *walk, const struct row *row)
{
    bool flagged = (row->flags & GUARD_CLOCK) != 0;
    if (row->boot != walk->boot) {
        walk->boot = row->boot;
        walk->run_first = row->seq;
        walk->believed = false;
        walk->before = walk->past;
    }
    if (row->kind == ROW_MEANT && flagged) {
        walk->past.doubt = (struct record_doubt){.seq = 0};
        return;
    }
    if (row->kind == ROW_MEANT || row->kind == ROW_CONFIRM ||
        (walk->past.doubt.seq != 0 && !flagged)) {
        end_doubt(walk, row);
    } else if (row->kind == ROW_CLOCK && flagged && walk->past.doubt.seq == 0) {
        begin_doubt(walk, row);
    }
    walk->past.last_ms = row->wall_ms;
    if (walk->past.doubt.seq == 0 && (!flagged || row->kind != ROW_EXPORT)) {
        know(walk, row);
    } else if (!walk->past.known) {
        walk->past.known = true;
        walk->past.known_ms = row->wall_ms;
    }
}

/* As far as it is known when the row was. */
static int32_t own_day(const struct walk *walk, const struct row *row,
                       int32_t least)
{
    const struct record *record = walk->record;
    const struct record_doubt *doubt = &walk->past.doubt;
    const struct meant *meant = meant_of(&record->meant, row->seq);
    int32_t local = record_local_day(record, row->wall_ms);
    if (meant != NULL) {
        return row->kind == ROW_EXPORT ? least
               : !meant->timed         ? meant->day
                               : record_local_day(record, row->boottime_ms +
                                                              meant->offset_ms);
    }
    if (doubt->seq != 0 && row->seq >= doubt->seq) {
        return doubt->timed && row->boot == doubt->boot
                   ? record_local_day(record,
                                      row->boottime_ms + doubt->offset_ms)
               : least == INT32_MIN ? row->day
                                    : least;
    }
    return local < row->day ? local : row->day;
}

static bool is_under_way(struct walk *walk, const struct row *row)
{
    bool before = walk->visit != 0 && row->kind != ROW_VISIT &&
                  row->kind != ROW_START && row->kind != ROW_STOP;
    walk->visit = row->kind == ROW_VISIT            ? row->visit
                  : !before || row->kind == ROW_END ? 0
                                                    : walk->visit;
    return before;
}

static bool take(void *context, const struct row *row, const char *fault)
{
    struct walk *walk = context;
    struct record *record = walk->record;
    if (fault != NULL) {
        return true; /* nothing can be done for it here */
    }
    follow_doubt(walk, row);
    bool begun = record->open_count > 0;
    if (!begun && walk->closed && row->day <= record->closed_day &&
        (row->kind == ROW_CLOSE || row->kind == ROW_SEAL)) {
        return true; /* of the day that it closed */
    }
    int32_t least = begun          ? record->open[record->open_count - 1].day
                    : walk->closed ? record->closed_day + 1
                                   : INT32_MIN;
    int32_t day = is_under_way(walk, row) && begun
                      ? least
                      : later(least, own_day(walk, row, least));
    walk->result = record_days_add(record, day, row->seq);
    return walk->result == STORE_OK;
}

/* The rows that were there when the day was closed. */
static enum store_result rows_bearing(struct record *record, int32_t day,
                                      struct meant_rows *out)
{
    enum store_result result = store_find_day(record->store, day, &out->first);
    if (result == STORE_OK) {
        result = store_find_day(record->store, day + 1, &out->last);
        out->last--;
    }
    return result;
}

static enum store_result rows_of(struct record *record, const struct row *close,
                                 struct meant_rows *out)
{
    return meant_rows_read(close->item, out)
               ? STORE_OK
               : rows_bearing(record, close->value, out);
}

static void begin_walk(struct walk *walk, struct record *record,
                       const struct row *close)
{
    *walk = (struct walk){.record = record, .closed = close->seq != 0};
    if (close->seq != 0) {
        know(walk, close);
        walk->believed = false;
        walk->boot = -1;
    }
    record->open_count = 0;
}

static enum store_result find_first(struct record *record,
                                    const struct row *close)
{
    struct row first = {0};
    enum store_result result = STORE_OK;
    if (close->seq != 0) {
        result = store_next_of(record->store, ROW_CLOSE, INT32_MIN, &first);
        record->first_day = first.value;
    } else if (record->open_count > 0) {
        record->first_day = record->open[0].day;
        record->closed_day = record->first_day - 1;
    }
    return result;
}

enum store_result record_days_recall(struct record *record)
{
    struct walk walk;
    struct row close;
    struct meant_rows closed = {1, 0};
    enum store_result result = store_last_of(record->store, ROW_CLOSE, &close);
    if (result == STORE_OK && close.seq != 0) {
        record->closed_day = close.value;
        result = rows_of(record, &close, &closed);
    }
    begin_walk(&walk, record, &close);
    record->closed_ms = close.seq != 0 ? close.wall_ms : INT64_MAX;
    record->closed_last = closed.last;
    const struct store_walk rows = {closed.last + 1, record->seq, take, &walk};
    if (result == STORE_OK) {
        result = store_walk(record->store, &rows);
    }
    result = result == STORE_OK ? walk.result : result;
    record->doubt = walk.past.doubt;
    record->past = walk.past;
    return result == STORE_OK ? find_first(record, &close) : result;
}

void record_days_close(struct record *record, const struct row *close)
{
    int gone = 0;
    while (gone < record->open_count &&
           record->open[gone].day <= close->value) {
        gone++;
    }
    record->open_count -= gone;
    if (record->open_count > 0) {
        memmove(record->open, record->open + gone,
                (size_t)record->open_count * sizeof *record->open);
    }
    record->closed_last =
        record->open_count > 0 ? record->open[0].first - 1 : record->seq;
    record->closed_day = close->value;
    record->closed_ms = close->wall_ms;
}

static struct meant_rows rows_open(const struct record *record, int32_t day)
{
    struct meant_rows rows = {record->seq + 1, record->seq};
    for (int i = record->open_count - 1; i >= 0; i--) {
        if (record->open[i].day == day) {
            rows.first = record->open[i].first;
            return rows;
        }
        rows.last =
            record->open[i].day > day ? record->open[i].first - 1 : rows.last;
    }
    rows.first = rows.last + 1;
    return rows;
}

enum store_result record_rows_of(struct record *record, int32_t day,
                                 struct meant_rows *out)
{
    struct row close;
    if (day > record->closed_day) {
        *out = rows_open(record, day);
        return STORE_OK;
    }
    enum store_result result =
        store_next_of(record->store, ROW_CLOSE, day, &close);
    *out = (struct meant_rows){1, 0};
    return result != STORE_OK || close.value != day
               ? result
               : rows_of(record, &close, out);
}

enum store_result record_rows_bearing(struct record *record, int32_t day,
                                      struct meant_rows *out)
{
    return rows_bearing(record, day, out);
}

enum store_result record_first_row(struct record *record, int32_t day,
                                   int64_t *seq)
{
    struct row close;
    struct meant_rows rows;
    enum store_result result = STORE_OK;
    *seq = record->seq + 1;
    for (int i = record->open_count - 1; i >= 0 && record->open[i].day >= day;
         i--) {
        *seq = record->open[i].first;
    }
    if (day <= record->closed_day) {
        result = store_next_of(record->store, ROW_CLOSE, day, &close);
        if (result == STORE_OK) {
            result = rows_of(record, &close, &rows);
            *seq = rows.first;
        }
    }
    return result;
}

enum store_result record_next_day(struct record *record, int32_t day,
                                  int32_t *out)
{
    enum store_result result = STORE_OK;
    *out = INT32_MAX;
    if (day <= record->closed_day) {
        result = record_next_closed(record, day, out);
    }
    for (int i = 0; i < record->open_count && *out == INT32_MAX; i++) {
        *out = record->open[i].day >= day ? record->open[i].day : *out;
    }
    return result;
}

enum store_result record_next_closed(struct record *record, int32_t day,
                                     int32_t *out)
{
    struct row close;
    enum store_result result =
        store_next_of(record->store, ROW_CLOSE, day, &close);
    *out = result != STORE_OK || close.seq == 0 ? INT32_MAX : close.value;
    return result;
}

enum store_result record_was(struct record *record, int32_t day, bool *was)
{
    int32_t next = day;
    enum store_result result = day <= record->closed_day
                                   ? record_next_closed(record, day, &next)
                                   : STORE_OK;
    *was = next == day;
    return result;
}
