/* What the sums of days need of the store. */
#include "store/store.h"

#include <sqlite3.h>

#include "store/inside.h"
#include "store/schema.h"

enum store_result store_sums(struct store *store, const struct store_sums *scan)
{
    sqlite3_stmt *sql = store->sql[SQL_SUMS];
    sqlite3_bind_int(sql, 1, scan->first);
    sqlite3_bind_int(sql, 2, scan->last);
    int code = sqlite3_step(sql);
    while (code == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(sql, 1);
        if (text == NULL) {
            code = SQLITE_NOMEM;
        } else if (!scan->take(scan->context, sqlite3_column_int(sql, 0),
                               text)) {
            break;
        } else {
            code = sqlite3_step(sql);
        }
    }
    return store_done(store, sql, code);
}

enum store_result store_unsummed(struct store *store, int32_t day, int32_t *out)
{
    sqlite3_stmt *sql = store->sql[SQL_UNSUMMED];
    sqlite3_bind_int(sql, 1, day);
    int code = sqlite3_step(sql);
    *out = code == SQLITE_ROW ? sqlite3_column_int(sql, 0) : INT32_MAX;
    return store_done(store, sql, code);
}

enum store_result store_drop_sum(struct store *store, int32_t day)
{
    char sql[400];
    text_must(sql, sizeof sql,
              "BEGIN EXCLUSIVE; DROP TRIGGER sums_no_delete;"
              "DELETE FROM sums WHERE day = %d;" SCHEMA_SUMS_NO_DELETE
              "; COMMIT",
              (int)day);
    int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    store->broken = store->broken || code != SQLITE_OK;
    return store_answer(store, code == SQLITE_OK || store_fail(store, code));
}

/* 0 when there is none. */
static enum store_result start_before(struct store *store, int64_t seq,
                                      int64_t *out)
{
    sqlite3_stmt *sql = store->sql[SQL_START_BEFORE];
    sqlite3_bind_int64(sql, 1, seq);
    int code = sqlite3_step(sql);
    *out = code == SQLITE_ROW ? sqlite3_column_int64(sql, 0) : 0;
    return store_done(store, sql, code);
}

enum store_result store_runs(struct store *store, const struct store_runs *scan)
{
    int64_t first;
    enum store_result result = start_before(store, scan->before, &first);
    if (result != STORE_OK) {
        return result;
    }
    sqlite3_stmt *sql = store->sql[SQL_RUNS];
    struct row row = {0};
    sqlite3_bind_int64(sql, 1, first);
    int code = sqlite3_step(sql);
    while (code == SQLITE_ROW) {
        if (!store_take_row(sql, &row)) {
            code = SQLITE_CORRUPT;
        } else if (!scan->take(scan->context, &row)) {
            break;
        } else {
            code = sqlite3_step(sql);
        }
    }
    return store_done(store, sql, code);
}
