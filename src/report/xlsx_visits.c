/* One row a visit, and the rows of the daily files: both sheets are written in
   one reading of the files. The columns are those of now. What only files of
   the first schema tell, the language and the time of an answer, is left out,
   and their hour stands in both columns of hours. */
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/clock.h"
#include "format/csv_read.h"
#include "format/file_row.h"
#include "report/inside.h"

/* What a visit has once, in the order of its row; the questions follow. */
static const enum column visit_columns[] = {
    COLUMN_UNIT_CODE, COLUMN_DEVICE_ID, COLUMN_DATE,           COLUMN_HOUR_FROM,
    COLUMN_HOUR_TO,   COLUMN_VISIT_ID,  COLUMN_VISIT_COMPLETE, COLUMN_FLAGS,
};
enum { VISIT_COLUMNS = sizeof visit_columns / sizeof visit_columns[0] };

struct sheets {
    struct xlsx *xlsx;
    struct xlsx_sheet visits, raw;
    struct file_columns columns; /* of the file that is read */
    char visit[24]; /* the one whose row is under way; "" before the first */
};

static const bool is_number[COLUMN_NOW] = {
    [COLUMN_SCHEMA_VERSION] = true, [COLUMN_VISIT_ID] = true,
    [COLUMN_VISIT_COMPLETE] = true, [COLUMN_HOUR_FROM] = true,
    [COLUMN_HOUR_TO] = true,        [COLUMN_FORM_VERSION] = true,
    [COLUMN_QUESTION_POS] = true,   [COLUMN_ANSWER_VALUE] = true,
    [COLUMN_ANSWER_MAX] = true,
};

/* The field of one of the columns of now; "" where the file has none. */
static const char *field_of(const struct sheets *sheets, char *const *fields,
                            enum column column)
{
    const struct file_columns *columns = &sheets->columns;
    bool of_hours = column == COLUMN_HOUR_FROM || column == COLUMN_HOUR_TO;
    if (columns->at[column] < 0 && of_hours) {
        column = COLUMN_HOUR;
    }
    return columns->at[column] < 0
               ? ""
               : file_columns_field(columns, fields, column);
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
    } else if (is_number[column]) {
        /* A visit's number has 15 digits, which a cell holds to the last. */
        xlsx_number(at, place, strtod(field, NULL), at->xlsx->id);
    } else {
        xlsx_text(at, place, field);
    }
}

/* The row in which it is said that the rest is missing. */
static int last_row(const struct xlsx_sheet *at)
{
    int most = at->xlsx->params->rows_most;
    return (most > 0 ? most : LXW_ROW_MAX) - 1;
}

/* Whether a row can be begun. */
static bool next_row(struct xlsx_sheet *at)
{
    int last = last_row(at);
    if (at->row >= last) {
        return false;
    }
    at->row++;
    if (at->row == last) {
        say_with_count(&at->xlsx->cell, at->xlsx->voice, REPORT_SHEET_FULL,
                       last + 1);
        xlsx_cell(at, 0);
    }
    return at->row < last;
}

static const struct sum *sum_of(const struct xlsx *xlsx)
{
    return &xlsx->voice->report->all.sum;
}

static void set_widths(const struct sheets *sheets)
{
    struct lxw_worksheet *visits = sheets->visits.sheet;
    struct lxw_worksheet *raw = sheets->raw.sheet;
    worksheet_set_column(visits, 0, VISIT_COLUMNS - 1, 15, NULL);
    worksheet_set_column(visits, VISIT_COLUMNS,
                         (lxw_col_t)(VISIT_COLUMNS + SUM_QUESTIONS_MAX), 20,
                         NULL);
    worksheet_set_column(raw, 0, COLUMN_NOW - 1, 15, NULL);
    worksheet_set_column(raw, COLUMN_QUESTION_TEXT, COLUMN_QUESTION_TEXT, 48,
                         NULL);
    xlsx_page(&sheets->visits, XLSX_ACROSS);
    xlsx_page(&sheets->raw, XLSX_ACROSS);
    worksheet_set_row(visits, 0, 32, NULL);
    worksheet_set_row(raw, 0, 48, NULL);
}

static void put_heads(const struct sheets *sheets)
{
    const struct report_voice *voice = sheets->xlsx->voice;
    const char *language = voice->words->code;
    const struct sum *sum = sum_of(sheets->xlsx);
    struct lxw_format *head = sheets->xlsx->head;
    for (int i = 0; i < VISIT_COLUMNS; i++) {
        xlsx_string(&sheets->visits, i,
                    columns_title(visit_columns[i], language), head);
    }
    for (int i = 0; i < sum->question_count; i++) {
        struct text name = {0};
        say_question(&name, voice, &sum->questions[i]);
        xlsx_string(&sheets->visits, VISIT_COLUMNS + i, name.data, head);
        text_free(&name);
    }
    for (int i = 0; i < COLUMN_NOW; i++) {
        xlsx_string(&sheets->raw, i, columns_title((enum column)i, language),
                    head);
    }
}

