#include "verify/database.h"

static enum store_result check_schema(struct inquiry *inquiry,
                                      struct store *store)
{
    struct text differs = {0};
    enum store_result result = store_schema(store, &differs);
    if (result == STORE_OK && differs.length > 0) {
        SAY(inquiry, spot_file(), "not as this program makes it: %s",
            differs.data);
    }
    text_free(&differs);
    return result;
}

static enum store_result check_index(struct inquiry *inquiry,
                                     struct store *store)
{
    bool same = true;
    enum store_result result = store_check_index(store, &same);
    if (result == STORE_OK && !same) {
        SAY(inquiry, spot_file(),
            "its index does not hold the rows that the table has: what a "
            "terminal looks up by it, it would not find");
    }
    return result;
}

static enum store_result read_all(struct inquiry *inquiry, struct store *store,
                                  const char *folder)
{
    if (store_error(store)[0] != '\0') {
        return store_failure(store);
    }
    enum store_result result = check_schema(inquiry, store);
    if (result == STORE_OK) {
        result = database_history(inquiry, store);
    }
    if (result == STORE_OK) {
        result = store_check_others(store);
    }
    if (result == STORE_OK) {
        result = check_index(inquiry, store);
    }
    if (result == STORE_OK) {
        result = database_journal(inquiry, folder, store);
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
        SAY(inquiry, spot_file(), "it cannot be read as a record: %s",
            store_cause(store));
        why[0] = '\0';
        result = STORE_OK;
    }
    store_close(store);
    return result;
}
