/*
 * When the terminal ran: what tells it to the next start, and to commands.
 *
 * Rows do; and while nobody is there the sign of life, the file `alive` in the
 * data directory with the wall time of the last beat, so that after a power cut
 * the next start knows how long the terminal was ready. Replaced as a whole,
 * and not synced: what is lost with it is one beat.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "record/inside.h"

enum { ALIVE_SIZE = 32 };

static bool format(char out[ALIVE_SIZE], int64_t wall_ms)
{
    return text_format(out, ALIVE_SIZE, "%" PRId64 "\n", wall_ms);
}

/* False with errno. */
static bool write_alive(const char *data_dir, int64_t wall_ms)
{
    char path[FILES_PATH_SIZE];
    char line[ALIVE_SIZE];
    return files_join(path, data_dir, "alive") && format(line, wall_ms) &&
           files_replace(path, line, strlen(line), FILES_UNSYNCED);
}

/* False when there is none, or what is there is not of this making. */
static bool read_alive(const char *data_dir, int64_t *wall_ms)
{
    char path[FILES_PATH_SIZE];
    char line[ALIVE_SIZE];
    struct text text = {0};
    bool read = files_join(path, data_dir, "alive") &&
                files_read(path, ALIVE_SIZE, &text) && text.data != NULL;
    if (read) {
        *wall_ms = strtoll(text.data, NULL, 10);
        /* A power cut may leave less than was written, or zeros. */
        read = format(line, *wall_ms) && strcmp(line, text.data) == 0;
    }
    text_free(&text);
    return read;
}

enum store_result record_look_back(struct record *record, struct moment now)
{
    struct row last;
    int64_t wall_ms;
    record->now = now;
    enum store_result result = record_last_life(record, record->seq, &last);
    if (result != STORE_OK || last.seq == 0) {
        return result;
    }
    record->stopped = last.kind == ROW_STOP;
    record->alive_ms = last.wall_ms;
    if (read_alive(record->data_dir, &wall_ms) && wall_ms > record->alive_ms &&
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
    enum store_result result = record_see_clock(record, at);
    record->now = at;
    record->alive_ms = at.wall_ms;
    if (!write_alive(record->data_dir, at.wall_ms) && !record->alive_told) {
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
    enum store_result result = record_see_clock(record, at);
    record_add(record, &batch, ROW_STOP);
    return result == STORE_OK ? record_commit(record, &batch) : result;
}
