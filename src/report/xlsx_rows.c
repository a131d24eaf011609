/* One row a visit, and the rows of the daily files as they are: both sheets
   are written in one reading of the files. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/clock.h"
#include "format/columns.h"
#include "format/csv_read.h"
#include "report/xlsx_inside.h"

/* What a visit has once, in the order of its row; the questions follow. */
static const enum column visit_columns[] = {
    COLUMN_UNIT_CODE, COLUMN_DEVICE_ID,      COLUMN_DATE,  COLUMN_HOUR,
    COLUMN_VISIT_ID,  COLUMN_VISIT_COMPLETE, COLUMN_FLAGS, COLUMN_LANG,
};
enum { VISIT_COLUMNS = sizeof visit_columns / sizeof visit_columns[0] };

struct tables {
    struct xlsx *xlsx;
    struct xlsx_sheet visits, raw;
    char visit[24]; /* the one whose row is under way; "" before the first */
};

static bool is_number(enum column column)
{
    switch (column) {
    case COLUMN_SCHEMA_VERSION:
    case COLUMN_VISIT_ID:
    case COLUMN_VISIT_COMPLETE:
    case COLUMN_HOUR:
    case COLUMN_FORM_VERSION:
    case COLUMN_QUESTION_POS:
    case COLUMN_ANSWER_VALUE:
    case COLUMN_ANSWER_MAX:
    case COLUMN_RESPONSE_MS: return true;
    case COLUMN_UNIT_CODE:
    case COLUMN_DEVICE_ID:
    case COLUMN_DATE:
    case COLUMN_FORM_ID:
    case COLUMN_QUESTION_ID:
    case COLUMN_QUESTION_TEXT:
    case COLUMN_OUTCOME:
    case COLUMN_ANSWER_LABEL:
    case COLUMN_REASONS:
    case COLUMN_LANG:
    case COLUMN_FLAGS:
    case COLUMN_APP_VERSION:
    case COLUMN_COUNT: break;
    }
    return false;
}

static void put_field(const struct xlsx_sheet *at, int place,
                      enum column column, const char *field)
{
    int32_t day;
    if (field[0] == '\0') {
        return;
    }
    if (column == COLUMN_DATE && clock_parse_date(field, &day)) {
        xlsx_date(at, place, day);
    } else if (is_number(column)) {
        /* A visit's number has 15 digits, which a cell holds to the last. */
        worksheet_write_number(at->sheet, (lxw_row_t)at->row, (lxw_col_t)place,
                               strtod(field, NULL), at->xlsx->id);
    } else {
        xlsx_text(at, place, field);
    }
}

/* Whether a row can be begun. In the last one that a sheet can hold it is said
   that the rest is missing. */
static bool next_row(struct xlsx_sheet *at)
{
    int most = at->xlsx->params->rows_most;
    int last = (most > 0 ? most : LXW_ROW_MAX) - 1;
    if (at->row >= last) {
        return false;
    }
    at->row++;
    if (at->row == last) {
        say_with_count(&at->xlsx->cell, at->xlsx->voice, REPORT_SHEET_FULL,
                       last + 1);
        xlsx_text(at, 0, at->xlsx->cell.data);
        text_clear(&at->xlsx->cell);
    }
    return at->row < last;
}

static const struct sum *sum_of(const struct xlsx *xlsx)
{
    return &xlsx->voice->report->all.sum;
}

static void put_heads(struct tables *tables)
{
    const struct report_voice *voice = tables->xlsx->voice;
    const char *language = voice->words->code;
    const struct sum *sum = sum_of(tables->xlsx);
    struct lxw_worksheet *visits = tables->visits.sheet;
    struct lxw_worksheet *raw = tables->raw.sheet;
    worksheet_set_column(visits, 0, VISIT_COLUMNS - 1, 15, NULL);
    worksheet_set_column(visits, VISIT_COLUMNS,
                         (lxw_col_t)(VISIT_COLUMNS + SUM_QUESTIONS_MAX), 20,
                         NULL);
    worksheet_set_column(raw, 0, COLUMN_COUNT - 1, 15, NULL);
    worksheet_set_column(raw, COLUMN_QUESTION_TEXT, COLUMN_QUESTION_TEXT, 48,
                         NULL);
    worksheet_freeze_panes(visits, 1, 0);
    worksheet_freeze_panes(raw, 1, 0);
    worksheet_set_row(visits, 0, 32, NULL);
    worksheet_set_row(raw, 0, 48, NULL);
    for (int i = 0; i < VISIT_COLUMNS; i++) {
        xlsx_head(&tables->visits, i,
                  columns_title(visit_columns[i], language));
    }
    for (int i = 0; i < sum->question_count; i++) {
        xlsx_head(&tables->visits, VISIT_COLUMNS + i,
                  say_question(voice, &sum->questions[i]));
    }
    for (int i = 0; i < COLUMN_COUNT; i++) {
        xlsx_head(&tables->raw, i, columns_title((enum column)i, language));
    }
}

