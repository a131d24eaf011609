/* What is asked of SQLite before the store's statements are prepared, and
   their preparing. */
#include "store/store.h"

#include <sqlite3.h>
#include <string.h>

#include "store/inside.h"

bool store_ask(struct store *store, const char *sql, char *out, size_t size)
{
    sqlite3_stmt *statement = NULL;
    out[0] = '\0';
    int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    if (code == SQLITE_ROW) {
        bool none = sqlite3_column_type(statement, 0) == SQLITE_NULL;
        const unsigned char *text = sqlite3_column_text(statement, 0);
        /* Cut, it is not what anybody hopes for either. */
        text_cut(out, size, "%s", text == NULL ? "" : (const char *)text);
        code = text == NULL && !none ? SQLITE_NOMEM : code;
    }
    bool good =
        code == SQLITE_ROW || code == SQLITE_DONE || store_fail(store, code);
    sqlite3_finalize(statement);
    return good;
}

bool store_set(struct store *store, const char *name, const char *value,
               const char *reads)
{
    char set[80];
    char ask[80];
    char answer[80];
    text_must(set, sizeof set, "PRAGMA %s=%s", name, value);
    text_must(ask, sizeof ask, "PRAGMA %s", name);
    if (!store_ask(store, set, answer, sizeof answer) ||
        !store_ask(store, ask, answer, sizeof answer)) {
        return false;
    }
    text_must(set, sizeof set, "%s does not become %s", name, value);
    return strcmp(answer, reads) == 0 || store_fault(store, STORE_FAILED, set);
}

/* Of evidence a part may be missing: what came later than the version that
   made it, or what somebody took out (store_schema names it). Then there is
   nothing in it. */
static bool may_be_missing(enum store_sql which)
{
    return which == SQL_FIND_WORDING || which == SQL_WORDINGS ||
           which == SQL_SUMS || which == SQL_UNSUMMED || which == SQL_SEALS ||
           which == SQL_SEALS_BACK || which == SQL_START_BEFORE ||
           which == SQL_RUNS || which == SQL_NEWEST;
}

static bool adds(enum store_sql which)
{
    return which == SQL_BEGIN || which == SQL_INSERT ||
           which == SQL_ADD_WORDING || which == SQL_ADD_SUM ||
           which == SQL_ADD_SEAL;
}

static int prepare_one(struct store *store, enum store_sql which,
                       const char *text)
{
    return sqlite3_prepare_v3(store->db, text, -1, SQLITE_PREPARE_PERSISTENT,
                              &store->sql[which], NULL);
}

bool store_prepare(struct store *store)
{
    int made = store_walk_prepare(store);
    if (made != SQLITE_OK) {
        return store_fail(store, made);
    }
    for (int i = 0; i < SQL_COUNT; i++) {
        enum store_sql which = (enum store_sql)i;
        if (store->evidence && adds(which)) {
            continue;
        }
        int code = prepare_one(store, which, store_sql_texts[which]);
        if (code == SQLITE_ERROR && store->evidence && may_be_missing(which)) {
            code = prepare_one(store, which, "SELECT ?1 + ?2 WHERE 0");
        }
        if (code != SQLITE_OK) {
            /* A table or column that should be there is not. */
            store_fail(store, code);
            store->result =
                code == SQLITE_ERROR ? STORE_DAMAGED : store->result;
            return false;
        }
    }
    return true;
}
