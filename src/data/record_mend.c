/*
 * What a start does about a database that is damaged, gone or behind its log.
 * Nothing is overwritten: what is damaged is set aside before its place is
 * taken, and what could not be saved is told in a row and to people.
 */
#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "data/backup.h"
#include "data/finds.h"
#include "data/quarantine.h"
#include "data/rebuild.h"
#include "data/record_inside.h"

static void tell(struct record_mended *mended, const char *note, int64_t lost)
{
    assert(mended->count < RECORD_MENDED_MAX);
    bool fits =
        text_copy(mended->list[mended->count].note, ROW_NOTE_SIZE, note);
    (void)fits; /* cut: where it lies comes first */
    mended->list[mended->count].lost = lost < INT_MAX ? lost : INT_MAX;
    mended->count++;
}

/* Whatever there is of the keys: one alone proves something too. */
static void load_keys(const struct record *record, struct keys *keys)
{
    *keys = (struct keys){.who = ""};
    if (chain_key_load(&keys->chain, record->data_dir) != CHAIN_KEY_READ) {
        keys->chain.id[0] = '\0';
    }
    if (sign_key_load(&keys->sign, record->data_dir) != SECRET_READ) {
        keys->sign.fingerprint[0] = '\0';
    }
}

/* ---- a database that is damaged or gone -----------------------------------
 */

static void tell_rebuilt(const struct record *record, const char *why,
                         const struct rebuilt *rebuilt,
                         struct record_mended *mended)
{
    char counts[ROW_NOTE_SIZE] = "";
    char note[2 * ROW_NOTE_SIZE];
    if (rebuilt->rows > 0) {
        bool fits =
            text_format(counts, sizeof counts,
                        ": %" PRId64 " rows back, %" PRId64 " lost, %" PRId64
                        " unproven, %" PRId64 " left out",
                        rebuilt->rows - rebuilt->lost, rebuilt->lost,
                        rebuilt->unproven, rebuilt->dropped);
        assert(fits);
    }
    bool fits = text_format(note, sizeof note, "%.160s%s", why, counts);
    assert(fits);
    tell(mended, note, rebuilt->lost);
    log_error("%s: %s%s: %s; keep what is in the quarantine for whoever looks "
              "after the terminal",
              record->path, why, counts,
              rebuilt->rows > 0 ? "it was made anew" : "a new record begins");
}

static bool paths(const struct record *record, char backup[FILES_PATH_SIZE],
                  char log[FILES_PATH_SIZE])
{
    return files_join(backup, record->data_dir, BACKUP_NAME) &&
           record_log_folder(record, log);
}

/* Nothing lies in the place of the database now. */
static enum store_result rebuild(struct record *record, const char *damaged,
                                 const char *why, struct record_mended *mended)
{
    char backup[FILES_PATH_SIZE];
    char log[FILES_PATH_SIZE];
    struct keys keys;
    struct rebuilt rebuilt;
    if (!paths(record, backup, log)) {
        return record_fault(record, record->data_dir, "choose a shorter path",
                            ENAMETOOLONG);
    }
    load_keys(record, &keys);
    const struct rebuild_params params = {.database = record->path,
                                          .damaged = damaged,
                                          .backup = backup,
                                          .log = log,
                                          .keys = &keys};
    enum store_result result = rebuild_database(&params, &rebuilt);
    keys_wipe(&keys);
    if (result != STORE_OK) {
        bool fits =
            text_copy(record->error, sizeof record->error, rebuilt.error);
        (void)fits;
        return result;
    }
    if (rebuilt.rows > 0 || damaged != NULL) {
        tell_rebuilt(record, why, &rebuilt, mended);
    }
    return store_open(&record->store, record->path, true);
}

static enum store_result set_aside(struct record *record, const char *cause,
                                   struct record_mended *mended)
{
    char folder[FILES_PATH_SIZE];
    char damaged[FILES_PATH_SIZE];
    char why[ROW_NOTE_SIZE];
    store_leave(record->store);
    record->store = NULL;
    if (!quarantine_take(record->data_dir, record->path, folder)) {
        return record_fault(
            record, record->path,
            "the damaged database cannot be set aside; see to the "
            "disk and its rights",
            errno);
    }
    log_error("%s: %s: it lies in %s now", record->path, cause, folder);
    bool fits = text_format(why, sizeof why, "set aside in %s",
                            quarantine_name(folder)) &&
                files_join(damaged, folder, strrchr(record->path, '/') + 1);
    assert(fits);
    return rebuild(record, damaged, why, mended);
}

/* As on the first start of all; or somebody took it away; or the power failed
   while it was made anew. */
