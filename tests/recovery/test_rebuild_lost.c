/* Whichever rows are lost for good, the terminal starts again, keeps answers,
   and closes its days: no state of the disk keeps it dead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "with_rebuild.h"
#include "tried.h"

/* What a damaged page of the database and a torn part of the journal leave when
   they held the same rows; the table of seals lies elsewhere. */
static void lose(struct rebuild_fixture *f, int64_t first, int64_t last)
{
    sqlite3 *db;
    char sql[128];
    with_log_cut(rebuild_path(f, "log/2026.log"), first, last);
    snprintf(sql, sizeof sql,
             "DROP TRIGGER events_no_delete;"
             "DELETE FROM events WHERE seq BETWEEN %d AND %d",
             (int)first, (int)last);
    assert_int_equal(sqlite3_open(rebuild_path(f, "damaged.db"), &db),
                     SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static bool is_near_a_seal(struct rebuild_fixture *f, int64_t seq)
{
    bool near = false;
    for (int64_t i = seq; i <= seq + 2 && i <= f->count; i++) {
        near = near ||
               with_rows_one(rebuild_path(f, "damaged.db"), i).kind == ROW_SEAL;
    }
    return near;
}

/* A day later: what is due is closed, once, and under a seal of its own. */
static void assert_closes_its_days(struct rebuild_fixture *f)
{
    int32_t day = WITH_MONDAY + REBUILD_DAYS;
    struct moment night = with_moment(day + 1, 20, 0);
    record_fixture_open(&f->record, with_moment(day, 9, 0));
    record_fixture_visit(&f->record, 999999999999999, 3,
                         with_moment(day, 9, 1));
    assert_int_not_equal(record_fixture_close_days(&f->record, night), 0);
    assert_int_equal(record_fixture_close_days(&f->record, night), 0);
    assert_int_equal(record_fixture_totals(&f->record, day).visits, 1);
    record_fixture_close(&f->record);
}

/* Loses rows from each place about the end of a day, so many at once. */
static void try_each(void **state, unsigned sources)
{
    struct rebuild_fixture *first = *state;
    int64_t count = first->count;
    for (int64_t seq = 1; seq <= count; seq++) {
        for (int rows = 1; is_near_a_seal(*state, seq) && rows <= 4;
             rows *= 2) {
            struct rebuild_fixture *f = *state;
            lose(f, seq, seq + rows - 1);
            struct rebuilt rebuilt = rebuild_from(f, sources);
            assert_true(rebuilt.lost + rebuilt.unproven > 0);
            assert_closes_its_days(f);
            rebuild_teardown(state);
            rebuild_setup(state);
        }
    }
}

static void whatever_is_lost_it_goes_on(void **state)
{
    try_each(state, OF_LOG | OF_DAMAGED);
}

static void without_keys_too(void **state)
{
    try_each(state, OF_LOG | OF_DAMAGED | NO_KEYS);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, rebuild_setup, rebuild_teardown)
        TEST(whatever_is_lost_it_goes_on),
        TEST(without_keys_too),
#undef TEST
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "damages or deletes the database");
}
