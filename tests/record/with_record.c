#include "with_record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "daily/csv.h"
#include "daily/outbox.h"
#include "daily/sums.h"

int record_fixture_setup(void **state)
{
    struct record_fixture *f = calloc(1, sizeof *f);
    data_folder_make(&f->folder);
    f->config = with_config();
    *state = f;
    return 0;
}

int record_fixture_teardown(void **state)
{
    struct record_fixture *f = *state;
    record_close(f->record);
    data_folder_remove(&f->folder);
    free(f);
    return 0;
}

void record_fixture_close(struct record_fixture *f)
{
    record_close(f->record);
    f->record = NULL;
}

void record_fixture_open(struct record_fixture *f, struct moment now)
{
    const struct record_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .now = now,
                                         .use = RECORD_TERMINAL};
    record_fixture_close(f);
    enum store_result result = record_open(&f->record, &params);
    assert_string_equal(record_error(f->record), "");
    assert_int_equal(result, STORE_OK);
}

struct moment with_time(int day, int minute)
{
    return with_moment(WITH_MONDAY + day, 9, minute);
}

const char *record_fixture_path(struct record_fixture *f, const char *name)
{
    return data_folder_path(&f->folder, name);
}

int record_fixture_two_days(void **state)
{
    record_fixture_setup(state);
    struct record_fixture *f = *state;
    record_fixture_open(f, with_time(0, 0));
    record_fixture_visit(f, 111111111111111, 5, with_time(0, 1));
    assert_int_equal(with_close(f->record, WITH_MONDAY, with_time(0, 500)),
                     STORE_OK);
    record_fixture_visit(f, 222222222222222, 4, with_time(1, 1));
    record_fixture_close(f);
    return 0;
}

enum store_result record_fixture_command(struct record_fixture *f,
                                         struct moment now)
{
    const struct record_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .now = now,
                                         .use = RECORD_COMMAND};
    record_fixture_close(f);
    return record_open(&f->record, &params);
}

int record_fixture_close_days(struct record_fixture *f, struct moment now)
{
    struct outbox outbox;
    int32_t day;
    int count = 0;
    assert_true(outbox_open(&outbox, f->record, &f->config, f->folder.path));
    assert_int_equal(outbox_due(&outbox, now, &day), STORE_OK);
    while (day != INT32_MAX) {
        assert_int_equal(outbox_close_day(&outbox, day, now), STORE_OK);
        count++;
        assert_int_equal(outbox_due(&outbox, now, &day), STORE_OK);
    }
    outbox_close(&outbox);
    return count;
}

void record_fixture_keep(struct record_fixture *f, struct row row,
                         struct moment at)
{
    const struct record_job job = {.at = at, .rows = {row}, .count = 1};
    enum store_result result = record_keep(f->record, &job);
    assert_string_equal(record_error(f->record), "");
    assert_int_equal(result, STORE_OK);
}

void record_fixture_visit(struct record_fixture *f, int64_t visit, int level,
                          struct moment at)
{
    static const char *const questions[] = {"mim-cuoi", "nhe-nhang",
                                            "lang-nghe", "giup-do"};
    record_fixture_keep(f, with_visit_row(visit), at);
    for (int i = 0; i < 4; i++) {
        record_fixture_keep(f, with_answer_row(visit, questions[i], level), at);
    }
    record_fixture_keep(f, with_end_row(visit, 1), at);
}

/* Six rows a visit: the beginning, four answers, the end. Visits go from 08:00
   UTC+7 on, one every second. */
static const char fill_sql[] =
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n"
    "  WHERE i + 1 < %d * %d * 6),"
    " last(seq) AS (SELECT max(seq) FROM events),"
    " word(hash) AS (SELECT substr(hash, 1, 16) FROM wordings)"
    " INSERT INTO events(seq, boot, boottime_ms, wall_ms, day, kind, visit,"
    "  item, value, elapsed_ms, flags, note)"
    " SELECT last.seq + i + 1, 1, i,"
    "  (%d + i / (%d * 6)) * 86400000 + 3600000 + i / 6 %% %d * 1000,"
    "  %d + i / (%d * 6),"
    "  CASE i %% 6 WHEN 0 THEN 'visit' WHEN 5 THEN 'end' ELSE 'answer' END,"
    "  100000000000000 + i / 6 * 7919 %% 899999999999999,"
    "  CASE i %% 6 WHEN 0 THEN '4-luon' WHEN 1 THEN 'mim-cuoi'"
    "   WHEN 2 THEN 'nhe-nhang' WHEN 3 THEN 'lang-nghe' WHEN 4 THEN 'giup-do'"
    "   END,"
    "  CASE i %% 6 WHEN 0 THEN NULL WHEN 5 THEN 1 ELSE 1 + i %% 5 END,"
    "  CASE i %% 6 WHEN 0 THEN NULL WHEN 5 THEN NULL ELSE 1500 END, 0,"
    "  CASE i %% 6 WHEN 0 THEN '0.1.0' WHEN 5 THEN NULL"
    "   ELSE 'vi ' || word.hash END"
    " FROM n, last, word";

