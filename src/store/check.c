/* Whether the tables, triggers, views and indexes are as this program makes
   them. What guards the rows is code in the same file as the rows: who can
   change those may take it out first. */
#include "base/speak.h"
#include "store/store.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/inside.h"
#include "store/schema.h"

enum { COLUMNS = 3 };

/* One side of the comparison: a database, and where its list stands. */
struct list {
    sqlite3 *db;
    sqlite3_stmt *sql;
    int code; /* of the last step: SQLITE_ROW while there is one more, */
    const char *texts[COLUMNS]; /* whose texts these are; "" for none */
    int lengths[COLUMNS];
};

static void next(struct list *list)
{
    list->code = sqlite3_step(list->sql);
    for (int i = 0; i < COLUMNS && list->code == SQLITE_ROW; i++) {
        bool none = sqlite3_column_type(list->sql, i) == SQLITE_NULL;
        const char *text = (const char *)sqlite3_column_text(list->sql, i);
        list->texts[i] = text == NULL ? "" : text;
        list->lengths[i] = sqlite3_column_bytes(list->sql, i);
        /* That there is no memory for a text is not that it is another. */
        list->code = text == NULL && !none ? SQLITE_NOMEM : SQLITE_ROW;
    }
}

static void begin(struct list *list)
{
    list->code = sqlite3_prepare_v2(
        list->db,
        "SELECT type || ' ' || name, tbl_name, sql FROM sqlite_schema"
        " ORDER BY type || ' ' || name COLLATE BINARY",
        -1, &list->sql, NULL);
    if (list->code == SQLITE_OK) {
        next(list);
    }
}

static void name(struct text *differs, const char *what, const char *how)
{
    char shown[160];
    text_show(shown, sizeof shown, what, strlen(what));
    text_append_format(differs, "%s%s%s%s", differs->length > 0 ? ", " : "",
                       shown, how[0] == '\0' ? "" : " ", how);
}

static bool same(const struct list *ours, const struct list *theirs)
{
    for (int i = 1; i < COLUMNS; i++) {
        if (ours->lengths[i] != theirs->lengths[i] ||
            strcmp(ours->texts[i], theirs->texts[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* Both lists are in the same order. */
static int compare(struct list *ours, struct list *theirs, struct text *differs)
{
    while ((ours->code == SQLITE_ROW || theirs->code == SQLITE_ROW) &&
           ours->code != SQLITE_NOMEM && theirs->code != SQLITE_NOMEM) {
        int order = ours->code != SQLITE_ROW ? 1
                    : theirs->code != SQLITE_ROW
                        ? -1
                        : strcmp(ours->texts[0], theirs->texts[0]);
        if (order < 0) {
            name(differs, ours->texts[0], speak("is missing"));
        } else if (order > 0) {
            name(differs, theirs->texts[0], speak("is not part of it"));
        } else if (!same(ours, theirs)) {
            name(differs, ours->texts[0], speak("is changed"));
        }
        if (order <= 0) {
            next(ours);
        }
        if (order >= 0) {
            next(theirs);
        }
    }
    return ours->code != SQLITE_DONE ? ours->code : theirs->code;
}

static bool compare_number(struct store *store, const char *pragma,
                           int expected, struct text *differs)
{
    char sql[64];
    char number[16];
    text_must(sql, sizeof sql, "PRAGMA %s", pragma);
    bool asked = store_ask(store, sql, number, sizeof number);
    if (asked && strtol(number, NULL, 10) != (long)expected) {
        name(differs, pragma, speak("is changed"));
    }
    return asked;
}

static bool says(struct store *store, const char *sql, bool *yes)
{
    char number[16];
    bool asked = store_ask(store, sql, number, sizeof number);
    *yes = strcmp(number, "1") == 0;
    return asked;
}

/* What came later may be missing as a whole from a database that is older: one
   that has nothing of what came later still, and no row of it. */
static bool make_ours(struct store *store, sqlite3 *ours)
{
    bool seals = false;
    bool sums = false;
    bool views = false;
    bool good = says(store,
                     "SELECT EXISTS(SELECT 1 FROM sqlite_schema WHERE tbl_name"
                     " = 'seals') OR EXISTS(SELECT 1 FROM events WHERE seq ="
                     " (SELECT max(seq) FROM events) AND tag IS NOT NULL)",
                     &seals) &&
                says(store,
                     "SELECT EXISTS(SELECT 1 FROM sqlite_schema WHERE"
                     " tbl_name = 'sums')",
                     &sums) &&
                says(store, SCHEMA_HAS_VIEWS, &views);
    const char *const parts[] = {
        schema_sql, seals || sums ? schema_sums_sql : "",
        seals ? schema_seals_sql : "", views ? schema_views_sql : ""};
    for (size_t i = 0; good && i < sizeof parts / sizeof parts[0]; i++) {
        good = sqlite3_exec(ours, parts[i], NULL, NULL, NULL) == SQLITE_OK ||
               store_fault(store, STORE_FAILED, sqlite3_errmsg(ours));
    }
    return good;
}

static bool compare_all(struct store *store, sqlite3 *made,
                        struct text *differs)
{
    struct list ours = {.db = made};
    struct list theirs = {.db = store->db};
    begin(&ours);
    begin(&theirs);
    int code = compare(&ours, &theirs, differs);
    sqlite3_finalize(ours.sql);
    sqlite3_finalize(theirs.sql);
    return code == SQLITE_DONE || store_fail(store, code);
}

bool store_compare_tables(struct store *store, struct text *differs)
{
    sqlite3 *made = NULL;
    text_clear(differs);
    text_append_string(differs, "");
    int code = sqlite3_open_v2(
        ":memory:", &made, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    bool good = (code == SQLITE_OK || store_fail(store, code)) &&
                make_ours(store, made) && compare_all(store, made, differs);
    sqlite3_close(made);
    return good && (!differs->failed || store_fail(store, SQLITE_NOMEM));
}

enum store_result store_schema(struct store *store, struct text *differs)
{
    bool good =
        store_compare_tables(store, differs) &&
        compare_number(store, "application_id", SCHEMA_APPLICATION_ID,
                       differs) &&
        compare_number(store, "user_version", SCHEMA_VERSION, differs) &&
        (!differs->failed || store_fail(store, SQLITE_NOMEM));
    return store_answer(store, good);
}
