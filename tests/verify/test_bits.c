/*
 * Every single bit of a sealed day: its rows, its CSV, its seal, its signature.
 * All of them with BONLUON_TORTURE, else one in some.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "with_past.h"
#include "with_sql.h"
#include "with_verdict.h"
#include "tried.h"

static int stride(void)
{
    return getenv("BONLUON_TORTURE") != NULL ? 1 : 23;
}

static void must_be_found(const struct asking *asking, const char *what)
{
    struct account account;
    char *said = with_verdict(asking, &account);
    if (account.wrong == 0) {
        fail_msg("missed: %s", what);
    }
    free(said);
}

/* One day with a visit or two, closed. */
static void make_day(struct past *past)
{
    bool visited = false;
    for (uint64_t seed = 11; !visited; seed++) {
        past_begin(past, seed);
        int64_t before = past->visit;
        past->calm = true;
        past_live(past, 1);
        past_kill(past);
        visited = past->visit != before;
        if (!visited) {
            past_end(past);
        }
    }
}

static void write_all(const char *path, const struct text *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text->data, 1, text->length, file), text->length);
    assert_int_equal(fclose(file), 0);
}

static int flip_file(const char *path, const struct asking *asking)
{
    struct text text = {0};
    int flipped = 0;
    assert_true(files_read(path, 1 << 20, &text));
    for (size_t bit = 0; bit < 8 * text.length; bit += (size_t)stride()) {
        char what[FILES_PATH_SIZE + 64];
        text.data[bit / 8] ^= (char)(1 << bit % 8);
        write_all(path, &text);
        snprintf(what, sizeof what, "%s, bit %zu", path, bit);
        must_be_found(asking, what);
        text.data[bit / 8] ^= (char)(1 << bit % 8);
        flipped++;
    }
    write_all(path, &text);
    text_free(&text);
    return flipped;
}

static void every_bit_of_the_files_counts(void **state)
{
    (void)state;
    static const char *const endings[] = {".csv", ".seal", ".seal.sig"};
    struct past past;
    char outbox[FILES_PATH_SIZE];
    make_day(&past);
    assert_true(files_join(outbox, past.path, "outbox"));
    const struct asking asking = {.paths = {outbox}};
    with_no_finding(&asking, "no bit was flipped");
    for (int i = 0; i < 3; i++) {
        char path[FILES_PATH_SIZE];
        assert_true(text_format(path, sizeof path,
                                "%s/4luon_van-truong_quay-1_2026-11-23%s",
                                outbox, endings[i]));
        int flipped = flip_file(path, &asking);
        printf("%6d bits of the %s all found\n", flipped, endings[i] + 1);
    }
    with_no_finding(&asking, "all bits are back");
    past_end(&past);
    tried("changes, adds or removes an answer");
}

static const char *const columns[] = {
    "seq",  "boot",  "boottime_ms", "wall_ms", "day",  "kind", "visit",
    "item", "value", "elapsed_ms",  "flags",   "note", "tag"};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

struct flipping {
    sqlite3 *db;
    struct asking asking;
    int64_t seq, last;
    int64_t sealed; /* rows up to this one a digest covers */
    int count;
};

static void run(struct flipping *flipping, char *text)
{
    char *error = NULL;
    sqlite3_exec(flipping->db, text, NULL, NULL, &error);
    if (error != NULL) {
        fail_msg("%s: %s", text, error);
    }
    sqlite3_free(text);
}

/* The connection must let go of the file, or a verifier finds it in use. */
static void look(struct flipping *flipping, const char *column, int bit)
{
    char what[96];
    snprintf(what, sizeof what, "row %" PRId64 ", %s, bit %d", flipping->seq,
             column, bit);
    must_be_found(&flipping->asking, what);
    if (flipping->seq <= flipping->sealed) {
        struct asking bare = flipping->asking;
        bare.keys = NULL;
        bare.key_count = 0;
        must_be_found(&bare, what);
    }
    flipping->count++;
}

static void flip_number(struct flipping *flipping, const char *column,
                        int64_t number)
{
    for (int bit = flipping->count % stride(); bit < 64; bit += stride()) {
        int64_t other = (int64_t)((uint64_t)number ^ (uint64_t)1 << bit);
        bool seq = strcmp(column, "seq") == 0;
        if (seq && other >= 1 && other <= flipping->last) {
            continue; /* another row has it: SQLite itself refuses */
        }
        run(flipping, sqlite3_mprintf(
                          "UPDATE events SET %s = %lld WHERE seq = %lld",
                          column, (long long)other, (long long)flipping->seq));
        look(flipping, column, bit);
        run(flipping,
            sqlite3_mprintf("UPDATE events SET %s = %lld WHERE seq = %lld",
                            column, (long long)number,
                            (long long)(seq ? other : flipping->seq)));
    }
}

