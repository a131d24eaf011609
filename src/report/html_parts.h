/* The pieces that the report's page is put together from. The page is
   well-formed XML too, so that it can be checked. */
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

/* <tag class="style">text</tag>, escaped; no class for NULL. */
void html_element(struct html *html, const char *tag, const char *style,
                  const char *text);

/* The same of `content`, which is cleared. */
void html_take(struct html *html, const char *tag, const char *style);

/* A word, with the line's end. */
void html_word(struct html *html, const char *tag, const char *style,
               enum report_word word);

/* Prints a table with this class, and frees it. Beside each interval there is a
   chart of it, and above each level the colour of its face. */
void html_table(struct html *html, const char *style, struct table table);

/* Prints a table as large figures, each with its name below and, from a third
   column, with what it was, and frees it. */
void html_cards(struct html *html, struct table table);

#endif
