#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/guard.h"
#include "with_record.h"
#include "tried.h"

static const int64_t visit_a = 100000000000001;
static const int64_t visit_b = 100000000000002;

static void assert_rows(struct record_fixture *f, int32_t day,
                        const char *expected)
{
    char *rows = record_fixture_rows(f, day);
    assert_string_equal(rows, expected);
    free(rows);
}

static bool find_last(void *context, const struct row *row)
{
    memcpy(context, row, sizeof *row);
    return true;
}

static struct row last_row(struct record_fixture *f, int32_t day)
{
    struct row row = {0};
    const struct record_scan scan = {day, find_last, &row};
    assert_int_equal(record_scan(f->record, &scan), STORE_OK);
    return row;
}

static void a_start_tells_version_config_and_form(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    char *rows = record_fixture_rows(f, WITH_MONDAY);
    assert_non_null(strstr(rows, "start  3 " BONLUON_VERSION "\n"
                                 "config  0 d1 van-truong/quay-1\n"
                                 "form 4-luon 1 "));
    free(rows);
}

static void what_did_not_change_is_not_told_again(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_open(f, with_moment(WITH_MONDAY + 1, 8, 0));
    assert_rows(f, WITH_MONDAY + 1,
                "seen  86400 \nstart  3 " BONLUON_VERSION "\n");
    strcpy(f->config.digest, "d2");
    record_fixture_open(f, with_moment(WITH_MONDAY + 2, 8, 0));
    assert_rows(f, WITH_MONDAY + 2,
                "seen  86400 \nstart  9 " BONLUON_VERSION "\n"
                "config  0 d2 van-truong/quay-1\n");
    record_fixture_open(f, with_moment(WITH_MONDAY + 3, 8, 0));
    assert_rows(f, WITH_MONDAY + 3,
                "seen  86400 \nstart  9 " BONLUON_VERSION "\n");
    f->config.forms[0].questions[2].text[1] = "Do they hear you?";
    record_fixture_open(f, with_moment(WITH_MONDAY + 4, 8, 0));
    assert_int_equal(last_row(f, WITH_MONDAY + 4).kind, ROW_FORM);
}

static void notes_are_completed(void **state)
{
    struct record_fixture *f = *state;
    struct moment now = with_moment(WITH_MONDAY, 8, 0);
    record_fixture_open(f, now);
    record_fixture_keep(f, with_visit_row(visit_a), now);
    assert_string_equal(last_row(f, WITH_MONDAY).note, BONLUON_VERSION);
    record_fixture_keep(f, with_answer_row(visit_a, "mim-cuoi", 4), now);
    struct row row = last_row(f, WITH_MONDAY);
    assert_int_equal(strlen(row.note), 19);
    assert_memory_equal(row.note, "vi ", 3);
    struct text wording = {0};
    assert_int_equal(record_wording(f->record, row.note + 3, &wording),
                     STORE_OK);
    assert_non_null(strstr(wording.data, "question\tmim-cuoi\ntext\tCán bộ"));
    assert_int_equal(record_wording(f->record, "0000", &wording), STORE_OK);
    assert_int_equal(wording.length, 0);
    text_free(&wording);
}

static void an_open_visit_holds_its_day_over_midnight(void **state)
{
    struct record_fixture *f = *state;
    struct moment late = with_moment(WITH_MONDAY, 23, 59);
    struct moment early = with_moment(WITH_MONDAY + 1, 0, 1);
    record_fixture_open(f, with_moment(WITH_MONDAY, 23, 0));
    record_fixture_keep(f, with_visit_row(visit_a), late);
    record_fixture_keep(f, with_answer_row(visit_a, "mim-cuoi", 4), early);
    assert_int_equal(record_day(f->record, early), WITH_MONDAY);
    assert_true(record_visiting(f->record));
    record_fixture_keep(f, with_end_row(visit_a, 0), early);
    assert_int_equal(last_row(f, WITH_MONDAY).kind, ROW_END);
    assert_false(record_visiting(f->record));
    assert_int_equal(record_day(f->record, early), WITH_MONDAY + 1);
}

