/* A database that does not open, or not sound: it is set aside, and made anew
   from what there is. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/quarantine.h"
#include "base/speak.h"
#include "base/unread.h"
#include "recovery/backup.h"
#include "recovery/inside.h"
#include "trust/signers.h"

static void tell_rebuilt(struct recovering *start, const char *damaged,
                         const char *why, const struct rebuilt *rebuilt)
{
    char counts[ROW_NOTE_SIZE] = "";
    char said[ROW_NOTE_SIZE] = "";
    char note[2 * ROW_NOTE_SIZE];
    if (rebuilt->rows > 0) {
        text_must(counts, sizeof counts,
                  ": %" PRId64 RECOVERY_BACK ", %" PRId64 " lost, %" PRId64
                  " unproven, %" PRId64 " left out",
                  rebuilt->rows - rebuilt->lost, rebuilt->lost,
                  rebuilt->unproven, rebuilt->dropped);
        text_cut(said, sizeof said,
                 speak(": %" PRId64 " rows back, %" PRId64 " lost, %" PRId64
                       " unproven, %" PRId64 " left out"),
                 rebuilt->rows - rebuilt->lost, rebuilt->lost,
                 rebuilt->unproven, rebuilt->dropped);
    }
    text_must(note, sizeof note, "%s%s", why, counts);
    recovery_tell(start->out, note, rebuilt->lost);
    log_error("%s: %s%s: %s%s", start->params->database, speak(why), said,
              rebuilt->rows > 0 ? speak("it was made anew")
                                : speak("a new record begins"),
              damaged == NULL
                  ? ""
                  : speak("; keep what is in the quarantine for whoever "
                          "looks after the terminal"));
}

/* Of the record that is gone nothing is left: only that there was one. */
static void tell_gone(struct recovering *start, const char *backup)
{
    recovery_tell(start->out,
                  "the record is gone, and neither the journal nor a backup "
                  "has anything of it: a new one begins",
                  0);
    log_error("%s: the record is gone, and there is nothing to make it anew "
              "from, neither in %s nor in %s: a new one begins; if the journal "
              "is on another disk, check whether that is there",
              start->params->database, start->params->journal, backup);
}

static bool is_there(const struct recovering *start, const char *name)
{
    char path[FILES_PATH_SIZE];
    return files_join(path, start->params->data_dir, name) &&
           files_exists(path);
}

/* What only a record leaves behind. A first key and its line in
   allowed_signers may be older than any: the start that made them was cut
   short. */
static bool was_record(const struct recovering *start, const struct keys *keys)
{
    return (keys->chain.id[0] != '\0' ? keys->chain.epoch > 0
                                      : is_there(start, SIGNERS_NAME)) ||
           is_there(start, BACKUP_NAME) || is_there(start, "outbox");
}

static void tell_restored(struct recovering *start, const char *why,
                          int64_t rows)
{
    char note[2 * ROW_NOTE_SIZE];
    text_must(note, sizeof note,
              "%.100s: %" PRId64 RECOVERY_BACK " from the backup", why, rows);
    recovery_tell(start->out, note, 0);
    log_error("%s: %s: %" PRId64 " rows back from the backup, and what came "
              "after it is looked for in the journal",
              start->params->database, speak(why), rows);
}

static enum store_result open_store(struct recovering *start)
{
    return store_open(&start->out->store, start->params->database, true);
}

static enum store_result gather(struct recovering *start, const char *why,
                                const char *backup)
{
    const struct recovery_params *from = start->params;
    const char *damaged = start->damaged[0] == '\0' ? NULL : start->damaged;
    struct keys keys;
    struct rebuilt rebuilt;
    prove_keys(from->data_dir, &keys);
    bool was_one = was_record(start, &keys);
    start->rebuilt = true;
    const struct rebuild_params params = {.database = from->database,
                                          .damaged = damaged,
                                          .backup = backup,
                                          .journal = from->journal,
                                          .keys = &keys};
    enum store_result result = rebuild_database(&params, &rebuilt);
    keys_wipe(&keys);
    if (result != STORE_OK) {
        text_cut(start->out->error, sizeof start->out->error, "%s",
                 rebuilt.error);
        return result;
    }
    if (rebuilt.rows > 0 || damaged != NULL) {
        tell_rebuilt(start, damaged, why, &rebuilt);
    } else if (was_one) {
        tell_gone(start, backup);
    }
    return open_store(start);
}

