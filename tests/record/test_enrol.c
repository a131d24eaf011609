#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/with_store.h"
#include "trust/keys.h"
#include "with_chain.h"
#include "with_record.h"

static const int64_t visit_a = 100000000000001;
static const int64_t visit_b = 100000000000002;

static struct chain_found check(struct record_fixture *f,
                                const struct chain *chain)
{
    record_fixture_close(f);
    return chain_check(chain, f->folder.path);
}

static void assert_recovery(struct record_fixture *f, int32_t day,
                            const char *note)
{
    char *rows = record_fixture_rows(f, day);
    if (strstr(rows, note) == NULL) {
        fail_msg("\"%s\" is not in:\n%s", note, rows);
    }
    free(rows);
}

/* Else the rows would come back from there. */
static void forget_log(struct record_fixture *f)
{
    assert_int_equal(unlink(data_folder_path(&f->folder, "log/2026.log")), 0);
}

static void a_database_that_was_put_back_begins_a_new_chain(void **state)
{
    struct record_fixture *f = *state;
    struct chain chain = {.count = 0};
    struct kept_file database;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    chain_note(&chain, f->folder.path);
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    record_fixture_close(f);
    kept_file_take(&database, &f->folder, "bonluon.db");
    record_fixture_open(f, with_moment(WITH_MONDAY + 1, 8, 0));
    record_fixture_visit(f, visit_a, 1, with_moment(WITH_MONDAY + 1, 9, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 1, 17, 0)), 1);
    record_fixture_close(f);
    kept_file_put_back(&database);
    forget_log(f);
    /* A command finds that out too, and adds nothing. */
    struct record_exports exports = {0};
    record_exports_add(&exports, WITH_MONDAY, "aa");
    struct moment next = with_moment(WITH_MONDAY + 2, 8, 0);
    assert_int_equal(record_fixture_command(f, next), STORE_OK);
    assert_int_equal(record_exported(f->record, &exports, next), STORE_FAILED);
    assert_non_null(strstr(record_error(f->record), "start the terminal"));
    record_exports_free(&exports);
    record_fixture_open(f, next);
    chain_note(&chain, f->folder.path);
    assert_recovery(f, WITH_MONDAY + 2, "enrol  0 ");
    assert_recovery(
        f, WITH_MONDAY + 2,
        "recovery  0 the key knows of 2 seals, the rows of 1: a new "
        "chain; the old one's key was moved to quarantine/1\n");
    assert_true(
        files_exists(data_folder_path(&f->folder, "quarantine/1/chain-key")));
    assert_int_equal(record_fixture_close_days(f, next), 1);
    struct chain_found found = check(f, &chain);
    assert_int_equal(found.enrols, 2);
    assert_int_equal(found.seals, 2);
    assert_int_equal(found.epoch, 1);
}

static void a_database_that_was_taken_away_begins_a_new_chain(void **state)
{
    struct record_fixture *f = *state;
    struct chain chain = {.count = 0};
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    record_fixture_close(f);
    assert_int_equal(unlink(data_folder_path(&f->folder, "bonluon.db")), 0);
    forget_log(f);
    record_fixture_open(f, with_moment(WITH_MONDAY, 18, 0));
    chain_note(&chain, f->folder.path);
    assert_recovery(f, WITH_MONDAY,
                    "the key is that of another record: a new chain");
    assert_int_equal(check(f, &chain).enrols, 1);
}

static void a_lost_key_begins_a_new_chain(void **state)
{
    struct record_fixture *f = *state;
    struct chain chain = {.count = 0};
    const char *key = data_folder_path(&f->folder, CHAIN_KEY_NAME);
    struct moment next = with_moment(WITH_MONDAY + 1, 8, 0);
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    chain_note(&chain, f->folder.path);
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    record_fixture_close(f);
    assert_int_equal(unlink(key), 0);
    /* Not for a command, which cannot know why. */
    struct record_exports exports = {0};
    record_exports_add(&exports, WITH_MONDAY, "aa");
    assert_int_equal(record_fixture_command(f, next), STORE_OK);
    assert_int_equal(record_exported(f->record, &exports, next), STORE_FAILED);
    assert_non_null(strstr(record_error(f->record), "start the terminal"));
    record_exports_free(&exports);
    record_fixture_open(f, next);
    chain_note(&chain, f->folder.path);
    struct chain_found found = check(f, &chain);
    assert_int_equal(found.enrols, 2);
    assert_int_equal(found.seals, 1);
}

/* Another signer is another chain: its row names it. */
static void a_lost_signing_key_begins_a_new_chain(void **state)
{
    struct record_fixture *f = *state;
    struct chain chain = {.count = 0};
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    chain_note(&chain, f->folder.path);
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    record_fixture_close(f);
    assert_int_equal(unlink(data_folder_path(&f->folder, SIGN_KEY_NAME)), 0);
    record_fixture_open(f, with_moment(WITH_MONDAY + 1, 8, 0));
    assert_recovery(f, WITH_MONDAY + 1, "another key signs: a new chain");
    chain_note(&chain, f->folder.path);
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 1, 17, 0)), 1);
    struct chain_found found = check(f, &chain);
    assert_int_equal(found.enrols, 2);
    assert_int_equal(found.seals, 2);
}

