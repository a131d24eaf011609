#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/inside.h"
#include "store/read_only_vfs.h"
#include "store/schema.h"

static enum store_result set_journal(struct store *store)
{
    char mode[16];
    enum store_result result =
        store_ask(store, "PRAGMA journal_mode=WAL", mode, sizeof mode);
    if (result != STORE_OK) {
        return result;
    }
    if (strcmp(mode, "wal") == 0) {
        return store_set(store, "synchronous", "FULL", "2");
    }
    result = store_set(store, "journal_mode", "DELETE", "delete");
    return result == STORE_OK ? store_set(store, "synchronous", "EXTRA", "3")
                              : result;
}

static enum store_result set_all(struct store *store)
{
    static const struct {
        const char *name, *value, *reads;
    } others[] = {{"wal_autocheckpoint", "64", "64"},
                  {"mmap_size", "0", "0"},
                  {"cell_size_check", "ON", "1"},
                  {"trusted_schema", "OFF", "0"},
                  {"recursive_triggers", "ON", "1"}};
    enum store_result result = set_journal(store);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (result == STORE_OK) {
            result = store_set(store, others[i].name, others[i].value,
                               others[i].reads);
        }
    }
    int on = 0;
    if (result == STORE_OK &&
        (sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, &on) !=
             SQLITE_OK ||
         on != 1)) {
        result = store_fault(store, STORE_FAILED, "defensive mode is refused");
    }
    return result;
}

static enum store_result take_steps(struct store *store,
                                    const char *const *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int code = sqlite3_exec(store->db, steps[i], NULL, NULL, NULL);
        if (code != SQLITE_OK) {
            store->broken = true;
            return store_fail(store, code);
        }
    }
    return STORE_OK;
}

static enum store_result make_tables(struct store *store)
{
    char sql[160];
    text_must(sql, sizeof sql,
              "BEGIN EXCLUSIVE; PRAGMA application_id=%d;"
              " PRAGMA user_version=%d;",
              SCHEMA_APPLICATION_ID, SCHEMA_VERSION);
    const char *const steps[] = {sql, schema_sql, schema_sums_sql,
                                 schema_seals_sql, "COMMIT"};
    return take_steps(store, steps, sizeof steps / sizeof steps[0]);
}

/* A database of 0.1.0 or 0.2.0 has no sums, and one of 0.3.0 no seals. */
static enum store_result add_what_came_later(struct store *store)
{
    const struct {
        const char *count, *sql;
    } later[] = {{"SELECT count(*) FROM sqlite_schema WHERE name = 'sums'",
                  schema_sums_sql},
                 {"SELECT count(*) FROM sqlite_schema WHERE name = 'seals'",
                  schema_seals_sql}};
    enum store_result result = STORE_OK;
    for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
        const char *const steps[] = {"BEGIN EXCLUSIVE", later[i].sql, "COMMIT"};
        char count[16] = "";
        if (result == STORE_OK) {
            result = store_ask(store, later[i].count, count, sizeof count);
        }
        if (result == STORE_OK && strcmp(count, "0") == 0) {
            result = take_steps(store, steps, sizeof steps / sizeof steps[0]);
        }
    }
    return result;
}

/* Whose database is it, and of which version? Asked before anything is
   changed in it. */
static enum store_result greet(struct store *store, bool *empty)
{
    char id[16];
    char version[16];
    char tables[16];
    enum store_result result =
        store_ask(store, "PRAGMA application_id", id, sizeof id);
    if (result == STORE_OK) {
        result =
            store_ask(store, "PRAGMA user_version", version, sizeof version);
    }
    if (result == STORE_OK) {
        result = store_ask(store, "SELECT count(*) FROM sqlite_schema", tables,
                           sizeof tables);
    }
    if (result != STORE_OK) {
        return result;
    }
    *empty = strcmp(id, "0") == 0 && strcmp(tables, "0") == 0;
    if (*empty) {
        return STORE_OK;
    }
    if (strtol(id, NULL, 10) != SCHEMA_APPLICATION_ID) {
        return store_fault(store, STORE_DAMAGED,
                           "not a database of this program");
    }
    if (strtol(version, NULL, 10) != SCHEMA_VERSION) {
        /* Never set aside: the program that made it reads it well. */
        return store_fault(
            store, STORE_FAILED,
            "made by another version of this program, use that one");
    }
    return STORE_OK;
}

/* In place of SQLite's own, which would bring the write-ahead log home
   within a commit, while a visitor waits. */
static int note_wal(void *context, sqlite3 *db, const char *name, int pages)
{
    (void)db;
    (void)name;
    ((struct store *)context)->wal_pages = pages;
    return SQLITE_OK;
}

/* SQLite tries again without the right to write, and so knows only that the
   file is not there. What does the folder say? */
