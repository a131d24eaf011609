/* Opening a database that may not change, and that may hold anything. */
#include "store/store.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "store/inside.h"
#include "store/read_only_vfs.h"

static enum store_result look_at_file(struct store *store)
{
    struct stat st;
    if (stat(store->path, &st) != 0) {
        return store_fault(store,
                           errno == ENOENT || errno == ENOTDIR ? STORE_MISSING
                                                               : STORE_FAILED,
                           strerror(errno));
    }
    if (!S_ISREG(st.st_mode)) {
        return store_fault(store, STORE_DAMAGED, "it is no file");
    }
    return st.st_size == 0
               ? store_fault(store, STORE_MISSING, "there is no record in it")
               : STORE_OK;
}

/* Nothing in it is believed: neither the code that its views and triggers are,
   nor the sizes that its pages tell. */
static enum store_result set_all(struct store *store)
{
    static const struct {
        const char *name, *value, *reads;
    } settings[] = {/* Before the first reading: without shared memory. */
                    {"locking_mode", "EXCLUSIVE", "exclusive"},
                    {"query_only", "ON", "1"},
                    {"cell_size_check", "ON", "1"},
                    {"trusted_schema", "OFF", "0"}};
    static const struct {
        int what, value;
    } configs[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},
                   {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                   {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                   {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1}};
    enum store_result result = STORE_OK;
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        if (result == STORE_OK) {
            result = store_set(store, settings[i].name, settings[i].value,
                               settings[i].reads);
        }
    }
    for (size_t i = 0; i < sizeof configs / sizeof configs[0]; i++) {
        int now = -1;
        if (result == STORE_OK &&
            (sqlite3_db_config(store->db, configs[i].what, configs[i].value,
                               &now) != SQLITE_OK ||
             now != configs[i].value)) {
            result =
                store_fault(store, STORE_FAILED, "a safe setting is refused");
        }
    }
    return result;
}

/* The first reading. Its ids are not asked for: store_schema tells of them. */
static enum store_result greet(struct store *store)
{
    char count[16];
    enum store_result result =
        store_ask(store,
                  "SELECT count(*) FROM sqlite_schema"
                  " WHERE type = 'table' AND name = 'events'",
                  count, sizeof count);
    return result == STORE_OK && strcmp(count, "1") != 0
               ? store_fault(store, STORE_DAMAGED,
                             "not a database of this program")
               : result;
}

static enum store_result settle(struct store *store)
{
    int code = store_disk_open(store->disk, store->path, &store->db);
    sqlite3_extended_result_codes(store->db, 1);
    if (code != SQLITE_OK) {
        return store_fail(store, code);
    }
    enum store_result result = set_all(store);
    if (result == STORE_OK) {
        result = greet(store);
    }
    return result == STORE_OK ? store_prepare(store) : result;
}

enum store_result store_open_evidence(struct store **out, const char *path)
{
    struct store *store = calloc(1, sizeof *store);
    *out = store;
    if (store == NULL) {
        return STORE_FAILED;
    }
    store->evidence = true;
    store->broken = true; /* nothing can be added */
    if (!text_copy(store->path, sizeof store->path, path)) {
        return store_fault(store, STORE_FAILED, "the path is too long");
    }
    enum store_result result = look_at_file(store);
    if (result != STORE_OK) {
        return result;
    }
    store->disk = store_disk_make();
    return store->disk == NULL ? store_fault(store, STORE_FAILED, "no memory")
                               : settle(store);
}
