#include "data/store.h"

#include <sqlite3.h>
#include <string.h>

#include "data/schema.h"
#include "data/store_inside.h"

/* As many pages as wal_autocheckpoint says. */
enum { REST_PAGES = 64 };

/* What tells of the start, and what a reader of many rows wants. */
#define START_COLUMNS "seq, boot, boottime_ms"
#define ROW_COLUMNS                                                            \
    "wall_ms, day, kind, visit, item, value, elapsed_ms, flags, note"
#define COLUMNS ROW_COLUMNS ", " START_COLUMNS

const char *const store_sql_texts[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_HOLD] = "BEGIN DEFERRED",
    [SQL_COMMIT] = "COMMIT",
    [SQL_INSERT] =
        ("INSERT INTO events(" COLUMNS ")"
         " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"),
    [SQL_ADD_WORDING] = "INSERT INTO wordings(hash, text) VALUES(?1, ?2)",
    [SQL_READ] = ("SELECT " COLUMNS " FROM events WHERE seq = ?1"),
    [SQL_LAST] = ("SELECT " COLUMNS " FROM events ORDER BY seq DESC LIMIT 1"),
    [SQL_LAST_OF] =
        ("SELECT " COLUMNS " FROM events WHERE kind = ?1"
         " AND " SCHEMA_RARE " ORDER BY value DESC, seq DESC LIMIT 1"),
    [SQL_LAST_BUT] =
        "SELECT " COLUMNS " FROM events WHERE kind <> ?1 AND seq <= ?2"
        " ORDER BY seq DESC LIMIT 1",
    [SQL_HAS] = ("SELECT 1 FROM events WHERE kind = ?1 AND value = ?2"
                 " AND " SCHEMA_RARE " LIMIT 1"),
    [SQL_DAY] = "SELECT day FROM events WHERE seq = ?1",
    [SQL_SCAN] =
        "SELECT " ROW_COLUMNS " FROM events WHERE seq BETWEEN ?1 AND ?2"
        " ORDER BY seq",
    /* 'g' follows the last hex digit. */
    [SQL_FIND_WORDING] =
        "SELECT text FROM wordings WHERE hash BETWEEN ?1 AND ?1 || 'g' LIMIT 1",
    [SQL_ADD_SUM] = "INSERT INTO sums(day, text) VALUES(?1, ?2)",
    [SQL_SUMS] = "SELECT day, text FROM sums WHERE day BETWEEN ?1 AND ?2"
                 " ORDER BY day",
    [SQL_UNSUMMED] =
        "SELECT value FROM events WHERE kind = 'close' AND value >= ?1"
        " AND " SCHEMA_RARE
        " AND NOT EXISTS(SELECT 1 FROM sums WHERE sums.day = events.value)"
        " ORDER BY value LIMIT 1",
    /* Else SQLite would walk through a visitor's rows, which are many. */
    [SQL_START_BEFORE] = "SELECT max(seq) FROM events INDEXED BY events_rare"
                         " WHERE kind = 'start' AND seq < ?1 AND " SCHEMA_RARE,
    [SQL_RUNS] = "SELECT " COLUMNS " FROM events INDEXED BY events_rare"
                 " WHERE kind IN ('start', 'stop', 'seen', 'clock')"
                 " AND seq >= ?1 AND " SCHEMA_RARE " ORDER BY seq",
};

/* ---- in -------------------------------------------------------------------
 */

static bool has_value(enum row_kind kind)
{
    switch (kind) {
    case ROW_START:
    case ROW_FORM:
    case ROW_CLOCK:
    case ROW_ANSWER:
    case ROW_END:
    case ROW_CLOSE:
    case ROW_EXPORT:
    case ROW_PIN:
    case ROW_SEEN:
    case ROW_ENROL:
    case ROW_SEAL:
    case ROW_CONFIRM: return true;
    case ROW_STOP:
    case ROW_CONFIG:
    case ROW_RECOVERY:
    case ROW_VISIT:
    case ROW_SKIP:
    case ROW_TIMEOUT:
    case ROW_REASON:
    case ROW_LOST:
    case ROW_KIND_COUNT: break;
    }
    return false;
}

/* A column that a row has no use for stays NULL: it costs nothing then. The
   text is the caller's until the statement has run. */
static int bind_text(sqlite3_stmt *sql, int place, const char *text)
{
    return text[0] == '\0'
               ? sqlite3_bind_null(sql, place)
               : sqlite3_bind_text(sql, place, text, -1, SQLITE_STATIC);
}

static int bind_number(sqlite3_stmt *sql, int place, int64_t number, bool used)
{
    return used ? sqlite3_bind_int64(sql, place, number)
                : sqlite3_bind_null(sql, place);
}

