/* Rows in: what whoever serves the glass hands over, and which files were taken
   out. */
#include <stdlib.h>

#include "base/array.h"
#include "record/inside.h"

static void add_given(struct record *record, struct record_batch *batch,
                      const struct row *given)
{
    /* A visit without an end (the terminal forgot it) ends with the next. */
    if (given->kind == ROW_VISIT) {
        record->visit = 0;
    }
    struct row *row = record_add_given(record, batch, given);
    wordings_complete(record->config, &record->wordings, row);
    if (given->kind == ROW_VISIT) {
        record->visit = given->visit;
        record->visit_day = batch->days[batch->count - 1];
    } else if (given->kind == ROW_END) {
        record->visit = 0;
    }
}

enum store_result record_keep(struct record *record,
                              const struct record_job *job)
{
    struct record_batch batch = {.at = job->at};
    /* By itself: what it tells may change the day of the rows to come. */
    enum store_result result = record_see_clock(record, job->at);
    for (int i = 0; result == STORE_OK && i < job->count; i++) {
        add_given(record, &batch, &job->rows[i]);
    }
    return result == STORE_OK ? record_commit(record, &batch) : result;
}

enum store_result record_confirm(struct record *record, struct moment at)
{
    struct record_batch batch = {.at = at};
    enum store_result result = record_see_clock(record, at);
    const struct belief before = record->belief;
    const struct record_word word = {.by = BELIEF_STAFF,
                                     .before = &before,
                                     .offset_ms = at.wall_ms - at.boot_ms};
    if (result != STORE_OK) {
        return result;
    }
    belief_confirm(&record->belief, record_moment(at));
    record_tell_meant(record, &batch, &word);
    struct row *row = record_add(record, &batch, ROW_CONFIRM);
    row->value = record_local_day(record, at.wall_ms);
    return record_commit(record, &batch);
}

void record_exports_add(struct record_exports *exports, int32_t day,
                        const char *sha256)
{
    struct record_export *one = array_add(&exports->list, &exports->count,
                                          &exports->capacity, sizeof *one);
    if (one == NULL) {
        exports->failed = true;
        return;
    }
    one->day = day;
    exports->failed |= !text_copy(one->sha256, sizeof one->sha256, sha256);
}

void record_exports_free(struct record_exports *exports)
{
    free(exports->list);
    *exports = (struct record_exports){0};
}

enum store_result record_exported(struct record *record,
                                  const struct record_exports *exports,
                                  struct moment at)
{
    enum store_result result = STORE_OK;
    for (int i = 0; result == STORE_OK && i < exports->count;) {
        struct record_batch batch = {.at = at};
        while (i < exports->count && batch.count < RECORD_ROWS_MAX) {
            const struct record_export *one = &exports->list[i++];
            struct row *row = record_add(record, &batch, ROW_EXPORT);
            row->value = one->day;
            text_must(row->note, sizeof row->note, "%s", one->sha256);
        }
        result = record_commit(record, &batch);
    }
    return result;
}
