#include "report/text.h"

#include <assert.h>
#include <string.h>

#include "report/tables.h"

enum { LINE_COLUMNS = 96, INDENT = 2, COLUMNS_MAX = 8, BAR_COLUMNS = 24 };

/* A report on its way. */
struct out {
    const struct report_voice *voice;
    struct text *text;
};

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

static void out_line(const struct out *out, const char *text)
{
    text_append_string(out->text, text);
    text_append_string(out->text, "\n");
}

/* A paragraph, broken at blanks. */
static void out_wrapped(const struct out *out, const char *text)
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

static void out_word(const struct out *out, enum report_word word)
{
    out_wrapped(out, say(out->voice, word));
}

static void out_heading(const struct out *out, enum report_word word)
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

/* Prints a table, and frees it. Columns are as wide as their widest cell,
   counted in characters of NFC, so that Vietnamese lines up. */
static void out_table(const struct out *out, struct table table)
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

static void put_head(const struct out *out)
{
    const struct report *report = out->voice->report;
    out_line(out, say(out->voice, REPORT_TITLE));
    if (report->office != NULL) {
        out_line(out, report->office);
    }
    for (int i = 0; i < report->terminal_count; i++) {
        text_append_format(out->text, "%s ", say(out->voice, REPORT_TERMINAL));
        say_terminal_of(out->text, out->voice, report->terminals[i]);
        text_append_string(out->text, "\n");
    }
    say_span(out->text, out->voice);
    text_append_string(out->text, "\n");
}

static void put_summary(const struct out *out)
{
    out_heading(out, REPORT_SUMMARY);
    out_table(out, table_of_counts(out->voice, false));
}

static void put_coverage(const struct out *out)
{
    const struct sum_hour *total = &out->voice->report->all.total;
    out_heading(out, REPORT_COVERAGE);
    if (total->open_min == SUM_UNKNOWN) {
        out_word(out, REPORT_COVERAGE_UNKNOWN);
        return;
    }
    text_append_string(out->text, "  ");
    say_tenths(out->text, out->voice, report_coverage(total), "%");
    text_append_string(out->text, " (");
    say_minutes(out->text, out->voice, total);
    text_append_string(out->text, ")\n");
    out_word(out, REPORT_COVERAGE_NOTE);
}

static void add_bar(struct table *table, int64_t count, int64_t most)
{
    int64_t columns = most > 0 ? (count * BAR_COLUMNS + most - 1) / most : 0;
    put_many(&table->texts, "█", (int)columns);
    table_end(table, CELL_BAR, count);
}

static void add_levels(struct table *table, const struct sum_question *question)
{
    const struct score *raw = &question->raw;
    int64_t most = 0;
    for (int i = 0; i < raw->levels; i++) {
        most = raw->counts[i] > most ? raw->counts[i] : most;
    }
    for (int level = raw->levels; level >= 1; level--) {
        table_level(table, question, level);
        table_count(table, raw->counts[level - 1]);
        table_count(table, question->clean.counts[level - 1]);
        add_bar(table, raw->counts[level - 1], most);
    }
}

/* "83,4% (80,1% đến 86,2%)": two cells in one. */
static void add_figure(struct table *table, const struct score *score,
                       bool index)
{
    struct text *text = &table->texts;
    const char *unit = index ? "" : "%";
    struct score_interval interval =
        index ? score_index_interval(score) : score_satisfied_interval(score);
    say_tenths(text, table->voice,
               index ? score_index(score) : score_satisfied(score), unit);
    if (interval.known) {
        text_append_string(text, " (");
        say_interval(text, table->voice, interval, unit);
        text_append_string(text, ")");
    }
    table_end(table, CELL_TEXT, 0);
}

static void add_figures(struct table *table,
                        const struct sum_question *question)
{
    table_word(table, REPORT_N);
    table_count(table, score_n(&question->raw));
    table_count(table, score_n(&question->clean));
    table_empty(table);
    for (int index = 0; index < 2; index++) {
        table_word(table, index ? REPORT_INDEX : REPORT_SATISFIED);
        add_figure(table, &question->raw, index);
        add_figure(table, &question->clean, index);
        table_empty(table);
    }
}

/* What there is of all visits only. */
static void add_count(struct table *table, enum report_word word, int count)
{
    table_word(table, word);
    table_count(table, count);
    table_empty(table);
    table_empty(table);
}

static void put_reasons(const struct out *out,
                        const struct sum_question *question)
{
    if (question->reason_count > 0) {
        text_append_string(out->text, "\n");
        out_table(out, table_of_reasons(out->voice, question));
    }
}

