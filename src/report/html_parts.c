#include "report/html_parts.h"

#include "report/markup.h"
#include "report/svg.h"

void html_word(struct html *html, const char *tag, const char *style,
               enum report_word word)
{
    markup_element(html->out, tag, style, say(html->voice, word));
    text_append_string(html->out, "\n");
}

static void put_head(struct text *out, const struct table *table, int column)
{
    const struct cell *cell = &table->cells[column];
    int below = column + table->columns;
    text_append_string(out, "<th>");
    if (cell->kind == CELL_LEVEL) {
        text_append_format(
            out, "<span class=\"swatch\" style=\"background:%s\"></span>",
            svg_face_colour((int)cell->number));
    }
    markup_text(out, table_said(table, cell));
    text_append_string(out, "</th>");
    if (below < table->count && table->cells[below].kind == CELL_INTERVAL) {
        text_append_string(out, "<th>0 – 100</th>");
    }
}

static void put_cell(struct text *out, const struct table *table,
                     const struct cell *cell)
{
    text_append_string(out, "<td");
    if (table->heat && cell->kind != CELL_HOUR) {
        text_append_format(out, " style=\"background:rgba(106,206,163,.%02d)\"",
                           table_heat(table, cell) * 95 / 100);
    }
    text_append_string(out, ">");
    markup_text(out, table_said(table, cell));
    text_append_string(out, "</td>");
    if (cell->kind == CELL_INTERVAL) {
        text_append_string(out, "<td>");
        svg_interval(out, (int)cell->number, cell->interval);
        text_append_string(out, "</td>");
    }
}

static void put_rows(struct text *out, const struct table *table)
{
    int first = table->headed ? table->columns : 0;
    for (int i = first; i < table->count; i++) {
        text_append_string(out, i % table->columns == 0 ? "<tr>" : "");
        put_cell(out, table, &table->cells[i]);
        text_append_string(out, (i + 1) % table->columns == 0 ? "</tr>\n" : "");
    }
}

void html_table(struct html *html, const char *style, struct table *table)
{
    struct text *out = html->out;
    out->failed = out->failed || table->failed;
    if (!table->failed) {
        text_append_format(out, "<table class=\"%s\"><thead><tr>", style);
        for (int i = 0; table->headed && i < table->columns; i++) {
            put_head(out, table, i);
        }
        text_append_string(out, "</tr></thead><tbody>\n");
        put_rows(out, table);
        text_append_string(out, "</tbody></table>\n");
    }
    table_free(table);
}

void html_cards(struct html *html, struct table *table)
{
    struct text *out = html->out;
    int count = table->failed ? 0 : table->count;
    text_append_string(out, "<div class=\"cards\">\n");
    for (int i = 0; i + 1 < count; i += 2) {
        text_append_string(out, "<div class=\"card\">");
        markup_element(out, "b", NULL, table_said(table, &table->cells[i + 1]));
        markup_element(out, "span", NULL, table_said(table, &table->cells[i]));
        text_append_string(out, "</div>\n");
    }
    text_append_string(out, "</div>\n");
    out->failed = out->failed || table->failed;
    table_free(table);
}
