#include "report/xlsx.h"

#include <errno.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/files.h"
#include "report/inside.h"

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
    xlsx->wrapped = new_format(xlsx, NULL);
    text_clear(&xlsx->cell);
    if (!xlsx->failed) {
        format_set_bold(xlsx->title);
        format_set_font_size(xlsx->title, 14);
        format_set_font_color(xlsx->title, 0x0A6F6D);
        format_set_text_wrap(xlsx->wrapped);
        format_set_align(xlsx->wrapped, LXW_ALIGN_VERTICAL_TOP);
        format_set_bold(xlsx->head);
        format_set_text_wrap(xlsx->head);
        format_set_align(xlsx->head, LXW_ALIGN_VERTICAL_TOP);
        format_set_bg_color(xlsx->head, 0xE3F1EC);
        format_set_bottom(xlsx->head, LXW_BORDER_THIN);
    }
}

/* The library writes to the name of a file that is renamed when it is whole;
   its own temporary files lie beside it, where there is room. */
static struct lxw_workbook *new_book(const char *path, const char *temporary)
{
    char folder[FILES_PATH_SIZE];
    const char *slash = strrchr(path, '/');
    bool fits = text_format(folder, sizeof folder, "%.*s",
                            slash != NULL ? (int)(slash - path) + 1 : 1,
                            slash != NULL ? path : ".");
    lxw_workbook_options options = {
        .constant_memory = 1, .tmpdir = fits ? folder : NULL, .use_zip64 = 1};
    errno = ENOMEM;
    return workbook_new_opt(temporary, &options);
}

static bool write_book(const struct report_xlsx_params *params,
                       const char *temporary)
{
    struct xlsx xlsx = {.params = params, .voice = params->voice};
    xlsx.book = new_book(params->path, temporary);
    if (xlsx.book == NULL) {
        return false;
    }
    make_formats(&xlsx);
    xlsx_summary(&xlsx);
    xlsx_questions(&xlsx);
    xlsx_compare(&xlsx);
    xlsx_days(&xlsx);
    xlsx_hours(&xlsx);
    xlsx_visits(&xlsx);
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
    bool written = begun && write_book(params, file.temporary);
    if (begun && !written) {
        files_drop(&file);
    }
    if (written && files_finish(&file)) {
        return true;
    }
    text_cut(error, size, "%s", strerror(errno));
    return false;
}
