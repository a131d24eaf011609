/* Rows in, as whoever serves the glass hands them over. */
#include <string.h>

#include "record/inside.h"
#include "record/wordings.h"

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
        record->visit_day = row->day;
    } else if (given->kind == ROW_END) {
        record->visit = 0;
    }
}

enum store_result record_keep(struct record *record,
                              const struct record_job *job)
{
    struct record_batch batch = {.at = job->at};
    record_watch_clock(record, &batch);
    for (int i = 0; i < job->count; i++) {
        add_given(record, &batch, &job->rows[i]);
    }
    return record_commit(record, &batch);
}

enum store_result record_confirm(struct record *record, struct moment at)
{
    struct record_batch batch = {.at = at};
    record_watch_clock(record, &batch);
    record->known_wall_ms = at.wall_ms;
    record->confirm_seq = record->seq + batch.count + 1;
    struct row *row = record_add(record, &batch, ROW_CONFIRM);
    row->value = clock_local(at.wall_ms, record->config->utc_offset_min).day;
    return record_commit(record, &batch);
}
