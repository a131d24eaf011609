#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <grp.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.h"
#include "with_store.h"
#include "tried.h"

static void a_row_comes_back_as_it_went_in(void **state)
{
    struct store *store = store_ready(state);
    struct row in = store_row(1, 20000);
    struct row bare = {.seq = 2, .day = 20000, .kind = ROW_STOP};
    struct row out;
    store_add_row(store, in);
    store_add_row(store, bare);
    store_close(store);
    store = store_ready(state);
    assert_int_equal(store_check(store), STORE_OK);
    assert_int_equal(store_read(store, 1, &out), STORE_OK);
    assert_int_equal(out.visit, in.visit);
    assert_int_equal(out.kind, in.kind);
    assert_string_equal(out.item, in.item);
    assert_string_equal(out.note, in.note);
    assert_int_equal(out.value, in.value);
    assert_int_equal(out.elapsed_ms, in.elapsed_ms);
    assert_int_equal(out.flags, in.flags);
    assert_int_equal(out.day, in.day);
    assert_int_equal(out.boot, 1);
    assert_int_equal(out.boottime_ms, 2);
    assert_int_equal(out.wall_ms, 3);
    assert_int_equal(store_last(store, &out), STORE_OK);
    assert_int_equal(out.seq, 2);
    assert_int_equal(out.visit, 0);
    assert_int_equal(store_last_of(store, ROW_STOP, &out), STORE_OK);
    assert_int_equal(out.seq, 2);
    assert_int_equal(store_last_of(store, ROW_CLOSE, &out), STORE_OK);
    assert_int_equal(out.seq, 0);
    assert_int_equal(store_read(store, 3, &out), STORE_OK);
    assert_int_equal(out.seq, 0);
    store_close(store);
}

static void a_day_is_found(void **state)
{
    struct store *store = store_ready(state);
    static const int32_t days[] = {10, 10, 10, 12, 12, 15};
    static const struct {
        int32_t day;
        int64_t seq;
    } cases[] = {{9, 1}, {10, 1}, {11, 4}, {12, 4}, {13, 6}, {15, 6}, {16, 7}};
    int64_t seq;
    assert_int_equal(store_find_day(store, 10, &seq), STORE_OK);
    assert_int_equal(seq, 1);
    for (int i = 0; i < 6; i++) {
        store_add_row(store, store_row(i + 1, days[i]));
    }
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(store_find_day(store, cases[i].day, &seq), STORE_OK);
        assert_int_equal(seq, cases[i].seq);
    }
    store_close(store);
}

/* What anybody may try with the sqlite3 shell, on an ordinary connection. */
static void nothing_is_changed_or_deleted(void **state)
{
    static const char *const attempts[] = {
        "UPDATE events SET value = 1",
        "UPDATE OR IGNORE events SET value = 1 WHERE seq = 1",
        "UPDATE OR REPLACE events SET seq = 2 WHERE seq = 1",
        "DELETE FROM events",
        "DELETE FROM events WHERE seq = 2",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 1",
        "REPLACE INTO events(seq, boot, boottime_ms, wall_ms, day, kind)"
        " VALUES(2, 1, 1, 1, 20000, 'stop')",
        "INSERT INTO events(seq, boot, boottime_ms, wall_ms, day, kind)"
        " VALUES(9, 1, 1, 1, 20000, 'stop')",
        "INSERT INTO events(boot, boottime_ms, wall_ms, day, kind)"
        " VALUES(1, 1, 1, 20000, 'stop')",
        "INSERT INTO events(seq, boot, boottime_ms, wall_ms, day, kind)"
        " VALUES(3, 1, 1, 1, 19999, 'stop')",
        "INSERT INTO events(seq, boot, boottime_ms, wall_ms, day, kind, value)"
        " VALUES(3, 1, 1, 1, 20000, 'stop', 'text')",
        "INSERT INTO events SELECT * FROM events WHERE seq = 1"
        " ON CONFLICT(seq) DO UPDATE SET value = 1",
        "UPDATE wordings SET text = 'other'",
        "DELETE FROM wordings",
        "INSERT OR REPLACE INTO wordings VALUES('aa', 'other')",
        "UPDATE sums SET text = 'other'",
        "DELETE FROM sums",
        "INSERT OR REPLACE INTO sums VALUES(20000, 'other')",
        "UPDATE seals SET signature = 'other'",
        "DELETE FROM seals",
        "INSERT OR REPLACE INTO seals VALUES(20000, 'other', 'other')",
    };
    struct store *store = store_ready(state);
    const struct store_wording wordings[] = {{"aa", "text"}, {"bb", "more"}};
    struct row rows[] = {store_row(1, 20000), store_row(2, 20000)};
    const struct store_sum sum = {20000, "sum"};
    const struct store_seal seal = {20000, "seal", "signature"};
    const struct store_batch batch = {.rows = rows,
                                      .row_count = 2,
                                      .wordings = wordings,
                                      .wording_count = 2,
                                      .sums = &sum,
                                      .sum_count = 1,
                                      .seals = &seal,
                                      .seal_count = 1};
    struct text text = {0};
    assert_int_equal(store_append(store, &batch), STORE_OK);
    assert_int_equal(store_find_wording(store, "b", &text), STORE_OK);
    assert_string_equal(text.data, "more");
    text_free(&text);
    store_close(store);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(store_path(state), &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++) {
        int code = sqlite3_exec(db, attempts[i], NULL, NULL, NULL);
        if (code == SQLITE_OK || sqlite3_total_changes(db) != 0) {
            fail_msg("was let through: %s", attempts[i]);
        }
    }
    sqlite3_close(db);
    tried("changes or deletes a row by");
}

