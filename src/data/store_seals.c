/* Seals and wordings out of the store. */
#include "data/store.h"

#include <sqlite3.h>

#include "data/store_inside.h"

/* NULL only without memory: the columns are NOT NULL. */
static const char *text_of(sqlite3_stmt *sql, int column)
{
    return (const char *)sqlite3_column_text(sql, column);
}

enum store_result store_seals(struct store *store,
                              const struct store_seals *scan)
{
    sqlite3_stmt *sql = store->sql[SQL_SEALS];
    sqlite3_bind_int(sql, 1, scan->first);
    sqlite3_bind_int(sql, 2, scan->last);
    int code = sqlite3_step(sql);
    while (code == SQLITE_ROW) {
        const struct store_seal seal = {.day = sqlite3_column_int(sql, 0),
                                        .text = text_of(sql, 1),
                                        .signature = text_of(sql, 2)};
        if (seal.text == NULL || seal.signature == NULL) {
            code = SQLITE_NOMEM;
        } else if (!scan->take(scan->context, &seal)) {
            break;
        } else {
            code = sqlite3_step(sql);
        }
    }
    return store_done(store, sql, code);
}

enum store_result store_wordings(struct store *store,
                                 const struct store_wordings *scan)
{
    sqlite3_stmt *sql = store->sql[SQL_WORDINGS];
    int code = sqlite3_step(sql);
    while (code == SQLITE_ROW) {
        const struct store_wording wording = {.hash = text_of(sql, 0),
                                              .text = text_of(sql, 1)};
        if (wording.hash == NULL || wording.text == NULL) {
            code = SQLITE_NOMEM;
        } else if (!scan->take(scan->context, &wording)) {
            break;
        } else {
            code = sqlite3_step(sql);
        }
    }
    return store_done(store, sql, code);
}
