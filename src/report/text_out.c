#include "report/text_out.h"

#include <assert.h>
#include <string.h>

enum { LINE_COLUMNS = 96, INDENT = 2, COLUMNS_MAX = 8 };

static int columns_of(const char *text, size_t length)
{
    int columns = 0;
    for (size_t i = 0; i < length; i++) {
        columns += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return columns;
}

static void put_many(struct text *text, const char *what, int count)
{
    for (int i = 0; i < count; i++) {
        text_append_string(text, what);
    }
}

void out_line(const struct text_out *out, const char *text)
{
    text_append_string(out->text, text);
    text_append_string(out->text, "\n");
}

void out_wrapped(const struct text_out *out, const char *text)
{
    int column = 0;
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        int width = columns_of(text, length);
        if (column > 0 && column + 1 + width > LINE_COLUMNS) {
            text_append_string(out->text, "\n");
            column = 0;
        }
        put_many(out->text, " ", column > 0 ? 1 : INDENT);
        text_append(out->text, text, length);
        column += width + (column > 0 ? 1 : INDENT);
        text += length;
        text += strspn(text, " ");
    }
    text_append_string(out->text, "\n");
}

void out_word(const struct text_out *out, enum report_word word)
{
    out_wrapped(out, say(out->voice, word));
}

void out_heading(const struct text_out *out, enum report_word word)
{
    const char *text = say(out->voice, word);
    text_append_format(out->text, "\n%s\n", text);
    put_many(out->text, "-", columns_of(text, strlen(text)));
    text_append_string(out->text, "\n");
}

static int width_of(const struct table *table, int cell)
{
    const char *text = table_said(table, &table->cells[cell]);
    return columns_of(text, strlen(text));
}

/* Blanks before it, unless it is set to the left, and behind it. */
static void put_cell(struct text *text, const struct table *table, int cell,
                     int blanks)
{
    int column = cell % table->columns;
    bool left = column == 0 || table->cells[cell].kind == CELL_BAR;
    put_many(text, " ", (column == 0 ? INDENT : 2) + (left ? 0 : blanks));
    text_append_string(text, table_said(table, &table->cells[cell]));
    put_many(text, " ", left ? blanks : 0);
}

/* Empty cells at the end of a line leave no blanks there. */
static void end_line(struct text *text)
{
    while (text->length > 0 && text->data[text->length - 1] == ' ') {
        text->data[--text->length] = '\0';
    }
    text_append_string(text, "\n");
}

void out_table(const struct text_out *out, struct table *table)
{
    int widths[COLUMNS_MAX] = {0};
    int columns = table->columns;
    int count = table->failed ? 0 : table->count;
    assert(columns > 0 && columns <= COLUMNS_MAX);
    for (int i = 0; i < count; i++) {
        int width = width_of(table, i);
        widths[i % columns] =
            width > widths[i % columns] ? width : widths[i % columns];
    }
    for (int i = 0; i < count; i++) {
        put_cell(out->text, table, i, widths[i % columns] - width_of(table, i));
        if (i % columns == columns - 1) {
            end_line(out->text);
        }
    }
    out->text->failed = out->text->failed || table->failed;
    table_free(table);
}
