/* A database read as evidence: nothing of it changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/schema.h"
#include "store/store.h"
#include "with_faulty_vfs.h"
#include "with_store.h"

static void copy(void **state, const char *from, const char *to)
{
    struct text bytes = {0};
    assert_true(files_read(data_folder_path(*state, from), 1 << 30, &bytes));
    assert_true(files_replace(data_folder_path(*state, to), bytes.data,
                              bytes.length, FILES_UNSYNCED));
    text_free(&bytes);
}

static void add_rows(struct store *store, int first, int last)
{
    for (int i = first; i <= last; i++) {
        store_add_row(store, store_tagged_row(i, 20000));
    }
}

/* Leaves "cut.db" as a power cut would: 10 rows in it, 30 more in its
   write-ahead log. */
static void make_cut_off(void **state)
{
    struct store *store = store_ready(state);
    add_rows(store, 1, 10);
    store_close(store);
    store = store_ready(state);
    add_rows(store, 11, 40);
    copy(state, "bonluon.db", "cut.db");
    copy(state, "bonluon.db-wal", "cut.db-wal");
    store_close(store);
}

static bool count_row(void *context, const struct row *row, const char *fault)
{
    assert_null(fault);
    assert_true(row->tagged);
    ++*(int *)context;
    return true;
}

static int rows_of(struct store *store)
{
    int count = 0;
    const struct store_walk walk = {1, INT64_MAX, count_row, &count};
    assert_int_equal(store_walk(store, &walk), STORE_OK);
    return count;
}

static struct store *open_evidence(const char *path)
{
    struct store *store;
    enum store_result result = store_open_evidence(&store, path);
    assert_string_equal(store_error(store), "");
    assert_int_equal(result, STORE_OK);
    return store;
}

/* Opens it, reads all of it, closes it: how many rows; and all that lies in
   the folder is as before. */
static int read_all(void **state, const char *name)
{
    struct row last;
    char *before = store_folder_state(*state);
    struct store *store = open_evidence(data_folder_path(*state, name));
    int rows = rows_of(store);
    assert_int_equal(store_last(store, &last), STORE_OK);
    assert_int_equal(last.seq, rows);
    assert_int_equal(store_check(store), STORE_OK);
    char *meanwhile = store_folder_state(*state);
    assert_string_equal(meanwhile, before);
    store_close(store);
    char *after = store_folder_state(*state);
    assert_string_equal(after, before);
    free(before);
    free(meanwhile);
    free(after);
    return rows;
}

static void what_is_in_the_log_counts(void **state)
{
    make_cut_off(state);
    assert_int_equal(read_all(state, "cut.db"), 40);
    assert_int_equal(read_all(state, "cut.db"), 40);
    /* The end of the log is torn: what was whole before it counts. */
    assert_int_equal(
        truncate(data_folder_path(*state, "cut.db-wal"), 32 + 7 * 4120 + 99),
        0);
    assert_in_range(read_all(state, "cut.db"), 11, 20);
}

static void without_a_log_or_with_an_empty_one(void **state)
{
    make_cut_off(state);
    assert_int_equal(read_all(state, "bonluon.db"), 40);
    assert_true(files_replace(data_folder_path(*state, "bonluon.db-wal"), "", 0,
                              FILES_UNSYNCED));
    assert_int_equal(read_all(state, "bonluon.db"), 40);
    assert_int_equal(unlink(data_folder_path(*state, "cut.db-wal")), 0);
    assert_int_equal(read_all(state, "cut.db"), 10);
}

/* A log of something else. */
static void a_log_that_is_none_counts_nothing(void **state)
{
    make_cut_off(state);
    char junk[9000];
    memset(junk, 'x', sizeof junk);
    assert_true(files_replace(data_folder_path(*state, "cut.db-wal"), junk,
                              sizeof junk, FILES_UNSYNCED));
    assert_int_equal(read_all(state, "cut.db"), 10);
}

static void a_terminal_and_a_reader_keep_each_other_out(void **state)
{
    struct store *terminal = store_ready(state);
    struct store *reader;
    add_rows(terminal, 1, 3);
    assert_int_equal(store_open_evidence(&reader, store_path(state)),
                     STORE_BUSY);
    assert_non_null(strstr(store_error(reader), "terminal holds it"));
    store_close(reader);
    add_rows(terminal, 4, 5);
    store_close(terminal);
    reader = open_evidence(store_path(state));
    assert_int_equal(store_open(&terminal, store_path(state), true),
                     STORE_BUSY);
    store_close(terminal);
    assert_int_equal(rows_of(reader), 5);
    store_close(reader);
    store_close(store_ready(state));
}

