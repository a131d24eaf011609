/*
 * Rows are stamped, and added as one transaction: to the store, and what is
 * there to what is known and to the journal.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "record/inside.h"

struct row *record_add(struct record *record, struct record_batch *batch,
                       enum row_kind kind)
{
    assert(batch->count < RECORD_ROWS_MAX);
    struct row *row = &batch->rows[batch->count++];
    *row = (struct row){.seq = record->seq + batch->count,
                        .boot = record->boot,
                        .boottime_ms = batch->at.boot_ms,
                        .wall_ms = batch->at.wall_ms,
                        .day = record_day(record, batch->at),
                        .kind = kind,
                        .flags = record_flags(record, batch->at)};
    return row;
}

struct row *record_add_given(struct record *record, struct record_batch *batch,
                             const struct row *given)
{
    struct row *row = record_add(record, batch, given->kind);
    row->visit = given->visit;
    row->value = given->value;
    row->elapsed_ms = given->elapsed_ms;
    row->flags |= given->flags;
    memcpy(row->item, given->item, sizeof row->item);
    memcpy(row->note, given->note, sizeof row->note);
    return row;
}

/* Takes into what is known what the store has now. */
static void take_in(struct record *record, const struct record_batch *batch)
{
    if (record->seq == 0) {
        record->first_day = batch->rows[0].day;
        record->closed_day = record->first_day - 1;
        record->known_wall_ms = batch->at.wall_ms;
    }
    for (int i = 0; i < batch->count; i++) {
        const struct row *row = &batch->rows[i];
        record->last_day = row->day;
        running_totals_add(&record->totals, row);
        memcpy(record->tag, row->tag, sizeof record->tag);
    }
    record->seq += batch->count;
    record->seen = batch->at;
    record->running = true;
    record->now_ms = batch->at.wall_ms;
    if (record->use == RECORD_TERMINAL) {
        record->alive_ms = batch->at.wall_ms;
    }
    record_know(record, batch->at.wall_ms);
}

enum store_result record_commit(struct record *record,
                                struct record_batch *batch)
{
    enum store_result result =
        record->failed ? STORE_FAILED : record_tag(record, batch);
    if (result != STORE_OK) {
        return result;
    }
    const struct store_batch added = {.rows = batch->rows,
                                      .row_count = batch->count,
                                      .wordings = batch->wordings,
                                      .wording_count = batch->wording_count,
                                      .sums = &batch->sum,
                                      .sum_count = batch->sum.text != NULL,
                                      .seals = &batch->seal,
                                      .seal_count = batch->seal.text != NULL};
    result = store_append(record->store, &added);
    if (result == STORE_OK) {
        take_in(record, batch);
        record_journal_add(record, &added);
    }
    return result;
}

void record_watch_clock(struct record *record, struct record_batch *batch)
{
    int64_t jump_ms = batch->at.wall_ms - record->known_wall_ms;
    const char *how = NULL;
    if (record->running) {
        jump_ms = (batch->at.wall_ms - record->seen.wall_ms) -
                  (batch->at.boot_ms - record->seen.boot_ms);
        how = llabs(jump_ms) > RECORD_JUMP_MS ? "jumped while running" : NULL;
    } else if (record->seq > 0 && jump_ms < 0) {
        how = "behind the last row at the start";
    } else if (record_leapt(record, batch->at)) {
        how = "far ahead of the last row at the start";
    }
    if (how != NULL) {
        struct row *row = record_add(record, batch, ROW_CLOCK);
        row->value = clock_seconds(jump_ms);
        text_must(row->note, sizeof row->note, "%s", how);
    }
}