static enum store_result make(struct record *record,
                              struct record_mended *mended)
{
    char damaged[FILES_PATH_SIZE];
    bool any = quarantine_last(record->data_dir, record->path, damaged);
    return rebuild(record, any ? damaged : NULL, "the database was gone",
                   mended);
}

static off_t size_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) ? st.st_size : -1;
}

/* SQLite takes it for a new one, and throws its log away. */
static bool emptied(const char *path)
{
    char wal[FILES_PATH_SIZE];
    return size_of(path) == 0 && text_format(wal, sizeof wal, "%s-wal", path) &&
           size_of(wal) > 0;
}

/* Without memory nothing is found: then nothing is lost that SQLite keeps. */
static void look_at_wal(const struct record *record,
                        struct record_mended *mended)
{
    enum { ROW_BYTES_LEAST = 20 };
    char wal[FILES_PATH_SIZE];
    if (!text_format(wal, sizeof wal, "%s-wal", record->path) ||
        size_of(wal) <= 0) {
        return;
    }
    mended->finds =
        finds_new((size_of(record->path) + size_of(wal)) / ROW_BYTES_LEAST);
    if (mended->finds != NULL &&
        finds_pages(mended->finds, wal, &page_rows_log)) {
        finds_sort(mended->finds);
    } else {
        record_mended_free(mended);
    }
}

void record_mended_free(struct record_mended *mended)
{
    finds_free(mended->finds);
    mended->finds = NULL;
}

enum store_result record_mend_store(struct record *record,
                                    struct record_mended *mended)
{
    char cause[256];
    if (quarantine_orphans(record->path)) {
        return set_aside(record, "the database is gone, its log is there",
                         mended);
    }
    if (!files_exists(record->path) && errno == ENOENT) {
        return make(record, mended);
    }
    if (emptied(record->path)) {
        return set_aside(record, "it is empty, and its log is there", mended);
    }
    look_at_wal(record, mended);
    enum store_result result = store_open(&record->store, record->path, true);
    if (result == STORE_OK) {
        result = store_check(record->store);
    }
    if (result != STORE_DAMAGED) {
        return result;
    }
    bool fits = text_copy(cause, sizeof cause, store_cause(record->store));
    assert(fits);
    return set_aside(record, cause, mended);
}

/* ---- a log that says otherwise --------------------------------------------
 */

static enum store_result set_log_aside(struct record *record, const char *why,
                                       struct record_mended *mended)
{
    char log[FILES_PATH_SIZE];
    char folder[FILES_PATH_SIZE];
    char note[2 * ROW_NOTE_SIZE];
    /* On its own disk, where it lies elsewhere. */
    bool moved =
        record_log_folder(record, log) &&
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
    tell(mended, note, 0);
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

/* The database was put back to an earlier state than the key: rows between are
   proven by the seals in the log, if at all. */
static enum store_result rebuild_older(struct record *record,
                                       struct record_mended *mended)
{
    enum store_result result =
        set_aside(record, "it lacks rows that its log has", mended);
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
    tell(mended, note, 0);
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
    load_keys(record, &keys);
    const struct record_return back = {
        .log = log, .chain = &keys.chain, .last = last};
    enum store_result result = record_return(record, &back, &count);
    keys_wipe(&keys);
    if (result != STORE_OK) {
        return result;
    }
    if (count == 0 && mended->count == 0) {
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

/* What SQLite left out of its write-ahead log, because a page before it was
   damaged. */
static enum store_result take_left(struct record *record, struct row *last,
                                   struct record_mended *mended)
{
    struct keys keys;
    int64_t count = 0;
    if (mended->finds == NULL || finds_last(mended->finds) <= last->seq) {
        return STORE_OK;
    }
    load_keys(record, &keys);
    const struct record_return back = {
        .finds = mended->finds, .chain = &keys.chain, .last = last};
    enum store_result result = record_return(record, &back, &count);
    keys_wipe(&keys);
    if (result == STORE_OK && count > 0) {
        tell_returned(record, count, "its own log", mended);
        result = store_last(record->store, last);
    }
    return result;
}

static bool same_row(const struct row *a, const struct row *b)
{
    return a->seq == b->seq && a->tagged == b->tagged && a->kind == b->kind &&
           a->wall_ms == b->wall_ms && a->value == b->value &&
           strcmp(a->note, b->note) == 0 &&
           (!a->tagged || tag_same(a->tag, b->tag));
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
    if (result == STORE_OK && logged.seq > 0 && !same_row(&mine, &logged)) {
        return set_log_aside(record, "it is not of this database", mended);
    }
    if (result == STORE_OK) {
        record_log_open(record, logged.seq);
    }
    return result;
}