/* Nothing lies in the place of the database now. */
static enum store_result make_anew(struct recovering *start,
                                   const char *damaged, const char *why)
{
    char backup[FILES_PATH_SIZE];
    int64_t rows;
    if (!files_join(backup, start->params->data_dir, BACKUP_NAME)) {
        return recovering_fault(start, start->params->data_dir,
                                "choose a shorter path", ENAMETOOLONG);
    }
    if (damaged != NULL && start->damaged[0] == '\0') {
        text_must(start->damaged, sizeof start->damaged, "%s", damaged);
    }
    if (!start->restored && recovering_restore(start, &rows)) {
        start->restored = true;
        tell_restored(start, why, rows);
        return STORE_OK;
    }
    return gather(start, why, backup);
}

/* A journal that cannot be read is no empty one: without it a record would
   begin that the rows in it contradict. Until it can be read, all stays as it
   is. */
static enum store_result ask_journal(struct recovering *start)
{
    return journal_readable(start->params->journal)
               ? STORE_OK
               : recovering_fault(start, start->params->journal,
                                  "the database cannot be made anew without "
                                  "the journal, and nothing was changed: check "
                                  "that disk and its permissions",
                                  errno);
}

enum { LOOKS_MORE = 2 };

/* Of the database, and of what SQLite has beside it. */
static bool is_unread(const char *database)
{
    static const char *const endings[] = {"", "-wal", "-journal"};
    bool unread = false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        char path[FILES_PATH_SIZE];
        unread = unread || (text_format(path, sizeof path, "%s%s", database,
                                        endings[i]) &&
                            unread_is(path));
    }
    return unread;
}

/* What a disk does not give at one moment, or another version may have made,
   is not damaged. */
static enum store_result leave(struct recovering *start, bool other)
{
    const char *database = start->params->database;
    if ((!other && !is_unread(database)) || unread_gives_up(database)) {
        return STORE_OK;
    }
    return other ? recovering_fault(
                       start, database,
                       N_("the number of its version is not this one's, and "
                          "nothing was changed: start the program that made "
                          "it; where there is none, start this one again"),
                       ENOTSUP)
                 : recovering_fault(
                       start, database,
                       N_("the disk does not give all of it, and nothing was "
                          "changed: check the disk and its cable, and start "
                          "again"),
                       EIO);
}

enum store_result recovering_set_aside(struct recovering *start,
                                       const char *cause)
{
    const char *database = start->params->database;
    char folder[FILES_PATH_SIZE];
    char damaged[FILES_PATH_SIZE];
    char why[ROW_NOTE_SIZE];
    struct store *store = start->out->store;
    bool other = store != NULL && store_failure(store) == STORE_OTHER;
    store_leave(store);
    start->out->store = NULL;
    start->again = start->doubts++ < LOOKS_MORE;
    if (start->again) {
        return STORE_DAMAGED;
    }
    enum store_result result = leave(start, other);
    if (result == STORE_OK) {
        result = ask_journal(start);
    }
    if (result != STORE_OK) {
        return result;
    }
    if (!quarantine_take(start->params->data_dir, database, folder)) {
        return recovering_fault(start, database,
                                "the damaged database cannot be set aside; "
                                "check the disk and its permissions",
                                errno);
    }
    log_error("%s: %s: moved to %s", database, speak(cause), folder);
    text_must(why, sizeof why, "set aside in %s", quarantine_name(folder));
    text_must(damaged, sizeof damaged, "%s%s", folder, strrchr(database, '/'));
    return make_anew(start, damaged, why);
}

/* As on the first start of all; or somebody took it away; or the power failed
   while it was made anew. */
