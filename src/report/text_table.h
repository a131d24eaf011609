/*
 * A table in plain text: cells in rows, set in columns as wide as the widest
 * of them. Width is counted in letters of NFC, so that Vietnamese lines up.
 */
#ifndef REPORT_TEXT_TABLE_H
#define REPORT_TEXT_TABLE_H

#include "base/text.h"

enum { TABLE_COLUMNS_MAX = 12 };

/* Zeroed but for `columns` at the start; the owner calls text_table_free. */
struct text_table {
    int columns;
    unsigned left;     /* a bit for each column set to the left */
    struct text cells; /* each terminated */
};

/* The next cell, row by row. */
void text_table_add(struct text_table *table, const char *cell);

/* The same; the text is cleared for the next one. */
void text_table_take(struct text_table *table, struct text *cell);

/* Appends all rows, each with so many blanks before it. */
void text_table_put(const struct text_table *table, struct text *out,
                    int indent);

void text_table_free(struct text_table *table);

/* How many columns a text in UTF-8 takes. */
int text_columns(const char *text);

#endif
