/* The inside of the workbook, shared by the report_xlsx_*.c, one or two sheets
   each, and by nobody else. */
#ifndef REPORT_XLSX_INSIDE_H
#define REPORT_XLSX_INSIDE_H

#include "report/xlsx.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

struct xlsx {
    const struct report_xlsx_params *params;
    const struct report_voice *voice;
    struct lxw_workbook *book;
    struct lxw_format *head, *title, *count, *id, *tenths, *percent, *date;
    struct text cell; /* for what goes into one */
    bool failed;
};

/* A sheet and the next row that is written: they are written in order, and
   only the one under way is in memory. */
struct xlsx_sheet {
    struct xlsx *xlsx;
    struct lxw_worksheet *sheet;
    int row;
};

/* A new sheet; `sheet` is NULL, and the book has failed, without memory. */
struct xlsx_sheet xlsx_begin(struct xlsx *xlsx, enum report_word name);

/* Cells of the row under way. */
void xlsx_text(const struct xlsx_sheet *at, int column, const char *text);
void xlsx_head(const struct xlsx_sheet *at, int column, const char *text);
void xlsx_count(const struct xlsx_sheet *at, int column, int64_t count);
void xlsx_date(const struct xlsx_sheet *at, int column, int32_t day);

/* Tenths of an index point or of a percent; SCORE_NONE leaves the cell empty.
 */
void xlsx_index(const struct xlsx_sheet *at, int column, int tenths);
void xlsx_share(const struct xlsx_sheet *at, int column, int tenths);

/* A text in a format, which may be NULL. */
void xlsx_string(const struct xlsx_sheet *at, int column, const char *text,
                 struct lxw_format *format);

/* The same of what lies in `cell`, which is cleared. */
void xlsx_cell(const struct xlsx_sheet *at, int column,
               struct lxw_format *format);

/* Each makes a sheet and fills it; the last makes two. */
void xlsx_summary(struct xlsx *xlsx);
void xlsx_days(struct xlsx *xlsx);
void xlsx_hours(struct xlsx *xlsx);
void xlsx_rows(struct xlsx *xlsx);

#endif