static void put_question(const struct out *out, int number,
                         const struct sum_question *question)
{
    const struct report_voice *voice = out->voice;
    struct table table = {.voice = voice, .columns = 4};
    const char *text = say_question_text(voice, question);
    text_append_format(out->text, "\n%d. ", number);
    say_question(out->text, voice, question);
    text_append_string(out->text, "\n");
    if (text != NULL) {
        out_wrapped(out, text);
    }
    table_empty(&table);
    table_word(&table, REPORT_RAW);
    table_word(&table, REPORT_CLEAN);
    table_empty(&table);
    add_levels(&table, question);
    add_figures(&table, question);
    add_count(&table, REPORT_SKIPPED, question->skipped);
    if (question->na > 0) {
        add_count(&table, REPORT_NA, question->na);
    }
    add_count(&table, REPORT_LEFT, question->left);
    out_table(out, table);
    if (score_n(&question->raw) < SCORE_LEAST) {
        out_word(out, REPORT_TOO_FEW);
    }
    put_reasons(out, question);
}

static void put_questions(const struct out *out)
{
    const struct sum *sum = &out->voice->report->all.sum;
    out_heading(out, REPORT_QUESTIONS);
    out_word(out, REPORT_FORMULA_INDEX);
    out_word(out, REPORT_FORMULA_SATISFIED);
    out_word(out, REPORT_FORMULA_INTERVAL);
    for (int i = 0; i < sum->question_count; i++) {
        put_question(out, i + 1, &sum->questions[i]);
    }
}

static void put_comparison(const struct out *out,
                           const struct sum_question *question)
{
    const struct report_voice *voice = out->voice;
    text_append_string(out->text, "\n");
    say_question(out->text, voice, question);
    text_append_string(out->text, "\n");
    out_table(out, table_of_terminals(voice, question, true));
    text_append_string(out->text, "\n");
    out_table(out, table_of_differences(voice, question));
}

static void put_comparisons(const struct out *out)
{
    const struct report *report = out->voice->report;
    const struct sum *sum = &report->all.sum;
    if (report->terminal_count < 2) {
        return;
    }
    out_heading(out, REPORT_COMPARE);
    for (int i = 0; i < sum->question_count; i++) {
        put_comparison(out, &sum->questions[i]);
    }
    text_append_string(out->text, "\n");
    out_word(out, REPORT_COMPARE_NOTE);
    out_word(out, REPORT_COMPARE_CAUTION);
}

static void put_days(const struct out *out)
{
    const struct report_part *all = &out->voice->report->all;
    out_heading(out, REPORT_BY_DAY);
    out_word(out, REPORT_FORMULA_MEAN);
    out_table(out, table_of_days(out->voice, all));
    if (all->provisional) {
        out_word(out, REPORT_PROVISIONAL_NOTE);
    }
}

static void put_hours(const struct out *out, enum report_word what)
{
    text_append_format(out->text, "\n  %s\n", say(out->voice, what));
    out_table(out, table_of_hours(out->voice, what, REPORT_HOUR));
}

static void put_all_hours(const struct out *out)
{
    out_heading(out, REPORT_BY_HOUR);
    out_word(out, REPORT_BY_HOUR_NOTE);
    put_hours(out, REPORT_VISITS);
    put_hours(out, report_beside_visits(out->voice->report));
}

static void put_flags(const struct out *out)
{
    out_heading(out, REPORT_FLAGS);
    out_table(out, table_of_flags(out->voice, false));
    out_word(out, REPORT_FLAGS_NOTE);
}

/* A table of two columns as a paragraph a row, and frees it: paths are long. */
static void put_pairs(const struct out *out, struct table table)
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

static void put_remarks(const struct out *out)
{
    if (out->voice->report->remark_count > 0) {
        out_heading(out, REPORT_REMARKS);
        put_pairs(out, table_of_remarks(out->voice));
    }
}

static void put_notes(const struct out *out)
{
    const struct report_voice *voice = out->voice;
    if (voice->report->all.sum.lost > 0) {
        text_append_string(out->text, "  ");
        say_with_count(out->text, voice, REPORT_LOST,
                       voice->report->all.sum.lost);
        text_append_string(out->text, "\n");
    }
    const char *const version[] = {voice->version};
    text_append_string(out->text, "\n");
    say_filled(out->text, voice, REPORT_MADE, version);
    text_append_string(out->text, "\n");
}

void report_text(const struct report_voice *voice, struct text *text)
{
    const struct out out = {.voice = voice, .text = text};
    put_head(&out);
    put_remarks(&out);
    if (voice->report->all.day_count == 0) {
        text_append_string(text, "\n");
        out_line(&out, say(voice, REPORT_EMPTY));
    } else {
        put_summary(&out);
        put_coverage(&out);
        put_questions(&out);
        put_comparisons(&out);
        put_days(&out);
        put_all_hours(&out);
        put_flags(&out);
    }
    put_notes(&out);
}
