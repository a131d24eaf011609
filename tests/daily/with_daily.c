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
    columns_header(out, COLUMNS_SCHEMA, ',');
}

void daily_first_header(struct text *out)
{
    text_append_string(out, "\xEF\xBB\xBF");
    columns_header(out, COLUMNS_FIRST_SCHEMA, ',');
}

/* All between the hours and what comes after the reasons. */
static void put_question(struct text *out, const struct daily_row *row)
{
    const char *outcome = row->level > 0    ? "answered"
                          : row->level == 0 ? "skipped"
                                            : "timeout";
    text_append_format(out, "4-luon,2,%d,%s,\"Hỏi %s?\",%s,", row->place,
                       row->question, row->question, outcome);
    if (row->level > 0) {
        text_append_format(out, "%d,5,Mức %d,", row->level, row->level);
    } else {
        text_append_string(out, ",5,,");
    }
    text_append_format(out, "%s,", row->reasons != NULL ? row->reasons : "");
}

static void put_end(struct text *out, const struct daily_row *row)
{
    text_append_format(out, "%s,0.2.0\r\n",
                       row->flags != NULL ? row->flags : "");
}

void daily_row(struct text *out, const struct daily_row *row)
{
    int to = row->hour_to > 0 ? row->hour_to : row->hour;
    text_append_format(out, "2,VT,Q1,%ld,1,2026-11-23,%d,%d,", row->visit,
                       row->hour, to);
    put_question(out, row);
    put_end(out, row);
}

void daily_first_row(struct text *out, const struct daily_row *row)
{
    text_append_format(out, "1,VT,Q1,%ld,1,2026-11-23,%d,", row->visit,
                       row->hour);
    put_question(out, row);
    text_append_string(out, "900,vi,");
    put_end(out, row);
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
