/* A bit that flips within a cell, which SQLite does not see: the next start
   does, by the seals and the tags, and the row comes back from the journal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "record/with_record.h"
#include "store/with_store.h"
#include "tried.h"

/* What a query gives, one under the other, each as a statement; the caller
   frees. */
static char *statements(sqlite3 *db, const char *sql)
{
    struct text text = {0};
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL),
                     SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        text_append_format(&text, "%s;\n",
                           (const char *)sqlite3_column_text(statement, 0));
    }
    sqlite3_finalize(statement);
    return text.data;
}

/* The triggers are back behind it, as they were. */
static void change(struct record_fixture *f, const char *sql)
{
    sqlite3 *db;
    const char *path = data_folder_path(&f->folder, "bonluon.db");
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    char *back =
        statements(db, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    char *out = statements(db, "SELECT 'DROP TRIGGER ' || name FROM"
                               " sqlite_schema WHERE type = 'trigger'");
    const char *const steps[] = {out, sql, back};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(sqlite3_exec(db, steps[i], NULL, NULL, NULL),
                         SQLITE_OK);
    }
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    free(back);
    free(out);
}

static bool quarantined(struct record_fixture *f, const char *name)
{
    return files_exists(data_folder_path(&f->folder, name));
}

static void assert_rows(struct record_fixture *f, int day, const char *before)
{
    char *rows = record_fixture_rows(f, WITH_MONDAY + day);
    if (strncmp(rows, before, strlen(before)) != 0) {
        fail_msg("got\n%s\nwanted at its beginning\n%s", rows, before);
    }
    free(rows);
}

static void a_changed_row_comes_back(struct record_fixture *f, int day,
                                     const char *sql)
{
    record_fixture_open(f, with_time(1, 2));
    char *before = record_fixture_rows(f, WITH_MONDAY + day);
    record_fixture_close(f);
    assert_false(quarantined(f, "quarantine"));
    change(f, sql);
    record_fixture_open(f, with_time(1, 3));
    assert_rows(f, day, before);
    free(before);
    assert_true(quarantined(f, "quarantine/1/bonluon.db"));
    struct row recovery;
    assert_int_equal(record_recovered(f->record, &recovery), STORE_OK);
    assert_int_equal(recovery.value, 0);
    /* Once is enough. */
    record_fixture_open(f, with_time(1, 4));
    assert_false(quarantined(f, "quarantine/2"));
}

static void a_row_of_a_sealed_day_comes_back(void **state)
{
    a_changed_row_comes_back(
        *state, 0,
        "UPDATE events SET value = 1 WHERE seq = (SELECT min(seq) FROM"
        " events WHERE kind = 'answer')");
}

static void a_row_of_today_comes_back(void **state)
{
    a_changed_row_comes_back(
        *state, 1,
        "UPDATE events SET elapsed_ms = 7 WHERE seq = (SELECT max(seq) FROM"
        " events WHERE kind = 'answer')");
}

static void the_row_of_a_seal_comes_back(void **state)
{
    a_changed_row_comes_back(
        *state, 0,
        "UPDATE events SET note = replace(note, 'a', 'b') WHERE kind = 'seal'");
}

static void the_text_of_a_seal_comes_back(void **state)
{
    struct record_fixture *f = *state;
    struct text before[2] = {{0}};
    struct text after[2] = {{0}};
    record_fixture_open(f, with_time(1, 1));
    assert_int_equal(
        record_seal(f->record, WITH_MONDAY, &before[0], &before[1]), STORE_OK);
    record_fixture_close(f);
    a_changed_row_comes_back(
        f, 0,
        "UPDATE seals SET text = replace(text, 'visits', char(0) || 'isits')");
    assert_int_equal(record_seal(f->record, WITH_MONDAY, &after[0], &after[1]),
                     STORE_OK);
    assert_string_equal(after[0].data, before[0].data);
    assert_string_equal(after[1].data, before[1].data);
    for (int i = 0; i < 2; i++) {
        text_free(&before[i]);
        text_free(&after[i]);
    }
}

