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
#include "base/quarantine.h"
#include "record/inside.h"
#include "recovery/backup.h"
#include "recovery/found_rows.h"
#include "recovery/rebuild.h"
#include "trust/signers.h"

void record_tell_mended(struct record_mended *mended, const char *note,
                        int64_t lost)
{
    assert(mended->count < RECORD_MENDED_MAX);
    bool fits =
        text_copy(mended->list[mended->count].note, ROW_NOTE_SIZE, note);
    (void)fits; /* cut: where it lies comes first */
    mended->list[mended->count].lost = lost < INT_MAX ? lost : INT_MAX;
    mended->count++;
}

/* Whatever there is of the keys: one alone proves something too. */
void record_load_keys(const struct record *record, struct keys *keys)
{
    *keys = (struct keys){.who = ""};
    if (chain_key_load(&keys->chain, record->data_dir) != CHAIN_KEY_READ) {
        keys->chain.id[0] = '\0';
    }
    if (sign_key_load(&keys->sign, record->data_dir) != SECRET_READ) {
        keys->sign.fingerprint[0] = '\0';
    }
}

/* The params tell whether anything was set aside. */
static void tell_rebuilt(const struct rebuild_params *params, const char *why,
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
    record_tell_mended(mended, note, rebuilt->lost);
    log_error("%s: %s%s: %s%s", params->database, why, counts,
              rebuilt->rows > 0 ? "it was made anew" : "a new record begins",
              params->damaged == NULL
                  ? ""
                  : "; keep what is in the quarantine for whoever "
                    "looks after the terminal");
}

/* Of the record that is gone nothing is left: only that there was one. */
static void tell_gone(const struct rebuild_params *params,
                      struct record_mended *mended)
{
    record_tell_mended(mended,
                       "the record is gone, and neither the log nor a backup "
                       "has anything of it: a new one begins",
                       0);
    log_error("%s: the record is gone, and there is nothing to make it anew "
              "from, neither in %s nor in %s: a new one begins; if the log is "
              "on another disk, see whether that is there",
              params->database, params->log, params->backup);
}

static bool is_there(const struct record *record, const char *name)
{
    char path[FILES_PATH_SIZE];
    return files_join(path, record->data_dir, name) && files_exists(path);
}

/* What only a record leaves behind. A first key and its line in
   allowed_signers may be older than any: the start that made them was cut
   short. */
static bool was_record(const struct record *record, const struct keys *keys)
{
    return (keys->chain.id[0] != '\0' ? keys->chain.epoch > 0
                                      : is_there(record, SIGNERS_NAME)) ||
           is_there(record, BACKUP_NAME) || is_there(record, "outbox");
}

static bool paths(const struct record *record, char backup[FILES_PATH_SIZE],
                  char log[FILES_PATH_SIZE])
{
    return files_join(backup, record->data_dir, BACKUP_NAME) &&
           record_log_folder(record, log);
}

static void tell_restored(const struct record *record, const char *why,
                          int64_t rows, struct record_mended *mended)
{
    char note[2 * ROW_NOTE_SIZE];
    bool fits =
        text_format(note, sizeof note,
                    "%.100s: %" PRId64 " rows back from the backup", why, rows);
    assert(fits);
    record_tell_mended(mended, note, 0);
    log_error("%s: %s, and what came after it is looked for in the log",
              record->path, note);
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
    int64_t rows;
    if (!mended->restored && record_restore(record, &rows)) {
        mended->restored = true;
        tell_restored(record, why, rows, mended);
        return STORE_OK;
    }
    record_load_keys(record, &keys);
    bool was_one = was_record(record, &keys);
    mended->rebuilt = true;
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
        tell_rebuilt(&params, why, &rebuilt, mended);
    } else if (was_one) {
        tell_gone(&params, mended);
    }
    return store_open(&record->store, record->path, true);
}

/* An unreadable log is no empty one: without it a record would begin that the
   rows in it contradict. Until it can be read, all stays as it is. */
