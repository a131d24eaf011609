/*
 * The pieces of the report's HTML page: escaped text, tags, and charts as SVG
 * within it. The page is well-formed XML too, so that it can be checked.
 */
#ifndef REPORT_MARKUP_H
#define REPORT_MARKUP_H

#include "base/text.h"

/* A text with what HTML would take for its own escaped. */
void markup_text(struct text *out, const char *text);

/* <tag class="style">text</tag>; no class for NULL. */
void markup_element(struct text *out, const char *tag, const char *style,
                    const char *text);

/* Takes the text out of `content`, which is cleared. */
void markup_take(struct text *out, const char *tag, const char *style,
                 struct text *content);

#endif
