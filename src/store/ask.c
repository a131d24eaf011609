/* What is asked of SQLite before the store's statements are prepared, and
   their preparing. */
#include "store/store.h"

#include <sqlite3.h>
#include <string.h>

#include "store/inside.h"

enum store_result store_ask(struct store *store, const char *sql, char *out,
                            size_t size)
{
    sqlite3_stmt *statement = NULL;
    out[0] = '\0';
    int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    if (code == SQLITE_ROW) {
        const unsigned char *text = sqlite3_column_text(statement, 0);
        /* Cut, it is not what anybody hopes for either. */
        text_cut(out, size, "%s", text == NULL ? "" : (const char *)text);
    }
    enum store_result result = code == SQLITE_ROW || code == SQLITE_DONE
                                   ? STORE_OK
                                   : store_fail(store, code);
    sqlite3_finalize(statement);
    return result;
}

enum store_result store_set(struct store *store, const char *name,
                            const char *value, const char *reads)
{
    char sql[80];
    char answer[80];
    text_must(sql, sizeof sql, "PRAGMA %s=%s", name, value);
    enum store_result result = store_ask(store, sql, answer, sizeof answer);
    if (result == STORE_OK) {
        text_must(sql, sizeof sql, "PRAGMA %s", name);
        result = store_ask(store, sql, answer, sizeof answer);
    }
    if (result == STORE_OK && strcmp(answer, reads) != 0) {
        text_must(sql, sizeof sql, "%s does not become %s", name, value);
        result = store_fault(store, STORE_FAILED, sql);
    }
    return result;
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

enum store_result store_prepare(struct store *store)
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
            enum store_result result = store_fail(store, code);
            return result == STORE_FAILED ? STORE_DAMAGED : result;
        }
    }
    return STORE_OK;
}
