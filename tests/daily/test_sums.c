#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daily/sums.h"
#include "desk/desk.h"
#include "record/with_record.h"
#include "report/figures.h"
#include "writer/writer.h"
#include "tried.h"

static const int64_t visit_a = 100000000000001;

/* What the sqlite3 shell would do to the database, which is closed then. */
static void run_sql(struct record_fixture *f, const char *sql)
{
    record_fixture_close(f);
    sqlite3 *db;
    char *error = NULL;
    const char *path = data_folder_path(&f->folder, "bonluon.db");
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_exec(db, sql, NULL, NULL, &error);
    assert_string_equal(error == NULL ? "" : error, "");
    sqlite3_close(db);
}

/* As a program before sums left it. */
static void forget_sums(struct record_fixture *f)
{
    run_sql(f, "DROP TABLE sums");
}

/* The first number that a query gives. */
static int64_t ask(struct record_fixture *f, const char *sql)
{
    record_fixture_close(f);
    sqlite3 *db;
    sqlite3_stmt *statement;
    const char *path = data_folder_path(&f->folder, "bonluon.db");
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return number;
}

static void take(void *context, const struct sum *sum)
{
    text_append_format(context, "%d: %d\n", sum->day - WITH_MONDAY,
                       sum->visits);
}

static void assert_sums(struct record_fixture *f, int from, int to,
                        const char *expected)
{
    struct text text = {0};
    struct day_sums span = {.from = WITH_MONDAY + from,
                            .to = WITH_MONDAY + to,
                            .take = take,
                            .context = &text};
    text_append_string(&text, "");
    enum store_result result = day_sums_take(f->record, &span);
    assert_string_equal(record_error(f->record), "");
    assert_int_equal(result, STORE_OK);
    assert_int_equal(span.failed, 0);
    assert_string_equal(text.data, expected);
    text_free(&text);
}

static void close_day(struct record_fixture *f, int day)
{
    struct moment at = with_moment(WITH_MONDAY + day, 17, 0);
    assert_int_equal(with_close(f->record, WITH_MONDAY + day, at), STORE_OK);
}

/* Monday with one visit, Tuesday with none, Wednesday with two; all closed. On
   Thursday one so far. */
static void make_week(struct record_fixture *f)
{
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 0));
    close_day(f, 0);
    close_day(f, 1);
    record_fixture_visit(f, visit_a + 1, 4, with_moment(WITH_MONDAY + 2, 9, 0));
    record_fixture_visit(f, visit_a + 2, 3, with_moment(WITH_MONDAY + 2, 9, 1));
    close_day(f, 2);
    record_fixture_visit(f, visit_a + 3, 2, with_moment(WITH_MONDAY + 3, 9, 0));
}

static void days_come_in_order_and_today_with_them(void **state)
{
    struct record_fixture *f = *state;
    make_week(f);
    assert_sums(f, -100, 100, "0: 1\n1: 0\n2: 2\n3: 1\n");
    assert_sums(f, 1, 2, "1: 0\n2: 2\n");
    assert_sums(f, 3, 3, "3: 1\n");
    assert_sums(f, 4, 9, "");
    assert_sums(f, -9, -1, "");
    /* Two days later, nobody yet: Thursday is not closed, today is here. */
    assert_int_equal(record_beat(f->record, with_moment(WITH_MONDAY + 5, 9, 0)),
                     STORE_OK);
    assert_sums(f, 2, 9, "2: 2\n3: 1\n5: 0\n");
}

static void a_record_without_a_row_has_no_sums(void **state)
{
    struct record_fixture *f = *state;
    const struct record_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .now = with_moment(WITH_MONDAY, 8, 0),
                                         .use = RECORD_COMMAND};
    record_fixture_open(f, params.now);
    run_sql(f, "DROP TRIGGER events_no_delete; DELETE FROM events;");
    assert_int_equal(record_open(&f->record, &params), STORE_OK);
    assert_sums(f, -9, 9, "");
}

static void a_closed_day_is_kept_with_its_closing(void **state)
{
    struct record_fixture *f = *state;
    make_week(f);
    assert_int_equal(ask(f, "SELECT group_concat(day - 20780, '') FROM sums"),
                     12); /* "012" */
    assert_int_equal(ask(f, "SELECT count(*) FROM sums"), 3);
}

/* Opens, serves, and is mended one day a call. */
static void a_database_without_sums_gets_them(void **state)
{
    struct record_fixture *f = *state;
    make_week(f);
    forget_sums(f);
    record_fixture_open(f, with_moment(WITH_MONDAY + 3, 10, 0));
    record_fixture_visit(f, visit_a + 4, 5,
                         with_moment(WITH_MONDAY + 3, 11, 0));
    struct day_sums_maker maker = {.mending = false};
    bool more = true;
    int calls = 0;
    while (more) {
        assert_int_equal(day_sums_mend(&maker, f->record, &more), STORE_OK);
        calls++;
    }
    assert_in_range(calls, 3, 4);
    /* One that is closed from here on needs no mending. */
    close_day(f, 3);
    assert_int_equal(day_sums_mend(&maker, f->record, &more), STORE_OK);
    assert_false(more);
    day_sums_free(&maker);
    assert_sums(f, 0, 3, "0: 1\n1: 0\n2: 2\n3: 2\n");
    assert_int_equal(ask(f, "SELECT count(*) FROM sums"), 4);
}

