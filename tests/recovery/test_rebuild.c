/* A database is rebuilt from whatever is left of it, of its backup and of its
   journal; what is proven decides where they differ. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/journal.h"
#include "with_rebuild.h"
#include "tried.h"

static void overwrite(struct rebuild_fixture *f, const char *name, long at,
                      size_t length)
{
    FILE *file = fopen(rebuild_path(f, name), "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    for (size_t i = 0; i < length; i++) {
        assert_int_not_equal(fputc(0, file), EOF);
    }
    assert_int_equal(fclose(file), 0);
}

static long size_of(struct rebuild_fixture *f, const char *name)
{
    FILE *file = fopen(rebuild_path(f, name), "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    fclose(file);
    return size;
}

/* Past the triggers, as somebody does who knows SQLite. */
static void forge(struct rebuild_fixture *f, const char *name, const char *sql)
{
    sqlite3 *db;
    char *error = NULL;
    assert_int_equal(sqlite3_open(rebuild_path(f, name), &db), SQLITE_OK);
    sqlite3_exec(db,
                 "DROP TRIGGER events_no_update; DROP TRIGGER events_no_delete",
                 NULL, NULL, &error);
    assert_null(error);
    sqlite3_exec(db, sql, NULL, NULL, &error);
    assert_string_equal(error == NULL ? "" : error, "");
    sqlite3_close(db);
}

static void the_log_alone_gives_all(void **state)
{
    struct rebuild_fixture *f = *state;
    assert_whole(f, OF_LOG);
    assert_goes_on(f);
}

static void a_whole_database_alone_gives_all(void **state)
{
    struct rebuild_fixture *f = *state;
    assert_whole(f, OF_DAMAGED);
    assert_int_equal(unlink(rebuild_path(f, "bonluon.db")), 0);
    rebuild_copy(f, "damaged.db", "backup.db");
    assert_whole(f, OF_BACKUP);
}

/* It does not open: the journal has all of it. */
static void a_database_without_a_head_takes_nothing_away(void **state)
{
    struct rebuild_fixture *f = *state;
    overwrite(f, "damaged.db", 0, PAGE);
    assert_whole(f, OF_LOG | OF_DAMAGED);
}

static void nothing_gives_nothing(void **state)
{
    struct rebuild_fixture *f = *state;
    struct rebuilt rebuilt = rebuild_from(f, 0);
    assert_rebuilt(&rebuilt, 0, 0, 0, 0);
    assert_false(files_exists(rebuild_path(f, "bonluon.db")));
}

/* Rows that are still in the write-ahead log count like those in the file. */
static void the_write_ahead_log_is_looked_through(void **state)
{
    struct rebuild_fixture *f = *state;
    assert_int_equal(
        rename(rebuild_path(f, "damaged.db"), rebuild_path(f, "bonluon.db")),
        0);
    record_fixture_open(&f->record,
                        with_moment(WITH_MONDAY + REBUILD_DAYS, 9, 0));
    rebuild_copy(f, "bonluon.db", "damaged.db");
    rebuild_copy(f, "bonluon.db-wal", "damaged.db-wal");
    record_fixture_close(&f->record);
    free(f->rows);
    f->rows = with_rows_dump(rebuild_path(f, "bonluon.db"));
    f->count = with_rows_one(rebuild_path(f, "bonluon.db"), 0).seq;
    assert_int_equal(unlink(rebuild_path(f, "bonluon.db")), 0);
    struct rebuilt rebuilt = rebuild_from(f, OF_DAMAGED);
    assert_int_equal(rebuilt.rows, f->count);
    assert_same_rows(f);
}

static void each_page_may_be_bad(void **state)
{
    struct rebuild_fixture *f = *state;
    long size = size_of(f, "damaged.db");
    rebuild_copy(f, "damaged.db", "whole.db");
    for (long at = 0; at < size; at += PAGE) {
        rebuild_copy(f, "whole.db", "damaged.db");
        overwrite(f, "damaged.db", at, PAGE);
        assert_whole(f, OF_LOG | OF_DAMAGED);
        assert_int_equal(unlink(rebuild_path(f, "bonluon.db")), 0);
    }
}

static void halves_make_a_whole(void **state)
{
    struct rebuild_fixture *f = *state;
    const char *log = rebuild_path(f, "log/2026.log");
    rebuild_copy(f, "damaged.db", "backup.db");
    forge(f, "backup.db", "DELETE FROM events WHERE seq > 30");
    with_log_cut(log, 1, 29);
    assert_whole(f, OF_LOG | OF_BACKUP);
}

static void what_nobody_has_is_said_to_be_lost(void **state)
{
    struct rebuild_fixture *f = *state;
    with_log_cut(rebuild_path(f, "log/2026.log"), 20, 21);
    struct rebuilt rebuilt = rebuild_from(f, OF_LOG);
    assert_int_equal(rebuilt.rows, f->count);
    assert_int_equal(rebuilt.lost, 2);
    assert_int_not_equal(rebuilt.unproven, 0);
    struct row lost = with_rows_one(rebuild_path(f, "bonluon.db"), 20);
    assert_int_equal(lost.kind, ROW_LOST);
    assert_int_equal(lost.day, WITH_MONDAY);
    assert_false(lost.tagged);
    assert_goes_on(f);
}