/* Likewise while the log is not empty, and two readers at once. */
static void so_do_they_after_a_power_cut(void **state)
{
    struct store *terminal;
    make_cut_off(state);
    const char *path = data_folder_path(*state, "cut.db");
    struct store *first = open_evidence(path);
    struct store *second = open_evidence(path);
    assert_int_equal(store_open(&terminal, path, true), STORE_BUSY);
    store_close(terminal);
    assert_int_equal(rows_of(first), 40);
    store_close(first);
    assert_int_equal(rows_of(second), 40);
    store_close(second);
    assert_int_equal(store_open(&terminal, path, true), STORE_OK);
    assert_int_equal(store_open_evidence(&first, path), STORE_BUSY);
    store_close(first);
    store_close(terminal);
}

/* The superuser may write anywhere, so somebody else reads. */
static int as_nobody(const char *path)
{
    struct store *store;
    if (getuid() == 0 &&
        (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0)) {
        return 100;
    }
    enum store_result result = store_open_evidence(&store, path);
    struct row last = {0};
    if (result == STORE_OK && store_last(store, &last) != STORE_OK) {
        return 101;
    }
    store_close(store);
    return result == STORE_OK ? (int)last.seq : 110 + (int)result;
}

static int read_as_nobody(const char *path)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        _exit(as_nobody(path));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void a_folder_that_cannot_be_written(void **state)
{
    struct data_folder *folder = *state;
    make_cut_off(state);
    const char *cut = data_folder_path(folder, "cut.db");
    const char *whole = data_folder_path(folder, "bonluon.db");
    assert_int_equal(chmod(cut, 0444), 0);
    assert_int_equal(chmod(data_folder_path(folder, "cut.db-wal"), 0444), 0);
    assert_int_equal(chmod(whole, 0444), 0);
    assert_int_equal(chmod(folder->path, 0555), 0);
    assert_int_equal(read_as_nobody(cut), 40);
    assert_int_equal(read_as_nobody(whole), 40);
    assert_int_equal(chmod(whole, 0), 0);
    assert_int_equal(read_as_nobody(whole), 110 + STORE_READONLY);
    assert_int_equal(chmod(folder->path, 0755), 0);
}

static void assert_refused(const char *path, enum store_result expected,
                           const char *words)
{
    struct store *store;
    enum store_result result = store_open_evidence(&store, path);
    if (result != expected || strstr(store_error(store), words) == NULL) {
        fail_msg("%d, not %d: '%s', not '%s'", (int)result, (int)expected,
                 store_error(store), words);
    }
    store_close(store);
}

static void what_is_no_record_is_told(void **state)
{
    struct data_folder *folder = *state;
    const char *path = data_folder_path(folder, "x.db");
    char junk[9000];
    memset(junk, 'x', sizeof junk);
    assert_refused(path, STORE_MISSING, "No such file");
    assert_refused(folder->path, STORE_DAMAGED, "no file");
    assert_true(files_replace(path, "", 0, FILES_UNSYNCED));
    assert_refused(path, STORE_MISSING, "no record in it");
    assert_true(files_replace(path, junk, sizeof junk, FILES_UNSYNCED));
    assert_refused(path, STORE_DAMAGED, "not a database");
    assert_int_equal(unlink(path), 0);
    store_by_hand(path, "CREATE TABLE t(a)");
    assert_refused(path, STORE_DAMAGED, "not a database of this program");
    store_by_hand(path, "CREATE VIEW events AS SELECT 1 AS seq");
    assert_refused(path, STORE_DAMAGED, "not a database of this program");
    store_by_hand(path, "DROP VIEW events; CREATE TABLE events(seq)");
    assert_refused(path, STORE_DAMAGED, "no such column");
}

static void a_damaged_page_is_told(void **state)
{
    struct store *store = store_ready(state);
    add_rows(store, 1, 300);
    store_close(store);
    int fd = open(store_path(state), O_RDWR | O_CLOEXEC);
    struct stat st;
    assert_int_equal(fstat(fd, &st), 0);
    char page[4096];
    memset(page, 0xA5, sizeof page);
    /* The last one is one of the rows'. */
    assert_int_equal(pwrite(fd, page, sizeof page, st.st_size - 4096), 4096);
    close(fd);
    store = open_evidence(store_path(state));
    int count = 0;
    const struct store_walk walk = {1, INT64_MAX, count_row, &count};
    assert_int_equal(store_walk(store, &walk), STORE_DAMAGED);
    assert_non_null(strstr(store_error(store), "malformed"));
    assert_in_range(count, 1, 299);
    store_close(store);
}