static void a_second_opening_is_busy(void **state)
{
    struct store *store = store_ready(state);
    struct store *second;
    assert_int_equal(store_open(&second, store_path(state), true), STORE_BUSY);
    assert_non_null(strstr(store_error(second), "bonluon.db"));
    assert_non_null(strstr(store_error(second), "outbox"));
    store_close(second);
    store_close(store);
}

static void a_missing_one_is_not_made_for_a_command(void **state)
{
    struct store *store;
    assert_int_equal(store_open(&store, store_path(state), false),
                     STORE_MISSING);
    assert_non_null(strstr(store_error(store), "no record yet"));
    store_close(store);
    assert_false(files_exists(store_path(state)));
}

/* As a start leaves it that was cut off before its first write. */
static void an_empty_one_is_filled_only_by_a_start(void **state)
{
    struct store *store;
    struct text bytes = {0};
    assert_true(files_replace(store_path(state), "", 0, FILES_UNSYNCED));
    assert_int_equal(store_open(&store, store_path(state), false),
                     STORE_MISSING);
    store_close(store);
    assert_true(files_read(store_path(state), 1, &bytes));
    assert_int_equal(bytes.length, 0);
    text_free(&bytes);
    store_close(store_ready(state));
}

static void a_last_day_that_is_none_is_damage(void **state)
{
    static const int32_t days[] = {INT32_MIN, -700000, 2932897, INT32_MAX};
    struct store *store;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        struct row close = {
            .seq = 1, .day = 20000, .kind = ROW_CLOSE, .value = days[i]};
        store = store_ready(state);
        store_add_row(store, close);
        store_close(store);
        assert_int_equal(store_open(&store, store_path(state), false),
                         STORE_DAMAGED);
        store_close(store);
        assert_int_equal(unlink(store_path(state)), 0);
    }
}

static void what_is_no_database_is_damaged(void **state)
{
    struct store *store;
    char junk[4096];
    memset(junk, 'x', sizeof junk);
    assert_true(
        files_replace(store_path(state), junk, sizeof junk, FILES_UNSYNCED));
    assert_int_equal(store_open(&store, store_path(state), true),
                     STORE_DAMAGED);
    store_close(store);
}