/* By which wording it was asked, when there are several. */
static int wording_of(const struct sheets *sheets, char *const *fields)
{
    const struct glossary_asked asked = {
        .form = field_of(sheets, fields, COLUMN_FORM_ID),
        .question = field_of(sheets, fields, COLUMN_QUESTION_ID),
        .version = (int)strtol(field_of(sheets, fields, COLUMN_FORM_VERSION),
                               NULL, 10),
        .levels =
            (int)strtol(field_of(sheets, fields, COLUMN_ANSWER_MAX), NULL, 10),
        .language = field_of(sheets, fields, COLUMN_LANG),
        .text = field_of(sheets, fields, COLUMN_QUESTION_TEXT),
        .level = (int)strtol(field_of(sheets, fields, COLUMN_ANSWER_VALUE),
                             NULL, 10),
        .label = field_of(sheets, fields, COLUMN_ANSWER_LABEL)};
    return glossary_known(&sheets->xlsx->voice->report->glossary, &asked, 0);
}

/* The column of a row's question; -1 when the report has no such question. */
static int place_of(const struct sheets *sheets, char *const *fields)
{
    const struct sum *sum = sum_of(sheets->xlsx);
    long levels = strtol(field_of(sheets, fields, COLUMN_ANSWER_MAX), NULL, 10);
    int place = -1;
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        if (question->raw.levels == levels &&
            strcmp(question->id,
                   field_of(sheets, fields, COLUMN_QUESTION_ID)) == 0 &&
            strcmp(question->form, field_of(sheets, fields, COLUMN_FORM_ID)) ==
                0 &&
            (!report_reworded(sheets->xlsx->voice->report, question) ||
             question->variant == wording_of(sheets, fields))) {
            place = VISIT_COLUMNS + i;
        }
    }
    return place;
}

/* The level, or in words why there is none. */
static void put_answer(struct sheets *sheets, char *const *fields)
{
    const char *outcome = field_of(sheets, fields, COLUMN_OUTCOME);
    int place = place_of(sheets, fields);
    if (place < 0) {
        return;
    }
    if (strcmp(outcome, "answered") == 0) {
        put_field(&sheets->visits, place, COLUMN_ANSWER_VALUE,
                  field_of(sheets, fields, COLUMN_ANSWER_VALUE));
    } else {
        enum report_word why = strcmp(outcome, "skipped") == 0 ? REPORT_SKIPPED
                               : strcmp(outcome, "not_applicable") == 0
                                   ? REPORT_NA
                                   : REPORT_LEFT;
        xlsx_text(&sheets->visits, place, say(sheets->xlsx->voice, why));
    }
}

static void put_visit(struct sheets *sheets, char *const *fields)
{
    text_cut(sheets->visit, sizeof sheets->visit, "%s",
             field_of(sheets, fields, COLUMN_VISIT_ID));
    if (!next_row(&sheets->visits)) {
        return;
    }
    for (int i = 0; i < VISIT_COLUMNS; i++) {
        put_field(&sheets->visits, i, visit_columns[i],
                  field_of(sheets, fields, visit_columns[i]));
    }
}

static void put_row(struct sheets *sheets, char *const *fields)
{
    if (strcmp(sheets->visit, field_of(sheets, fields, COLUMN_VISIT_ID)) != 0) {
        put_visit(sheets, fields);
    }
    if (sheets->visits.row < last_row(&sheets->visits)) {
        put_answer(sheets, fields);
    }
    if (next_row(&sheets->raw)) {
        for (int i = 0; i < COLUMN_NOW; i++) {
            put_field(&sheets->raw, i, (enum column)i,
                      field_of(sheets, fields, (enum column)i));
        }
    }
}

static void put_file(struct sheets *sheets, struct text *bytes)
{
    struct csv_reader csv;
    char *fields[FILE_FIELDS_MAX];
    csv_reader_begin(&csv, bytes);
    int count = csv_reader_next(&csv, fields, FILE_FIELDS_MAX);
    bool known = file_columns_read(&sheets->columns, fields, count);
    /* The same visit number on two days or terminals is two visits. */
    sheets->visit[0] = '\0';
    while (known &&
           (count = csv_reader_next(&csv, fields, FILE_FIELDS_MAX)) > 0) {
        if (count == sheets->columns.count) {
            put_row(sheets, fields);
        }
    }
}

void xlsx_visits(struct xlsx *xlsx)
{
    const struct report_rows *rows = &xlsx->params->rows;
    struct sheets sheets = {.xlsx = xlsx};
    struct text bytes = {0};
    sheets.visits = xlsx_begin(xlsx, REPORT_SHEET_VISITS);
    sheets.raw = xlsx_begin(xlsx, REPORT_SHEET_RAW);
    if (xlsx->failed) {
        return;
    }
    set_widths(&sheets);
    put_heads(&sheets);
    while (rows->next(rows->context, &bytes)) {
        put_file(&sheets, &bytes);
    }
    worksheet_autofilter(sheets.raw.sheet, 0, 0, (lxw_row_t)sheets.raw.row,
                         COLUMN_NOW - 1);
    xlsx->failed = xlsx->failed || bytes.failed;
    text_free(&bytes);
}
