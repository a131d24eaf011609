/*
 * What version 0.4.0 left behind: a terminal's data directory as the power cut
 * left it after five closed days, tests/data-0.4.0. It was made by the program
 * of that version (its tests/verify/make_days, seed 3, 5 days).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "daily/outbox.h"
#include "record/with_record.h"

#define LEFT "tests/data-0.4.0"

enum { DAYS = 5 };

static int setup(void **state)
{
    char command[3 * FILES_PATH_SIZE];
    record_fixture_setup(state);
    const struct record_fixture *f = *state;
    text_must(command, sizeof command,
              "cp -R " LEFT "/. '%s' && chmod 600 '%s'/*-key", f->folder.path,
              f->folder.path);
    return system(command);
}

/* As 0.4.0 left it, to the byte. */
static void assert_same_file(struct record_fixture *f, const char *name)
{
    struct text left = {0};
    struct text now = {0};
    char path[FILES_PATH_SIZE];
    assert_true(files_join(path, LEFT, name));
    assert_true(files_read(path, 1 << 20, &left));
    assert_true(files_read(data_folder_path(&f->folder, name), 1 << 20, &now));
    assert_int_equal(now.length, left.length);
    assert_memory_equal(now.data, left.data, left.length);
    text_free(&left);
    text_free(&now);
}

/* All that lies in its outbox. */
static void assert_same_outbox(struct record_fixture *f)
{
    DIR *folder = opendir(LEFT "/outbox");
    int files = 0;
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL;
         entry = readdir(folder)) {
        char name[FILES_PATH_SIZE];
        if (entry->d_name[0] != '.') {
            assert_true(files_join(name, "outbox", entry->d_name));
            assert_same_file(f, name);
            files++;
        }
    }
    closedir(folder);
    assert_int_equal(files, 4 * DAYS);
}

/* Takes the outbox away and has it written anew. */
static void write_outbox_anew(struct record_fixture *f)
{
    struct outbox outbox;
    assert_int_equal(rename(data_folder_path(&f->folder, "outbox"),
                            data_folder_path(&f->folder, "elsewhere")),
                     0);
    assert_true(outbox_open(&outbox, f->record, &f->config, f->folder.path));
    while (outbox_mend(&outbox)) {
    }
    outbox_close(&outbox);
}

static void open_it(struct record_fixture *f)
{
    record_fixture_open(f, with_moment(WITH_MONDAY + 7, 8, 0));
    assert_int_equal(record_closed_day(f->record), WITH_MONDAY + DAYS - 1);
    assert_int_equal(record_first_day(f->record), WITH_MONDAY);
}

static void its_files_are_those_of_now(void **state)
{
    struct record_fixture *f = *state;
    open_it(f);
    write_outbox_anew(f);
    assert_same_outbox(f);
}

/* The same chain, the same keys; the days that followed are sealed. */
static void it_goes_on(void **state)
{
    struct record_fixture *f = *state;
    struct record_trust before;
    struct record_trust after;
    struct row recovered;
    struct text seal = {0};
    struct text signature = {0};
    open_it(f);
    record_trust(f->record, &before);
    assert_int_equal(record_recovered(f->record, &recovered), STORE_OK);
    assert_int_equal(recovered.seq, 0);
    assert_int_equal(before.sealed_day, WITH_MONDAY + DAYS - 1);
    record_fixture_visit(f, 123456789012345, 4,
                         with_moment(WITH_MONDAY + 7, 9, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 7, 17, 0)), 3);
    record_trust(f->record, &after);
    assert_int_equal(after.sealed_day, WITH_MONDAY + 7);
    assert_string_equal(after.who, "van-truong/quay-1");
    assert_string_equal(after.fingerprint, before.fingerprint);
    assert_int_equal(
        record_seal(f->record, WITH_MONDAY + DAYS, &seal, &signature),
        STORE_OK);
    assert_non_null(strstr(seal.data, before.seal_sha256));
    text_free(&seal);
    text_free(&signature);
    assert_same_outbox(f);
}

static void its_journal_alone_brings_it_back(void **state)
{
    struct record_fixture *f = *state;
    struct row recovered;
    assert_int_equal(unlink(data_folder_path(&f->folder, "bonluon.db")), 0);
    assert_int_equal(unlink(data_folder_path(&f->folder, "bonluon.db-wal")), 0);
    open_it(f);
    assert_int_equal(record_recovered(f->record, &recovered), STORE_OK);
    assert_int_not_equal(recovered.seq, 0);
    write_outbox_anew(f);
    assert_same_outbox(f);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, setup, record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(its_files_are_those_of_now),
        TEST(it_goes_on),
        TEST(its_journal_alone_brings_it_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