static void a_foreign_database_is_damaged(void **state)
{
    sqlite3 *db;
    struct store *store;
    assert_int_equal(sqlite3_open(store_path(state), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE t(a)", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    struct text before = {0};
    struct text after = {0};
    assert_true(files_read(store_path(state), 65536, &before));
    assert_int_equal(store_open(&store, store_path(state), true),
                     STORE_DAMAGED);
    store_close(store);
    assert_true(files_read(store_path(state), 65536, &after));
    assert_int_equal(after.length, before.length);
    assert_memory_equal(after.data, before.data, before.length);
    text_free(&before);
    text_free(&after);
}

/* Closes it, lets somebody run SQL, and opens it again. */
static void assert_after(void **state, const char *sql,
                         enum store_result expected, const char *words)
{
    struct store *store = store_ready(state);
    store_close(store);
    store_by_hand(store_path(state), sql);
    assert_int_equal(store_open(&store, store_path(state), true), expected);
    assert_non_null(strstr(store_error(store), words));
    store_close(store);
    unlink(store_path(state));
}

static void a_later_version_is_refused_and_not_damaged(void **state)
{
    assert_after(state, "PRAGMA user_version=2; CREATE TABLE more(a)",
                 STORE_FAILED, "another version");
}

/* Damage, or a version that left the tables as they were? */
static void a_number_alone_is_in_doubt(void **state)
{
    assert_after(state, "PRAGMA user_version=2", STORE_OTHER,
                 "another version");
}

static void a_number_that_no_version_has_is_damaged(void **state)
{
    assert_after(state, "PRAGMA user_version=-2147483647", STORE_DAMAGED,
                 "no version");
    assert_after(state, "PRAGMA user_version=16777217", STORE_DAMAGED,
                 "no version");
}

static void a_pragma_that_does_not_take_is_a_failure(void **state)
{
    (void)state;
    struct store *store;
    assert_int_equal(store_open(&store, ":memory:", true), STORE_FAILED);
    assert_non_null(strstr(store_error(store), "journal_mode"));
    store_close(store);
    assert_int_equal(unlink(":memory:"), 0); /* made first, as any file is */
}

/* The superuser may write anywhere, so somebody else has to try. */
static void as_nobody(void **state)
{
    struct store *store;
    if (getuid() == 0 &&
        (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0)) {
        _exit(3);
    }
    enum store_result result = store_open(&store, store_path(state), true);
    bool names = strstr(store_error(store), "bonluon.db") != NULL;
    _exit(result != STORE_READONLY ? 1 : names ? 0 : 2);
}

static void read_only_folder_is_said(void **state)
{
    struct data_folder *folder = *state;
    for (int with_file = 0; with_file < 2; with_file++) {
        if (with_file) {
            store_close(store_ready(state));
        }
        assert_int_equal(chmod(folder->path, 0555), 0);
        pid_t child = fork();
        if (child == 0) {
            as_nobody(state);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(chmod(folder->path, 0755), 0);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
}

static void the_file_says_what_it_is(void **state)
{
    store_close(store_ready(state));
    char *bytes = data_folder_read(*state, "bonluon.db");
    assert_memory_equal(bytes + 68, "4LUO", 4);
    free(bytes);
}

static void the_log_is_brought_home_at_rest(void **state)
{
    struct store *store = store_ready(state);
    struct stat before;
    struct stat after;
    for (int i = 0; i < 200; i++) {
        store_add_row(store, store_row(i + 1, 20000));
    }
    assert_int_equal(stat(store_path(state), &before), 0);
    assert_int_equal(store_rest(store), STORE_OK);
    assert_int_equal(stat(store_path(state), &after), 0);
    assert_true(after.st_size > before.st_size);
    store_close(store);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, store_folder_setup,                  \
                                    store_folder_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_row_comes_back_as_it_went_in),
        TEST(a_day_is_found),
        TEST(nothing_is_changed_or_deleted),
        TEST(a_second_opening_is_busy),
        TEST(a_missing_one_is_not_made_for_a_command),
        TEST(what_is_no_database_is_damaged),
        TEST(an_empty_one_is_filled_only_by_a_start),
        TEST(a_last_day_that_is_none_is_damage),
        TEST(a_foreign_database_is_damaged),
        TEST(a_later_version_is_refused_and_not_damaged),
        TEST(a_number_alone_is_in_doubt),
        TEST(a_number_that_no_version_has_is_damaged),
        TEST(a_pragma_that_does_not_take_is_a_failure),
        TEST(read_only_folder_is_said),
        TEST(the_file_says_what_it_is),
        TEST(the_log_is_brought_home_at_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
