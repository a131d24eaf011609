#include "data/record.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "data/record_inside.h"
#include "survey/guard.h"

/* A jump is told from the drift and slewing of ordinary clocks. */
enum { CLOCK_TOLERANCE_MS = 120000, WORDING_PREFIX = 16 };

const char *record_error(const struct record *record)
{
    if (record == NULL) {
        return "no memory for the record";
    }
    return record->error[0] != '\0' ? record->error
                                    : store_error(record->store);
}

void record_close(struct record *record)
{
    if (record != NULL) {
        store_close(record->store);
        record_forget_sums(record);
        free(record);
    }
}

/* ---- clocks and days ------------------------------------------------------
 */

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t local_day(const struct record *record, struct moment at)
{
    return clock_local(at.wall_ms, record->config->utc_offset_min).day;
}

int32_t record_day(const struct record *record, struct moment at)
{
    if (record->visit != 0) {
        return record->visit_day;
    }
    int32_t day = local_day(record, at);
    if (record->seq > 0) {
        day = later(day, later(record->last_day, record->closed_day + 1));
    }
    return day;
}

/* Behind what it showed before, in this run or as far as the last day's rows
   and the last closed day tell of earlier ones; by more than a clock that is
   being set right. */
bool record_doubtful(const struct record *record, struct moment at)
{
    return record->seq > 0 &&
           (at.wall_ms < record->known_wall_ms - CLOCK_TOLERANCE_MS ||
            local_day(record, at) < record->closed_day);
}

void record_watch_clock(struct record *record, struct record_batch *batch)
{
    int64_t jump_ms = 0;
    const char *how = "";
    if (record->running) {
        jump_ms = (batch->at.wall_ms - record->seen.wall_ms) -
                  (batch->at.boot_ms - record->seen.boot_ms);
        how = "jumped while running";
        if (llabs(jump_ms) <= CLOCK_TOLERANCE_MS) {
            return;
        }
    } else if (record->seq > 0 && batch->at.wall_ms < record->known_wall_ms) {
        jump_ms = batch->at.wall_ms - record->known_wall_ms;
        how = "behind the last row at the start";
    } else {
        return;
    }
    struct row *row = record_add(record, batch, ROW_CLOCK);
    int64_t seconds = jump_ms / 1000;
    row->value = (int)(seconds > INT_MAX   ? INT_MAX
                       : seconds < INT_MIN ? INT_MIN
                                           : seconds);
    bool fits = text_copy(row->note, sizeof row->note, how);
    assert(fits);
}

/* ---- rows in --------------------------------------------------------------
 */

struct row *record_add(struct record *record, struct record_batch *batch,
                       enum row_kind kind)
{
    assert(batch->count < RECORD_ROWS_MAX);
    struct row *row = &batch->rows[batch->count++];
    *row = (struct row){
        .seq = record->seq + batch->count,
        .boot = record->boot,
        .boottime_ms = batch->at.boot_ms,
        .wall_ms = batch->at.wall_ms,
        .day = record_day(record, batch->at),
        .kind = kind,
        .flags = record_doubtful(record, batch->at) ? GUARD_CLOCK : 0};
    return row;
}

enum store_result record_commit(struct record *record,
                                const struct record_batch *batch)
{
    const struct store_batch added = {.rows = batch->rows,
                                      .row_count = batch->count,
                                      .wordings = batch->wordings,
                                      .wording_count = batch->wording_count,
                                      .sums = &batch->sum,
                                      .sum_count = batch->sum.text != NULL};
    enum store_result result = store_append(record->store, &added);
    if (result != STORE_OK) {
        return result;
    }
    if (record->seq == 0) {
        record->first_day = batch->rows[0].day;
        record->closed_day = record->first_day - 1;
        record->known_wall_ms = batch->at.wall_ms;
    }
    for (int i = 0; i < batch->count; i++) {
        record->last_day = batch->rows[i].day;
        tally_add(&record->tally, &batch->rows[i]);
    }
    record->seq += batch->count;
    record->seen = batch->at;
    record->running = true;
    record->now_ms = batch->at.wall_ms;
    if (record->use == RECORD_TERMINAL) {
        record->alive_ms = batch->at.wall_ms;
    }
    if (batch->at.wall_ms > record->known_wall_ms) {
        record->known_wall_ms = batch->at.wall_ms;
    }
    return STORE_OK;
}

/* The wording of a form; there is no other than the config's to be asked. */
static const char *wording_of(const struct record *record, const char *form)
{
    const struct config *config = record->config;
    int i = 0;
    while (i < config->form_count && strcmp(config->forms[i].id, form) != 0) {
        i++;
    }
    assert(i < config->form_count);
    return record->wordings[i];
}

/* "vi 4-luon" becomes "vi 0123456789abcdef". */
static bool name_wording(const struct record *record, const char *given,
                         struct row *row)
{
    const char *blank = strchr(given, ' ');
    assert(blank != NULL);
    return text_format(row->note, sizeof row->note, "%.*s %.*s",
                       (int)(blank - given), given, WORDING_PREFIX,
                       wording_of(record, blank + 1));
}

/* What the caller leaves to the record (row.h). */
static void complete(const struct record *record, const struct row *given,
                     struct row *row)
{
    bool fits = true;
    switch (given->kind) {
    case ROW_VISIT:
        fits = text_copy(row->note, sizeof row->note, BONLUON_VERSION);
        break;
    case ROW_ANSWER:
    case ROW_SKIP:
    case ROW_TIMEOUT: fits = name_wording(record, given->note, row); break;
    case ROW_START:
    case ROW_STOP:
    case ROW_CONFIG:
    case ROW_FORM:
    case ROW_CLOCK:
    case ROW_RECOVERY:
    case ROW_REASON:
    case ROW_END:
    case ROW_CLOSE:
    case ROW_EXPORT:
    case ROW_PIN:
    case ROW_SEEN:
    case ROW_ENROL:
    case ROW_SEAL:
    case ROW_CONFIRM:
    case ROW_LOST:
    case ROW_KIND_COUNT:
        memcpy(row->note, given->note, sizeof row->note);
        break;
    }
    assert(fits);
}

static void add_given(struct record *record, struct record_batch *batch,
                      const struct row *given)
{
    /* A visit without an end (the terminal forgot it) ends with the next. */
    if (given->kind == ROW_VISIT) {
        record->visit = 0;
    }
    struct row *row = record_add(record, batch, given->kind);
    row->visit = given->visit;
    row->value = given->value;
    row->elapsed_ms = given->elapsed_ms;
    row->flags |= given->flags;
    memcpy(row->item, given->item, sizeof row->item);
    complete(record, given, row);
    if (given->kind == ROW_VISIT) {
        record->visit = given->visit;
        record->visit_day = row->day;
    } else if (given->kind == ROW_END) {
        record->visit = 0;
    }
}

enum store_result record_keep(struct record *record, const struct row *rows,
                              int count, struct moment at)
{
    struct record_batch batch = {.at = at};
    record_watch_clock(record, &batch);
    for (int i = 0; i < count; i++) {
        add_given(record, &batch, &rows[i]);
    }
    return record_commit(record, &batch);
}

enum store_result record_stop(struct record *record, struct moment at)
{
    struct record_batch batch = {.at = at};
    record->visit = 0;
    record_watch_clock(record, &batch);
    record_add(record, &batch, ROW_STOP);
    return record_commit(record, &batch);
}

enum store_result record_rest(struct record *record)
{
    return store_rest(record->store);
}
