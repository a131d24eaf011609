/* The record where there is more than one form, and more to a visit than
   answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/with_forms.h"
#include "format/wording.h"
#include "with_record.h"
#include "writer/writer.h"

static const int64_t visit_a = 100000000000001;

static int setup(void **state)
{
    record_fixture_setup(state);
    struct record_fixture *f = *state;
    with_rotating(&f->config);
    return 0;
}

/* The kinds of a day's rows, and the items of those that have one. */
static bool add_name(void *context, const struct row *row)
{
    struct text *text = context;
    text_append_format(text, "%s%s%s ", row_kind_name(row->kind),
                       row->item[0] == '\0' ? "" : ":", row->item);
    return true;
}

static void assert_names(struct record_fixture *f, int32_t day,
                         const char *expected)
{
    struct text text = {0};
    const struct record_scan scan = {day, add_name, &text};
    text_append_string(&text, "");
    assert_int_equal(record_scan(f->record, &scan), STORE_OK);
    assert_string_equal(text.data, expected);
    text_free(&text);
}

static void a_start_tells_each_form_once(void **state)
{
    struct record_fixture *f = *state;
    int32_t day = WITH_MONDAY;
    record_fixture_open(f, with_moment(day, 8, 0));
    assert_names(f, day, "enrol start config form:4-luon form:5-biet ");
    record_fixture_open(f, with_moment(++day, 8, 0));
    assert_names(f, day, "seen start ");
    f->config.forms[1].version = 4;
    record_fixture_open(f, with_moment(++day, 8, 0));
    assert_names(f, day, "seen start form:5-biet ");
    /* What it once was is known; so are forms in another order. */
    struct form first = f->config.forms[0];
    f->config.forms[1].version = 3;
    f->config.forms[0] = f->config.forms[1];
    f->config.forms[1] = first;
    record_fixture_open(f, with_moment(++day, 8, 0));
    assert_names(f, day, "seen start ");
    f->config.form_count = 1;
    record_fixture_open(f, with_moment(++day, 8, 0));
    assert_names(f, day, "seen start ");
}

/* As many forms as there can be, with every other row of a start. */
static void the_longest_start_is_one_transaction(void **state)
{
    struct record_fixture *f = *state;
    f->config.form_count = CONFIG_FORMS_MAX;
    for (int i = 0; i < CONFIG_FORMS_MAX; i++) {
        f->config.forms[i] = f->config.forms[0];
        snprintf(f->config.forms[i].id, FORM_ID_SIZE, "form-%d", i);
    }
    const char *log = data_folder_path(&f->folder, "bonluon.db-wal");
    assert_true(files_replace(log, "rows", 4, FILES_UNSYNCED));
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    assert_names(f, WITH_MONDAY,
                 "enrol start config recovery form:form-0 form:form-1 "
                 "form:form-2 form:form-3 form:form-4 form:form-5 form:form-6 "
                 "form:form-7 ");
    for (int i = 0; i < CONFIG_FORMS_MAX; i++) {
        f->config.forms[i].version++;
    }
    strcpy(f->config.digest, "d2");
    record_fixture_open(f, with_moment(WITH_MONDAY - 1, 8, 0));
    char *rows = record_fixture_rows(f, WITH_MONDAY);
    assert_non_null(strstr(rows, "config  0 d2 van-truong/quay-1\n"
                                 "clock  -86400 "));
    assert_non_null(strstr(rows, "form form-7 2 "));
    free(rows);
}

static bool find_last(void *context, const struct row *row)
{
    memcpy(context, row, sizeof *row);
    return true;
}

static struct row last_row(struct record_fixture *f)
{
    struct row row = {0};
    const struct record_scan scan = {WITH_MONDAY, find_last, &row};
    assert_int_equal(record_scan(f->record, &scan), STORE_OK);
    return row;
}

/* The wording that the last row names, in the place of the form. */
static void assert_wording(struct record_fixture *f, const char *language,
                           const struct form *form)
{
    struct row row = last_row(f);
    struct text named = {0};
    struct text expected = {0};
    size_t length = strlen(language);
    assert_int_equal(strlen(row.note), length + 1 + 16);
    assert_memory_equal(row.note, language, length);
    assert_int_equal(record_wording(f->record, row.note + length + 1, &named),
                     STORE_OK);
    wording_write(&expected, form, f->config.words);
    assert_string_equal(named.data, expected.data);
    text_free(&named);
    text_free(&expected);
}

