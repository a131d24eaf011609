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

/* A -journal that is left once the database was read, under our lock: rolled
   back, or never more than a torn header, which SQLite leaves there for ever,
   and which keeps everybody from reading the record as evidence. */
static void drop_journal(const struct store *store)
{
    char path[FILES_PATH_SIZE];
    if (text_format(path, sizeof path, "%s-journal", store->path)) {
        unlink(path); /* mostly there is none */
    }
}

static bool set_journal(struct store *store)
{
    char mode[16];
    if (!store_ask(store, "PRAGMA journal_mode=WAL", mode, sizeof mode)) {
        return false;
    }
    if (strcmp(mode, "wal") == 0) {
        drop_journal(store);
        return store_set(store, "synchronous", "FULL", "2");
    }
    return store_set(store, "journal_mode", "DELETE", "delete") &&
           store_set(store, "synchronous", "EXTRA", "3");
}

static bool set_all(struct store *store)
{
    int on = 0;
    return set_journal(store) &&
           store_set(store, "wal_autocheckpoint", "64", "64") &&
           store_set(store, "mmap_size", "0", "0") &&
           store_set(store, "cell_size_check", "ON", "1") &&
           store_set(store, "trusted_schema", "OFF", "0") &&
           store_set(store, "recursive_triggers", "ON", "1") &&
           ((sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, &on) ==
                 SQLITE_OK &&
             on == 1) ||
            store_fault(store, STORE_FAILED, "defensive mode is refused"));
}

static bool take_steps(struct store *store, const char *const *steps,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int code = sqlite3_exec(store->db, steps[i], NULL, NULL, NULL);
        if (code != SQLITE_OK) {
            store->broken = true;
            return store_fail(store, code);
        }
    }
    return true;
}

static bool make_tables(struct store *store)
{
    char sql[160];
    text_must(sql, sizeof sql,
              "BEGIN EXCLUSIVE; PRAGMA application_id=%d;"
              " PRAGMA user_version=%d;",
              SCHEMA_APPLICATION_ID, SCHEMA_VERSION);
    const char *const steps[] = {sql,
                                 schema_sql,
                                 schema_sums_sql,
                                 schema_seals_sql,
                                 schema_views_sql,
                                 "COMMIT"};
    return take_steps(store, steps, sizeof steps / sizeof steps[0]);
}

/* A database of 0.1.0 or 0.2.0 has no sums, one of 0.3.0 no seals, and
   one of 0.4.0 other views. */
static bool add_what_came_later(struct store *store)
{
    const struct {
        const char *count, *sql;
    } later[] = {{"SELECT count(*) FROM sqlite_schema WHERE name = 'sums'",
                  schema_sums_sql},
                 {"SELECT count(*) FROM sqlite_schema WHERE name = 'seals'",
                  schema_seals_sql},
                 {SCHEMA_HAS_VIEWS, schema_views_sql}};
    bool good = true;
    for (size_t i = 0; good && i < sizeof later / sizeof later[0]; i++) {
        const char *const steps[] = {"BEGIN EXCLUSIVE", later[i].sql, "COMMIT"};
        char count[16];
        good = store_ask(store, later[i].count, count, sizeof count) &&
               (strcmp(count, "0") != 0 ||
                take_steps(store, steps, sizeof steps / sizeof steps[0]));
    }
    return good;
}

/* The number of its version is not ours. Another program's database is never
   set aside: what made it reads it well. It has other tables than ours; and no
   version has such a number as damage mostly leaves. */
static bool judge_version(struct store *store, long version)
{
    struct text differs = {0};
    if (version < 1 || version > SCHEMA_VERSIONS_MAX) {
        return store_fault(store, STORE_DAMAGED,
                           "no version of this program has its number");
    }
    bool asked = store_compare_tables(store, &differs);
    bool ours = differs.length == 0;
    text_free(&differs);
    return asked &&
           store_fault(store, ours ? STORE_OTHER : STORE_FAILED,
                       "made by another version of this program, use that one");
}

/* Whose database is it, and of which version? Asked before anything is
   changed in it. */
