/* The backup: a copy that was checked takes the place of the one before, and
   no other does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/with_record.h"
#include "recovery/backup.h"
#include "store/with_rows.h"
#include "store/with_store.h"
#include "tried.h"

struct fixture {
    struct record_fixture record;
    struct store *store;
    struct backup *backup;
    int asked; /* how often it was asked whether to stop */
    int stop_at;
};

static const char *path(struct fixture *f, const char *name)
{
    return data_folder_path(&f->record.folder, name);
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    data_folder_make(&f->record.folder);
    f->record.config = with_config();
    record_fixture_open(&f->record, with_moment(WITH_MONDAY, 9, 0));
    for (int i = 0; i < 40; i++) {
        record_fixture_visit(&f->record, 100000000000000 + i, 3,
                             with_moment(WITH_MONDAY, 9, i));
    }
    assert_int_equal(with_close(f->record.record, WITH_MONDAY,
                                with_moment(WITH_MONDAY, 17, 0)),
                     STORE_OK);
    record_fixture_close(&f->record);
    assert_int_equal(store_open(&f->store, path(f, "bonluon.db"), false),
                     STORE_OK);
    f->backup = backup_start(f->record.folder.path);
    assert_non_null(f->backup);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    backup_stop(f->backup);
    store_close(f->store);
    data_folder_remove(&f->record.folder);
    free(f);
    return 0;
}

static bool stop(void *context)
{
    struct fixture *f = context;
    f->asked++;
    return f->stop_at > 0 && f->asked >= f->stop_at;
}

static void copy(struct fixture *f, int32_t day)
{
    const struct backup_copy copy = {f->store, day, stop, f};
    assert_true(backup_copy(f->backup, &copy));
}

static int32_t day_of(struct fixture *f)
{
    return backup_day(f->record.folder.path);
}

/* Until the thread has looked at the copy, and is ready for that of the next
   day. */
static void wait(struct fixture *f, int32_t day)
{
    while (!backup_due(f->backup, day + 1)) {
        sched_yield();
    }
    assert_int_equal(day_of(f), day);
}

static void assert_no_copy(struct fixture *f)
{
    assert_false(files_exists(path(f, "backup/bonluon.db.new")));
}

static void a_copy_is_made_once_a_day(void **state)
{
    struct fixture *f = *state;
    struct stat first;
    struct stat second;
    assert_int_equal(day_of(f), INT32_MIN);
    assert_true(backup_due(f->backup, WITH_MONDAY));
    copy(f, WITH_MONDAY);
    assert_false(backup_due(f->backup, WITH_MONDAY));
    wait(f, WITH_MONDAY);
    assert_no_copy(f);
    assert_int_equal(stat(path(f, "backup/bonluon.db"), &first), 0);
    assert_int_equal(first.st_mode & 07777, 0600);
    copy(f, WITH_MONDAY);
    assert_int_equal(stat(path(f, "backup/bonluon.db"), &second), 0);
    assert_int_equal(first.st_ino, second.st_ino);
    assert_true(backup_due(f->backup, WITH_MONDAY + 1));
    copy(f, WITH_MONDAY + 1);
    wait(f, WITH_MONDAY + 1);
    assert_int_equal(stat(path(f, "backup/bonluon.db"), &second), 0);
    assert_int_not_equal(first.st_ino, second.st_ino);

    store_close(f->store);
    f->store = NULL;
    char *rows = with_rows_dump(path(f, "bonluon.db"));
    char *copied = with_rows_dump(path(f, "backup/bonluon.db"));
    assert_string_equal(copied, rows);
    free(rows);
    free(copied);
}

static void the_next_start_knows_the_day(void **state)
{
    struct fixture *f = *state;
    copy(f, WITH_MONDAY);
    wait(f, WITH_MONDAY);
    backup_stop(f->backup);
    f->backup = backup_start(f->record.folder.path);
    assert_int_equal(day_of(f), WITH_MONDAY);
    assert_false(backup_due(f->backup, WITH_MONDAY));
}