static enum store_result make(struct recovering *start)
{
    char damaged[FILES_PATH_SIZE];
    enum store_result result = ask_journal(start);
    if (result != STORE_OK) {
        return result;
    }
    bool any = quarantine_last(start->params->data_dir, start->params->database,
                               damaged);
    return make_anew(start, any ? damaged : NULL, N_("the database was gone"));
}

/* SQLite takes it for a new one, and throws its write-ahead log away. */
static bool emptied(const char *path)
{
    char wal[FILES_PATH_SIZE];
    return files_size(path) == 0 &&
           text_format(wal, sizeof wal, "%s-wal", path) && files_size(wal) > 0;
}

/* Ten years take SQLite seconds to look through, for which the first visitor
   would wait: so many rows only after a run that did not stop as asked, as
   after any failure, and else once a night in the copy (backup.h). */
static bool is_to_be_checked(const struct recovering *start)
{
    enum { QUICK_BYTES = 100 * 1000 * 1000 };
    struct store *store = start->out->store;
    struct row last;
    struct row stop; /* by the index */
    return files_size(start->params->database) < QUICK_BYTES ||
           store_last_but(store, ROW_EXPORT, INT64_MAX, &last) != STORE_OK ||
           last.kind != ROW_STOP ||
           store_newest(store, ROW_STOP, INT64_MAX, &stop) != STORE_OK ||
           stop.seq != last.seq;
}

/* The rows are the truth: an index that does not hold them is made anew. */
static enum store_result check_all(struct recovering *start)
{
    struct store *store = start->out->store;
    bool same = true;
    enum store_result result = store_check(store);
    if (result == STORE_OK) {
        result = store_check_index(store, &same);
    }
    return result == STORE_OK && !same ? store_mend_index(store) : result;
}

static void tell_index(struct recovering *start)
{
    if (store_index_mended(start->out->store)) {
        recovery_tell(start->out, "the index did not hold the rows: made anew",
                      0);
        log_error("%s: its index did not hold the rows that there are: it was "
                  "made anew; who changed it, or which disk?",
                  start->params->database);
    }
}

enum { CAUSE_SIZE = 256 };

/* What guards the rows lies in the same file as they do. */
static enum store_result compare_schema(struct recovering *start,
                                        char cause[CAUSE_SIZE])
{
    struct text differs = {0};
    enum store_result result = store_schema(start->out->store, &differs);
    if (result == STORE_OK && differs.length > 0) {
        text_cut(cause, CAUSE_SIZE, speak("not as this program makes it: %s"),
                 differs.data);
    }
    text_free(&differs);
    return result;
}

static enum store_result open_sound(struct recovering *start)
{
    char cause[CAUSE_SIZE] = "";
    enum store_result result = open_store(start);
    if (result == STORE_OK) {
        result = compare_schema(start, cause);
    }
    if (result == STORE_OK && cause[0] == '\0' && is_to_be_checked(start)) {
        result = check_all(start);
    }
    if (result == STORE_OK && cause[0] == '\0') {
        tell_index(start);
    }
    if (result == STORE_DAMAGED || result == STORE_OTHER) {
        text_cut(cause, sizeof cause, "%s", store_cause(start->out->store));
    }
    return cause[0] == '\0' ? result : recovering_set_aside(start, cause);
}

enum store_result recovering_mend(struct recovering *start)
{
    const char *database = start->params->database;
    struct stat st;
    if (stat(database, &st) == 0 && S_ISDIR(st.st_mode)) {
        return recovering_fault(start, database,
                                "no database, and none can be made in its "
                                "place: move that folder away, and start again",
                                EISDIR);
    }
    if (quarantine_orphans(database)) {
        return recovering_set_aside(
            start, N_("the database is gone, its write-ahead log is there"));
    }
    if (!files_exists(database) && errno == ENOENT) {
        return make(start);
    }
    return emptied(database)
               ? recovering_set_aside(
                     start, N_("it is empty, and its write-ahead log is there"))
               : open_sound(start);
}
