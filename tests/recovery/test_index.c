/* An index that does not hold the rows, which SQLite does not see: a start
   does, and makes it anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "record/with_record.h"
#include "store/with_store.h"
#include "tried.h"

/* Whoever empties the index makes a terminal deaf to its own rows. */
static void an_index_without_the_rows_is_made_anew(void **state)
{
    static const char *const ways[] = {
        "DROP INDEX events_rare",
        "DROP INDEX events_rare; CREATE INDEX events_rare"
        " ON events(kind, value) WHERE seq < 0",
        "DROP INDEX events_rare; CREATE INDEX events_rare"
        " ON events(kind, value) WHERE seq < 0; PRAGMA writable_schema = 1;"
        " UPDATE sqlite_schema SET sql = 'CREATE INDEX events_rare ON"
        " events(kind, value) WHERE kind NOT IN (''visit'', ''answer'',"
        " ''skip'', ''timeout'', ''end'')' WHERE name = 'events_rare'"};
    struct record_fixture *f = *state;
    for (int i = 0; i < 3; i++) {
        store_by_hand(record_fixture_path(f, "bonluon.db"), ways[i]);
        record_fixture_open(f, with_time(1, 10 + i));
        char *rows = record_fixture_rows(f, WITH_MONDAY + 1);
        assert_non_null(strstr(rows, "the index did not hold the rows"));
        free(rows);
        assert_int_equal(record_closed_day(f->record), WITH_MONDAY);
        assert_false(files_exists(record_fixture_path(f, "quarantine")));
        record_fixture_close(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_index_without_the_rows_is_made_anew,
                                        record_fixture_two_days,
                                        record_fixture_teardown),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "empties the index, so that the");
}