/* A copy of the first key, put back after days were sealed with later ones. */
static void a_first_key_is_not_used_twice(void **state)
{
    struct record_fixture *f = *state;
    for (int i = 0; i < 2; i++) {
        struct chain chain = {.count = 0};
        struct kept_file key;
        record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
        chain_note(&chain, f->folder.path);
        kept_file_take(&key, &f->folder, CHAIN_KEY_NAME);
        assert_int_equal(
            record_fixture_close_days(f, with_moment(WITH_MONDAY + 2, 8, 0)),
            2);
        record_fixture_close(f);
        kept_file_put_back(&key);
        if (i == 1) { /* and the signer is gone */
            const char *sign = data_folder_path(&f->folder, SIGN_KEY_NAME);
            assert_int_equal(unlink(sign), 0);
        }
        record_fixture_open(f, with_moment(WITH_MONDAY + 2, 9, 0));
        chain_note(&chain, f->folder.path);
        assert_recovery(f, WITH_MONDAY + 2,
                        "the key knows of 0 seals, the rows of 2");
        assert_string_not_equal(chain.first[0].id, chain.first[1].id);
        assert_int_equal(check(f, &chain).enrols, 2);
        assert_int_equal(record_fixture_teardown(state), 0);
        assert_int_equal(record_fixture_setup(state), 0);
        f = *state;
    }
}

static void enrolment_begins_a_chain_in_mid_day(void **state)
{
    struct record_fixture *f = *state;
    struct chain chain = {.count = 0};
    struct chain_key shown;
    struct record_trust trust;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    chain_note(&chain, f->folder.path);
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY + 1, 9, 0));
    record_fixture_close(f);
    chain_key_draw(&shown, true);
    assert_true(chain_key_set(&shown, f->folder.path));
    chain_note(&chain, f->folder.path);
    record_fixture_open(f, with_moment(WITH_MONDAY + 1, 10, 0));
    record_trust(f->record, &trust);
    assert_true(trust.enrolled);
    assert_recovery(f, WITH_MONDAY + 1, "enrol  1 ");
    record_fixture_visit(f, visit_b, 5, with_moment(WITH_MONDAY + 1, 11, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 1, 17, 0)), 1);
    struct chain_found found = check(f, &chain);
    assert_int_equal(found.enrols, 2);
    assert_int_equal(found.recoveries, 0);
    assert_int_equal(found.epoch, 1);
    assert_int_equal(found.last.number, 2);
    assert_int_equal(found.last.sum.visits, 2);
}

/* Before the first seal, and twice: all rows since the first are sealed. */
static void enrolment_before_the_first_seal(void **state)
{
    struct record_fixture *f = *state;
    struct chain chain = {.count = 0};
    struct chain_key shown;
    for (int i = 0; i < 3; i++) {
        record_fixture_open(f, with_moment(WITH_MONDAY, 8 + i, 0));
        chain_note(&chain, f->folder.path);
        record_fixture_close(f);
        chain_key_draw(&shown, true);
        assert_true(chain_key_set(&shown, f->folder.path));
    }
    chain_note(&chain, f->folder.path);
    record_fixture_open(f, with_moment(WITH_MONDAY, 12, 0));
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY, 17, 0)), 1);
    struct chain_found found = check(f, &chain);
    assert_int_equal(found.enrols, 4);
    assert_int_equal(found.last.first_seq, 1);
}

/* As a program without tags left it: rows and a closed day, no keys. */
static void make_old(struct record_fixture *f)
{
    struct store *store;
    const char *path = data_folder_path(&f->folder, "bonluon.db");
    assert_int_equal(store_open(&store, path, true), STORE_OK);
    for (int i = 1; i <= 40; i++) {
        struct row row = store_row(i, WITH_MONDAY + i / 10);
        row.wall_ms = with_moment(row.day, 9, 0).wall_ms;
        row.kind = i % 10 == 9 ? ROW_CLOSE : ROW_STOP;
        row.visit = 0;
        row.item[0] = '\0';
        row.note[0] = '\0';
        row.value = i % 10 == 9 ? row.day : 0;
        store_add_row(store, row);
    }
    store_close(store);
}

static void an_older_record_is_chained_from_its_next_start_on(void **state)
{
    struct record_fixture *f = *state;
    struct chain chain = {.count = 0};
    struct record_exports exports = {0};
    struct moment now = with_moment(WITH_MONDAY + 4, 10, 0);
    make_old(f);
    /* A command adds to it as it is. */
    record_exports_add(&exports, WITH_MONDAY, "aa");
    assert_int_equal(record_fixture_command(f, now), STORE_OK);
    assert_int_equal(record_exported(f->record, &exports, now), STORE_OK);
    record_exports_free(&exports);
    assert_false(files_exists(data_folder_path(&f->folder, CHAIN_KEY_NAME)));
    record_fixture_open(f, now);
    chain_note(&chain, f->folder.path);
    record_fixture_visit(f, visit_a, 5, now);
    assert_int_equal(
        record_fixture_close_days(f, with_moment(WITH_MONDAY + 4, 17, 0)), 1);
    struct text none[2] = {{0}};
    assert_int_equal(
        record_seal(f->record, WITH_MONDAY + 1, &none[0], &none[1]), STORE_OK);
    assert_int_equal(none[0].length + none[1].length, 0);
    struct chain_found found = check(f, &chain);
    assert_int_equal(found.untagged, 41);
    assert_int_equal(found.enrols, 1);
    assert_int_equal(found.seals, 1);
    assert_int_equal(found.last.first_seq, 42);
    assert_int_equal(found.last.closed, SEAL_IN_TIME);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_database_that_was_put_back_begins_a_new_chain),
        TEST(a_database_that_was_taken_away_begins_a_new_chain),
        TEST(a_lost_key_begins_a_new_chain),
        TEST(a_lost_signing_key_begins_a_new_chain),
        TEST(a_first_key_is_not_used_twice),
        TEST(enrolment_begins_a_chain_in_mid_day),
        TEST(enrolment_before_the_first_seal),
        TEST(an_older_record_is_chained_from_its_next_start_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