static void an_answer_names_the_wording_of_its_form(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    static const enum row_kind kinds[] = {ROW_ANSWER, ROW_SKIP, ROW_TIMEOUT};
    record_fixture_open(f, at);
    for (int i = 0; i < 3; i++) {
        struct row lent = with_rotating_row(kinds[i], visit_a, "cam-on");
        record_fixture_keep(f, lent, at);
        assert_wording(f, "vi", &f->config.forms[1]);
        strcpy(lent.note, "en 5-biet");
        record_fixture_keep(f, lent, at);
        assert_wording(f, "en", &f->config.forms[1]);
        record_fixture_keep(f, with_row(kinds[i], visit_a, "giup-do"), at);
        assert_wording(f, "vi", &f->config.forms[0]);
    }
    record_fixture_keep(f, with_reason_row(visit_a, "mim-cuoi", "voi-va"), at);
    assert_string_equal(last_row(f).note, "voi-va");
    assert_string_equal(last_row(f).item, "mim-cuoi");
}

/* An answer's reasons, six of them, and the ends of a visit around them; and
   the wall clock has jumped. */
static void the_longest_job_is_one_transaction(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    struct record_job job = {.count = RECORD_JOB_ROWS};
    for (int i = 0; i < RECORD_JOB_ROWS; i++) {
        job.rows[i] = with_reason_row(visit_a, "xin-loi", "cham");
    }
    job.rows[0] = with_visit_row(visit_a);
    job.rows[RECORD_JOB_ROWS - 1] = with_end_row(visit_a, 1);
    record_fixture_open(f, at);
    at.wall_ms += 600000;
    job.at = at;
    assert_int_equal(record_keep(f->record, &job), STORE_OK);
    assert_names(
        f, WITH_MONDAY,
        "enrol start config form:4-luon form:5-biet clock visit:4-luon "
        "reason:xin-loi reason:xin-loi reason:xin-loi reason:xin-loi "
        "reason:xin-loi reason:xin-loi end ");
}

/* What a person sees who looks with the sqlite3 shell. */
static void the_views_do_not_mind_reasons(void **state)
{
    struct record_fixture *f = *state;
    struct moment at = with_moment(WITH_MONDAY, 9, 0);
    record_fixture_open(f, at);
    record_fixture_keep(f, with_visit_row(visit_a), at);
    record_fixture_keep(f, with_answer_row(visit_a, "mim-cuoi", 1), at);
    record_fixture_keep(f, with_reason_row(visit_a, "mim-cuoi", "voi-va"), at);
    record_fixture_keep(f, with_rotating_row(ROW_ANSWER, visit_a, "xin-loi"),
                        at);
    record_fixture_keep(f, with_reason_row(visit_a, "xin-loi", "cham"), at);
    record_fixture_keep(f, with_reason_row(visit_a, "xin-loi", "cau-gat"), at);
    record_fixture_keep(f, with_end_row(visit_a, 1), at);
    record_fixture_close(f);
    static const char *const asks[][2] = {
        {"SELECT group_concat(question || outcome || value || lang) FROM "
         "(SELECT * FROM answers ORDER BY seq)",
         "mim-cuoianswered1vi,xin-loianswered1vi"},
        {"SELECT complete || ' ' || questions || ' ' || flags FROM visits",
         "1 2 0"},
        {"SELECT visits || ' ' || complete FROM days", "1 1"},
        {"SELECT count(*) FROM events WHERE kind = 'reason' AND value IS NULL"
         " AND elapsed_ms IS NULL",
         "3"}};
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
    cmocka_unit_test_setup_teardown(name, setup, record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_start_tells_each_form_once),
        TEST(the_longest_start_is_one_transaction),
        TEST(an_answer_names_the_wording_of_its_form),
        TEST(the_longest_job_is_one_transaction),
        TEST(the_views_do_not_mind_reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
