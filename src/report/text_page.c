#include "report/text_page.h"

#include <string.h>

enum { LINE_COLUMNS = 96, INDENT = 2 };

void page_line(const struct page *page, const char *text)
{
    text_append_string(page->out, text);
    text_append_string(page->out, "\n");
}

void page_wrapped(const struct page *page, const char *text)
{
    struct text *out = page->out;
    int column = 0;
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        char word[256];
        bool fits = text_format(word, sizeof word, "%.*s", (int)length, text);
        int width = fits ? text_columns(word) : LINE_COLUMNS;
        if (column > 0 && column + 1 + width > LINE_COLUMNS) {
            text_append_string(out, "\n");
            column = 0;
        }
        text_append_string(out, column > 0 ? " " : "  ");
        text_append(out, text, length);
        column += width + (column > 0 ? 1 : INDENT);
        text += length;
        text += strspn(text, " ");
    }
    text_append_string(out, "\n");
}

void page_word(const struct page *page, enum report_word word)
{
    page_wrapped(page, say(page->voice, word));
}

void page_heading(const struct page *page, enum report_word word)
{
    const char *text = say(page->voice, word);
    text_append_format(page->out, "\n%s\n", text);
    for (int i = text_columns(text); i > 0; i--) {
        text_append_string(page->out, "-");
    }
    text_append_string(page->out, "\n");
}

void page_add_word(struct page *page, struct text_table *table,
                   enum report_word word)
{
    text_table_add(table, say(page->voice, word));
}

void page_add_count(struct page *page, struct text_table *table, int64_t count)
{
    say_count(&page->cell, page->voice, count);
    text_table_take(table, &page->cell);
}

void page_add_tenths(struct page *page, struct text_table *table, int tenths,
                     const char *unit)
{
    say_tenths(&page->cell, page->voice, tenths, unit);
    text_table_take(table, &page->cell);
}

void page_add_figure(struct page *page, struct text_table *table, int tenths,
                     struct score_interval interval, const char *unit)
{
    say_tenths(&page->cell, page->voice, tenths, unit);
    if (interval.known) {
        text_append_string(&page->cell, " (");
        say_interval(&page->cell, page->voice, interval, unit);
        text_append_string(&page->cell, ")");
    }
    text_table_take(table, &page->cell);
}

void page_table(struct page *page, struct text_table *table)
{
    text_table_put(table, page->out, INDENT);
    text_table_free(table);
}
