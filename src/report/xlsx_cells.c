/* Cells of a sheet, one by one, and by tables. */
#include <string.h>
#include <xlsxwriter.h>

#include "report/inside.h"

enum { EXCEL_DAY_ZERO = 25569 }; /* 1970-01-01 as a cell has it */

struct xlsx_sheet xlsx_begin(struct xlsx *xlsx, enum report_word name)
{
    struct xlsx_sheet at = {.xlsx = xlsx};
    const char *wanted = say(xlsx->voice, name);
    bool good =
        workbook_validate_sheet_name(xlsx->book, wanted) == LXW_NO_ERROR;
    at.sheet = workbook_add_worksheet(xlsx->book, good ? wanted : NULL);
    xlsx->failed = xlsx->failed || at.sheet == NULL;
    return at;
}

void xlsx_page(const struct xlsx_sheet *at, enum xlsx_paper paper)
{
    enum { A4 = 9 };
    worksheet_set_paper(at->sheet, A4);
    worksheet_fit_to_pages(at->sheet, 1, 0);
    worksheet_set_margins(at->sheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_repeat_rows(at->sheet, 0, 0);
    worksheet_freeze_panes(at->sheet, 1, 0);
    worksheet_set_footer(at->sheet, "&L&A&R&P/&N");
    if (paper == XLSX_ACROSS) {
        worksheet_set_landscape(at->sheet);
    }
}

void xlsx_string(const struct xlsx_sheet *at, int column, const char *text,
                 struct lxw_format *format)
{
    if (text != NULL && text[0] != '\0' &&
        worksheet_write_string(at->sheet, (lxw_row_t)at->row, (lxw_col_t)column,
                               text, format) != LXW_NO_ERROR) {
        at->xlsx->failed = true;
    }
}

void xlsx_number(const struct xlsx_sheet *at, int column, double number,
                 struct lxw_format *format)
{
    if (worksheet_write_number(at->sheet, (lxw_row_t)at->row, (lxw_col_t)column,
                               number, format) != LXW_NO_ERROR) {
        at->xlsx->failed = true;
    }
}

void xlsx_text(const struct xlsx_sheet *at, int column, const char *text)
{
    xlsx_string(at, column, text, NULL);
}

void xlsx_date(const struct xlsx_sheet *at, int column, int32_t day)
{
    int64_t date = (int64_t)day + EXCEL_DAY_ZERO;
    xlsx_number(at, column, (double)date, at->xlsx->date);
}

void xlsx_cell(const struct xlsx_sheet *at, int column)
{
    xlsx_text(at, column, at->xlsx->cell.data);
    text_clear(&at->xlsx->cell);
}

/* As high as its lines need, which no program works out for merged cells. */
static void put_paragraph(struct xlsx_sheet *at, const char *text)
{
    enum { LINE_POINTS = 15 };
    lxw_row_t row = (lxw_row_t)at->row;
    if (text == NULL || text[0] == '\0' || at->merged < 2) {
        xlsx_text(at, 0, text);
    } else {
        int lines = say_columns(text, strlen(text)) / at->letters + 1;
        worksheet_set_row(at->sheet, row, LINE_POINTS * lines, NULL);
        if (worksheet_merge_range(at->sheet, row, 0, row,
                                  (lxw_col_t)(at->merged - 1), text,
                                  at->xlsx->wrapped) != LXW_NO_ERROR) {
            at->xlsx->failed = true;
        }
    }
    at->row++;
}

void xlsx_note(struct xlsx_sheet *at, enum report_word word)
{
    put_paragraph(at, say(at->xlsx->voice, word));
}

void xlsx_line(struct xlsx_sheet *at)
{
    put_paragraph(at, at->xlsx->cell.data);
    text_clear(&at->xlsx->cell);
}

void xlsx_title(struct xlsx_sheet *at, enum report_word word)
{
    at->row++;
    xlsx_string(at, 0, say(at->xlsx->voice, word), at->xlsx->title);
    at->row++;
}

/* Tenths as a cell has them; there may be none. */
static void put_tenths(const struct xlsx_sheet *at, int column,
                       const struct cell *cell)
{
    bool share = cell->kind == CELL_SHARE;
    if (cell->number != SCORE_NONE) {
        xlsx_number(at, column, (double)cell->number / (share ? 1000 : 10),
                    share ? at->xlsx->percent : at->xlsx->tenths);
    }
}

static void put(const struct xlsx_sheet *at, int column,
                const struct table *table, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_COUNT:
    case CELL_HOUR:
        xlsx_number(at, column, (double)cell->number, at->xlsx->count);
        break;
    case CELL_INDEX:
    case CELL_SHARE: put_tenths(at, column, cell); break;
    case CELL_PROVISIONAL:
        xlsx_text(at, column + table->columns,
                  say(table->voice, REPORT_PROVISIONAL));
        xlsx_date(at, column, (int32_t)cell->number);
        break;
    case CELL_DATE: xlsx_date(at, column, (int32_t)cell->number); break;
    default: xlsx_text(at, column, table_said(table, cell)); break;
    }
}

void xlsx_rows(struct xlsx_sheet *at, const char *label, struct table table)
{
    int from = label != NULL;
    int first = table.headed ? table.columns : 0;
    at->xlsx->failed = at->xlsx->failed || table.failed;
    for (int i = first; !table.failed && i < table.count; i++) {
        int column = i % table.columns;
        if (column == 0) {
            xlsx_text(at, 0, label);
        }
        put(at, from + column, &table, &table.cells[i]);
        at->row += column == table.columns - 1;
    }
    table_free(&table);
}

void xlsx_table(struct xlsx_sheet *at, const char *label, struct table table)
{
    int from = label != NULL;
    xlsx_string(at, 0, label, at->xlsx->head);
    for (int i = 0; !table.failed && i < table.columns; i++) {
        xlsx_string(at, from + i, table_said(&table, &table.cells[i]),
                    at->xlsx->head);
    }
    at->row++;
    xlsx_rows(at, label, table);
}