static enum store_result ask_log(struct record *record)
{
    char log[FILES_PATH_SIZE];
    if (record_log_folder(record, log) && !journal_readable(log)) {
        return record_fault(record, log,
                            "the database cannot be made anew without the "
                            "log, and nothing was changed: see to that disk "
                            "and its rights",
                            errno);
    }
    return STORE_OK;
}

enum store_result record_set_aside(struct record *record, const char *cause,
                                   struct record_mended *mended)
{
    char folder[FILES_PATH_SIZE];
    char damaged[FILES_PATH_SIZE];
    char why[ROW_NOTE_SIZE];
    store_leave(record->store);
    record->store = NULL;
    enum store_result result = ask_log(record);
    if (result != STORE_OK) {
        return result;
    }
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
    enum store_result result = ask_log(record);
    if (result != STORE_OK) {
        return result;
    }
    bool any = quarantine_last(record->data_dir, record->path, damaged);
    return rebuild(record, any ? damaged : NULL, "the database was gone",
                   mended);
}

/* SQLite takes it for a new one, and throws its log away. */
static bool emptied(const char *path)
{
    char wal[FILES_PATH_SIZE];
    return files_size(path) == 0 &&
           text_format(wal, sizeof wal, "%s-wal", path) && files_size(wal) > 0;
}

/* Ten years take SQLite seconds to look through, for which the first visitor
   would wait: so many rows only after a run that did not stop as asked, as
   after any failure, and else once a night in the copy (backup.h). */
static bool is_to_be_checked(struct record *record)
{
    enum { QUICK_BYTES = 100 * 1000 * 1000 };
    struct row last;
    return files_size(record->path) < QUICK_BYTES ||
           store_last_but(record->store, ROW_EXPORT, INT64_MAX, &last) !=
               STORE_OK ||
           last.kind != ROW_STOP;
}

/* The rows in it, and in the end of the database, where the last ones are.
   Without memory nothing is found: then nothing is lost that SQLite keeps. */
static void look_at_wal(const struct record *record,
                        struct record_mended *mended)
{
    enum { ROW_BYTES_LEAST = 20, TAIL_BYTES = 256 * PAGE_ROWS_SIZE };
    char wal[FILES_PATH_SIZE];
    if (!text_format(wal, sizeof wal, "%s-wal", record->path) ||
        files_size(wal) <= 0) {
        return;
    }
    int64_t size = files_size(record->path);
    int64_t tail = size - size % PAGE_ROWS_SIZE - TAIL_BYTES;
    mended->tail = (struct page_layout){tail > 0 ? tail : 0, PAGE_ROWS_SIZE};
    mended->finds = finds_new((size + files_size(wal)) / ROW_BYTES_LEAST);
    if (mended->finds != NULL &&
        finds_pages(mended->finds, wal, &page_rows_log) &&
        finds_pages(mended->finds, record->path, &mended->tail)) {
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
    struct stat st;
    if (stat(record->path, &st) == 0 && S_ISDIR(st.st_mode)) {
        return record_fault(record, record->path,
                            "no database, and none can be made in its place: "
                            "move that folder away, and start again",
                            EISDIR);
    }
    if (quarantine_orphans(record->path)) {
        return record_set_aside(
            record, "the database is gone, its log is there", mended);
    }
    if (!files_exists(record->path) && errno == ENOENT) {
        return make(record, mended);
    }
    if (emptied(record->path)) {
        return record_set_aside(record, "it is empty, and its log is there",
                                mended);
    }
    look_at_wal(record, mended);
    enum store_result result = store_open(&record->store, record->path, true);
    if (result == STORE_OK && is_to_be_checked(record)) {
        result = store_check(record->store);
    }
    if (result != STORE_DAMAGED) {
        return result;
    }
    bool fits = text_copy(cause, sizeof cause, store_cause(record->store));
    assert(fits);
    return record_set_aside(record, cause, mended);
}