static void after_closing_rows_count_for_the_next_day(void **state)
{
    struct record_fixture *f = *state;
    struct moment evening = with_moment(WITH_MONDAY, 17, 5);
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    assert_int_equal(record_closed_day(f->record), WITH_MONDAY - 1);
    assert_int_equal(with_close(f->record, WITH_MONDAY, evening), STORE_OK);
    assert_int_equal(last_row(f, WITH_MONDAY).kind, ROW_SEAL);
    record_fixture_visit(f, visit_a, 5, evening);
    assert_int_equal(last_row(f, WITH_MONDAY + 1).kind, ROW_END);
    assert_int_equal(last_row(f, WITH_MONDAY + 1).flags, 0);
    record_fixture_open(f, with_moment(WITH_MONDAY, 18, 0));
    assert_int_equal(record_closed_day(f->record), WITH_MONDAY);
    assert_int_equal(last_row(f, WITH_MONDAY + 1).kind, ROW_START);
    assert_int_equal(last_row(f, WITH_MONDAY + 1).flags, 0);
}

static void a_start_behind_the_last_row_is_marked(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    record_fixture_visit(f, visit_a, 5, with_moment(WITH_MONDAY, 9, 0));
    record_fixture_open(f, with_moment(WITH_MONDAY - 2, 9, 0));
    struct row row = last_row(f, WITH_MONDAY);
    assert_int_equal(row.kind, ROW_CLOCK);
    assert_int_equal(row.value, -2 * 86400);
    assert_int_equal(row.flags, GUARD_CLOCK);
    record_fixture_visit(f, visit_b, 5, with_moment(WITH_MONDAY - 2, 9, 1));
    row = last_row(f, WITH_MONDAY);
    assert_int_equal(row.visit, visit_b);
    assert_int_equal(row.flags, GUARD_CLOCK);
    /* A second start in doubt still knows of the days before. */
    record_fixture_open(f, with_moment(WITH_MONDAY - 2, 9, 5));
    assert_int_equal(last_row(f, WITH_MONDAY).kind, ROW_CLOCK);
    /* When it comes to what it showed before it is as late as it was; once it
       is set the doubt ends. */
    struct moment at = with_moment(WITH_MONDAY, 10, 0);
    record_fixture_keep(f, with_visit_row(visit_a + 5), at);
    assert_int_equal(last_row(f, WITH_MONDAY).flags, GUARD_CLOCK);
    at.wall_ms += INT64_C(2) * 86400000;
    record_fixture_keep(f, with_visit_row(visit_a + 6), at);
    assert_int_equal(last_row(f, WITH_MONDAY + 2).flags, 0);
}

static void a_jump_while_running_is_a_row(void **state)
{
    static const struct {
        int64_t jump_ms;
        bool told;
    } cases[] = {{0, false},     {119000, false}, {-119000, false},
                 {121000, true}, {-121000, true}, {86400000, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct record_fixture *f = *state;
        struct moment at = with_moment(WITH_MONDAY + 10 * (int)i, 8, 0);
        record_fixture_open(f, at);
        at.boot_ms += 3600000;
        at.wall_ms += 3600000 + cases[i].jump_ms;
        record_fixture_keep(f, with_visit_row(visit_a), at);
        char *rows = record_fixture_rows(f, record_day(f->record, at));
        assert_int_equal(strstr(rows, "clock") != NULL, cases[i].told);
        free(rows);
    }
    tried("asks the steward for more than");
    tried("sets the clock back, or far");
}

static void the_running_totals_count_as_the_file_does(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(f, at);
    record_fixture_visit(f, visit_a, 5, at);
    record_fixture_keep(f, with_visit_row(visit_b), at);
    record_fixture_keep(f, with_answer_row(visit_b, "mim-cuoi", 1), at);
    record_fixture_keep(f, with_answer_row(visit_b, "mim-cuoi", 2), at);
    record_fixture_keep(f, with_answer_row(visit_b, "giup-do", 2), at);
    record_fixture_keep(f, with_row(ROW_SKIP, visit_b, "giup-do"), at);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(record_running_totals(f->record)->visits, 2);
        record_fixture_open(f, at); /* and counted again from the rows */
    }
}