static bool refuse_seal(void *context, const struct store_seal *seal)
{
    (void)context;
    fail_msg("there is no seal of day %d", seal->day);
    return false;
}

static bool refuse_sum(void *context, int32_t day, const char *text)
{
    (void)context;
    (void)text;
    fail_msg("there is no sum of day %d", day);
    return false;
}

static void an_older_version_has_no_seals(void **state)
{
    const char *const sql[] = {
        schema_sql, "INSERT INTO events(seq, boot, boottime_ms, wall_ms, day,"
                    " kind, value) VALUES(1, 1, 1, 1, 20000, 'close', 20000)"};
    const struct store_seals seals = {INT32_MIN, INT32_MAX, refuse_seal, NULL};
    const struct store_sums sums = {INT32_MIN, INT32_MAX, refuse_sum, NULL};
    struct row row;
    int32_t day;
    store_make_old(store_path(state), sql, 2);
    char *before = store_folder_state(*state);
    struct store *store = open_evidence(store_path(state));
    assert_int_equal(store_seals(store, &seals), STORE_OK);
    assert_int_equal(store_sums(store, &sums), STORE_OK);
    assert_int_equal(store_unsummed(store, 0, &day), STORE_OK);
    assert_int_equal(day, INT32_MAX);
    assert_int_equal(store_last_of(store, ROW_CLOSE, &row), STORE_OK);
    assert_int_equal(row.seq, 1);
    store_close(store);
    char *after = store_folder_state(*state);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

static void nothing_can_be_added(void **state)
{
    const struct row row = store_row(2, 20000);
    const struct store_batch batch = {.rows = &row, .row_count = 1};
    struct store *store = store_ready(state);
    add_rows(store, 1, 1);
    store_close(store);
    store = open_evidence(store_path(state));
    assert_int_equal(store_append(store, &batch), STORE_FAILED);
    assert_int_equal(store_rest(store), STORE_FAILED);
    assert_int_equal(rows_of(store), 1);
    store_close(store);
}

static void a_text_behind_a_nul_is_damage(void **state)
{
    const struct store_seals seals = {INT32_MIN, INT32_MAX, refuse_seal, NULL};
    store_close(store_ready(state));
    store_by_hand(store_path(state), "INSERT INTO seals VALUES(20000, 'text',"
                                     " 'signed' || char(0) || 'more')");
    struct store *store = open_evidence(store_path(state));
    assert_int_equal(store_seals(store, &seals), STORE_DAMAGED);
    store_close(store);
}

/* Where WAL is refused there is a journal instead. */
static void a_change_that_was_cut_off_is_told(void **state)
{
    const char *sql[] = {schema_sql};
    store_make_old(store_path(state), sql, 1);
    store_by_hand(store_path(state), "PRAGMA journal_mode=DELETE");
    assert_int_equal(read_all(state, "bonluon.db"), 0);
    char journal[1024] = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7";
    copy(state, "bonluon.db", "cut.db");
    assert_true(files_replace(data_folder_path(*state, "cut.db-journal"),
                              journal, sizeof journal, FILES_UNSYNCED));
    char *before = store_folder_state(*state);
    assert_refused(data_folder_path(*state, "cut.db"), STORE_READONLY,
                   "-journal");
    char *after = store_folder_state(*state);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

/* SQLite's check tells of a page that the disk does not give as of one that is
   wrong: nobody knows what is in it. */
static void a_disk_that_fails_is_no_damage(void **state)
{
    faulty_vfs_install();
    struct store *store = store_ready(state);
    add_rows(store, 1, 10);
    store_close(store);
    for (int n = 1; n <= 2; n++) {
        store = open_evidence(store_path(state));
        faulty_vfs_fail_read(n, true);
        enum store_result result = store_check(store);
        faulty_vfs_pass();
        assert_int_equal(result, STORE_FAILED);
        assert_non_null(strstr(store_error(store), "disk I/O error"));
        store_close(store);
    }
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, store_folder_setup,                  \
                                    store_folder_teardown)
    const struct CMUnitTest tests[] = {
        TEST(what_is_in_the_log_counts),
        TEST(without_a_log_or_with_an_empty_one),
        TEST(a_log_that_is_none_counts_nothing),
        TEST(a_terminal_and_a_reader_keep_each_other_out),
        TEST(so_do_they_after_a_power_cut),
        TEST(a_folder_that_cannot_be_written),
        TEST(what_is_no_record_is_told),
        TEST(a_damaged_page_is_told),
        TEST(an_older_version_has_no_seals),
        TEST(nothing_can_be_added),
        TEST(a_text_behind_a_nul_is_damage),
        TEST(a_change_that_was_cut_off_is_told),
        TEST(a_disk_that_fails_is_no_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