static int bind_row(sqlite3_stmt *sql, const struct row *row)
{
    const int results[] = {
        sqlite3_bind_int64(sql, 1, row->wall_ms),
        sqlite3_bind_int(sql, 2, row->day),
        bind_text(sql, 3, row_kind_name(row->kind)),
        bind_number(sql, 4, row->visit, row->visit != 0),
        bind_text(sql, 5, row->item),
        bind_number(sql, 6, row->value, has_value(row->kind)),
        bind_number(sql, 7, row->elapsed_ms, row->elapsed_ms != 0),
        bind_number(sql, 8, row->flags, row->flags != 0 || row->visit != 0),
        bind_text(sql, 9, row->note),
        sqlite3_bind_int64(sql, 10, row->seq),
        sqlite3_bind_int64(sql, 11, row->boot),
        sqlite3_bind_int64(sql, 12, row->boottime_ms),
    };
    for (size_t i = 0; i < sizeof results / sizeof results[0]; i++) {
        if (results[i] != SQLITE_OK) {
            return results[i];
        }
    }
    return SQLITE_OK;
}

/* Runs a statement that gives no row. */
static int run(sqlite3_stmt *sql)
{
    int code = sqlite3_step(sql);
    sqlite3_reset(sql);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int insert(struct store *store, const struct row *row)
{
    int code = bind_row(store->sql[SQL_INSERT], row);
    return code == SQLITE_OK ? run(store->sql[SQL_INSERT]) : code;
}

static int insert_wording(struct store *store,
                          const struct store_wording *wording)
{
    sqlite3_stmt *sql = store->sql[SQL_ADD_WORDING];
    int code = bind_text(sql, 1, wording->hash);
    if (code == SQLITE_OK) {
        code = bind_text(sql, 2, wording->text);
    }
    return code == SQLITE_OK ? run(sql) : code;
}

static int insert_sum(struct store *store, const struct store_sum *sum)
{
    sqlite3_stmt *sql = store->sql[SQL_ADD_SUM];
    int code = sqlite3_bind_int(sql, 1, sum->day);
    if (code == SQLITE_OK) {
        code = bind_text(sql, 2, sum->text);
    }
    return code == SQLITE_OK ? run(sql) : code;
}

static enum store_result give_up(struct store *store, int code)
{
    /* Before the rollback, which has words of its own. */
    enum store_result result = store_fail(store, code);
    store->broken = true;
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return result;
}

enum store_result store_append(struct store *store,
                               const struct store_batch *batch)
{
    if (store->broken) {
        return STORE_FAILED;
    }
    int code = run(store->sql[SQL_BEGIN]);
    for (int i = 0; code == SQLITE_OK && i < batch->wording_count; i++) {
        code = insert_wording(store, &batch->wordings[i]);
    }
    for (int i = 0; code == SQLITE_OK && i < batch->row_count; i++) {
        code = insert(store, &batch->rows[i]);
    }
    for (int i = 0; code == SQLITE_OK && i < batch->sum_count; i++) {
        code = insert_sum(store, &batch->sums[i]);
    }
    if (code == SQLITE_OK) {
        code = run(store->sql[SQL_COMMIT]);
    }
    return code == SQLITE_OK ? STORE_OK : give_up(store, code);
}

enum store_result store_rest(struct store *store)
{
    if (store->broken) {
        return STORE_FAILED;
    }
    if (store->log_pages < REST_PAGES) {
        return STORE_OK;
    }
    store->log_pages = 0;
    int code = sqlite3_wal_checkpoint_v2(store->db, "main",
                                         SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return code == SQLITE_OK ? STORE_OK : give_up(store, code);
}

/* ---- out ------------------------------------------------------------------
 */

/* False when the text does not fit, which no row of ours does. */
static bool take_text(sqlite3_stmt *sql, int column, char *out, size_t size)
{
    const void *bytes = sqlite3_column_blob(sql, column);
    size_t length = (size_t)sqlite3_column_bytes(sql, column);
    if (length >= size) {
        return false;
    }
    if (length > 0) {
        memcpy(out, bytes, length);
    }
    out[length] = '\0';
    return true;
}

static bool take_row(sqlite3_stmt *sql, struct row *row)
{
    char kind[16];
    row->wall_ms = sqlite3_column_int64(sql, 0);
    row->day = sqlite3_column_int(sql, 1);
    row->visit = sqlite3_column_int64(sql, 3);
    row->value = sqlite3_column_int(sql, 5);
    row->elapsed_ms = sqlite3_column_int64(sql, 6);
    row->flags = (unsigned)sqlite3_column_int(sql, 7);
    return take_text(sql, 2, kind, sizeof kind) &&
           row_kind_parse(kind, &row->kind) &&
           take_text(sql, 4, row->item, sizeof row->item) &&
           take_text(sql, 8, row->note, sizeof row->note);
}

bool store_take_row(sqlite3_stmt *sql, struct row *row)
{
    row->seq = sqlite3_column_int64(sql, 9);
    row->boot = sqlite3_column_int64(sql, 10);
    row->boottime_ms = sqlite3_column_int64(sql, 11);
    return take_row(sql, row);
}

enum store_result store_done(struct store *store, sqlite3_stmt *sql, int code)
{
    enum store_result result = code == SQLITE_DONE || code == SQLITE_ROW
                                   ? STORE_OK
                                   : store_fail(store, code);
    sqlite3_reset(sql);
    return result;
}

static enum store_result one(struct store *store, enum store_sql which,
                             struct row *row)
{
    sqlite3_stmt *sql = store->sql[which];
    row->seq = 0;
    int code = sqlite3_step(sql);
    if (code == SQLITE_ROW && !store_take_row(sql, row)) {
        code = SQLITE_CORRUPT;
    }
    return store_done(store, sql, code);
}

static enum store_result run_fixed(struct store *store, enum store_sql which)
{
    int code = run(store->sql[which]);
    return code == SQLITE_OK ? STORE_OK : store_fail(store, code);
}

enum store_result store_hold(struct store *store)
{
    return run_fixed(store, SQL_HOLD);
}

enum store_result store_release(struct store *store)
{
    return run_fixed(store, SQL_COMMIT);
}

enum store_result store_read(struct store *store, int64_t seq, struct row *row)
{
    sqlite3_bind_int64(store->sql[SQL_READ], 1, seq);
    return one(store, SQL_READ, row);
}

enum store_result store_last(struct store *store, struct row *row)
{
    return one(store, SQL_LAST, row);
}

enum store_result store_last_of(struct store *store, enum row_kind kind,
                                struct row *row)
{
    sqlite3_bind_text(store->sql[SQL_LAST_OF], 1, row_kind_name(kind), -1,
                      SQLITE_STATIC);
    return one(store, SQL_LAST_OF, row);
}

enum store_result store_last_but(struct store *store, enum row_kind kind,
                                 int64_t seq, struct row *row)
{
    sqlite3_stmt *sql = store->sql[SQL_LAST_BUT];
    sqlite3_bind_text(sql, 1, row_kind_name(kind), -1, SQLITE_STATIC);
    sqlite3_bind_int64(sql, 2, seq);
    return one(store, SQL_LAST_BUT, row);
}

enum store_result store_has(struct store *store, enum row_kind kind, int value,
                            bool *has)
{
    sqlite3_stmt *sql = store->sql[SQL_HAS];
    sqlite3_bind_text(sql, 1, row_kind_name(kind), -1, SQLITE_STATIC);
    sqlite3_bind_int(sql, 2, value);
    int code = sqlite3_step(sql);
    *has = code == SQLITE_ROW;
    return store_done(store, sql, code);
}

/* Seqs have no gaps and days never go back, so halving the span finds a day:
   22 looks among four million rows, without an index to be written with each
   answer. */
enum store_result store_find_day(struct store *store, int32_t day, int64_t *seq)
{
    struct row last;
    enum store_result result = store_last(store, &last);
    int64_t low = 1;
    int64_t high = last.seq + 1;
    sqlite3_stmt *sql = store->sql[SQL_DAY];
    while (result == STORE_OK && low < high) {
        int64_t middle = low + (high - low) / 2;
        sqlite3_bind_int64(sql, 1, middle);
        int code = sqlite3_step(sql);
        bool before = code == SQLITE_ROW && sqlite3_column_int(sql, 0) < day;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
        result =
            store_done(store, sql, code == SQLITE_DONE ? SQLITE_CORRUPT : code);
    }
    *seq = low;
    return result;
}

enum store_result store_scan(struct store *store, const struct store_scan *scan)
{
    sqlite3_stmt *sql = store->sql[SQL_SCAN];
    struct row row = {0};
    sqlite3_bind_int64(sql, 1, scan->first);
    sqlite3_bind_int64(sql, 2, scan->last);
    int code = sqlite3_step(sql);
    while (code == SQLITE_ROW) {
        if (!take_row(sql, &row)) {
            code = SQLITE_CORRUPT;
        } else if (!scan->take(scan->context, &row)) {
            break;
        } else {
            code = sqlite3_step(sql);
        }
    }
    return store_done(store, sql, code);
}

enum store_result store_find_wording(struct store *store, const char *prefix,
                                     struct text *out)
{
    sqlite3_stmt *sql = store->sql[SQL_FIND_WORDING];
    text_clear(out);
    sqlite3_bind_text(sql, 1, prefix, -1, SQLITE_STATIC);
    int code = sqlite3_step(sql);
    if (code == SQLITE_ROW) {
        const char *text = sqlite3_column_blob(sql, 0);
        text_append(out, text, (size_t)sqlite3_column_bytes(sql, 0));
        code = out->failed ? SQLITE_NOMEM : code;
    }
    return store_done(store, sql, code);
}
