/* The workbook while it is written, shared by the xlsx_*.c and nobody else:
   xlsx_book.c above, a file for one or two sheets each, xlsx_cells.c below. */
#ifndef REPORT_INSIDE_H
#define REPORT_INSIDE_H

#include "report/tables.h"
#include "report/xlsx.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

struct xlsx {
    const struct report_xlsx_params *params;
    const struct report_voice *voice;
    struct lxw_workbook *book;
    struct lxw_format *head, *title, *wrapped, *count, *id, *tenths, *percent,
        *date;
    struct text cell; /* for what goes into one */
    bool failed;
};

/* A sheet and the next row that is written: they are written in order, and
   only the one under way is in memory. */
struct xlsx_sheet {
    struct xlsx *xlsx;
    struct lxw_worksheet *sheet;
    int row;
    int merged;  /* so many columns are one under a paragraph; 0: just one is */
    int letters; /* that these hold in a line */
};

/* A new sheet; `sheet` is NULL, and the book has failed, without memory. */
struct xlsx_sheet xlsx_begin(struct xlsx *xlsx, enum report_word name);

/* Cells of the row under way; NULL is no format. A text that is "" or NULL
   leaves its cell empty. */
void xlsx_string(const struct xlsx_sheet *at, int column, const char *text,
                 struct lxw_format *format);
void xlsx_text(const struct xlsx_sheet *at, int column, const char *text);
void xlsx_number(const struct xlsx_sheet *at, int column, double number,
                 struct lxw_format *format);
void xlsx_date(const struct xlsx_sheet *at, int column, int32_t day);

/* What lies in `cell`, which is cleared. */
void xlsx_cell(const struct xlsx_sheet *at, int column);

/* Writes a table from the row under way on, and frees it; xlsx_rows leaves out
   its heads, xlsx_table needs them. A label, unless it is NULL, goes into a
   column before each row. */
void xlsx_rows(struct xlsx_sheet *at, const char *label, struct table table);
void xlsx_table(struct xlsx_sheet *at, const char *label, struct table table);

/* A paragraph in a row of its own: a word, or what lies in `cell`; a heading,
   after an empty row. */
void xlsx_note(struct xlsx_sheet *at, enum report_word word);
void xlsx_line(struct xlsx_sheet *at);
void xlsx_title(struct xlsx_sheet *at, enum report_word word);

/* How a sheet is printed: on A4, as wide as the paper, its first row, which
   stays in sight on the screen, on each page. */
enum xlsx_paper { XLSX_UPRIGHT, XLSX_ACROSS };
void xlsx_page(const struct xlsx_sheet *at, enum xlsx_paper paper);

/* Each makes a sheet and fills it; the last makes two. */
void xlsx_summary(struct xlsx *xlsx);
void xlsx_questions(struct xlsx *xlsx);
void xlsx_compare(struct xlsx *xlsx);
void xlsx_days(struct xlsx *xlsx);
void xlsx_hours(struct xlsx *xlsx);
void xlsx_visits(struct xlsx *xlsx);

#endif
