#include "verify/database.h"

#include <stdlib.h>

#include "verify/history.h"
#include "verify/journal.h"

static void check_schema(struct inquiry *inquiry, struct store *store)
{
    struct text differs = {0};
    enum store_result result = store_schema(store, &differs);
    if (result == STORE_OK && differs.length > 0) {
        findings_add(&inquiry->findings, spot_file(),
                     "not as this program makes it: %s", differs.data);
    }
    text_free(&differs);
}

static bool walk(struct history *history, struct inquiry *inquiry,
                 struct store *store)
{
    const struct store_walk all = {INT64_MIN, INT64_MAX, history_take, history};
    bool whole = history_begin(history, inquiry, store) &&
                 wordings_read(&history->wordings, store, &inquiry->findings) ==
                     STORE_OK &&
                 store_walk(store, &all) == STORE_OK;
    return whole && history_end(history);
}

/* The result of the reading: what SQLite cannot read is a finding. */
static enum store_result look(struct inquiry *inquiry, struct store *store)
{
    struct history *history = calloc(1, sizeof *history);
    bool whole = false;
    if (history != NULL) {
        check_schema(inquiry, store);
        whole = walk(history, inquiry, store);
        history_free(history);
    }
    free(history);
    if (whole) {
        return STORE_OK;
    }
    return store_error(store)[0] == '\0' ? STORE_FAILED : STORE_DAMAGED;
}

static enum store_result read_all(struct inquiry *inquiry, struct store *store,
                                  const char *folder)
{
    enum store_result result =
        store_error(store)[0] == '\0' ? look(inquiry, store) : STORE_DAMAGED;
    if (result == STORE_OK) {
        result = store_check_others(store);
    }
    if (result == STORE_OK) {
        result = verify_journal(inquiry, folder, store);
    }
    return result;
}

enum store_result database_verify(struct inquiry *inquiry, const char *folder,
                                  const char *path, char why[DATABASE_WHY_SIZE])
{
    struct store *store = NULL;
    findings_file(&inquiry->findings, path);
    inquiry->account.databases++;
    inquiry->known.count = 0;
    enum store_result result = store_open_evidence(&store, path);
    if (result == STORE_OK) {
        result = read_all(inquiry, store, folder);
    }
    text_must(why, DATABASE_WHY_SIZE, "%s",
              result == STORE_OK ? "" : store_error(store));
    if (result == STORE_DAMAGED) {
        findings_add(&inquiry->findings, spot_file(),
                     "it cannot be read as a record: %s", store_cause(store));
        why[0] = '\0';
        result = STORE_OK;
    }
    store_close(store);
    return result;
}
