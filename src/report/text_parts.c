#include "report/text_parts.h"

#include <assert.h>
#include <string.h>

enum { LINE_COLUMNS = 96, INDENT = 2, COLUMNS_MAX = 8 };

void out_many(struct text *text, const char *what, int count)
{
    for (int i = 0; i < count; i++) {
        text_append_string(text, what);
    }
}

void out_line(const struct out *out, const char *text)
{
    text_append_string(out->text, text);
    text_append_string(out->text, "\n");
}

void out_wrapped(const struct out *out, const char *text)
{
    int column = 0;
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        int width = say_columns(text, length);
        if (column > 0 && column + 1 + width > LINE_COLUMNS) {
            text_append_string(out->text, "\n");
            column = 0;
        }
        out_many(out->text, " ", column > 0 ? 1 : INDENT);
        text_append(out->text, text, length);
        column += width + (column > 0 ? 1 : INDENT);
        text += length;
        text += strspn(text, " ");
    }
    text_append_string(out->text, "\n");
}

void out_word(const struct out *out, enum report_word word)
{
    out_wrapped(out, say(out->voice, word));
}

void out_taken(const struct out *out, struct text text)
{
    if (text.failed) {
        out->text->failed = true;
    } else if (text.data != NULL) {
        out_wrapped(out, text.data);
    }
    text_free(&text);
}

void out_heading(const struct out *out, enum report_word word)
{
    const char *text = say(out->voice, word);
    text_append_format(out->text, "\n%s\n", text);
    out_many(out->text, "-", say_columns(text, strlen(text)));
    text_append_string(out->text, "\n");
}

static int width_of(const struct table *table, int cell)
{
    const char *text = table_said(table, &table->cells[cell]);
    return say_columns(text, strlen(text));
}

/* Blanks before it, unless it is set to the left, and behind it. */
static void put_cell(struct text *text, const struct table *table, int cell,
                     int blanks)
{
    int column = cell % table->columns;
    bool left = column == 0 || table->cells[cell].kind == CELL_BAR;
    out_many(text, " ", (column == 0 ? INDENT : 2) + (left ? 0 : blanks));
    text_append_string(text, table_said(table, &table->cells[cell]));
    out_many(text, " ", left ? blanks : 0);
}

/* Empty cells at the end of a line leave no blanks there. */
static void end_line(struct text *text)
{
    while (text->length > 0 && text->data[text->length - 1] == ' ') {
        text->data[--text->length] = '\0';
    }
    text_append_string(text, "\n");
}

void out_table(const struct out *out, struct table table)
{
    int widths[COLUMNS_MAX] = {0};
    int columns = table.columns;
    int count = table.failed ? 0 : table.count;
    assert(columns > 0 && columns <= COLUMNS_MAX);
    for (int i = 0; i < count; i++) {
        int width = width_of(&table, i);
        widths[i % columns] =
            width > widths[i % columns] ? width : widths[i % columns];
    }
    for (int i = 0; i < count; i++) {
        put_cell(out->text, &table, i,
                 widths[i % columns] - width_of(&table, i));
        if (i % columns == columns - 1) {
            end_line(out->text);
        }
    }
    out->text->failed = out->text->failed || table.failed;
    table_free(&table);
}

void out_pairs(const struct out *out, struct table table)
{
    struct text row = {0};
    for (int i = 0; i + 1 < table.count && !table.failed; i += 2) {
        text_clear(&row);
        text_append_format(&row, "%s: %s", table_said(&table, &table.cells[i]),
                           table_said(&table, &table.cells[i + 1]));
        out_wrapped(out, row.failed ? "" : row.data);
    }
    out->text->failed = out->text->failed || table.failed || row.failed;
    text_free(&row);
    table_free(&table);
}