static void the_seal_decides_between_two(void **state)
{
    struct rebuild_fixture *f = *state;
    struct row row = with_rows_one(rebuild_path(f, "damaged.db"), 12);
    row.value = row.value == 5 ? 1 : 5;
    with_log_change(rebuild_path(f, "log/2026.log"), &row);
    assert_whole(f, OF_LOG | OF_DAMAGED);
    assert_int_equal(unlink(rebuild_path(f, "bonluon.db")), 0);

    /* The other way round, and with a third that says something else again. */
    rebuild_copy(f, "damaged.db", "backup.db");
    forge(f, "damaged.db", "UPDATE events SET value = 4 WHERE seq = 12");
    assert_whole(f, OF_LOG | OF_DAMAGED | OF_BACKUP);
}

static void the_tag_decides_after_the_last_seal(void **state)
{
    struct rebuild_fixture *f = *state;
    struct row row = with_rows_one(rebuild_path(f, "damaged.db"), f->count - 3);
    row.elapsed_ms += 1;
    with_log_change(rebuild_path(f, "log/2026.log"), &row);
    assert_whole(f, OF_LOG | OF_DAMAGED);
}

/* What is evidence is kept, and said to be unproven. */
static void what_was_changed_everywhere_is_kept(void **state)
{
    struct rebuild_fixture *f = *state;
    struct row row = with_rows_one(rebuild_path(f, "damaged.db"), 12);
    row.elapsed_ms += 1;
    with_log_change(rebuild_path(f, "log/2026.log"), &row);
    struct rebuilt rebuilt = rebuild_from(f, OF_LOG);
    assert_int_equal(rebuilt.rows, f->count);
    assert_int_equal(rebuilt.lost, 0);
    assert_int_not_equal(rebuilt.unproven, 0);
    assert_true(rebuilt.unproven < f->count / 2); /* its own day's */
    struct row kept = with_rows_one(rebuild_path(f, "bonluon.db"), 12);
    assert_int_equal(kept.elapsed_ms, row.elapsed_ms);
}

static void what_was_put_behind_the_end_is_left_out(void **state)
{
    struct rebuild_fixture *f = *state;
    struct journal journal;
    struct row row = with_rows_one(rebuild_path(f, "damaged.db"), 0);
    assert_true(journal_open(&journal, rebuild_path(f, "log")));
    for (int i = 0; i < 3; i++) {
        row.seq++;
        assert_true(journal_add(
            &journal, &(struct store_batch){.rows = &row, .row_count = 1}));
    }
    journal_close(&journal);
    struct rebuilt rebuilt = rebuild_from(f, OF_LOG | OF_DAMAGED);
    assert_rebuilt(&rebuilt, f->count, 0, 0, 3);
    assert_same_rows(f);
}

/* A day beyond all others would push every later row aside. */
static void a_damaged_day_costs_one_row(void **state)
{
    struct rebuild_fixture *f = *state;
    forge(f, "damaged.db", "UPDATE events SET day = 2000000 WHERE seq = 12");
    struct rebuilt rebuilt = rebuild_from(f, OF_DAMAGED);
    assert_int_equal(rebuilt.rows, f->count);
    assert_int_equal(rebuilt.lost, 1);
}

/* A page whose numbers were damaged: the seal itself tells its day, and is not
   found a second time in the outbox. */
static void a_seal_is_of_the_day_that_it_tells(void **state)
{
    struct rebuild_fixture *f = *state;
    forge(f, "damaged.db",
          "DROP TRIGGER seals_no_update; UPDATE seals SET day = 16685 WHERE"
          " day = (SELECT max(day) FROM seals)");
    assert_whole(f, OF_LOG | OF_DAMAGED);
}

/* But for a text that was damaged itself, and so is not what was signed. */
static void a_damaged_text_tells_no_day(void **state)
{
    struct rebuild_fixture *f = *state;
    forge(f, "damaged.db",
          "DROP TRIGGER seals_no_update; UPDATE seals SET text ="
          " replace(text, 'day 2026-1', 'day 2026-0') WHERE"
          " day = (SELECT max(day) FROM seals)");
    struct rebuilt rebuilt = rebuild_from(f, OF_LOG | OF_DAMAGED);
    assert_int_equal(rebuilt.rows, f->count);
    char *seals = with_seals_dump(rebuild_path(f, "bonluon.db"));
    assert_null(strstr(seals, "2026-0"));
    free(seals);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, rebuild_setup, rebuild_teardown)
        TEST(the_log_alone_gives_all),
        TEST(a_whole_database_alone_gives_all),
        TEST(a_database_without_a_head_takes_nothing_away),
        TEST(nothing_gives_nothing),
        TEST(the_write_ahead_log_is_looked_through),
        TEST(each_page_may_be_bad),
        TEST(halves_make_a_whole),
        TEST(what_nobody_has_is_said_to_be_lost),
        TEST(the_seal_decides_between_two),
        TEST(the_tag_decides_after_the_last_seal),
        TEST(what_was_changed_everywhere_is_kept),
        TEST(what_was_put_behind_the_end_is_left_out),
        TEST(a_seal_is_of_the_day_that_it_tells),
        TEST(a_damaged_text_tells_no_day),
        TEST(a_damaged_day_costs_one_row),
#undef TEST
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "damages or deletes the database");
}
