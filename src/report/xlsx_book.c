#include "report/xlsx.h"

#include <errno.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/files.h"
#include "report/xlsx_inside.h"

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

void xlsx_string(const struct xlsx_sheet *at, int column, const char *text,
                 struct lxw_format *format)
{
    if (text != NULL && text[0] != '\0' &&
        worksheet_write_string(at->sheet, (lxw_row_t)at->row, (lxw_col_t)column,
                               text, format) != LXW_NO_ERROR) {
        at->xlsx->failed = true;
    }
}

static void put_number(const struct xlsx_sheet *at, int column, double number,
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

void xlsx_head(const struct xlsx_sheet *at, int column, const char *text)
{
    xlsx_string(at, column, text, at->xlsx->head);
}

void xlsx_count(const struct xlsx_sheet *at, int column, int64_t count)
{
    put_number(at, column, (double)count, at->xlsx->count);
}

void xlsx_date(const struct xlsx_sheet *at, int column, int32_t day)
{
    int64_t date = (int64_t)day + EXCEL_DAY_ZERO;
    put_number(at, column, (double)date, at->xlsx->date);
}

void xlsx_cell(const struct xlsx_sheet *at, int column,
               struct lxw_format *format)
{
    struct text *cell = &at->xlsx->cell;
    xlsx_string(at, column, cell->data, format);
    text_clear(cell);
}

void xlsx_index(const struct xlsx_sheet *at, int column, int tenths)
{
    if (tenths != SCORE_NONE) {
        put_number(at, column, tenths / 10.0, at->xlsx->tenths);
    }
}

void xlsx_share(const struct xlsx_sheet *at, int column, int tenths)
{
    if (tenths != SCORE_NONE) {
        put_number(at, column, tenths / 1000.0, at->xlsx->percent);
    }
}

static struct lxw_format *new_format(struct xlsx *xlsx, const char *number)
{
    struct lxw_format *format = workbook_add_format(xlsx->book);
    if (format == NULL) {
        xlsx->failed = true;
    } else if (number != NULL) {
        format_set_num_format(format, number);
    }
    return format;
}

static void make_formats(struct xlsx *xlsx)
{
    static const char *const parts[] = {"dd", "mm", "yyyy"};
    say_filled(&xlsx->cell, xlsx->voice, REPORT_DATE, parts);
    xlsx->count = new_format(xlsx, "#,##0");
    xlsx->id = new_format(xlsx, "0");
    xlsx->tenths = new_format(xlsx, "0.0");
    xlsx->percent = new_format(xlsx, "0.0%");
    xlsx->date = new_format(xlsx, xlsx->cell.data);
    xlsx->title = new_format(xlsx, NULL);
    xlsx->head = new_format(xlsx, NULL);
    text_clear(&xlsx->cell);
    if (!xlsx->failed) {
        format_set_bold(xlsx->title);
        format_set_font_size(xlsx->title, 14);
        format_set_font_color(xlsx->title, 0x0A6F6D);
        format_set_bold(xlsx->head);
        format_set_text_wrap(xlsx->head);
        format_set_align(xlsx->head, LXW_ALIGN_VERTICAL_TOP);
        format_set_bg_color(xlsx->head, 0xE3F1EC);
        format_set_bottom(xlsx->head, LXW_BORDER_THIN);
    }
}

/* The library writes to the name of a file that is renamed when it is whole;
   its own temporary files lie beside it, where there is room. */
static bool write_book(const struct report_xlsx_params *params,
                       struct files_new *file)
{
    char folder[FILES_PATH_SIZE];
    const char *slash = strrchr(params->path, '/');
    int length = slash != NULL ? (int)(slash - params->path) : 0;
    bool fits =
        text_format(folder, sizeof folder, "%.*s", length > 0 ? length : 1,
                    length > 0      ? params->path
                    : slash != NULL ? "/"
                                    : ".");
    lxw_workbook_options options = {
        .constant_memory = 1, .tmpdir = fits ? folder : NULL, .use_zip64 = 1};
    struct xlsx xlsx = {.params = params, .voice = params->voice};
    errno = ENOMEM;
    xlsx.book = workbook_new_opt(file->temporary, &options);
    if (xlsx.book == NULL) {
        return false;
    }
    make_formats(&xlsx);
    xlsx_summary(&xlsx);
    xlsx_days(&xlsx);
    xlsx_hours(&xlsx);
    xlsx_rows(&xlsx);
    bool failed = xlsx.failed || xlsx.cell.failed;
    text_free(&xlsx.cell);
    if (params->rows.broken != NULL && *params->rows.broken) {
        /* Packing what nobody wants would take as long as all of it. */
        lxw_workbook_free(xlsx.book);
        return false;
    }
    errno = 0;
    lxw_error closed = workbook_close(xlsx.book);
    if (errno == 0) {
        errno = failed ? ENOMEM : EIO;
    }
    return closed == LXW_NO_ERROR && !failed;
}

bool report_xlsx(const struct report_xlsx_params *params, char *error,
                 size_t size)
{
    struct files_new file = {.fd = -1};
    bool begun = files_begin(&file, params->path, FILES_SYNCED);
    bool written = begun && write_book(params, &file);
    if (begun && !written) {
        files_drop(&file);
    }
    if (written && files_finish(&file)) {
        return true;
    }
    bool fits = text_copy(error, size, strerror(errno));
    (void)fits; /* cut, it still tells */
    return false;
}
