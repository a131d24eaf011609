/*
 * What the clocks have to tell: a ROW_CLOCK when the wall clock ran otherwise
 * than the other one or comes into doubt, and, when that ends, a ROW_MEANT for
 * the rows that were kept in it (format/meant.h).
 */
#include <stdlib.h>

#include "base/log.h"
#include "record/inside.h"
#include "survey/guard.h"

static void add_meant(struct record *record, struct record_batch *batch,
                      const struct meant *meant)
{
    if (meant->rows.last >= meant->rows.first) {
        meant_write(meant, record_add(record, batch, ROW_MEANT));
    }
}

/* The last run ended in doubt after a step, and before it its clock was
   believed: that, and its boot clock, tell, though no row does who vouched for
   it. Comes before what makes this run's doubt, which is another. */
static void tell_last_run(struct record *record, struct record_batch *batch)
{
    const struct record_doubt *doubt = &record->doubt;
    if (!record->belief.runs && doubt->seq != 0 && doubt->timed) {
        const struct meant meant = {.rows = {doubt->seq, record->seq},
                                    .timed = true,
                                    .offset_ms = doubt->offset_ms};
        add_meant(record, batch, &meant);
        record->doubt.seq = 0;
    }
}

/* From which row on this run was kept by another clock; INT64_MAX: none was.
   Whoever vouches corrects what nobody of his rank vouched for. */
static int64_t run_from(const struct record *record,
                        const struct record_word *word)
{
    const struct belief *before = word->before;
    int64_t from = INT64_MAX;
    if (before->why != BELIEF_GOOD) {
        from = record->doubt.seq > record->run_first ? record->doubt.seq
                                                     : record->run_first;
    }
    bool other = !before->anchored ||
                 llabs(before->anchor_ms - word->offset_ms) > BELIEF_JUMP_MS;
    if (word->by != BELIEF_NOBODY && other &&
        record->unvouched[word->by] < from) {
        from = record->unvouched[word->by];
    }
    return from > record->closed_last ? from : record->closed_last + 1;
}

/* Rows of this run: the boot clock tells when they were. Those that do not
   count for that day keep their flag. */
static void add_told(struct record *record, struct record_batch *batch,
                     struct meant told)
{
    int64_t last = told.rows.last;
    int64_t own_ms = record_own_from(record, told.rows.first);
    struct meant other = told;
    struct row row;
    int64_t low = told.rows.first;
    int64_t high = last + 1;
    while (told.vouched && low < high) {
        int64_t middle = low + (high - low) / 2;
        if (store_read(record->store, middle, &row) != STORE_OK) {
            log_warning("%s: rows keep the flag of the clock, for they cannot "
                        "be looked at again: check the disk",
                        record->path);
            low = last + 1;
            break;
        }
        bool own = row.boottime_ms + told.offset_ms >= own_ms;
        low = own ? low : middle + 1;
        high = own ? middle : high;
    }
    other.vouched = false;
    other.rows.last = low - 1;
    told.rows.first = low;
    add_meant(record, batch, &other);
    add_meant(record, batch, &told);
}

void record_tell_meant(struct record *record, struct record_batch *batch,
                       const struct record_word *word)
{
    bool runs = word->before->runs;
    int64_t run_first = runs ? record->run_first : record->seq + 1;
    int64_t start_ms =
        (runs ? record->run_boot_ms : batch->at.boot_ms) + word->offset_ms;
    if (record->doubt.seq != 0 && record->doubt.seq < run_first) {
        /* Earlier than this run is all that is known: of the day before it, so
           that they change none of which more is known. */
        const struct meant untold = {.rows = {record->doubt.seq, run_first - 1},
                                     .day = record_local_day(record, start_ms) -
                                            1};
        add_meant(record, batch, &untold);
    }
    if (runs) {
        const struct meant told = {
            .rows = {run_from(record, word), record->seq},
            .timed = true,
            .vouched = word->by != BELIEF_NOBODY ||
                       word->before->voucher != BELIEF_NOBODY,
            .offset_ms = word->offset_ms};
        add_told(record, batch, told);
    }
}

static const char *start_word(const struct record *record, enum belief_why why,
                              int64_t wall_ms)
{
    static const char *const words[] = {
        [BELIEF_UNSET] = "before the year of this program at the start",
        [BELIEF_BEHIND] = "behind the last row at the start",
        [BELIEF_AHEAD] = "far ahead of the last row at the start",
        [BELIEF_STEPPED] = RECORD_STEPPED,
        [BELIEF_STILL] = "perhaps as wrong as before at the start",
    };
    bool behind = record->belief.known && wall_ms < record->belief.known_ms;
    return why != BELIEF_GOOD ? words[why]
           : behind           ? words[BELIEF_BEHIND]
                              : NULL;
}

static void add_clock(struct record *record, struct record_batch *batch,
                      enum belief_why why)
{
    int64_t wall_ms = batch->at.wall_ms;
    int64_t jump_ms = belief_step(&record->belief, record_moment(batch->at));
    const char *how = jump_ms != 0 ? RECORD_STEPPED : NULL;
    if (!record->belief.runs) {
        jump_ms = record->belief.known ? wall_ms - record->belief.known_ms : 0;
        how = start_word(record, why, wall_ms);
    }
    if (how != NULL) {
        struct row *row = record_add(record, batch, ROW_CLOCK);
        row->value = clock_seconds(jump_ms);
        row->flags = why == BELIEF_GOOD ? 0 : GUARD_CLOCK;
        text_must(row->note, sizeof row->note, "%s", how);
    }
}

void record_watch_clock(struct record *record, struct record_batch *batch)
{
    bool terminal = record->use == RECORD_TERMINAL;
    enum belief_why why = record_doubt(record, batch->at);
    if (terminal) {
        tell_last_run(record, batch);
    }
    add_clock(record, batch, why);
    if (terminal && why == BELIEF_GOOD) {
        const struct record_word word = {
            .by = batch->at.synchronised ? BELIEF_KERNEL : BELIEF_NOBODY,
            .before = &record->belief,
            .offset_ms = batch->at.wall_ms - batch->at.boot_ms};
        record_tell_meant(record, batch, &word);
    }
}

enum store_result record_see_clock(struct record *record, struct moment at)
{
    struct record_batch batch = {.at = at};
    record_watch_clock(record, &batch);
    enum store_result result =
        batch.count > 0 ? record_commit(record, &batch) : STORE_OK;
    if (result == STORE_OK && record->use == RECORD_TERMINAL) {
        record_look(record, at);
    }
    return result;
}
