/* What a start does when the database is gone or damaged and the journal cannot
   be read, or nothing is left at all. */
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
#include "store/with_rows.h"
#include "trust/keys.h"

static void assert_told(struct record_fixture *f, const char *words)
{
    char *rows = record_fixture_rows(f, WITH_MONDAY + 1);
    if (strstr(rows, words) == NULL) {
        fail_msg("not among the rows: %s\n%s", words, rows);
    }
    free(rows);
}

static void hide_log(struct record_fixture *f)
{
    assert_int_equal(rename(record_fixture_path(f, "log/2026.log"),
                            record_fixture_path(f, "log/hidden")),
                     0);
    assert_int_equal(
        symlink("2026.log", record_fixture_path(f, "log/2026.log")), 0);
}

static void show_log(struct record_fixture *f)
{
    assert_int_equal(rename(record_fixture_path(f, "log/hidden"),
                            record_fixture_path(f, "log/2026.log")),
                     0);
}

static void assert_refused(struct record_fixture *f)
{
    const struct record_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .use = RECORD_TERMINAL,
                                         .now = with_time(1, 10)};
    enum store_result result = record_open(&f->record, &params);
    assert_int_equal(result, STORE_FAILED);
    if (strstr(record_error(f->record), "log: Too many levels") == NULL) {
        fail_msg("it says: %s", record_error(f->record));
    }
    record_fixture_close(f);
    assert_false(files_exists(record_fixture_path(f, "quarantine")));
    assert_true(files_exists(record_fixture_path(f, "log/2026.log")) ||
                files_exists(record_fixture_path(f, "log/hidden")));
}

static void a_log_that_cannot_be_read_is_no_empty_one(void **state)
{
    struct record_fixture *f = *state;
    char *rows = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    assert_int_equal(unlink(record_fixture_path(f, "bonluon.db")), 0);
    hide_log(f);
    assert_refused(f);
    assert_false(files_exists(record_fixture_path(f, "bonluon.db")));
    show_log(f);
    record_fixture_open(f, with_time(1, 11));
    assert_told(f, " 0 lost, 0 unproven, 0 left out");
    record_fixture_close(f);
    char *now = with_rows_dump(record_fixture_path(f, "bonluon.db"));
    assert_memory_equal(now, rows, strlen(rows));
    free(rows);
    free(now);
}

static void without_it_a_damaged_database_stays(void **state)
{
    struct record_fixture *f = *state;
    static const char words[] = "no database";
    assert_true(files_replace(record_fixture_path(f, "bonluon.db"), words,
                              sizeof words - 1, FILES_UNSYNCED));
    hide_log(f);
    assert_refused(f);
    char *there = data_folder_read(&f->folder, "bonluon.db");
    assert_string_equal(there, words);
    free(there);
}

static const char gone[] = "the record is gone, and neither the journal nor "
                           "a backup has anything of it: a new one begins";

static void a_record_of_which_nothing_is_left_is_told(void **state)
{
    struct record_fixture *f = *state;
    assert_int_equal(unlink(record_fixture_path(f, "bonluon.db")), 0);
    assert_int_equal(unlink(record_fixture_path(f, "log/2026.log")), 0);
    record_fixture_open(f, with_time(1, 10));
    assert_told(f, gone);
    assert_told(f, "the key is that of another record");
}

/* Its keys may be older than it. */
static void a_first_start_tells_nothing(void **state)
{
    struct record_fixture *f = *state;
    struct keys keys;
    char why[KEYS_WHY_SIZE];
    const struct keys_params params = {.data_dir = f->folder.path,
                                       .unit_code = f->config.unit_code,
                                       .device_id = f->config.device_id};
    assert_int_equal(keys_open(&keys, &params, why), KEYS_MADE);
    keys_wipe(&keys);
    record_fixture_open(f, with_time(1, 0));
    char *rows = record_fixture_rows(f, WITH_MONDAY + 1);
    assert_null(strstr(rows, "recovery"));
    free(rows);
}

static void a_folder_is_no_database(void **state)
{
    struct record_fixture *f = *state;
    const struct record_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .use = RECORD_TERMINAL,
                                         .now = with_time(1, 10)};
    assert_int_equal(unlink(record_fixture_path(f, "bonluon.db")), 0);
    assert_int_equal(mkdir(record_fixture_path(f, "bonluon.db"), 0755), 0);
    assert_int_equal(record_open(&f->record, &params), STORE_FAILED);
    assert_non_null(strstr(record_error(f->record), "move that folder away"));
    record_fixture_close(f);
    assert_int_equal(rmdir(record_fixture_path(f, "bonluon.db")), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_two_days,             \
                                    record_fixture_teardown)
        TEST(a_log_that_cannot_be_read_is_no_empty_one),
        TEST(without_it_a_damaged_database_stays),
        TEST(a_record_of_which_nothing_is_left_is_told),
        TEST(a_folder_is_no_database),
        cmocka_unit_test_setup_teardown(a_first_start_tells_nothing,
                                        record_fixture_setup,
                                        record_fixture_teardown),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
