/* What a text must not be that is shown on the glass, and lands in a cell of a
   spreadsheet. */
#ifndef CONFIG_SHOWN_TEXT_H
#define CONFIG_SHOWN_TEXT_H

/* What is wrong with a text, and what to do; NULL for a good one. */
const char *shown_text_wrong(const char *text);

#endif
