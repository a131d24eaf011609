/* Opening a database that may not change, and that may hold anything. */
#include "store/store.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "store/inside.h"
#include "store/read_only_vfs.h"

static bool look_at_file(struct store *store)
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
    return st.st_size > 0 ||
           store_fault(store, STORE_MISSING, "there is no record in it");
}

/* Nothing in it is believed: neither the code that its views and triggers are,
   nor the sizes that its pages tell. */
static bool set_all(struct store *store)
{
    static const struct {
        int what, value;
    } configs[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},
                   {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                   {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                   {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1}};
    /* Before the first reading: without shared memory. */
    bool set = store_set(store, "locking_mode", "EXCLUSIVE", "exclusive") &&
               store_set(store, "query_only", "ON", "1") &&
               store_set(store, "cell_size_check", "ON", "1") &&
               store_set(store, "trusted_schema", "OFF", "0");
    for (size_t i = 0; set && i < sizeof configs / sizeof configs[0]; i++) {
        int now = -1;
        set = (sqlite3_db_config(store->db, configs[i].what, configs[i].value,
                                 &now) == SQLITE_OK &&
               now == configs[i].value) ||
              store_fault(store, STORE_FAILED, "a safe setting is refused");
    }
    return set;
}

/* The first reading. Its ids are not asked for: store_schema tells of them. */
static bool greet(struct store *store)
{
    char count[16];
    return store_ask(store,
                     "SELECT count(*) FROM sqlite_schema"
                     " WHERE type = 'table' AND name = 'events'",
                     count, sizeof count) &&
           (strcmp(count, "1") == 0 ||
            store_fault(store, STORE_DAMAGED,
                        "not a database of this program"));
}

static bool open_file(struct store *store)
{
    store->disk = store_disk_make();
    if (store->disk == NULL) {
        return store_fault(store, STORE_FAILED, "no memory");
    }
    int code = store_disk_open(store->disk, store->path, &store->db);
    return code == SQLITE_OK || store_fail(store, code);
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
    bool good = (text_copy(store->path, sizeof store->path, path) ||
                 store_fault(store, STORE_FAILED, "the path is too long")) &&
                look_at_file(store) && open_file(store) && set_all(store) &&
                greet(store) && store_prepare(store);
    return store_answer(store, good);
}
