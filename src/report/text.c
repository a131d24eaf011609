#include "report/text.h"

#include "report/front.h"
#include "report/text_parts.h"

enum { BAR_COLUMNS = 24 };

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

static void put_figures(const struct out *out, enum report_word what)
{
    text_append_string(out->text, "\n");
    out_table(out, table_of_front(out->voice, what));
}

static void put_front(const struct out *out)
{
    struct text before = {0};
    struct text more = {0};
    struct text worst = {0};
    enum report_word notes[FRONT_NOTES];
    int count = front_notes(out->voice, notes);
    out_heading(out, REPORT_FRONT);
    say_before(&before, out->voice);
    out_taken(out, before);
    put_figures(out, REPORT_SATISFIED);
    put_figures(out, REPORT_INDEX);
    if (say_more(&more, out->voice)) {
        out_taken(out, more);
    }
    text_append_string(out->text, "\n");
    if (say_worst(&worst, out->voice)) {
        out_taken(out, worst);
    }
    text_append_string(out->text, "\n");
    out_table(out, table_of_top_reasons(out->voice));
    text_append_string(out->text, "\n");
    for (int i = 0; i < count; i++) {
        out_word(out, notes[i]);
    }
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
    out_many(&table->texts, "█", (int)columns);
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
    int64_t n = score_n(&question->raw);
    if (n < SCORE_LEAST) {
        out_word(out, n > 0 ? REPORT_TOO_FEW : REPORT_NO_DATA);
    }
    put_reasons(out, question);
}

static void put_questions(const struct out *out)
{
    const struct sum *sum = &out->voice->report->all.sum;
    out_heading(out, REPORT_QUESTIONS);
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

/* The days on which the office was closed. */
static void put_rest(const struct out *out)
{
    struct table table =
        table_of_days(out->voice, &out->voice->report->all, DAYS_REST);
    struct text empty = {0};
    bool some = say_rest_empty(&empty, out->voice);
    if (some || table.count > table.columns) {
        text_append_format(out->text, "\n  %s\n",
                           say(out->voice, REPORT_RESTDAYS));
        out_word(out, REPORT_REST_NOTE);
    }
    if (table.count > table.columns) {
        out_table(out, table);
    } else {
        table_free(&table);
    }
    out_taken(out, empty);
}

static void put_days(const struct out *out)
{
    const struct report_part *all = &out->voice->report->all;
    out_heading(out, REPORT_BY_DAY);
    out_word(out, REPORT_FORMULA_MEAN);
    out_table(out, table_of_days(out->voice, all, DAYS_OPEN));
    put_rest(out);
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

static void put_remarks(const struct out *out)
{
    if (out->voice->report->remark_count > 0) {
        out_heading(out, REPORT_REMARKS);
        out_pairs(out, table_of_remarks(out->voice));
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

static void put_all(const struct out *out)
{
    struct text more = {0};
    bool behind = say_remarks_more(&more, out->voice);
    out_taken(out, more);
    if (!behind) {
        put_remarks(out);
    }
    put_summary(out);
    put_coverage(out);
    put_front(out);
    if (behind) {
        put_remarks(out);
    }
    put_questions(out);
    put_comparisons(out);
    put_days(out);
    put_all_hours(out);
    put_flags(out);
}

void report_text(const struct report_voice *voice, struct text *text)
{
    const struct out out = {.voice = voice, .text = text};
    put_head(&out);
    if (voice->report->all.day_count == 0) {
        put_remarks(&out);
        text_append_string(text, "\n");
        out_line(&out, say(voice, REPORT_EMPTY));
    } else {
        put_all(&out);
    }
    put_notes(&out);
}
