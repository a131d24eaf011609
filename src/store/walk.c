/*
 * Rows out of the store, each column looked at: a row that store_append would
 * have written otherwise was not written by this program, even where it reads
 * the same. Whoever can write the file can write anything into it, and what a
 * reader makes of NULL, of 5.0 or of what follows a NUL is no evidence.
 *
 * SQLite calls us with each row, as a function in the statement's condition:
 * asking it for 13 columns and their types from outside, row after row, takes
 * half as long again.
 */
#include "base/speak.h"
#include "store/store.h"

#include <assert.h>
#include <sqlite3.h>
#include <string.h>

#include "store/inside.h"

/* As COLUMNS has them. */
enum column {
    WALL_MS,
    DAY,
    KIND,
    VISIT,
    ITEM,
    VALUE,
    ELAPSED_MS,
    FLAGS,
    NOTE,
    SEQ,
    BOOT,
    BOOTTIME_MS,
    TAG,
    COLUMN_COUNT
};

struct walking {
    const struct store_walk *walk;
    struct row row;
};

static bool take_number(sqlite3_value *value, int64_t *out)
{
    if (sqlite3_value_type(value) != SQLITE_INTEGER) {
        return false;
    }
    *out = sqlite3_value_int64(value);
    return true;
}

/* 0 and `filled` false when there is none. */
static bool take_number_or_none(sqlite3_value *value, int64_t *out,
                                bool *filled)
{
    *out = 0;
    *filled = take_number(value, out);
    return *filled || sqlite3_value_type(value) == SQLITE_NULL;
}

/* A text as it is written: not empty, shorter than its room, without a NUL. */
static bool take_text(sqlite3_value *value, char *out, size_t size)
{
    if (sqlite3_value_type(value) != SQLITE_TEXT) {
        return false;
    }
    const char *bytes = sqlite3_value_blob(value);
    size_t length = (size_t)sqlite3_value_bytes(value);
    if (length == 0 || length >= size || memchr(bytes, '\0', length) != NULL) {
        return false;
    }
    memcpy(out, bytes, length);
    out[length] = '\0';
    return true;
}

static bool take_text_or_none(sqlite3_value *value, char *out, size_t size)
{
    out[0] = '\0';
    return take_text(value, out, size) ||
           sqlite3_value_type(value) == SQLITE_NULL;
}

static bool take_tag_or_none(sqlite3_value *value, struct row *row)
{
    const int type = sqlite3_value_type(value);
    row->tagged = type == SQLITE_BLOB;
    if (!row->tagged) {
        memset(row->tag, 0, TAG_SIZE);
        return type == SQLITE_NULL;
    }
    const void *bytes = sqlite3_value_blob(value);
    if (sqlite3_value_bytes(value) != TAG_SIZE) {
        return false;
    }
    memcpy(row->tag, bytes, TAG_SIZE);
    return true;
}

/* What every row has. Returns what is wrong, or NULL. */
static const char *take_stamp(sqlite3_value **columns, struct row *row)
{
    int64_t day;
    if (!take_number(columns[SEQ], &row->seq) || row->seq < 1) {
        return N_("its seq is no number from 1 on");
    }
    if (!take_number(columns[BOOT], &row->boot)) {
        return N_("its boot is no number");
    }
    if (!take_number(columns[BOOTTIME_MS], &row->boottime_ms)) {
        return N_("its boottime_ms is no number");
    }
    if (!take_number(columns[WALL_MS], &row->wall_ms)) {
        return N_("its wall_ms is no number");
    }
    if (!take_number(columns[DAY], &day) || day < INT32_MIN ||
        day > INT32_MAX) {
        return N_("its day is no number of 32 bits");
    }
    row->day = (int32_t)day;
    return NULL;
}

/* Those of which a row of this kind fills some, as store_append would. */
static const char *take_numbers(sqlite3_value **columns, struct row *row)
{
    int64_t number;
    bool filled;
    if (!take_number_or_none(columns[VISIT], &row->visit, &filled) ||
        filled != (row->visit != 0)) {
        return N_("its visit is neither a number nor NULL");
    }
    if (!take_number_or_none(columns[ELAPSED_MS], &row->elapsed_ms, &filled) ||
        filled != (row->elapsed_ms != 0)) {
        return N_("its elapsed_ms is neither a number nor NULL");
    }
    if (!take_number_or_none(columns[VALUE], &number, &filled) ||
        number < INT32_MIN || number > INT32_MAX) {
        return N_("its value is neither a number of 32 bits nor NULL");
    }
    row->value = (int)number;
    if (filled != store_has_value(row)) {
        return filled ? N_("its value is filled, which its kind does not use")
                      : N_("its value is NULL, which its kind must have");
    }
    if (!take_number_or_none(columns[FLAGS], &number, &filled) || number < 0 ||
        number > UINT32_MAX) {
        return N_("its flags are neither a number of 32 bits nor NULL");
    }
    row->flags = (unsigned)number;
    if (filled != store_has_flags(row)) {
        return filled ? N_("its flags are 0 in place of NULL")
                      : N_("its flags are NULL, which a visit's may not be");
    }
    return NULL;
}

static const char *take_texts(sqlite3_value **columns, struct row *row)
{
    if (!take_text_or_none(columns[ITEM], row->item, sizeof row->item)) {
        return N_("its item is neither a valid text nor NULL");
    }
    if (!take_text_or_none(columns[NOTE], row->note, sizeof row->note)) {
        return N_("its note is neither a valid text nor NULL");
    }
    return take_tag_or_none(columns[TAG], row)
               ? NULL
               : N_("its tag is neither 16 bytes nor NULL");
}

static const char *take_whole(sqlite3_value **columns, struct row *row)
{
    char kind[16];
    const char *fault = take_stamp(columns, row);
    if (fault == NULL && (!take_text(columns[KIND], kind, sizeof kind) ||
                          !row_kind_parse(kind, &row->kind))) {
        fault = N_("its kind is unknown");
    }
    if (fault == NULL) {
        fault = take_numbers(columns, row);
    }
    return fault == NULL ? take_texts(columns, row) : fault;
}

/* What a walk's statement calls with each row: whether it is the last. */
static void call(sqlite3_context *context, int count, sqlite3_value **columns)
{
    struct walking *walking = *(struct walking **)sqlite3_user_data(context);
    assert(count == COLUMN_COUNT && walking != NULL);
    const char *fault = take_whole(columns, &walking->row);
    walking->row.seq = sqlite3_value_int64(columns[SEQ]); /* a fault has it */
    bool more =
        walking->walk->take(walking->walk->context, &walking->row, fault);
    sqlite3_result_int(context, !more);
}

int store_walk_prepare(struct store *store)
{
    return sqlite3_create_function_v2(store->db, STORE_WALK_FUNCTION,
                                      COLUMN_COUNT,
                                      SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                      &store->walking, call, NULL, NULL, NULL);
}

enum store_result store_walk(struct store *store, const struct store_walk *walk)
{
    sqlite3_stmt *sql = store->sql[SQL_WALK];
    struct walking walking = {.walk = walk};
    sqlite3_bind_int64(sql, 1, walk->first);
    sqlite3_bind_int64(sql, 2, walk->last);
    store->walking = &walking;
    int code = sqlite3_step(sql);
    store->walking = NULL;
    return store_done(store, sql, code);
}
