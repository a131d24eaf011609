#include "with_daily.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/files.h"
#include "format/columns.h"

void daily_header(struct text *out)
{
    text_append_string(out, "\xEF\xBB\xBF");
    columns_header(out, ',');
}

void daily_row(struct text *out, const struct daily_row *row)
{
    const char *outcome = row->level > 0    ? "answered"
                          : row->level == 0 ? "skipped"
                                            : "timeout";
    text_append_format(out,
                       "1,VT,Q1,%ld,1,2026-11-23,%d,4-luon,2,%d,%s,"
                       "\"Hỏi %s?\",%s,",
                       row->visit, row->hour, row->place, row->question,
                       row->question, outcome);
    if (row->level > 0) {
        text_append_format(out, "%d,5,Mức %d,", row->level, row->level);
    } else {
        text_append_string(out, ",5,,");
    }
    text_append_format(out, "%s,900,vi,%s,0.2.0\r\n",
                       row->reasons != NULL ? row->reasons : "",
                       row->flags != NULL ? row->flags : "");
}

void daily_levels(struct text *out, const int *levels)
{
    daily_header(out);
    for (int i = 0; levels[i] != 0; i++) {
        const struct daily_row row = {.visit = 100 + i,
                                      .hour = 8,
                                      .place = 1,
                                      .question = "mim-cuoi",
                                      .level = levels[i]};
        daily_row(out, &row);
    }
}

void daily_write(struct text *bytes, const char *path)
{
    assert_false(bytes->failed);
    assert_true(
        files_replace(path, bytes->data, bytes->length, FILES_UNSYNCED));
    text_clear(bytes);
}