/* More than go into one transaction. */
static void a_reader_makes_what_is_missing_and_keeps_it(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    for (int i = 0; i < 150; i++) {
        struct moment at = with_moment(WITH_MONDAY + i, 17, 0);
        assert_int_equal(with_close(f->record, WITH_MONDAY + i, at), STORE_OK);
    }
    forget_sums(f);
    record_fixture_open(f, with_moment(WITH_MONDAY + 149, 18, 0));
    assert_sums(f, 2, 4, "2: 0\n3: 0\n4: 0\n");
    assert_int_equal(ask(f, "SELECT count(*) FROM sums"), 3);
    record_fixture_open(f, with_moment(WITH_MONDAY + 149, 19, 0));
    struct text text = {0};
    struct day_sums span = {.from = WITH_MONDAY,
                            .to = WITH_MONDAY + 149,
                            .take = take,
                            .context = &text};
    assert_int_equal(day_sums_take(f->record, &span), STORE_OK);
    text_free(&text);
    assert_int_equal(ask(f, "SELECT count(*) FROM sums"), 150);
}

static void mend(struct record_fixture *f)
{
    struct day_sums_maker maker = {.mending = false};
    bool more = true;
    while (more) {
        assert_int_equal(day_sums_mend(&maker, f->record, &more), STORE_OK);
    }
    day_sums_free(&maker);
}

/* By a hand or a disk: readers count the rows, and so does the terminal when
   nobody waits; of what no seal holds, too. */
static void totals_that_are_not_those_of_the_rows_are_made_anew(void **state)
{
    static const char *const changes[] = {
        "replace(text, 'visits 2', 'visits 9')",
        "replace(text, 'hour 9 2 ', 'hour 9 7 ')", "'nothing'"};
    struct record_fixture *f = *state;
    make_week(f);
    for (int i = 0; i < 3; i++) {
        char sql[400];
        char *rows;
        snprintf(sql, sizeof sql,
                 "DROP TRIGGER sums_no_update; UPDATE sums SET text = %s"
                 " WHERE day = 20782; CREATE TRIGGER sums_no_update BEFORE"
                 " UPDATE ON sums BEGIN SELECT raise(ABORT, 'sums are never"
                 " changed'); END",
                 changes[i]);
        run_sql(f, sql);
        record_fixture_open(f, with_moment(WITH_MONDAY + 3, 10, i));
        assert_sums(f, 0, 3, "0: 1\n1: 0\n2: 2\n3: 1\n");
        mend(f);
        rows = record_fixture_rows(f, WITH_MONDAY + 3);
        assert_non_null(
            strstr(rows, "the totals of 2026-11-25 were not those"));
        free(rows);
        struct sum sum = record_fixture_totals(f, WITH_MONDAY + 2);
        assert_int_equal(sum.visits, 2);
        assert_int_equal(sum.hours[9].visits, 2);
        assert_false(files_exists(record_fixture_path(f, "quarantine")));
    }
    assert_int_equal(ask(f, "SELECT count(*) FROM events WHERE kind ="
                            " 'recovery'"),
                     3);
    tried("rewrites the totals");
}

/* When the office was open on a day that is sealed, another config does not
   say. */
static void totals_made_late_have_the_hours_that_were_sealed(void **state)
{
    struct record_fixture *f = *state;
    make_week(f);
    struct sum before = record_fixture_totals(f, WITH_MONDAY);
    forget_sums(f);
    f->config.hours = (struct hours){0};
    record_fixture_open(f, with_moment(WITH_MONDAY + 3, 10, 0));
    mend(f);
    struct sum after = record_fixture_totals(f, WITH_MONDAY);
    assert_true(before.hours[9].open_min > 0);
    for (int i = 0; i < SUM_HOURS; i++) {
        assert_int_equal(after.hours[i].open_min, before.hours[i].open_min);
        assert_int_equal(after.hours[i].ready_min, before.hours[i].ready_min);
    }
}

/* The same text, whenever it is made: with the closing or years later. */
static void a_late_sum_is_the_same(void **state)
{
    struct record_fixture *f = *state;
    struct text texts[2] = {{0}};
    make_week(f);
    assert_int_equal(
        record_stop(f->record, with_moment(WITH_MONDAY + 3, 12, 0)), STORE_OK);
    for (int i = 0; i < 2; i++) {
        for (int day = 0; day < 3; day++) {
            struct sum sum = record_fixture_totals(f, WITH_MONDAY + day);
            sum_write(&sum, &texts[i]);
        }
        forget_sums(f);
        record_fixture_open(f, with_moment(WITH_MONDAY + 9, 10, 0));
    }
    assert_non_null(strstr(texts[0].data, "hour 9 2 500 8 60 60"));
    assert_string_equal(texts[1].data, texts[0].data);
    text_free(&texts[0]);
    text_free(&texts[1]);
}

