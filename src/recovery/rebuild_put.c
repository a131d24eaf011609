/* The new database: rows in large transactions, and its name at the end. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/speak.h"
#include "recovery/inside.h"

enum { ROWS_AT_ONCE = 16384, SEALS_AT_ONCE = 64 };

static void fail(struct rebuild_new *made, const char *words, int error)
{
    text_cut(
        made->error, RECOVERY_ERROR_SIZE,
        speak("%s: %s: free some space, check the disk and its permissions"),
        words, strerror(error));
    made->result = error == ENOSPC ? STORE_FULL : STORE_FAILED;
}

/* What SQLite says. */
static void fail_store(struct rebuild_new *made, enum store_result result)
{
    made->result = result;
    text_cut(made->error, RECOVERY_ERROR_SIZE, "%s", store_error(made->store));
}

static void remove_all(const struct rebuild_new *made)
{
    static const char *const endings[] = {"", "-wal", "-journal"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        char path[FILES_PATH_SIZE];
        if (text_format(path, sizeof path, "%s%s", made->path, endings[i])) {
            unlink(path);
        }
    }
}

void rebuild_begin(struct rebuild_new *made, const char *database,
                   struct rebuilt *out)
{
    *made = (struct rebuild_new){.error = out->error};
    if (!text_format(made->path, sizeof made->path, "%s.new", database)) {
        made->path[0] = '\0';
        fail(made, database, ENAMETOOLONG);
        return;
    }
    remove_all(made); /* what a power cut left half-made */
    made->rows = calloc(ROWS_AT_ONCE, sizeof *made->rows);
    if (made->rows == NULL) {
        fail(made, database, ENOMEM);
        return;
    }
    enum store_result result = store_open(&made->store, made->path, true);
    if (result != STORE_OK) {
        fail_store(made, result);
    }
}

static void append(struct rebuild_new *made, const struct store_batch *batch)
{
    if (made->result != STORE_OK) {
        return;
    }
    enum store_result result = store_append(made->store, batch);
    if (result == STORE_OK) {
        result = store_rest(made->store);
    }
    if (result != STORE_OK) {
        fail_store(made, result);
    }
}

static void flush(struct rebuild_new *made)
{
    const struct store_batch batch = {.rows = made->rows,
                                      .row_count = made->count};
    append(made, &batch);
    made->count = 0;
}

void rebuild_put(struct rebuild_new *made, const struct row *row)
{
    if (made->result != STORE_OK) {
        return;
    }
    assert(row->seq == made->last.seq + 1);
    made->rows[made->count++] = *row;
    made->last = *row;
    if (made->count == ROWS_AT_ONCE) {
        flush(made);
    }
}

static void put_seals(struct rebuild_new *made, const struct gathered *gathered)
{
    struct store_seal seals[SEALS_AT_ONCE];
    int count = 0;
    for (int i = 0; i < gathered->seal_count; i++) {
        const struct found_seal *found = &gathered->seals[i];
        if (found->closed) {
            seals[count++] =
                (struct store_seal){found->day, found->text, found->signature};
        }
        if (count == SEALS_AT_ONCE ||
            (count > 0 && i == gathered->seal_count - 1)) {
            append(made,
                   &(struct store_batch){.seals = seals, .seal_count = count});
            count = 0;
        }
    }
}

void rebuild_put_rest(struct rebuild_new *made, const struct gathered *gathered)
{
    if (made->result != STORE_OK) {
        return;
    }
    /* Rows are missing that lie there: another time they may be read. */
    int error = found_rows_journal_error(gathered->rows);
    if (error != 0) {
        rebuild_tell_journal(gathered->journal, error, made->error);
        made->result = STORE_FAILED;
        return;
    }
    flush(made);
    put_seals(made, gathered);
    for (int i = 0; i < gathered->wording_count; i++) {
        const struct store_wording wording = {gathered->wordings[i].hash,
                                              gathered->wordings[i].text};
        append(made,
               &(struct store_batch){.wordings = &wording, .wording_count = 1});
    }
}

/* Opened afresh: what lies on the disk is asked, and not what went in. */
static void check(struct rebuild_new *made)
{
    struct row last = {.seq = 0};
    enum store_result result = store_open(&made->store, made->path, false);
    if (result == STORE_OK) {
        result = store_last(made->store, &last);
    }
    if (result != STORE_OK) {
        fail_store(made, result);
    } else if (last.seq != made->last.seq) {
        fail(made, made->path, EIO);
    }
    store_close(made->store);
    made->store = NULL;
}

static bool sync_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool synced = fd >= 0 && fsync(fd) == 0;
    int error = errno;
    if (fd >= 0) {
        close(fd);
    }
    errno = error;
    return synced;
}

static bool take_name(const char *from, const char *to)
{
    return sync_file(from) && rename(from, to) == 0 && files_sync_folder_of(to);
}

void rebuild_end(struct rebuild_new *made, const char *database)
{
    store_close(made->store);
    made->store = NULL;
    if (made->result == STORE_OK && made->last.seq > 0) {
        check(made);
    }
    if (made->result == STORE_OK && made->last.seq > 0 &&
        !take_name(made->path, database)) {
        fail(made, database, errno);
    }
    remove_all(made);
    free(made->rows);
    made->rows = NULL;
}