static void exports_are_rows(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(f, at);
    record_fixture_close(f);
    const struct record_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .now = at,
                                         .use = RECORD_COMMAND};
    assert_int_equal(record_open(&f->record, &params), STORE_OK);
    assert_int_equal(last_row(f, WITH_MONDAY).kind, ROW_FORM);
    struct record_exports exports = {0};
    for (int i = 0; i < 20; i++) { /* more than one transaction takes */
        record_exports_add(&exports, WITH_MONDAY - i, "aa");
    }
    bool taken;
    assert_int_equal(record_taken(f->record, WITH_MONDAY, &taken), STORE_OK);
    assert_false(taken);
    assert_int_equal(record_exported(f->record, &exports, at), STORE_OK);
    assert_int_equal(last_row(f, WITH_MONDAY).kind, ROW_EXPORT);
    assert_int_equal(last_row(f, WITH_MONDAY).value, WITH_MONDAY - 19);
    assert_int_equal(record_taken(f->record, WITH_MONDAY, &taken), STORE_OK);
    assert_true(taken);
    assert_int_equal(record_taken(f->record, WITH_MONDAY + 1, &taken),
                     STORE_OK);
    assert_false(taken);
    record_exports_free(&exports);
}

/* Whatever was tried at the PIN pad, even between two taps of a visit. */
static void tries_of_the_pin_count_nothing(void **state)
{
    struct record_fixture *f = *state;
    static const int values[] = {ROW_PIN_SET, 1, 15, 0};
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(f, at);
    record_fixture_keep(f, with_visit_row(visit_a), at);
    record_fixture_keep(f, with_answer_row(visit_a, "mim-cuoi", 4), at);
    char *before = record_fixture_csv(f, WITH_MONDAY);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        const struct row row = {.kind = ROW_PIN, .value = values[i]};
        record_fixture_keep(f, row, at);
        assert_int_equal(last_row(f, WITH_MONDAY).kind, ROW_PIN);
        assert_int_equal(last_row(f, WITH_MONDAY).value, values[i]);
    }
    assert_true(record_visiting(f->record));
    for (int i = 0; i < 2; i++) {
        char *after = record_fixture_csv(f, WITH_MONDAY);
        assert_string_equal(after, before);
        free(after);
        assert_int_equal(record_running_totals(f->record)->visits, 1);
        record_fixture_open(f, at);
    }
    free(before);
}

/* Spoils pages in the middle: the header stays whole. */
static void damage(struct record_fixture *f)
{
    struct text bytes = {0};
    const char *path = data_folder_path(&f->folder, "bonluon.db");
    assert_true(files_read(path, 1 << 24, &bytes));
    memset(bytes.data + 4096, 0xA5, bytes.length - 4096);
    assert_true(files_replace(path, bytes.data, bytes.length, FILES_UNSYNCED));
    text_free(&bytes);
}

static void a_damaged_database_is_set_aside(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    for (int i = 1; i <= 2; i++) {
        record_fixture_open(f, at);
        record_fixture_visit(f, visit_a, 5, at);
        record_fixture_close(f);
        damage(f);
        record_fixture_open(f, at);
        char note[64];
        snprintf(note, sizeof note,
                 "recovery  0 set aside in quarantine/%d: ", i);
        char *rows = record_fixture_rows(f, WITH_MONDAY);
        assert_non_null(strstr(rows, note));
        assert_non_null(strstr(rows, " rows back, 0 lost, 0 unproven, 0 left"));
        assert_non_null(strstr(rows, "end  1 \n"));
        free(rows);
        snprintf(note, sizeof note, "quarantine/%d/bonluon.db", i);
        assert_true(files_exists(data_folder_path(&f->folder, note)));
    }
    assert_true(
        files_exists(data_folder_path(&f->folder, "quarantine/1/bonluon.db")));
    struct row last;
    assert_int_equal(record_recovered(f->record, &last), STORE_OK);
    assert_int_equal(last.day, WITH_MONDAY);
    assert_non_null(strstr(last.note, "set aside in quarantine/2: "));
}

