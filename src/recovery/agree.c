/*
 * The database and its log, compared at a start: what one has and the other
 * lacks is added where it is proven, and what fits nothing is set aside.
 */
#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/log.h"
#include "base/quarantine.h"
#include "record/inside.h"
#include "recovery/found_rows.h"

static enum store_result set_log_aside(struct record *record, const char *why,
                                       struct record_mended *mended)
{
    char log[FILES_PATH_SIZE];
    char folder[FILES_PATH_SIZE];
    char note[2 * ROW_NOTE_SIZE];
    /* On its own disk, where it lies elsewhere; one that cannot be read may
       fit after all. */
    bool moved =
        record_log_folder(record, log) && journal_readable(log) &&
        quarantine_make(record->config->log_folder[0] == '\0' ? record->data_dir
                                                              : log,
                        folder) &&
        journal_move(log, folder);
    if (!moved) {
        record_log_fail(record, errno);
        return STORE_OK;
    }
    bool fits = text_format(note, sizeof note, "the log set aside in %.40s: %s",
                            quarantine_name(folder), why);
    assert(fits);
    record_tell_mended(mended, note, 0);
    log_error("%s: %s: it lies in %s now and is written anew from the "
              "database; keep that folder",
              log, why, folder);
    record_log_open(record, 0);
    return STORE_OK;
}

/* What the log has more is no part of this record: somebody wrote it there, or
   the key that would prove it is gone. */
static enum store_result leave_out(struct record *record, int64_t back,
                                   int64_t left, struct record_mended *mended)
{
    char why[ROW_NOTE_SIZE];
    bool fits = text_format(why, sizeof why,
                            "%" PRId64 " rows of it back, %" PRId64
                            " unproven left out",
                            back, left);
    assert(fits);
    return set_log_aside(record, why, mended);
}

/* Rows that no tag joins to the last one: the database was put back to an
   earlier state than the key, and seals in the log may prove them; or there is
   a hole before them. */
static enum store_result rebuild_older(struct record *record,
                                       struct record_mended *mended)
{
    enum store_result result =
        record_set_aside(record, "it lacks rows that its log has", mended);
    struct row last;
    struct row logged;
    char log[FILES_PATH_SIZE];
    if (result == STORE_OK) {
        result = store_last(record->store, &last);
    }
    if (result != STORE_OK) {
        return result;
    }
    if (!record_log_folder(record, log) || !journal_last(log, &logged)) {
        record_log_fail(record, errno);
        return STORE_OK;
    }
    if (logged.seq > last.seq) {
        return leave_out(record, 0, logged.seq - last.seq, mended);
    }
    record_log_open(record, logged.seq);
    return STORE_OK;
}

static void tell_returned(const struct record *record, int64_t count,
                          const char *whence, struct record_mended *mended)
{
    char note[ROW_NOTE_SIZE];
    bool fits = text_format(note, sizeof note,
                            "%" PRId64 " rows that the database had lost are "
                            "back from %s",
                            count, whence);
    assert(fits);
    record_tell_mended(mended, note, 0);
    log_warning("%s: %s: see to the disk, which forgot what it had kept",
                record->path, note);
}

/* The log has rows after `last`, the last one of the database. */
static enum store_result catch_up(struct record *record, const char *log,
                                  const struct row *last, int64_t logged,
                                  struct record_mended *mended)
{
    struct keys keys;
    int64_t count = 0;
    record_load_keys(record, &keys);
    const struct record_return back = {
        .log = log, .chain = &keys.chain, .last = last};
    enum store_result result = record_return(record, &back, &count);
    keys_wipe(&keys);
    if (result != STORE_OK) {
        return result;
    }
    if (last->seq + count < logged && !mended->rebuilt) {
        return rebuild_older(record, mended);
    }
    if (last->seq + count < logged) {
        return leave_out(record, count, logged - last->seq - count, mended);
    }
    if (count > 0) {
        tell_returned(record, count, "the log", mended);
    }
    record_log_open(record, logged);
    return STORE_OK;
}

/* The rows that SQLite left out are of one moment: of a transaction that the
   power failed in, which nobody was thanked for. Were it damage, there would
   be rows of a later one, or the log has them. */
static bool is_unfinished(struct finds *finds, int64_t last_seq)
{
    struct row first = {.seq = 0};
    for (int64_t seq = last_seq + 1; seq <= finds_last(finds); seq++) {
        struct row row;
        bool checked;
        for (int i = 0; finds_row(finds, seq, i, &row, &checked); i++) {
            if (first.seq == 0) {
                first = row;
            } else if (row.boot != first.boot ||
                       row.boottime_ms != first.boottime_ms) {
                return false;
            }
        }
    }
    return true;
}

/* What SQLite left out of its write-ahead log, because a page before it was
   damaged. */
static enum store_result take_left(struct record *record, struct row *last,
                                   struct record_mended *mended)
{
    struct keys keys;
    int64_t count = 0;
    enum store_result result = STORE_OK;
    if (mended->finds == NULL || finds_last(mended->finds) <= last->seq ||
        is_unfinished(mended->finds, last->seq)) {
        return STORE_OK;
    }
    record_load_keys(record, &keys);
    const struct record_return back = {
        .finds = mended->finds, .chain = &keys.chain, .last = last};
    if (!record_joins(&back)) {
        result =
            record_set_aside(record, "a page of its log is damaged", mended);
    } else {
        result = record_return(record, &back, &count);
        tell_returned(record, count, "its own log", mended);
    }
    keys_wipe(&keys);
    return result == STORE_OK ? store_last(record->store, last) : result;
}

enum store_result record_mend_by_log(struct record *record,
                                     struct record_mended *mended)
{
    char log[FILES_PATH_SIZE];
    struct row logged;
    struct row last;
    struct row mine = {.seq = 0};
    enum store_result result = store_last(record->store, &last);
    if (result == STORE_OK) {
        result = take_left(record, &last, mended);
    }
    if (result != STORE_OK) {
        return result;
    }
    if (!record_log_folder(record, log) || !journal_last(log, &logged)) {
        record_log_fail(record, errno);
        return STORE_OK;
    }
    if (logged.seq > last.seq) {
        return catch_up(record, log, &last, logged.seq, mended);
    }
    if (logged.seq > 0) {
        result = store_read(record->store, logged.seq, &mine);
    }
    if (result == STORE_OK && logged.seq > 0 && !row_same(&mine, &logged)) {
        return set_log_aside(record, "it is not of this database", mended);
    }
    if (result == STORE_OK) {
        record_log_open(record, logged.seq);
    }
    return result;
}
