/* What closing a day costs: its rows are loaded once for all that is made of
   them, and read once more for the digest of the seal; its file is encoded
   once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dlfcn.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "daily/outbox.h"
#include "record/with_record.h"

enum { VISITS = 2000, ROWS = 6 * VISITS };

static int rows_loaded;       /* out of statements */
static int rows_digested;     /* within one, for the seal */
static size_t bytes_digested; /* all that is encoded is, too */

/* Libsodium's stand behind these two. */
static void *find_real(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    assert_non_null(found);
    return found;
}

int crypto_hash_sha256_update(void *state, const unsigned char *bytes,
                              unsigned long long length);

int crypto_hash_sha256_update(void *state, const unsigned char *bytes,
                              unsigned long long length)
{
    int (*real)(void *, const unsigned char *, unsigned long long);
    void *found = find_real("crypto_hash_sha256_update");
    memcpy(&real, &found, sizeof real);
    bytes_digested += length;
    return real(state, bytes, length);
}

int crypto_generichash_update(void *state, const unsigned char *bytes,
                              unsigned long long length);

int crypto_generichash_update(void *state, const unsigned char *bytes,
                              unsigned long long length)
{
    int (*real)(void *, const unsigned char *, unsigned long long);
    void *found = find_real("crypto_generichash_update");
    memcpy(&real, &found, sizeof real);
    rows_digested++;
    return real(state, bytes, length);
}

static int on_row(unsigned kind, void *context, void *statement, void *unused)
{
    (void)kind;
    (void)context;
    (void)unused;
    const char *sql = sqlite3_sql(statement);
    rows_loaded += sql != NULL && strstr(sql, "FROM events") != NULL;
    return 0;
}

static int trace(sqlite3 *db, const char **error, const void *routines)
{
    (void)error;
    (void)routines;
    return sqlite3_trace_v2(db, SQLITE_TRACE_ROW, on_row, NULL);
}

static int setup(void **state)
{
    sqlite3_auto_extension((void (*)(void))trace);
    return record_fixture_setup(state);
}

static int teardown(void **state)
{
    sqlite3_reset_auto_extension();
    return record_fixture_teardown(state);
}

static void a_closing_day_is_loaded_once_and_encoded_once(void **state)
{
    struct record_fixture *f = *state;
    struct outbox outbox;
    struct moment evening = with_moment(WITH_MONDAY, 17, 0);
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_fill(f, WITH_MONDAY, 1, VISITS);
    assert_true(outbox_open(&outbox, f->record, &f->config, f->folder.path));
    rows_loaded = 0;
    rows_digested = 0;
    bytes_digested = 0;
    assert_int_equal(outbox_close_day(&outbox, WITH_MONDAY, evening), STORE_OK);
    assert_in_range(rows_loaded, ROWS, ROWS + 200);
    assert_in_range(rows_digested, ROWS, ROWS + 200);
    char *csv = data_folder_read(
        &f->folder, "outbox/4luon_van-truong_quay-1_2026-11-23.csv");
    assert_in_range(strlen(csv), 100 * VISITS, SIZE_MAX);
    assert_in_range(bytes_digested, strlen(csv), strlen(csv) + 10000);
    free(csv);
    outbox_close(&outbox);
}

/* And as often when it is handed out later. */
static void a_closed_day_is_read_once_to_compare_its_file(void **state)
{
    struct record_fixture *f = *state;
    struct outbox outbox;
    struct day_file_done done;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_fill(f, WITH_MONDAY, 1, VISITS);
    record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0));
    assert_true(outbox_open(&outbox, f->record, &f->config, f->folder.path));
    rows_loaded = 0;
    bytes_digested = 0;
    assert_int_equal(outbox_write_day(&outbox, WITH_MONDAY, &done),
                     DAY_FILE_SAME);
    assert_in_range(rows_loaded, ROWS, ROWS + 200);
    /* Beside the file, the wordings. */
    assert_in_range(bytes_digested, done.bytes, done.bytes + 10000);
    outbox_close(&outbox);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_closing_day_is_loaded_once_and_encoded_once, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_closed_day_is_read_once_to_compare_its_file, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
