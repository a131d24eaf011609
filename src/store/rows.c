/* Rows out of the store. */
#include "store/store.h"

#include <sqlite3.h>
#include <string.h>

#include "store/inside.h"

/* False when the text does not fit, which no row of this program does. */
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

/* False when it is neither a tag nor none. */
static bool take_tag(sqlite3_stmt *sql, int column, struct row *row)
{
    const void *bytes = sqlite3_column_blob(sql, column);
    int length = sqlite3_column_bytes(sql, column);
    row->tagged = length == TAG_SIZE;
    if (row->tagged) {
        memcpy(row->tag, bytes, TAG_SIZE);
    } else {
        memset(row->tag, 0, TAG_SIZE);
    }
    return row->tagged || sqlite3_column_type(sql, column) == SQLITE_NULL;
}

bool store_take_row(sqlite3_stmt *sql, struct row *row)
{
    row->seq = sqlite3_column_int64(sql, 9);
    row->boot = sqlite3_column_int64(sql, 10);
    row->boottime_ms = sqlite3_column_int64(sql, 11);
    return take_row(sql, row) && take_tag(sql, 12, row);
}

enum store_result store_done(struct store *store, sqlite3_stmt *sql, int code)
{
    bool good =
        code == SQLITE_DONE || code == SQLITE_ROW || store_fail(store, code);
    sqlite3_reset(sql);
    return store_answer(store, good);
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
    int code = store_run(store->sql[which]);
    return store_answer(store, code == SQLITE_OK || store_fail(store, code));
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

enum store_result store_next_of(struct store *store, enum row_kind kind,
                                int value, struct row *row)
{
    sqlite3_stmt *sql = store->sql[SQL_NEXT_OF];
    sqlite3_bind_text(sql, 1, row_kind_name(kind), -1, SQLITE_STATIC);
    sqlite3_bind_int(sql, 2, value);
    return one(store, SQL_NEXT_OF, row);
}

enum store_result store_newest(struct store *store, enum row_kind kind,
                               int64_t before, struct row *row)
{
    sqlite3_stmt *sql = store->sql[SQL_NEWEST];
    sqlite3_bind_text(sql, 1, row_kind_name(kind), -1, SQLITE_STATIC);
    sqlite3_bind_int64(sql, 2, before);
    return one(store, SQL_NEWEST, row);
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

enum store_result store_count(struct store *store, enum row_kind kind,
                              int64_t after, int64_t *count)
{
    sqlite3_stmt *sql = store->sql[SQL_COUNT_OF];
    sqlite3_bind_text(sql, 1, row_kind_name(kind), -1, SQLITE_STATIC);
    sqlite3_bind_int64(sql, 2, after);
    int code = sqlite3_step(sql);
    *count = code == SQLITE_ROW ? sqlite3_column_int64(sql, 0) : 0;
    return store_done(store, sql, code);
}

enum store_result store_noted(struct store *store, enum row_kind kind,
                              struct row *last, int64_t *count)
{
    sqlite3_stmt *sql = store->sql[SQL_NOTED];
    sqlite3_bind_text(sql, 1, row_kind_name(kind), -1, SQLITE_STATIC);
    int code = sqlite3_step(sql);
    bool got = code == SQLITE_ROW;
    *count = got ? sqlite3_column_int64(sql, 0) : 0;
    int64_t seq = got ? sqlite3_column_int64(sql, 1) : 0;
    enum store_result result = store_done(store, sql, code);
    *last = (struct row){0};
    return result == STORE_OK && *count > 0 ? store_read(store, seq, last)
                                            : result;
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
