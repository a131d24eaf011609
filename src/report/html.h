/*
 * A report as one page of HTML that needs nothing else: its look and its
 * charts are within it, there is no script and nothing is fetched. It prints
 * on A4.
 */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "report/say.h"

void report_html(const struct report_voice *voice, struct text *out);

/* The look of the page, as CSS. */
extern const char *const report_html_screen;
extern const char *const report_html_print;

#endif
