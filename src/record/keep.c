#include "record/record.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "record/inside.h"
#include "recovery/backup.h"

enum { WORDING_PREFIX = 16 };

void record_close(struct record *record)
{
    if (record != NULL) {
        record_log_sync(record);
        journal_close(&record->journal);
        store_close(record->store);
        keys_wipe(&record->keys);
        free(record);
    }
}

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
        tally_add(&record->tally, row);
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
        record_log_add(record, &added);
    }
    return result;
}

/* The wording of a form; there is no other than the config's to be asked. */
static const char *wording_of(const struct record *record, const char *form)
{
    int i = config_find_form(record->config, form);
    assert(i >= 0);
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

enum store_result record_back_up(struct record *record,
                                 const struct record_backup *to)
{
    const struct backup_copy copy = {record->store, record->closed_day,
                                     to->stop, to->context};
    return record->seq == 0 || record->failed || backup_copy(to->backup, &copy)
               ? STORE_OK
               : STORE_DAMAGED;
}

enum store_result record_rest(struct record *record)
{
    record_log_sync(record);
    return store_rest(record->store);
}