static void a_copy_that_is_stopped_is_tried_again(void **state)
{
    struct fixture *f = *state;
    f->stop_at = 1;
    copy(f, WITH_MONDAY);
    assert_int_equal(f->asked, 1);
    assert_no_copy(f);
    assert_true(backup_due(f->backup, WITH_MONDAY));
    f->stop_at = 0;
    copy(f, WITH_MONDAY);
    wait(f, WITH_MONDAY);
}

/* The store takes rows as before. */
static void a_full_disk_costs_the_copy_alone(void **state)
{
    struct fixture *f = *state;
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = 8192;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    copy(f, WITH_MONDAY);
    limit.rlim_cur = limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_no_copy(f);
    assert_false(files_exists(path(f, "backup/bonluon.db")));
    assert_false(backup_due(f->backup, WITH_MONDAY));
    assert_string_equal(store_error(f->store), "");
    copy(f, WITH_MONDAY + 1);
    wait(f, WITH_MONDAY + 1);
    struct row row;
    assert_int_equal(store_last(f->store, &row), STORE_OK);
    row.seq++;
    assert_int_equal(
        store_append(f->store,
                     &(struct store_batch){.rows = &row, .row_count = 1}),
        STORE_OK);
}

static void what_stands_in_the_way_is_told(void **state)
{
    struct fixture *f = *state;
    FILE *file = fopen(path(f, "backup"), "w");
    assert_non_null(file);
    fclose(file);
    copy(f, WITH_MONDAY);
    assert_false(backup_due(f->backup, WITH_MONDAY));
    assert_int_equal(unlink(path(f, "backup")), 0);
}

static void what_a_power_cut_left_is_removed(void **state)
{
    struct fixture *f = *state;
    backup_stop(f->backup);
    assert_int_equal(mkdir(path(f, "backup"), 0755), 0);
    FILE *file = fopen(path(f, "backup/bonluon.db.new"), "w");
    assert_non_null(file);
    fclose(file);
    f->backup = backup_start(f->record.folder.path);
    assert_no_copy(f);
    copy(f, WITH_MONDAY);
    wait(f, WITH_MONDAY);
}

/* A copy of a sealed row that was changed is a good database for SQLite; it
   takes nobody's place all the same. */
static void a_copy_that_is_not_sound_is_thrown_away(void **state)
{
    struct fixture *f = *state;
    struct stat before;
    struct stat after;
    copy(f, WITH_MONDAY);
    wait(f, WITH_MONDAY);
    assert_int_equal(stat(path(f, "backup/bonluon.db"), &before), 0);
    store_close(f->store);
    store_by_hand(path(f, "bonluon.db"),
                  "DROP TRIGGER events_no_update;"
                  "UPDATE events SET value = 1 WHERE kind = 'answer'");
    assert_int_equal(store_open(&f->store, path(f, "bonluon.db"), false),
                     STORE_OK);
    copy(f, WITH_MONDAY + 1);
    while (!backup_due(f->backup, WITH_MONDAY + 2)) {
        sched_yield();
    }
    assert_int_equal(day_of(f), WITH_MONDAY);
    assert_false(backup_due(f->backup, WITH_MONDAY + 1));
    assert_int_equal(stat(path(f, "backup/bonluon.db"), &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_no_copy(f);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(a_copy_is_made_once_a_day),
        TEST(the_next_start_knows_the_day),
        TEST(a_copy_that_is_stopped_is_tried_again),
        TEST(a_full_disk_costs_the_copy_alone),
        TEST(what_stands_in_the_way_is_told),
        TEST(what_a_power_cut_left_is_removed),
        TEST(a_copy_that_is_not_sound_is_thrown_away),
#undef TEST
    };
    signal(SIGXFSZ, SIG_IGN);
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "Backed up today");
}
