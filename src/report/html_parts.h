/* The pieces that the report's page is put together from. */
#ifndef REPORT_HTML_PARTS_H
#define REPORT_HTML_PARTS_H

#include "report/tables.h"

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

/* Prints a table with this class, and frees it. Beside each interval there is a
   chart of it, and above each level the colour of its face. */
void html_table(struct html *html, const char *style, struct table *table);

/* Prints a table of two columns as large figures, each with its name below, and
   frees it. */
void html_cards(struct html *html, struct table *table);

#endif
