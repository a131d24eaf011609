/* What goes into the store: rows, and what is kept with them. */
#include "store/store.h"

#include <sqlite3.h>

#include "store/inside.h"

/* As many pages as wal_autocheckpoint says. */
enum { REST_PAGES = 64 };

bool store_has_value(const struct row *row)
{
    switch (row->kind) {
    case ROW_START:
    case ROW_FORM:
    case ROW_CLOCK:
    case ROW_ANSWER:
    case ROW_END:
    case ROW_CLOSE:
    case ROW_EXPORT:
    case ROW_PIN:
    case ROW_SEEN:
    case ROW_ENROL:
    case ROW_SEAL:
    case ROW_CONFIRM:
    case ROW_MEANT: return true;
    case ROW_RECOVERY: return row->value != 0; /* never before 0.4.0 */
    case ROW_STOP:
    case ROW_CONFIG:
    case ROW_VISIT:
    case ROW_SKIP:
    case ROW_NA:
    case ROW_TIMEOUT:
    case ROW_REASON:
    case ROW_LOST:
    case ROW_KIND_COUNT: break;
    }
    return false;
}

bool store_has_flags(const struct row *row)
{
    return row->flags != 0 || row->visit != 0;
}

/* A column that a row has no use for stays NULL: it costs nothing then. The
   text is the caller's until the statement has run. */
static int bind_text(sqlite3_stmt *sql, int place, const char *text)
{
    return text[0] == '\0'
               ? sqlite3_bind_null(sql, place)
               : sqlite3_bind_text(sql, place, text, -1, SQLITE_STATIC);
}

static int bind_number(sqlite3_stmt *sql, int place, int64_t number, bool used)
{
    return used ? sqlite3_bind_int64(sql, place, number)
                : sqlite3_bind_null(sql, place);
}

static int bind_row(sqlite3_stmt *sql, const struct row *row)
{
    const int results[] = {
        sqlite3_bind_int64(sql, 1, row->wall_ms),
        sqlite3_bind_int(sql, 2, row->day),
        bind_text(sql, 3, row_kind_name(row->kind)),
        bind_number(sql, 4, row->visit, row->visit != 0),
        bind_text(sql, 5, row->item),
        bind_number(sql, 6, row->value, store_has_value(row)),
        bind_number(sql, 7, row->elapsed_ms, row->elapsed_ms != 0),
        bind_number(sql, 8, row->flags, store_has_flags(row)),
        bind_text(sql, 9, row->note),
        sqlite3_bind_int64(sql, 10, row->seq),
        sqlite3_bind_int64(sql, 11, row->boot),
        sqlite3_bind_int64(sql, 12, row->boottime_ms),
        row->tagged
            ? sqlite3_bind_blob(sql, 13, row->tag, TAG_SIZE, SQLITE_STATIC)
            : sqlite3_bind_null(sql, 13),
    };
    for (size_t i = 0; i < sizeof results / sizeof results[0]; i++) {
        if (results[i] != SQLITE_OK) {
            return results[i];
        }
    }
    return SQLITE_OK;
}

int store_run(sqlite3_stmt *sql)
{
    int code = sqlite3_step(sql);
    sqlite3_reset(sql);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int insert(struct store *store, const struct row *row)
{
    int code = bind_row(store->sql[SQL_INSERT], row);
    return code == SQLITE_OK ? store_run(store->sql[SQL_INSERT]) : code;
}

static int insert_wording(struct store *store,
                          const struct store_wording *wording)
{
    sqlite3_stmt *sql = store->sql[SQL_ADD_WORDING];
    int code = bind_text(sql, 1, wording->hash);
    if (code == SQLITE_OK) {
        code = bind_text(sql, 2, wording->text);
    }
    return code == SQLITE_OK ? store_run(sql) : code;
}

static int insert_sum(struct store *store, const struct store_sum *sum)
{
    sqlite3_stmt *sql = store->sql[SQL_ADD_SUM];
    int code = sqlite3_bind_int(sql, 1, sum->day);
    if (code == SQLITE_OK) {
        code = bind_text(sql, 2, sum->text);
    }
    return code == SQLITE_OK ? store_run(sql) : code;
}

static int insert_seal(struct store *store, const struct store_seal *seal)
{
    sqlite3_stmt *sql = store->sql[SQL_ADD_SEAL];
    int code = sqlite3_bind_int(sql, 1, seal->day);
    if (code == SQLITE_OK) {
        code = bind_text(sql, 2, seal->text);
    }
    if (code == SQLITE_OK) {
        code = bind_text(sql, 3, seal->signature);
    }
    return code == SQLITE_OK ? store_run(sql) : code;
}

static enum store_result give_up(struct store *store, int code)
{
    /* Before the rollback, which has words of its own. */
    store_fail(store, code);
    store->broken = true;
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return store->result;
}

enum store_result store_append(struct store *store,
                               const struct store_batch *batch)
{
    if (store->broken) {
        return STORE_FAILED;
    }
    int code = store_run(store->sql[SQL_BEGIN]);
    for (int i = 0; code == SQLITE_OK && i < batch->wording_count; i++) {
        code = insert_wording(store, &batch->wordings[i]);
    }
    for (int i = 0; code == SQLITE_OK && i < batch->row_count; i++) {
        code = insert(store, &batch->rows[i]);
    }
    for (int i = 0; code == SQLITE_OK && i < batch->sum_count; i++) {
        code = insert_sum(store, &batch->sums[i]);
    }
    for (int i = 0; code == SQLITE_OK && i < batch->seal_count; i++) {
        code = insert_seal(store, &batch->seals[i]);
    }
    if (code == SQLITE_OK) {
        code = store_run(store->sql[SQL_COMMIT]);
    }
    return code == SQLITE_OK ? STORE_OK : give_up(store, code);
}

enum store_result store_rest(struct store *store)
{
    if (store->broken) {
        return STORE_FAILED;
    }
    if (store->wal_pages < REST_PAGES) {
        return STORE_OK;
    }
    store->wal_pages = 0;
    int code = sqlite3_wal_checkpoint_v2(store->db, "main",
                                         SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return code == SQLITE_OK ? STORE_OK : give_up(store, code);
}