void record_fixture_fill(struct record_fixture *f, int32_t first, int days,
                         int visits)
{
    char sql[2048];
    int n = snprintf(sql, sizeof sql, fill_sql, days, visits, first, visits,
                     visits, first, visits);
    assert_in_range(n, 1, sizeof sql - 1);
    record_fixture_close(f);
    sqlite3 *db;
    const char *path = data_folder_path(&f->folder, "bonluon.db");
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    char *error = NULL;
    sqlite3_exec(db, sql, NULL, NULL, &error);
    assert_string_equal(error == NULL ? "" : error, "");
    sqlite3_close(db);
    record_fixture_open(f, with_moment(first + days - 1, 16, 0));
}

static bool print_row(void *context, const struct row *row)
{
    text_append_format(context, "%s %s %d %s\n", row_kind_name(row->kind),
                       row->item, row->value, row->note);
    return true;
}

char *record_fixture_rows(struct record_fixture *f, int32_t day)
{
    struct text text = {0};
    const struct record_scan scan = {day, print_row, &text};
    text_append_string(&text, "");
    assert_int_equal(record_scan(f->record, &scan), STORE_OK);
    return text.data;
}

/* All but the rows is given. */
static bool count(struct day_sums_one one, struct sum *out)
{
    struct day_rows rows = {.error = ""};
    struct record_runs runs = {0};
    struct imprint imprint;
    one.rows = &rows;
    bool counted = record_imprint(one.record, one.day, &imprint) == STORE_OK &&
                   day_rows_load(&rows, one.record, one.day, &imprint) &&
                   day_sums_count(&one, &runs, out);
    record_runs_free(&runs);
    day_rows_free(&rows);
    return counted;
}

enum store_result with_close(struct record *record, int32_t day,
                             struct moment at)
{
    char sha256[DIGEST_HEX_SIZE];
    struct sum totals;
    const struct day_sums_one one = {.record = record,
                                     .day = day,
                                     .alive_ms = at.wall_ms,
                                     .until_ms = INT64_MAX};
    digest_of("", 0, sha256);
    const struct record_close close = {.day = day,
                                       .at = at,
                                       .file = "4luon_a_b_2026-11-22.csv",
                                       .file_sha256 = sha256,
                                       .totals = count(one, &totals) ? &totals
                                                                     : NULL};
    return record_close_day(record, &close);
}

static bool take_kept(void *context, int32_t day, const char *text)
{
    struct sum *sum = context;
    if (!sum_read(text, sum) || sum->day != day) {
        *sum = (struct sum){.day = INT32_MIN};
    }
    return false;
}

struct sum record_fixture_totals(struct record_fixture *f, int32_t day)
{
    struct sum sum = {.day = INT32_MIN};
    const struct store_sums kept = {day, day, take_kept, &sum};
    const struct day_sums_one one = {.record = f->record,
                                     .day = day,
                                     .alive_ms = record_alive_ms(f->record),
                                     .until_ms =
                                         day > record_closed_day(f->record)
                                             ? record_now(f->record).wall_ms
                                             : INT64_MAX};
    assert_int_equal(record_kept_sums(f->record, &kept), STORE_OK);
    if (sum.day == INT32_MIN) {
        assert_true(count(one, &sum));
    }
    return sum;
}

static bool append(void *context, const void *bytes, size_t length)
{
    text_append(context, bytes, length);
    return true;
}

char *record_fixture_csv(struct record_fixture *f, int32_t day)
{
    struct text text = {0};
    struct imprint imprint;
    struct day_rows rows = {0};
    struct day_csv *csv = calloc(1, sizeof *csv);
    const struct day_csv_params params = {.rows = &rows,
                                          .imprint = &imprint,
                                          .day = day,
                                          .write = append,
                                          .context = &text};
    assert_non_null(csv);
    assert_int_equal(record_imprint(f->record, day, &imprint), STORE_OK);
    assert_true(day_rows_load(&rows, f->record, day, &imprint));
    assert_true(day_csv_send(csv, &params));
    day_rows_free(&rows);
    day_csv_free(csv);
    free(csv);
    return text.data;
}
