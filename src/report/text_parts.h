/* The pieces that the report's text is put together from. */
#ifndef REPORT_TEXT_PARTS_H
#define REPORT_TEXT_PARTS_H

#include "report/tables.h"

/* A report on its way. */
struct out {
    const struct report_voice *voice;
    struct text *text;
};

void out_many(struct text *text, const char *what, int count);

void out_line(const struct out *out, const char *text);

/* A paragraph, broken at blanks. */
void out_wrapped(const struct out *out, const char *text);
void out_word(const struct out *out, enum report_word word);

/* The same of a text, which is freed. */
void out_taken(const struct out *out, struct text text);

/* An underlined line. */
void out_heading(const struct out *out, enum report_word word);

/* Prints a table, and frees it. Columns are as wide as their widest cell,
   counted in characters of NFC, so that Vietnamese lines up. */
void out_table(const struct out *out, struct table table);

/* A table of two columns as a paragraph a row, and frees it: paths are long. */
void out_pairs(const struct out *out, struct table table);

#endif