static void a_log_without_its_database_is_set_aside(void **state)
{
    struct record_fixture *f = *state;
    const char *log = data_folder_path(&f->folder, "bonluon.db-wal");
    assert_true(files_replace(log, "rows", 4, FILES_UNSYNCED));
    record_fixture_open(f, with_moment(WITH_MONDAY, 9, 0));
    char *kept = data_folder_read(&f->folder, "quarantine/1/bonluon.db-wal");
    assert_string_equal(kept, "rows");
    free(kept);
}

static void a_command_reports_damage_and_moves_nothing(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    const struct record_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .now = at,
                                         .use = RECORD_COMMAND};
    assert_int_equal(record_open(&f->record, &params), STORE_MISSING);
    record_fixture_open(f, at);
    record_fixture_close(f);
    damage(f);
    assert_int_equal(record_open(&f->record, &params), STORE_DAMAGED);
    assert_non_null(strstr(record_error(f->record), "bonluon.db"));
    assert_non_null(strstr(record_error(f->record), "start the terminal"));
    assert_false(files_exists(data_folder_path(&f->folder, "quarantine")));
}

static void a_visit_number_has_fifteen_digits(void **state)
{
    (void)state;
    for (int i = 0; i < 1000; i++) {
        int64_t visit = row_new_visit();
        assert_in_range(visit, 100000000000000, 999999999999999);
    }
    assert_int_not_equal(row_new_visit(), row_new_visit());
}

/* What a person sees who looks with the sqlite3 shell. */
static void the_views_tell_the_last_outcome(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(f, at);
    record_fixture_keep(f, with_visit_row(visit_a), at);
    record_fixture_keep(f, with_answer_row(visit_a, "mim-cuoi", 1), at);
    record_fixture_keep(f, with_answer_row(visit_a, "mim-cuoi", 4), at);
    record_fixture_keep(f, with_row(ROW_SKIP, visit_a, "giup-do"), at);
    record_fixture_keep(f, with_end_row(visit_a, 1), at);
    record_fixture_close(f);
    static const char *const asks[][2] = {
        {"SELECT group_concat(question || outcome || coalesce(value, '-')"
         " || date) FROM answers",
         "giup-doskipped-2026-11-23,mim-cuoianswered42026-11-23"},
        {"SELECT complete || ' ' || questions || ' ' || flags FROM visits",
         "1 2 0"},
        {"SELECT date || ' ' || visits || ' ' || closed FROM days",
         "2026-11-23 1 0"}};
    sqlite3 *db;
    const char *path = data_folder_path(&f->folder, "bonluon.db");
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
        sqlite3_stmt *sql;
        assert_int_equal(sqlite3_prepare_v2(db, asks[i][0], -1, &sql, NULL),
                         SQLITE_OK);
        assert_int_equal(sqlite3_step(sql), SQLITE_ROW);
        assert_string_equal((const char *)sqlite3_column_text(sql, 0),
                            asks[i][1]);
        sqlite3_finalize(sql);
    }
    sqlite3_close(db);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, record_fixture_setup,                \
                                    record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_start_tells_version_config_and_form),
        TEST(what_did_not_change_is_not_told_again),
        TEST(notes_are_completed),
        TEST(an_open_visit_holds_its_day_over_midnight),
        TEST(after_closing_rows_count_for_the_next_day),
        TEST(a_start_behind_the_last_row_is_marked),
        TEST(a_jump_while_running_is_a_row),
        TEST(the_running_totals_count_as_the_file_does),
        TEST(exports_are_rows),
        TEST(tries_of_the_pin_count_nothing),
        TEST(a_damaged_database_is_set_aside),
        TEST(a_log_without_its_database_is_set_aside),
        TEST(a_command_reports_damage_and_moves_nothing),
        TEST(a_visit_number_has_fifteen_digits),
        TEST(the_views_tell_the_last_outcome),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
