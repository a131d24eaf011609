#include "report/text_table.h"

#include <assert.h>
#include <string.h>

int text_columns(const char *text)
{
    int columns = 0;
    for (; *text != '\0'; text++) {
        columns += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return columns;
}

void text_table_add(struct text_table *table, const char *cell)
{
    assert(table->columns > 0 && table->columns <= TABLE_COLUMNS_MAX);
    text_append(&table->cells, cell, strlen(cell) + 1);
}

void text_table_take(struct text_table *table, struct text *cell)
{
    text_table_add(table, cell->data != NULL ? cell->data : "");
    table->cells.failed = table->cells.failed || cell->failed;
    text_clear(cell);
}

static void measure(const struct text_table *table,
                    int widths[TABLE_COLUMNS_MAX])
{
    int column = 0;
    for (size_t at = 0; at < table->cells.length;) {
        const char *cell = table->cells.data + at;
        int width = text_columns(cell);
        widths[column] = width > widths[column] ? width : widths[column];
        column = (column + 1) % table->columns;
        at += strlen(cell) + 1;
    }
}

static void put_blanks(struct text *out, int count)
{
    for (int i = 0; i < count; i++) {
        text_append_string(out, " ");
    }
}

static void trim(struct text *out)
{
    while (out->length > 0 && out->data[out->length - 1] == ' ') {
        out->data[--out->length] = '\0';
    }
}

void text_table_put(const struct text_table *table, struct text *out,
                    int indent)
{
    int widths[TABLE_COLUMNS_MAX] = {0};
    int column = 0;
    measure(table, widths);
    for (size_t at = 0; at < table->cells.length;) {
        const char *cell = table->cells.data + at;
        int room = widths[column] - text_columns(cell);
        bool left = (table->left & 1u << column) != 0;
        put_blanks(out, column == 0 ? indent : 2);
        put_blanks(out, left ? 0 : room);
        text_append_string(out, cell);
        put_blanks(out, left ? room : 0);
        column = (column + 1) % table->columns;
        if (column == 0) {
            trim(out);
            text_append_string(out, "\n");
        }
        at += strlen(cell) + 1;
    }
    out->failed = out->failed || table->cells.failed;
}

void text_table_free(struct text_table *table)
{
    text_free(&table->cells);
}
