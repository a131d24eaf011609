/* The whole of a store, copied while it is in use. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.h"
#include "with_faulty_vfs.h"
#include "with_store.h"

enum { ROWS = 5000 };

/* Counts the questions, and says stop at the one that is set. */
struct stopping {
    int asked;
    int stop_at; /* 0: never */
    char cause[STORE_CAUSE_SIZE];
};

static bool ask(void *context)
{
    struct stopping *stopping = context;
    stopping->asked++;
    return stopping->asked == stopping->stop_at;
}

static struct store *store_of_many(void **state)
{
    static struct row rows[ROWS];
    const struct store_wording wording = {"aa", "text"};
    const struct store_seal seal = {20000, "seal", "signature"};
    const struct store_batch batch = {.rows = rows,
                                      .row_count = ROWS,
                                      .wordings = &wording,
                                      .wording_count = 1,
                                      .seals = &seal,
                                      .seal_count = 1};
    struct store *store = store_ready(state);
    for (int i = 0; i < ROWS; i++) {
        rows[i] = store_tagged_row(i + 1, 20000);
    }
    assert_int_equal(store_append(store, &batch), STORE_OK);
    return store;
}

static enum store_result copy_to(struct store *store, const char *path,
                                 struct stopping *stopping)
{
    struct store_copy copy = {.path = path, .stop = ask, .context = stopping};
    enum store_result result = store_copy(store, &copy);
    memcpy(stopping->cause, copy.cause, sizeof copy.cause);
    return result;
}

static void assert_last(struct store *store, int seq)
{
    struct row last;
    assert_int_equal(store_last(store, &last), STORE_OK);
    assert_int_equal(last.seq, seq);
}

static bool take_seal(void *context, const struct store_seal *seal)
{
    text_append_format(context, "%d %s %s", seal->day, seal->text,
                       seal->signature);
    return true;
}

static void a_copy_is_a_record_of_its_own(void **state)
{
    struct store *store = store_of_many(state);
    struct stopping stopping = {0};
    struct text differs = {0};
    struct text seals = {0};
    struct stat st;
    const struct store_seals scan = {0, INT32_MAX, take_seal, &seals};
    char path[FILES_PATH_SIZE];
    assert_true(
        text_copy(path, sizeof path, data_folder_path(*state, "copy.db")));
    assert_int_equal(copy_to(store, path, &stopping), STORE_OK);
    assert_string_equal(store_error(store), "");
    assert_true(stopping.asked > 5);
    store_add_row(store, store_row(ROWS + 1, 20000));
    assert_last(store, ROWS + 1);
    store_close(store);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(store_open(&store, path, false), STORE_OK);
    assert_int_equal(store_check(store), STORE_OK);
    assert_int_equal(store_schema(store, &differs), STORE_OK);
    assert_string_equal(differs.data, "");
    assert_last(store, ROWS);
    assert_int_equal(store_seals(store, &scan), STORE_OK);
    assert_string_equal(seals.data, "20000 seal signature");
    store_add_row(store, store_row(ROWS + 1, 20000));
    store_close(store);
    text_free(&differs);
    text_free(&seals);
}

