#include "report/html_parts.h"

#include <string.h>

#include "report/svg.h"

/* With what HTML would take for its own escaped. */
static void put_text(struct text *out, const char *text)
{
    while (*text != '\0') {
        size_t plain = strcspn(text, "<>&\"");
        text_append(out, text, plain);
        text += plain;
        switch (*text) {
        case '<': text_append_string(out, "&lt;"); break;
        case '>': text_append_string(out, "&gt;"); break;
        case '&': text_append_string(out, "&amp;"); break;
        case '"': text_append_string(out, "&quot;"); break;
        default: return;
        }
        text++;
    }
}

void html_element(struct html *html, const char *tag, const char *style,
                  const char *text)
{
    struct text *out = html->out;
    text_append_format(out, "<%s", tag);
    if (style != NULL) {
        text_append_format(out, " class=\"%s\"", style);
    }
    text_append_string(out, ">");
    put_text(out, text);
    text_append_format(out, "</%s>", tag);
}

void html_take(struct html *html, const char *tag, const char *style)
{
    struct text *content = &html->content;
    html->out->failed = html->out->failed || content->failed;
    html_element(html, tag, style, content->data != NULL ? content->data : "");
    text_clear(content);
}

void html_word(struct html *html, const char *tag, const char *style,
               enum report_word word)
{
    html_element(html, tag, style, say(html->voice, word));
    text_append_string(html->out, "\n");
}

static void put_head(struct text *out, const struct table *table, int column)
{
    const struct cell *cell = &table->cells[column];
    int below = column + table->columns;
    text_append_string(out, "<th>");
    if (cell->kind == CELL_LEVEL) {
        text_append_format(
            out, "<span class=\"swatch%s\" style=\"background:%s\"></span>",
            cell->number <= SVG_LOW ? " low" : "",
            svg_face_colour((int)cell->number));
    }
    put_text(out, table_said(table, cell));
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
    put_text(out, table_said(table, cell));
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

void html_table(struct html *html, const char *style, struct table table)
{
    struct text *out = html->out;
    out->failed = out->failed || table.failed;
    if (!table.failed) {
        text_append_format(out, "<table class=\"%s\"><thead><tr>", style);
        for (int i = 0; table.headed && i < table.columns; i++) {
            put_head(out, &table, i);
        }
        text_append_string(out, "</tr></thead><tbody>\n");
        put_rows(out, &table);
        text_append_string(out, "</tbody></table>\n");
    }
    table_free(&table);
}

static void put_card(struct html *html, const struct table *table, int row)
{
    const struct cell *cells = &table->cells[row * table->columns];
    text_append_string(html->out, "<div class=\"card\">");
    html_element(html, "b", NULL, table_said(table, &cells[1]));
    html_element(html, "span", NULL, table_said(table, &cells[0]));
    if (table->columns > 2) {
        text_append_format(&html->content, "%s: %s",
                           say(html->voice, REPORT_BEFORE),
                           table_said(table, &cells[2]));
        html_take(html, "i", NULL);
    }
    text_append_string(html->out, "</div>\n");
}

void html_cards(struct html *html, struct table table)
{
    struct text *out = html->out;
    int rows = table.failed ? 0 : table.count / table.columns;
    text_append_string(out, "<div class=\"cards\">\n");
    for (int i = table.headed; i < rows; i++) {
        put_card(html, &table, i);
    }
    text_append_string(out, "</div>\n");
    out->failed = out->failed || table.failed;
    table_free(&table);
}
