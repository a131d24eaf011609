/* A large database that is damaged comes back from its backup at once, and what
   came after that from the journal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/with_record.h"
#include "recovery/backup.h"
#include "tried.h"

enum { DAYS = 10, VISITS = 2000 }; /* 120,000 rows */

static const int64_t late = 555555555555555;

static const char *path(struct record_fixture *f, const char *name)
{
    return data_folder_path(&f->folder, name);
}

static void copy(struct record_fixture *f, const char *from, const char *to)
{
    struct text bytes = {0};
    assert_true(files_read(path(f, from), 1 << 30, &bytes));
    assert_true(
        files_replace(path(f, to), bytes.data, bytes.length, FILES_UNSYNCED));
    text_free(&bytes);
}

/* A backup of many days; then one visit more, which only the journal has. */
static int setup(void **state)
{
    record_fixture_setup(state);
    struct record_fixture *f = *state;
    struct moment now = with_moment(WITH_MONDAY + DAYS, 9, 0);
    bool more = true;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_fill(f, WITH_MONDAY, DAYS, VISITS);
    record_fixture_open(f, now);
    while (more) {
        assert_int_equal(record_mend_journal(f->record, &more), STORE_OK);
    }
    record_fixture_close(f);
    assert_true(files_make_folder(path(f, BACKUP_FOLDER)));
    copy(f, "bonluon.db", BACKUP_NAME);
    record_fixture_open(f, with_moment(WITH_MONDAY + DAYS, 10, 0));
    record_fixture_visit(f, late, 2, with_moment(WITH_MONDAY + DAYS, 10, 1));
    record_fixture_close(f);
    return 0;
}

static void damage(struct record_fixture *f, const char *name)
{
    assert_int_equal(truncate(path(f, name), 40000), 0);
}

static int64_t seq_of(struct record_fixture *f)
{
    struct row last;
    struct store *store;
    assert_int_equal(store_open_evidence(&store, path(f, "bonluon.db")),
                     STORE_OK);
    assert_int_equal(store_last(store, &last), STORE_OK);
    store_close(store);
    return last.seq;
}

static void assert_back(struct record_fixture *f, int64_t before,
                        const char *told)
{
    record_fixture_open(f, with_moment(WITH_MONDAY + DAYS, 11, 0));
    char *rows = record_fixture_rows(f, WITH_MONDAY + DAYS);
    if (strstr(rows, told) == NULL ||
        strstr(rows, "answer mim-cuoi 2") == NULL) {
        fail_msg("not all of it is back, or \"%s\" is not told:\n%s", told,
                 rows);
    }
    free(rows);
    record_fixture_close(f);
    assert_in_range(seq_of(f), before, before + 10);
    struct stat st;
    assert_int_equal(stat(path(f, "bonluon.db"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void it_comes_back_from_backup_and_log(void **state)
{
    struct record_fixture *f = *state;
    int64_t before = seq_of(f);
    damage(f, "bonluon.db");
    assert_back(f, before, "rows back from the backup");
}

/* It is rebuilt row by row then, from the journal. */
static void a_damaged_backup_is_no_help(void **state)
{
    struct record_fixture *f = *state;
    int64_t before = seq_of(f);
    struct text bytes = {0};
    assert_true(files_read(path(f, BACKUP_NAME), 1 << 30, &bytes));
    memset(bytes.data, 0, 4096);
    assert_true(files_replace(path(f, BACKUP_NAME), bytes.data, bytes.length,
                              FILES_UNSYNCED));
    text_free(&bytes);
    damage(f, "bonluon.db");
    assert_back(f, before, " 0 lost,");
}

/* An older file was put in its place: no tag joins what the journal has more,
   and the backup knows as little of it. */
static void what_the_backup_lacks_is_not_thrown_away(void **state)
{
    struct record_fixture *f = *state;
    copy(f, "bonluon.db", "old.db");
    record_fixture_open(f, with_moment(WITH_MONDAY + DAYS, 10, 10));
    record_fixture_close_days(f, with_moment(WITH_MONDAY + DAYS, 17, 0));
    record_fixture_visit(f, late + 1, 3,
                         with_moment(WITH_MONDAY + DAYS + 1, 9, 0));
    record_fixture_close(f);
    int64_t before = seq_of(f);
    assert_int_equal(rename(path(f, "old.db"), path(f, "bonluon.db")), 0);
    record_fixture_open(f, with_moment(WITH_MONDAY + DAYS + 1, 11, 0));
    char *rows = record_fixture_rows(f, WITH_MONDAY + DAYS + 1);
    if (strstr(rows, " 0 lost, 0 unproven, 0 left out") == NULL ||
        strstr(rows, "answer mim-cuoi 3") == NULL ||
        strstr(rows, "the journal set aside") != NULL) {
        fail_msg("not all of it is back:\n%s", rows);
    }
    free(rows);
    record_fixture_close(f);
    assert_in_range(seq_of(f), before, before + 10);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, setup, record_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_comes_back_from_backup_and_log),
        TEST(a_damaged_backup_is_no_help),
        TEST(what_the_backup_lacks_is_not_thrown_away),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "the card damages a file");
}
