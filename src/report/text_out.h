/* The pieces that a report in plain text is put together from. */
#ifndef REPORT_TEXT_OUT_H
#define REPORT_TEXT_OUT_H

#include "report/tables.h"

/* A report on its way. */
struct text_out {
    const struct report_voice *voice;
    struct text *text;
};

void out_line(const struct text_out *out, const char *text);

/* A paragraph, broken at blanks; and one of the report's own. */
void out_wrapped(const struct text_out *out, const char *text);
void out_word(const struct text_out *out, enum report_word word);

void out_heading(const struct text_out *out, enum report_word word);

/* Prints a table, and frees it. Columns are as wide as their widest cell,
   counted in characters of NFC, so that Vietnamese lines up. */
void out_table(const struct text_out *out, struct table *table);

#endif