static bool greet(struct store *store, bool *empty)
{
    char id[16];
    char version[16];
    char tables[16];
    if (!store_ask(store, "PRAGMA application_id", id, sizeof id) ||
        !store_ask(store, "PRAGMA user_version", version, sizeof version) ||
        !store_ask(store, "SELECT count(*) FROM sqlite_schema", tables,
                   sizeof tables)) {
        return false;
    }
    *empty = strcmp(id, "0") == 0 && strcmp(tables, "0") == 0;
    if (*empty) {
        return true;
    }
    if (strtol(id, NULL, 10) != SCHEMA_APPLICATION_ID) {
        return store_fault(store, STORE_DAMAGED,
                           "not a database of this program");
    }
    long number = strtol(version, NULL, 10);
    return number == SCHEMA_VERSION || judge_version(store, number);
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
static bool fail_opening(struct store *store)
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
static bool look_at_last(struct store *store)
{
    struct row last;
    struct row close;
    if (store_last(store, &last) != STORE_OK ||
        store_last_of(store, ROW_CLOSE, &close) != STORE_OK) {
        return false;
    }
    return ((last.seq == 0 || nameable(last.day)) &&
            (close.seq == 0 || nameable(close.value))) ||
           store_fault(store, STORE_DAMAGED, "its last day is no day");
}

/* After the first reading SQLite knows more than at the opening. */
static bool is_writable(struct store *store)
{
    return sqlite3_db_readonly(store->db, "main") != 1 ||
           store_fault(store, STORE_READONLY, "it cannot be written");
}

/* Makes a database that was just opened ready: locked, known, set, ours. */
static bool settle(struct store *store, bool make)
{
    bool empty = false;
    if (!store_set(store, "locking_mode", "EXCLUSIVE", "exclusive") ||
        !greet(store, &empty) || !is_writable(store)) {
        return false;
    }
    if (empty && !make) {
        /* As a start leaves it that was cut off at its first write. */
        return store_fault(store, STORE_MISSING,
                           "there is no record in it yet");
    }
    return set_all(store) &&
           (empty ? make_tables(store) : add_what_came_later(store)) &&
           store_mend_other_index(store) && store_prepare(store) &&
           look_at_last(store);
}

bool store_make_private(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
        close(fd);
    }
    return fd >= 0;
}

static bool open_file(struct store *store, const char *path, bool make)
{
    if (!text_copy(store->path, sizeof store->path, path)) {
        return store_fault(store, STORE_FAILED, "the path is too long");
    }
    if (!make && !files_exists(path) && errno == ENOENT) {
        return store_fault(store, STORE_MISSING, "there is no record yet");
    }
    /* Its name before that of its WAL: a cut would leave a WAL alone, which a
       start takes for a record that is gone. Where it cannot be made, SQLite
       will say why. */
    if (make && store_make_private(path) && !files_sync_folder_of(path)) {
        return store_fault(store, store_by_errno(errno, STORE_FAILED),
                           strerror(errno));
    }
    int code = sqlite3_open_v2(path, &store->db,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                                   SQLITE_OPEN_EXRESCODE |
                                   (make ? SQLITE_OPEN_CREATE : 0),
                               NULL);
    if (code != SQLITE_OK) {
        return fail_opening(store);
    }
    return is_writable(store);
}

/* The numbers by which SQLite says "read-only" or "unsupported" of a file that
   a later SQLite made. This program's never have those: they are damaged.
   https://www.sqlite.org/fileformat2.html, "The Database Header" */
static bool header_is_damaged(const char *path)
{
    enum { SIZE = 100, WRITE_VERSION = 18, SCHEMA_FORMAT = 44 };
    static const char magic[16] = "SQLite format 3";
    unsigned char header[SIZE];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool read_it = fd >= 0 && pread(fd, header, SIZE, 0) == SIZE;
    if (fd >= 0) {
        close(fd);
    }
    const unsigned char *format = header + SCHEMA_FORMAT;
    return read_it && memcmp(header, magic, sizeof magic) == 0 &&
           (header[WRITE_VERSION] > 2 || format[0] != 0 || format[1] != 0 ||
            format[2] != 0 || format[3] > 4);
}

enum store_result store_open(struct store **out, const char *path, bool make)
{
    struct store *store = calloc(1, sizeof *store);
    *out = store;
    if (store == NULL) {
        return STORE_FAILED;
    }
    bool good = open_file(store, path, make) && settle(store, make);
    if (good) {
        sqlite3_wal_hook(store->db, note_wal, store);
    } else if ((store->result == STORE_READONLY ||
                store->result == STORE_FAILED) &&
               header_is_damaged(path)) {
        store->error[0] = '\0';
        store_fault(store, STORE_DAMAGED, "its header is damaged");
    }
    store->broken = store->broken || !good;
    return store_answer(store, good);
}

static bool check(struct store *store, const char *sql)
{
    char words[200];
    if (!store_ask(store, sql, words, sizeof words)) {
        return false;
    }
    int failed =
        store->disk == NULL ? SQLITE_OK : store_disk_failed(store->disk);
    return strcmp(words, "ok") == 0 ||
           (failed != SQLITE_OK ? store_fail(store, failed)
                                : store_fault(store, STORE_DAMAGED, words));
}

enum store_result store_check(struct store *store)
{
    return store_answer(store, check(store, "PRAGMA quick_check(1)"));
}

enum store_result store_check_others(struct store *store)
{
    static const char *const tables[] = {"wordings", "sums", "seals"};
    bool good = true;
    for (size_t i = 0; good && i < sizeof tables / sizeof tables[0]; i++) {
        char count[120];
        char sql[120];
        char found[4];
        text_must(count, sizeof count,
                  "SELECT count(*) FROM sqlite_schema"
                  " WHERE type = 'table' AND name = '%s'",
                  tables[i]);
        text_must(sql, sizeof sql, "PRAGMA quick_check(%s)", tables[i]);
        /* An older version had fewer. */
        good = store_ask(store, count, found, sizeof found) &&
               (strcmp(found, "0") == 0 || check(store, sql));
    }
    return store_answer(store, good);
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
