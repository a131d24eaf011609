/* When the terminal ran: what tells it to the next start, and to commands. */
#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "record/alive.h"
#include "record/inside.h"

enum store_result record_look_back(struct record *record, struct moment now)
{
    struct row last;
    int64_t wall_ms;
    record->now_ms = now.wall_ms;
    enum store_result result = record_last_life(record, record->seq, &last);
    if (result != STORE_OK || last.seq == 0) {
        return result;
    }
    record->stopped = last.kind == ROW_STOP;
    record->alive_ms = last.wall_ms;
    if (alive_read(record->data_dir, &wall_ms) && wall_ms > record->alive_ms &&
        wall_ms <= now.wall_ms) {
        record->alive_ms = wall_ms;
    }
    return STORE_OK;
}

void record_add_seen(struct record *record, struct record_batch *batch)
{
    if (record->stopped) {
        return;
    }
    struct row *row = record_add(record, batch, ROW_SEEN);
    row->value = clock_seconds(row->wall_ms - record->alive_ms);
    memcpy(row->note, record->ended, sizeof row->note);
}

enum store_result record_beat(struct record *record, struct moment at)
{
    struct record_batch batch = {.at = at};
    record_watch_clock(record, &batch);
    enum store_result result =
        batch.count > 0 ? record_commit(record, &batch) : STORE_OK;
    record->now_ms = at.wall_ms;
    record->alive_ms = at.wall_ms;
    if (!alive_write(record->data_dir, at.wall_ms) && !record->alive_told) {
        record->alive_told = true;
        log_warning("%s/alive: %s: after a power cut the terminal counts as "
                    "ready only up to its last visit",
                    record->data_dir, strerror(errno));
    }
    return result;
}

enum store_result record_stop(struct record *record, struct moment at)
{
    struct record_batch batch = {.at = at};
    record->visit = 0;
    record_watch_clock(record, &batch);
    record_add(record, &batch, ROW_STOP);
    return record_commit(record, &batch);
}
