/* Seals and wordings out of the store. */
#include "store/store.h"

#include <sqlite3.h>
#include <string.h>

#include "store/inside.h"

/* Of evidence it must be a text to its end: what follows a NUL would be seen
   by nobody. */
static int take_text(const struct store *store, sqlite3_stmt *sql, int column,
                     const char **out)
{
    *out = (const char *)sqlite3_column_text(sql, column);
    if (*out == NULL) {
        return sqlite3_column_type(sql, column) == SQLITE_NULL ? SQLITE_CORRUPT
                                                               : SQLITE_NOMEM;
    }
    size_t length = (size_t)sqlite3_column_bytes(sql, column);
    return store->evidence && strlen(*out) != length ? SQLITE_CORRUPT
                                                     : SQLITE_OK;
}

static enum store_result take_seals(struct store *store,
                                    const struct store_seals *scan,
                                    sqlite3_stmt *sql)
{
    sqlite3_bind_int(sql, 1, scan->first);
    sqlite3_bind_int(sql, 2, scan->last);
    int code = sqlite3_step(sql);
    while (code == SQLITE_ROW) {
        struct store_seal seal = {.day = sqlite3_column_int(sql, 0)};
        int taken = take_text(store, sql, 1, &seal.text);
        if (taken == SQLITE_OK) {
            taken = take_text(store, sql, 2, &seal.signature);
        }
        if (taken == SQLITE_OK && !scan->take(scan->context, &seal)) {
            break;
        }
        code = taken == SQLITE_OK ? sqlite3_step(sql) : taken;
    }
    return store_done(store, sql, code);
}

enum store_result store_seals(struct store *store,
                              const struct store_seals *scan)
{
    return take_seals(store, scan, store->sql[SQL_SEALS]);
}

enum store_result store_seals_back(struct store *store,
                                   const struct store_seals *scan)
{
    return take_seals(store, scan, store->sql[SQL_SEALS_BACK]);
}

enum store_result store_wordings(struct store *store,
                                 const struct store_wordings *scan)
{
    sqlite3_stmt *sql = store->sql[SQL_WORDINGS];
    int code = sqlite3_step(sql);
    while (code == SQLITE_ROW) {
        struct store_wording wording = {0};
        int taken = take_text(store, sql, 0, &wording.hash);
        if (taken == SQLITE_OK) {
            taken = take_text(store, sql, 1, &wording.text);
        }
        if (taken == SQLITE_OK && !scan->take(scan->context, &wording)) {
            break;
        }
        code = taken == SQLITE_OK ? sqlite3_step(sql) : taken;
    }
    return store_done(store, sql, code);
}
