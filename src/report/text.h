/* A report as plain text for a console, in lines of at most 100 columns (names
   of terminals and files may make one longer). */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include "report/say.h"

void report_text(const struct report_voice *voice, struct text *out);

#endif