static int find_question(const struct sum *sum, char *const *fields)
{
    int levels = (int)strtol(fields[COLUMN_ANSWER_MAX], NULL, 10);
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        if (question->raw.levels == levels &&
            strcmp(question->id, fields[COLUMN_QUESTION_ID]) == 0 &&
            strcmp(question->form, fields[COLUMN_FORM_ID]) == 0) {
            return i;
        }
    }
    return -1;
}

/* The level, or in words why there is none. */
static void put_answer(struct tables *tables, char *const *fields)
{
    const char *outcome = fields[COLUMN_OUTCOME];
    int question = find_question(sum_of(tables->xlsx), fields);
    int place = VISIT_COLUMNS + question;
    if (question < 0) {
        return;
    }
    if (strcmp(outcome, "answered") == 0) {
        put_field(&tables->visits, place, COLUMN_ANSWER_VALUE,
                  fields[COLUMN_ANSWER_VALUE]);
    } else {
        bool skipped = strcmp(outcome, "skipped") == 0;
        xlsx_text(
            &tables->visits, place,
            say(tables->xlsx->voice, skipped ? REPORT_SKIPPED : REPORT_LEFT));
    }
}

static void put_visit(struct tables *tables, char *const *fields)
{
    bool fits =
        text_copy(tables->visit, sizeof tables->visit, fields[COLUMN_VISIT_ID]);
    (void)fits; /* a number does */
    if (!next_row(&tables->visits)) {
        return;
    }
    for (int i = 0; i < VISIT_COLUMNS; i++) {
        put_field(&tables->visits, i, visit_columns[i],
                  fields[visit_columns[i]]);
    }
}

static bool has_room(const struct xlsx_sheet *at)
{
    int most = at->xlsx->params->rows_most;
    return at->row < (most > 0 ? most : LXW_ROW_MAX) - 1;
}

static void put_row(struct tables *tables, char *const *fields)
{
    if (strcmp(tables->visit, fields[COLUMN_VISIT_ID]) != 0) {
        put_visit(tables, fields);
    }
    if (has_room(&tables->visits)) {
        put_answer(tables, fields);
    }
    if (next_row(&tables->raw)) {
        for (int i = 0; i < COLUMN_COUNT; i++) {
            put_field(&tables->raw, i, (enum column)i, fields[i]);
        }
    }
}

static void put_file(struct tables *tables, struct text *bytes)
{
    struct csv_reader csv;
    char *fields[COLUMN_COUNT];
    csv_reader_begin(&csv, bytes);
    int count = csv_reader_next(&csv, fields, COLUMN_COUNT);
    /* The same visit number on two days or terminals is two visits. */
    tables->visit[0] = '\0';
    while (count > 0 &&
           (count = csv_reader_next(&csv, fields, COLUMN_COUNT)) > 0) {
        if (count == COLUMN_COUNT) {
            put_row(tables, fields);
        }
    }
}

void xlsx_rows(struct xlsx *xlsx)
{
    const struct report_rows *rows = &xlsx->params->rows;
    struct tables tables = {.xlsx = xlsx};
    struct text bytes = {0};
    tables.visits = xlsx_begin(xlsx, REPORT_SHEET_VISITS);
    tables.raw = xlsx_begin(xlsx, REPORT_SHEET_RAW);
    if (xlsx->failed) {
        return;
    }
    put_heads(&tables);
    while (rows->next(rows->context, &bytes)) {
        put_file(&tables, &bytes);
    }
    worksheet_autofilter(tables.raw.sheet, 0, 0, (lxw_row_t)tables.raw.row,
                         COLUMN_COUNT - 1);
    xlsx->failed = xlsx->failed || bytes.failed;
    text_free(&bytes);
}