static void a_tag_of_the_row_that_closes_a_day_comes_back(void **state)
{
    a_changed_row_comes_back(
        *state, 0, "UPDATE events SET tag = zeroblob(16) WHERE kind = 'close'");
}

/* Which nothing vouches for but the journal. */
static void the_rest_of_the_row_of_a_seal_comes_back(void **state)
{
    a_changed_row_comes_back(
        *state, 0,
        "UPDATE events SET wall_ms = wall_ms + 1 WHERE kind = 'seal'");
}

/* Then the key seems to be ahead of the rows, and tags prove nothing: but no
   start would come to its end. */
static void a_seal_that_is_no_row_any_more_comes_back(void **state)
{
    a_changed_row_comes_back(
        *state, 0, "UPDATE events SET kind = 'sea' WHERE kind = 'seal'");
}

static void the_signature_of_a_seal_comes_back(void **state)
{
    a_changed_row_comes_back(
        *state, 0, "UPDATE seals SET signature = replace(signature, 'A', 'B')");
}

static void a_wording_comes_back(void **state)
{
    a_changed_row_comes_back(
        *state, 0, "UPDATE wordings SET text = replace(text, 'a', 'b')");
}

/* Where all of a database is right but what guards it. */
static void a_trigger_that_is_gone_comes_back(void **state)
{
    struct record_fixture *f = *state;
    store_by_hand(data_folder_path(&f->folder, "bonluon.db"),
                  "DROP TRIGGER events_no_update");
    record_fixture_open(f, with_time(1, 3));
    assert_true(quarantined(f, "quarantine/1/bonluon.db"));
    record_fixture_open(f, with_time(1, 4));
    assert_false(quarantined(f, "quarantine/2"));
    tried("leaves the triggers away");
}

/* A rebuilding that left nothing unproven is no end of what is looked at. */
static void what_comes_back_can_be_damaged_again(void **state)
{
    struct record_fixture *f = *state;
    static const char sql[] =
        "UPDATE events SET value = 1 WHERE seq = (SELECT min(seq) FROM events"
        " WHERE kind = 'answer')";
    a_changed_row_comes_back(f, 0, sql);
    record_fixture_close(f);
    change(f, sql);
    record_fixture_open(f, with_time(1, 5));
    assert_true(quarantined(f, "quarantine/2"));
}

/* Without the journal and a backup there is nothing better: it is told,
   once. */
static void what_nothing_puts_right_is_told_once(void **state)
{
    struct record_fixture *f = *state;
    assert_int_equal(unlink(data_folder_path(&f->folder, "log/2026.log")), 0);
    change(f, "UPDATE events SET value = 1 WHERE seq = (SELECT min(seq) FROM"
              " events WHERE kind = 'answer')");
    record_fixture_open(f, with_time(1, 3));
    struct row recovery;
    assert_int_equal(record_recovered(f->record, &recovery), STORE_OK);
    assert_non_null(strstr(recovery.note, "unproven"));
    assert_true(quarantined(f, "quarantine/1/bonluon.db"));
    record_fixture_open(f, with_time(1, 4));
    record_fixture_open(f, with_time(1, 5));
    assert_false(quarantined(f, "quarantine/2"));
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_two_days,             \
                                    record_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_of_a_sealed_day_comes_back),
        TEST(a_row_of_today_comes_back),
        TEST(the_row_of_a_seal_comes_back),
        TEST(the_text_of_a_seal_comes_back),
        TEST(a_tag_of_the_row_that_closes_a_day_comes_back),
        TEST(the_rest_of_the_row_of_a_seal_comes_back),
        TEST(a_seal_that_is_no_row_any_more_comes_back),
        TEST(the_signature_of_a_seal_comes_back),
        TEST(a_wording_comes_back),
        TEST(a_trigger_that_is_gone_comes_back),
        TEST(what_comes_back_can_be_damaged_again),
        TEST(what_nothing_puts_right_is_told_once),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "the card flips a bit in");
}
