/* SQLite finds no memory, at one of its requests: a store that cannot
   be opened says so, and is opened when there is some again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <string.h>

#include "base/with_folder.h"
#include "store/store.h"

/* Of SQLite's own, which is asked for what does not fail. */
static sqlite3_mem_methods real;
static int left; /* requests that are granted; 0: none fails */

static void *grant(int size)
{
    return left > 0 && --left == 0 ? NULL : real.xMalloc(size);
}

static enum store_result open_terminals(struct store **store, const char *path)
{
    return store_open(store, path, true);
}

/* Opens it with a request failing, each of the first and some of the later
   ones, until all were granted. */
static void check(void **state, enum store_result (*open)(struct store **store,
                                                          const char *path))
{
    const char *path = folder_path(*state, "bonluon.db");
    struct store *store;
    bool failed = true;
    int at = 1;
    for (; failed; at += 1 + at / 16) {
        left = at;
        enum store_result result = open(&store, path);
        failed = left == 0;
        left = 0;
        assert_true(failed || result == STORE_OK);
        assert_true(result == STORE_OK || store_error(store)[0] != '\0');
        store_close(store);
        result = open_terminals(&store, path);
        assert_string_equal(store_error(store), "");
        assert_int_equal(result, STORE_OK);
        assert_int_equal(store_check(store), STORE_OK);
        store_close(store);
    }
    assert_true(at > 10);
}

static void a_terminals(void **state)
{
    check(state, open_terminals);
}

static void evidence(void **state)
{
    struct store *store;
    const char *path = folder_path(*state, "bonluon.db");
    assert_int_equal(open_terminals(&store, path), STORE_OK);
    store_close(store);
    check(state, store_open_evidence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {folder_test(a_terminals),
                                       folder_test(evidence)};
    sqlite3_mem_methods ours;
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK) {
        return 1;
    }
    ours = real;
    ours.xMalloc = grant;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) != SQLITE_OK) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
