/* The whole of a store, copied into a new file while it is in use. */
#include "store/store.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

#include "store/inside.h"

/* Of SQLite's steps, between two questions whether to stop: well below a
   millisecond. */
enum { STOP_STEPS = 1000 };

static int ask_stop(void *context)
{
    const struct store_copy *copy = context;
    return copy->stop(copy->context);
}

static int run(struct store *store, struct store_copy *copy)
{
    sqlite3_stmt *sql = NULL;
    int code = sqlite3_prepare_v2(store->db, "VACUUM INTO ?1", -1, &sql, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_bind_text(sql, 1, copy->path, -1, SQLITE_STATIC);
    }
    if (code == SQLITE_OK) {
        sqlite3_progress_handler(store->db, STOP_STEPS, ask_stop, copy);
        code = sqlite3_step(sql);
        sqlite3_progress_handler(store->db, 0, NULL, NULL);
    }
    sqlite3_finalize(sql);
    return code;
}

/* SQLite does not say which of the two files failed. What tells that rows
   cannot be read is the record's; all else is taken for the copy's, since the
   record was only read. */
static enum store_result fail(struct store *store, struct store_copy *copy,
                              int code)
{
    const int kind = code & 0xFF;
    if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB ||
        code == SQLITE_IOERR_READ || code == SQLITE_IOERR_CORRUPTFS) {
        return store_answer(store, store_fail(store, code));
    }
    return store_read_code(store, code, copy->cause);
}

enum store_result store_copy(struct store *store, struct store_copy *copy)
{
    if (store->broken) {
        text_must(copy->cause, sizeof copy->cause, "%s", store->cause);
        return STORE_FAILED;
    }
    if (!store_make_private(copy->path)) {
        text_cut(copy->cause, sizeof copy->cause, "%s", strerror(errno));
        return store_by_errno(errno, STORE_FAILED);
    }
    int code = run(store, copy);
    switch (code) {
    case SQLITE_DONE: return STORE_OK;
    case SQLITE_INTERRUPT: return STORE_BUSY;
    default: return fail(store, copy, code);
    }
}
