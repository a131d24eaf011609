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
    int32_t day = record_day(record, batch->at);
    batch->days[batch->count] = day;
    struct row *row = &batch->rows[batch->count++];
    *row = (struct row){.seq = record->seq + batch->count,
                        .boot = record->boot,
                        .boottime_ms = batch->at.boot_ms,
                        .wall_ms = batch->at.wall_ms,
                        .day = day > record->last_day || record->seq == 0
                                   ? day
                                   : record->last_day,
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

static bool tells_of_clock(const struct row *row)
{
    return row->kind == ROW_CLOCK || row->kind == ROW_CONFIRM ||
           row->kind == ROW_MEANT;
}

/* Days, and the totals of the last one. */
static enum store_result take_days(struct record *record,
                                   const struct record_batch *batch)
{
    enum store_result result = STORE_OK;
    bool anew = record->seq == batch->count;
    for (int i = 0; result == STORE_OK && i < batch->count; i++) {
        struct row row = batch->rows[i];
        struct meant meant;
        anew = anew || tells_of_clock(&row);
        if (meant_read(&row, &meant) && !meant_add(&record->meant, &meant)) {
            result = record_no_memory(record);
        } else {
            row.day = batch->days[i];
            running_totals_add(&record->totals, &row);
            result = record_days_add(record, row.day, row.seq);
        }
    }
    return result == STORE_OK && anew ? record_recall_days(record) : result;
}

/* Takes into what is known what the store has now. */
static enum store_result take_in(struct record *record,
                                 const struct record_batch *batch)
{
    const struct row *last = &batch->rows[batch->count - 1];
    record->last_day = last->day;
    memcpy(record->tag, last->tag, sizeof record->tag);
    record->seq += batch->count;
    record->now = batch->at;
    if (record->use == RECORD_TERMINAL) {
        record->alive_ms = batch->at.wall_ms;
    }
    enum store_result result = take_days(record, batch);
    if (record->use == RECORD_TERMINAL) {
        record_look(record, batch->at);
    }
    return result;
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
        result = take_in(record, batch);
        record_journal_add(record, &added);
    }
    return result;
}