static void put_bytes(struct flipping *flipping, const char *column,
                      const unsigned char *bytes, int length)
{
    char hex[512] = "";
    for (int i = 0; i < length; i++) {
        snprintf(hex + 2 * (size_t)i, 3, "%02x", bytes[i]);
    }
    bool blob = strcmp(column, "tag") == 0;
    run(flipping,
        sqlite3_mprintf(blob ? "UPDATE events SET %s = x'%s' WHERE seq = %lld"
                             : "UPDATE events SET %s = CAST(x'%s' AS TEXT)"
                               " WHERE seq = %lld",
                        column, hex, (long long)flipping->seq));
}

static void flip_bytes(struct flipping *flipping, const char *column,
                       const void *given, int length)
{
    unsigned char bytes[256];
    assert_in_range(length, 1, sizeof bytes);
    memcpy(bytes, given, (size_t)length);
    for (int bit = flipping->count % stride(); bit < 8 * length;
         bit += stride()) {
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        put_bytes(flipping, column, bytes, length);
        look(flipping, column, bit);
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    put_bytes(flipping, column, bytes, length);
}

static void flip_column(struct flipping *flipping, const char *column)
{
    sqlite3_stmt *statement;
    char *text = sqlite3_mprintf("SELECT %s FROM events WHERE seq = %lld",
                                 column, (long long)flipping->seq);
    assert_int_equal(
        sqlite3_prepare_v2(flipping->db, text, -1, &statement, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int type = sqlite3_column_type(statement, 0);
    int64_t number = sqlite3_column_int64(statement, 0);
    unsigned char bytes[256] = {0};
    int length = sqlite3_column_bytes(statement, 0);
    assert_in_range(length, 0, sizeof bytes);
    if (type == SQLITE_TEXT || type == SQLITE_BLOB) {
        memcpy(bytes, sqlite3_column_blob(statement, 0), (size_t)length);
    }
    sqlite3_finalize(statement);
    sqlite3_free(text);
    if (type == SQLITE_INTEGER) {
        flip_number(flipping, column, number);
    } else if (type != SQLITE_NULL) {
        flip_bytes(flipping, column, bytes, length);
    }
}

/* The triggers stay where they are, for verify looks for them: they are off for
   this connection. */
static void open_db(struct flipping *flipping, const struct past *past,
                    const char *path)
{
    struct sql sql;
    sql_open(&sql, past->path);
    flipping->sealed =
        sql_ask(&sql, "SELECT max(seq) FROM events WHERE kind = 'close'");
    flipping->last = sql_ask(&sql, "SELECT max(seq) FROM events");
    sql_close(&sql);
    assert_int_equal(sqlite3_open(path, &flipping->db), SQLITE_OK);
    int off = 1;
    assert_int_equal(sqlite3_db_config(flipping->db,
                                       SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &off),
                     SQLITE_OK);
    assert_int_equal(off, 0);
    run(flipping, sqlite3_mprintf("PRAGMA synchronous = OFF"));
    run(flipping, sqlite3_mprintf("PRAGMA journal_mode = DELETE"));
}

static void every_bit_of_the_rows_counts(void **state)
{
    (void)state;
    struct past past;
    char path[FILES_PATH_SIZE];
    make_day(&past);
    assert_true(files_join(path, past.path, "bonluon.db"));
    struct flipping flipping = {
        .asking = {.paths = {path}, .keys = &past.first, .key_count = 1}};
    open_db(&flipping, &past, path);
    with_no_finding(&flipping.asking, "no bit was flipped");
    for (flipping.seq = 1; flipping.seq <= flipping.sealed + 1;
         flipping.seq++) {
        for (int i = 0; i < COLUMNS; i++) {
            flip_column(&flipping, columns[i]);
        }
    }
    with_no_finding(&flipping.asking, "all bits are back");
    printf("%6d bits of %" PRId64 " rows all found\n", flipping.count,
           flipping.sealed + 1);
    assert_int_equal(sqlite3_close(flipping.db), SQLITE_OK);
    past_end(&past);
    tried("drops the triggers, changes rows of");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bit_of_the_files_counts),
        cmocka_unit_test(every_bit_of_the_rows_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