/* At every question that there is, one after the other. */
static void a_copy_is_stopped_and_the_store_goes_on(void **state)
{
    struct store *store = store_of_many(state);
    struct stopping stopping = {0};
    char path[FILES_PATH_SIZE];
    int seq = ROWS;
    assert_true(
        text_copy(path, sizeof path, data_folder_path(*state, "copy.db")));
    enum store_result result = STORE_BUSY;
    for (int at = 1; result == STORE_BUSY; at++) {
        stopping = (struct stopping){.stop_at = at};
        result = copy_to(store, path, &stopping);
        assert_string_equal(store_error(store), "");
        assert_int_equal(result == STORE_OK ? at : stopping.asked + 1,
                         result == STORE_OK ? stopping.asked + 1 : at + 1);
        seq++;
        store_add_row(store, store_row(seq, 20000));
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(result, STORE_OK);
    assert_true(seq > ROWS + 5);
    assert_last(store, seq);
    store_close(store);
    store = store_ready(state);
    assert_last(store, seq);
    assert_int_equal(store_check(store), STORE_OK);
    store_close(store);
}

static void what_lies_there_is_not_overwritten(void **state)
{
    static const char *const contents[] = {"", "something"};
    struct store *store = store_of_many(state);
    struct stopping stopping = {0};
    for (int i = 0; i < 2; i++) {
        const char *path = data_folder_path(*state, "copy.db");
        assert_true(files_replace(path, contents[i], strlen(contents[i]),
                                  FILES_UNSYNCED));
        assert_int_equal(copy_to(store, path, &stopping), STORE_FAILED);
        assert_string_equal(stopping.cause, "File exists");
        assert_string_equal(store_error(store), "");
        char *now = data_folder_read(*state, "copy.db");
        assert_string_equal(now == NULL ? "" : now, contents[i]);
        free(now);
        store_add_row(store, store_row(ROWS + 1 + i, 20000));
    }
    assert_int_equal(
        copy_to(store, data_folder_path(*state, "no/where.db"), &stopping),
        STORE_FAILED);
    store_add_row(store, store_row(ROWS + 3, 20000));
    store_close(store);
}

/* The disk is full from the n-th write on, and then has room again. */
static void a_full_disk_harms_only_the_copy(void **state)
{
    struct store *store = store_of_many(state);
    struct stopping stopping = {0};
    char path[FILES_PATH_SIZE];
    int seq = ROWS;
    assert_true(
        text_copy(path, sizeof path, data_folder_path(*state, "copy.db")));
    enum store_result result = STORE_FULL;
    for (int n = 1; result == STORE_FULL; n += 20) {
        faulty_vfs_fail_write(n, SQLITE_FULL);
        result = copy_to(store, path, &stopping);
        faulty_vfs_pass();
        if (result == STORE_FULL) {
            assert_non_null(strstr(stopping.cause, "is full"));
            assert_string_equal(store_error(store), "");
        }
        seq++;
        store_add_row(store, store_row(seq, 20000));
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(result, STORE_OK);
    assert_true(seq > ROWS + 3);
    store_close(store);
    store = store_ready(state);
    assert_last(store, seq);
    store_close(store);
}

/* What is told of a copy is no failure of the record, nor hides one. */
static void a_failure_of_the_record_is_told_apart(void **state)
{
    struct store *store = store_of_many(state);
    struct stopping stopping = {0};
    const struct row row = store_row(ROWS + 1, 20000);
    const struct store_batch batch = {.rows = &row, .row_count = 1};
    assert_int_equal(copy_to(store, store_path(state), &stopping),
                     STORE_FAILED);
    assert_string_equal(stopping.cause, "File exists");
    assert_string_equal(store_error(store), "");
    faulty_vfs_fail_write(1, SQLITE_FULL);
    assert_int_equal(store_append(store, &batch), STORE_FULL);
    faulty_vfs_pass();
    assert_non_null(strstr(store_error(store), "is full"));
    assert_int_equal(
        copy_to(store, data_folder_path(*state, "copy.db"), &stopping),
        STORE_FAILED);
    assert_false(files_exists(data_folder_path(*state, "copy.db")));
    assert_non_null(strstr(stopping.cause, "is full"));
    assert_non_null(strstr(store_error(store), "is full"));
    store_close(store);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, store_folder_setup,                  \
                                    store_folder_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_copy_is_a_record_of_its_own),
        TEST(a_copy_is_stopped_and_the_store_goes_on),
        TEST(what_lies_there_is_not_overwritten),
        TEST(a_full_disk_harms_only_the_copy),
        TEST(a_failure_of_the_record_is_told_apart),
    };
    faulty_vfs_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