static enum store_result fail_opening(struct store *store)
{
    char folder[FILES_PATH_SIZE];
    text_must(folder, sizeof folder, "%s", store->path);
    char *slash = strrchr(folder, '/');
    if (slash != NULL && slash != folder) {
        *slash = '\0';
        if (access(folder, W_OK) != 0) {
            return store_fault(store, store_by_errno(errno, STORE_FAILED),
                               strerror(errno));
        }
    }
    return store_fail(store, sqlite3_extended_errcode(store->db));
}

/* Days that a clock can name: the years 1970 to 9999. */
static bool nameable(int64_t day)
{
    return day >= -1 && day < 2932897;
}

/* The last row, and the last day closed, are such as this program writes. */
static enum store_result look_at_last(struct store *store)
{
    struct row last;
    struct row close;
    enum store_result result = store_last(store, &last);
    if (result == STORE_OK) {
        result = store_last_of(store, ROW_CLOSE, &close);
    }
    if (result == STORE_OK && ((last.seq != 0 && !nameable(last.day)) ||
                               (close.seq != 0 && !nameable(close.value)))) {
        result = store_fault(store, STORE_DAMAGED, "its last day is no day");
    }
    return result;
}

/* Makes a database that was just opened ready: locked, known, set, ours. */
static enum store_result settle(struct store *store, bool make)
{
    bool empty = false;
    enum store_result result =
        store_set(store, "locking_mode", "EXCLUSIVE", "exclusive");
    if (result == STORE_OK) {
        result = greet(store, &empty);
    }
    if (result == STORE_OK && empty && !make) {
        /* As a start leaves it that was cut off at its first write. */
        result =
            store_fault(store, STORE_MISSING, "there is no record in it yet");
    }
    if (result == STORE_OK) {
        result = set_all(store);
    }
    if (result == STORE_OK && empty) {
        result = make_tables(store);
    } else if (result == STORE_OK) {
        result = add_what_came_later(store);
    }
    if (result == STORE_OK) {
        result = store_prepare(store);
    }
    return result == STORE_OK ? look_at_last(store) : result;
}

/* It tells which visit was when: nobody's to read but the owner's. SQLite gives
   its write-ahead log the same rights. Where this fails, SQLite will say why.
 */
static void make_private(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
        close(fd);
    }
}

enum store_result store_open(struct store **out, const char *path, bool make)
{
    struct store *store = calloc(1, sizeof *store);
    *out = store;
    if (store == NULL) {
        return STORE_FAILED;
    }
    if (!text_copy(store->path, sizeof store->path, path)) {
        return store_fault(store, STORE_FAILED, "the path is too long");
    }
    if (!make && !files_exists(path) && errno == ENOENT) {
        return store_fault(store, STORE_MISSING, "there is no record yet");
    }
    if (make) {
        make_private(path);
    }
    int code = sqlite3_open_v2(path, &store->db,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                                   (make ? SQLITE_OPEN_CREATE : 0),
                               NULL);
    sqlite3_extended_result_codes(store->db, 1);
    if (code != SQLITE_OK) {
        return fail_opening(store);
    }
    if (sqlite3_db_readonly(store->db, "main") == 1) {
        return store_fault(store, STORE_READONLY, "it cannot be written");
    }
    enum store_result result = settle(store, make);
    store->broken = store->broken || result != STORE_OK;
    sqlite3_wal_hook(store->db, note_wal, store);
    return result;
}

static enum store_result check(struct store *store, const char *sql)
{
    char words[200];
    enum store_result result = store_ask(store, sql, words, sizeof words);
    return result == STORE_OK && strcmp(words, "ok") != 0
               ? store_fault(store, STORE_DAMAGED, words)
               : result;
}

enum store_result store_check(struct store *store)
{
    return check(store, "PRAGMA quick_check(1)");
}

enum store_result store_check_others(struct store *store)
{
    static const char *const tables[] = {"wordings", "sums", "seals"};
    enum store_result result = STORE_OK;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        char sql[120];
        char found[4];
        text_must(sql, sizeof sql,
                  "SELECT count(*) FROM sqlite_schema"
                  " WHERE type = 'table' AND name = '%s'",
                  tables[i]);
        /* An older version had fewer. */
        if (result == STORE_OK) {
            result = store_ask(store, sql, found, sizeof found);
        }
        text_must(sql, sizeof sql, "PRAGMA quick_check(%s)", tables[i]);
        if (result == STORE_OK && strcmp(found, "0") != 0) {
            result = check(store, sql);
        }
    }
    return result;
}

void store_close(struct store *store)
{
    if (store == NULL) {
        return;
    }
    for (int i = 0; i < SQL_COUNT; i++) {
        sqlite3_finalize(store->sql[i]);
    }
    if (store->broken && store->db != NULL) {
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    }
    sqlite3_close(store->db);
    store_disk_free(store->disk);
    free(store);
}

void store_leave(struct store *store)
{
    if (store != NULL) {
        store->broken = true;
    }
    store_close(store);
}
