/* The pieces that a report in plain text is put together from. */
#ifndef REPORT_TEXT_PAGE_H
#define REPORT_TEXT_PAGE_H

#include "report/say.h"
#include "report/text_table.h"

/* A report on its way; the owner frees `cell`, which is for what goes into a
   table. */
struct page {
    const struct report_voice *voice;
    struct text *out;
    struct text cell;
};

void page_line(const struct page *page, const char *text);

/* A paragraph, broken at blanks; and one of the report's own. */
void page_wrapped(const struct page *page, const char *text);
void page_word(const struct page *page, enum report_word word);

void page_heading(const struct page *page, enum report_word word);

/* Cells of a table. A figure is one with its interval: "83,4% (80,1% đến
   86,2%)". */
void page_add_word(struct page *page, struct text_table *table,
                   enum report_word word);
void page_add_count(struct page *page, struct text_table *table, int64_t count);
void page_add_tenths(struct page *page, struct text_table *table, int tenths,
                     const char *unit);
void page_add_figure(struct page *page, struct text_table *table, int tenths,
                     struct score_interval interval, const char *unit);

/* Puts a table down, and frees it. */
void page_table(struct page *page, struct text_table *table);

#endif
