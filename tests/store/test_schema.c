/* Tables, triggers, views and indexes that are not as the program made them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "store/schema.h"
#include "store/store.h"
#include "with_store.h"
#include "tried.h"

static void assert_differs(struct store *store, const char *expected)
{
    struct text differs = {0};
    text_append_string(&differs, "from before");
    assert_int_equal(store_schema(store, &differs), STORE_OK);
    assert_string_equal(differs.data, expected);
    text_free(&differs);
}

static void evidence_differs(const char *path, const char *expected)
{
    struct store *store;
    enum store_result result = store_open_evidence(&store, path);
    assert_string_equal(store_error(store), "");
    assert_int_equal(result, STORE_OK);
    assert_differs(store, expected);
    store_close(store);
}

static void a_new_one_is_as_it_was_made(void **state)
{
    struct store *store = store_ready(state);
    assert_differs(store, "");
    store_add_row(store, store_tagged_row(1, 20000));
    assert_differs(store, "");
    store_close(store);
    evidence_differs(store_path(state), "");
}

static const struct {
    const char *change, *differs;
} forgeries[] = {
    {"DROP TRIGGER events_no_update", "trigger events_no_update is missing"},
    {"DROP TRIGGER seals_no_delete", "trigger seals_no_delete is missing"},
    {"DROP TRIGGER events_no_delete; DROP TRIGGER events_in_order",
     "trigger events_in_order is missing, trigger events_no_delete is missing"},
    {"DROP TRIGGER events_no_update; CREATE TRIGGER events_no_update"
     " BEFORE UPDATE ON events WHEN 0 BEGIN SELECT raise(ABORT, ''); END",
     "trigger events_no_update is changed"},
    {"DROP TRIGGER sums_no_update; CREATE TRIGGER sums_no_update BEFORE UPDATE"
     " ON seals BEGIN SELECT raise(ABORT, 'sums are never changed'); END",
     "trigger sums_no_update is changed"},
    {"CREATE TRIGGER mine AFTER INSERT ON events BEGIN"
     " DELETE FROM wordings; END",
     "trigger mine is not part of it"},
    {"CREATE TABLE zz(a); CREATE INDEX aa ON zz(a)",
     "index aa is not part of it, table zz is not part of it"},
    {"CREATE VIEW \"a\nb\" AS SELECT 1", "view a b is not part of it"},
    {"ALTER TABLE events ADD COLUMN more TEXT", "table events is changed"},
    {"DROP INDEX events_rare", "index events_rare is missing"},
    {"DROP VIEW days", "view days is missing"},
    {"DROP TABLE sums",
     "table sums is missing, trigger sums_no_delete is missing,"
     " trigger sums_no_replace is missing, trigger sums_no_update is missing"},
    {"INSERT INTO events(seq, boot, boottime_ms, wall_ms, day, kind, tag)"
     " VALUES(1, 1, 1, 1, 1, 'enrol', zeroblob(16)); DROP TABLE seals",
     "table seals is missing, trigger seals_no_delete is missing,"
     " trigger seals_no_replace is missing, trigger seals_no_update is"
     " missing"},
    {"DROP TABLE wordings", "table wordings is missing,"
                            " trigger wordings_no_delete is missing,"
                            " trigger wordings_no_replace is missing,"
                            " trigger wordings_no_update is missing"},
    {"PRAGMA application_id=1", "application_id is changed"},
    {"PRAGMA user_version=7", "user_version is changed"},
    {"PRAGMA user_version=7; DROP VIEW days",
     "view days is missing, user_version is changed"},
};

static void each_change_is_named(void **state)
{
    for (size_t i = 0; i < sizeof forgeries / sizeof forgeries[0]; i++) {
        store_close(store_ready(state));
        store_by_hand(store_path(state), forgeries[i].change);
        evidence_differs(store_path(state), forgeries[i].differs);
        assert_int_equal(remove(store_path(state)), 0);
    }
}

static void an_older_version_is_as_it_was_made(void **state)
{
    const char *const versions[] = {schema_sql, schema_sums_sql,
                                    schema_seals_sql};
    const char *fourth = data_folder_path(*state, "four.db");
    const char *first = data_folder_path(*state, "one.db");
    const char *third = data_folder_path(*state, "three.db");
    store_make_old(first, versions, 1);
    store_make_old(third, versions, 2);
    store_make_old(fourth, versions, 3);
    evidence_differs(first, "");
    evidence_differs(third, "");
    evidence_differs(fourth, "");
    store_by_hand(third, "DROP TRIGGER sums_no_update");
    evidence_differs(third, "trigger sums_no_update is missing");
    /* Half a part is not an older version. */
    store_by_hand(first, "CREATE TABLE seals(day)");
    evidence_differs(first, "table seals is changed, table sums is missing,"
                            " trigger seals_no_delete is missing,"
                            " trigger seals_no_replace is missing,"
                            " trigger seals_no_update is missing,"
                            " trigger sums_no_delete is missing,"
                            " trigger sums_no_replace is missing,"
                            " trigger sums_no_update is missing");
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, store_folder_setup,                  \
                                    store_folder_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_new_one_is_as_it_was_made),
        TEST(each_change_is_named),
        TEST(an_older_version_is_as_it_was_made),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "leaves the triggers away");
}