/* The rows are the truth. */
static void a_kept_text_that_is_no_sum_is_passed_over(void **state)
{
    struct record_fixture *f = *state;
    make_week(f);
    run_sql(f, "DROP TRIGGER sums_no_update;"
               "UPDATE sums SET text = 'visits 99' WHERE day = 20782;"
               "UPDATE sums SET text = (SELECT text FROM sums"
               " WHERE day = 20782) WHERE day = 20780;");
    record_fixture_open(f, with_moment(WITH_MONDAY + 3, 10, 0));
    assert_sums(f, 0, 3, "0: 1\n1: 0\n2: 2\n3: 1\n");
    assert_int_equal(record_fixture_totals(f, WITH_MONDAY + 2).visits, 2);
}

/* A row that no program of ours wrote: the other days still count, and the
   day can be closed. */
static void a_day_that_cannot_be_counted_is_told(void **state)
{
    struct record_fixture *f = *state;
    make_week(f);
    run_sql(f, "INSERT INTO events(seq, boot, boottime_ms, wall_ms, day, kind,"
               " visit, item, value, flags, note) SELECT max(seq) + 1, 1, 1,"
               " max(wall_ms), max(day), 'answer', 7, 'mim-cuoi', 9, 0, 'xx'"
               " FROM events");
    record_fixture_open(f, with_moment(WITH_MONDAY + 3, 10, 0));
    close_day(f, 3);
    struct text text = {0};
    struct day_sums span = {.from = WITH_MONDAY,
                            .to = WITH_MONDAY + 9,
                            .take = take,
                            .context = &text};
    assert_int_equal(day_sums_take(f->record, &span), STORE_OK);
    assert_int_equal(span.failed, 1);
    /* Beginning with the day to which 17:00 of Thursday counts now. */
    assert_string_equal(text.data, "0: 1\n1: 0\n2: 2\n4: 0\n");
    text_free(&text);
    struct day_sums_maker maker = {.mending = false};
    bool more = true;
    for (int i = 0; more && i < 9; i++) {
        assert_int_equal(day_sums_mend(&maker, f->record, &more), STORE_OK);
    }
    assert_false(more);
    day_sums_free(&maker);
    struct figures *figures = malloc(sizeof *figures);
    const struct figures_params params = {
        .from = WITH_MONDAY, .to = WITH_MONDAY + 4, .today = WITH_MONDAY + 4};
    assert_int_equal(desk_figures(f->record, &f->config, &params, figures),
                     STORE_OK);
    assert_int_equal(figures->failed, 1);
    assert_int_equal(figures->day_count, 4);
    assert_int_equal(figures->total.visits, 3);
    assert_int_equal(figures->week.visits, 3);
    free(figures);
}

static struct writer *start_writer(struct record_fixture *f, struct moment now)
{
    const struct writer_params params = {
        .config = &f->config, .data_dir = f->folder.path, .now = now};
    struct writer *writer = writer_start(&params);
    assert_non_null(writer);
    return writer;
}

static void a_beat_is_told_to_the_next_start(void **state)
{
    struct record_fixture *f = *state;
    struct moment beat = with_moment(WITH_MONDAY, 9, 30);
    struct writer *writer = start_writer(f, with_moment(WITH_MONDAY, 9, 0));
    writer_beat(writer, &(struct status_news){0}, beat);
    writer_stop(writer, with_moment(WITH_MONDAY, 9, 45));
    char *alive = data_folder_read(&f->folder, "alive");
    assert_int_equal(strtoll(alive, NULL, 10), beat.wall_ms);
    free(alive);
}

static void the_writer_sums_a_day_when_it_closes_it(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    struct writer *writer = start_writer(f, at);
    const struct record_job job = {
        .at = at,
        .rows = {with_visit_row(visit_a),
                 with_answer_row(visit_a, "mim-cuoi", 5),
                 with_end_row(visit_a, 0)},
        .count = 3};
    assert_true(writer_keep(writer, &job));
    writer_close_days(writer, with_moment(WITH_MONDAY, 17, 0));
    writer_stop(writer, with_moment(WITH_MONDAY, 17, 1));
    assert_int_equal(ask(f,
                         "SELECT text LIKE '%visits 1 0 0 1%hour 8 0 0 0 60 0%"
                         "hour 9 1 100 1 60 60%hour 16 0 0 0 60 60%'"
                         " AND day = 20780 FROM sums"),
                     1);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(days_come_in_order_and_today_with_them),
        TEST(a_record_without_a_row_has_no_sums),
        TEST(a_closed_day_is_kept_with_its_closing),
        TEST(a_database_without_sums_gets_them),
        TEST(a_reader_makes_what_is_missing_and_keeps_it),
        TEST(totals_that_are_not_those_of_the_rows_are_made_anew),
        TEST(totals_made_late_have_the_hours_that_were_sealed),
        TEST(a_late_sum_is_the_same),
        TEST(a_kept_text_that_is_no_sum_is_passed_over),
        TEST(a_day_that_cannot_be_counted_is_told),
        TEST(a_beat_is_told_to_the_next_start),
        TEST(the_writer_sums_a_day_when_it_closes_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
