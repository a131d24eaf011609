/* The parts of the report's page that report_html.c puts together: cells, and
   the sections that are tables of many. */
#ifndef REPORT_HTML_PARTS_H
#define REPORT_HTML_PARTS_H

#include "report/say.h"

/* A page on its way; `content` is for the text of the next element, and the
   owner frees it. */
struct html {
    const struct report_voice *voice;
    struct text *out;
    struct text content;
};

/* <tag class="style">, the word, and its end. */
void html_word(struct html *html, const char *tag, const char *style,
               enum report_word word);

/* Cells. */
void html_count(struct html *html, int64_t count);
void html_tenths(struct html *html, int tenths, const char *unit);

/* Begins a table, its heads, and its body. */
void html_table(struct html *html, const char *style,
                const enum report_word *heads, int count);

/* The sentence about coverage, into `content`. */
void html_coverage(struct html *html, const struct sum_hour *total);

/* Sections. */
void html_comparisons(struct html *html); /* none for one terminal */
void html_days(struct html *html);
void html_hours(struct html *html);

#endif
