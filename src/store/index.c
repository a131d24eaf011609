/* Whether the index holds what the table does, which SQLite's quick check does
   not ask: who empties it makes a terminal deaf to its own closings and seals,
   and its rows are all there. */
#include <sqlite3.h>
#include <string.h>

#include "store/inside.h"
#include "store/schema.h"

#define OF_TABLE "FROM events NOT INDEXED WHERE " SCHEMA_RARE
#define OF_INDEX "FROM events INDEXED BY events_rare WHERE " SCHEMA_RARE

/* False where it is another one, or is not there: then what follows cannot
   even be asked. */
static bool is_ours(struct store *store, bool *ours)
{
    char text[512];
    bool asked = store_ask(store,
                           "SELECT sql FROM sqlite_schema"
                           " WHERE type = 'index' AND name = 'events_rare'",
                           text, sizeof text);
    *ours = strcmp(text, SCHEMA_INDEX) == 0;
    return asked;
}

static bool is_same(struct store *store, bool *same)
{
    char yes[4];
    bool good = is_ours(store, same);
    if (good && *same) {
        good = store_ask(store,
                         "SELECT (SELECT count(*) " OF_TABLE ") ="
                         " (SELECT count(*) " OF_INDEX ")"
                         " AND NOT EXISTS(SELECT kind, value, seq " OF_TABLE
                         " EXCEPT SELECT kind, value, seq " OF_INDEX ")",
                         yes, sizeof yes);
        *same = strcmp(yes, "1") == 0;
    }
    return good;
}

enum store_result store_check_index(struct store *store, bool *same)
{
    return store_answer(store, is_same(store, same));
}

static bool make_anew(struct store *store)
{
    int code = sqlite3_exec(
        store->db,
        "BEGIN EXCLUSIVE; DROP INDEX IF EXISTS events_rare;" SCHEMA_INDEX
        "; COMMIT",
        NULL, NULL, NULL);
    store->index_mended = code == SQLITE_OK;
    store->broken = store->broken || !store->index_mended;
    return store->index_mended || store_fail(store, code);
}

enum store_result store_mend_index(struct store *store)
{
    return store_answer(store, make_anew(store));
}

bool store_mend_other_index(struct store *store)
{
    bool ours;
    return is_ours(store, &ours) && (ours || make_anew(store));
}

bool store_index_mended(const struct store *store)
{
    return store->index_mended;
}
