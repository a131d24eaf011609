#include "report/html.h"

#include "report/front.h"
#include "report/html_parts.h"
#include "report/svg.h"

/* More days than these are set in two columns. */
enum { DAYS_WIDE = 31 };

static void put_head(struct html *html)
{
    const struct report_voice *voice = html->voice;
    const struct report *report = voice->report;
    struct text *out = html->out;
    text_append_format(out,
                       "<!DOCTYPE html>\n"
                       "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                       "lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                       "<meta name=\"viewport\" "
                       "content=\"width=device-width\"/>\n",
                       voice->words->code);
    html_word(html, "title", NULL, REPORT_TITLE);
    text_append_format(out,
                       "<style>\n%s%s</style>\n</head>\n<body>\n<header>\n",
                       report_html_screen, report_html_print);
    if (report->office != NULL) {
        html_element(html, "div", "office", report->office);
    }
    html_word(html, "h1", NULL, REPORT_TITLE);
    say_span(&html->content, voice);
    html_take(html, "div", "span");
    for (int i = 0; i < report->terminal_count; i++) {
        text_append_format(&html->content, "%s ", say(voice, REPORT_TERMINAL));
        say_terminal_of(&html->content, voice, report->terminals[i]);
        html_take(html, "div", "terminal");
    }
    text_append_string(out, "</header>\n");
}

static void put_remarks(struct html *html)
{
    if (html->voice->report->remark_count > 0) {
        html_word(html, "h2", NULL, REPORT_REMARKS);
        html_table(html, "remarks", table_of_remarks(html->voice));
    }
}

static void put_summary(struct html *html)
{
    const struct report_part *all = &html->voice->report->all;
    struct text *note = &html->content;
    html_word(html, "h2", NULL, REPORT_SUMMARY);
    html_cards(html, table_of_counts(html->voice, true));
    text_append_format(note, "%s: ", say(html->voice, REPORT_COVERAGE));
    if (all->total.open_min == SUM_UNKNOWN) {
        text_append_string(note, say(html->voice, REPORT_COVERAGE_UNKNOWN));
    } else {
        say_minutes(note, html->voice, &all->total);
        text_append_format(note, ". %s",
                           say(html->voice, REPORT_COVERAGE_NOTE));
    }
    html_take(html, "p", "note");
}

/* The question rated lowest, and the reasons that were named most. */
static void put_causes(struct html *html)
{
    struct table reasons = table_of_top_reasons(html->voice);
    if (say_worst(&html->content, html->voice)) {
        html_take(html, "p", "worst");
    }
    if (reasons.count > reasons.columns) {
        html_table(html, "named", reasons);
    } else {
        table_free(&reasons);
        html_word(html, "p", "note", REPORT_REASONS_NONE);
    }
}

static void put_front(struct html *html)
{
    enum report_word notes[FRONT_NOTES];
    int count = front_notes(html->voice, notes);
    html_word(html, "h2", NULL, REPORT_FRONT);
    say_before(&html->content, html->voice);
    html_take(html, "p", "note");
    html_table(html, "front", table_of_front(html->voice, REPORT_SATISFIED));
    html_table(html, "front", table_of_front(html->voice, REPORT_INDEX));
    if (say_more(&html->content, html->voice)) {
        html_take(html, "p", "note");
    }
    put_causes(html);
    for (int i = 0; i < count; i++) {
        html_word(html, "p", "note", notes[i]);
    }
}

static void add_levels(struct table *table, enum report_word word,
                       const struct score *score)
{
    table_word(table, word);
    for (int i = 0; i < score->levels; i++) {
        table_count(table, score->counts[i]);
    }
    table_count(table, score_n(score));
}

static void put_levels(struct html *html, const struct sum_question *question)
{
    int levels = question->raw.levels;
    struct table table = {
        .voice = html->voice, .columns = levels + 2, .headed = true};
    table_empty(&table);
    for (int level = 1; level <= levels; level++) {
        table_level(&table, question, level);
    }
    table_word(&table, REPORT_N);
    add_levels(&table, REPORT_RAW, &question->raw);
    add_levels(&table, REPORT_CLEAN, &question->clean);
    html_table(html, "levels", table);
}

static void put_figures(struct html *html, const struct sum_question *question)
{
    struct table table = {.voice = html->voice, .columns = 3, .headed = true};
    int64_t n = score_n(&question->raw);
    if (n < SCORE_LEAST) {
        html_word(html, "p", "few", n > 0 ? REPORT_TOO_FEW : REPORT_NO_DATA);
        return;
    }
    table_empty(&table);
    table_empty(&table);
    table_word(&table, REPORT_INTERVAL);
    for (int i = 0; i < 4; i++) {
        enum report_word what = i < 2 ? REPORT_SATISFIED : REPORT_INDEX;
        bool clean = i % 2 != 0;
        text_append_format(&table.texts, "%s: ", say(html->voice, what));
        table_word(&table, clean ? REPORT_CLEAN : REPORT_RAW);
        table_figure(&table, what, clean ? &question->clean : &question->raw);
    }
    html_table(html, "figures", table);
}

/* What was no answer: the last of it only where a question has such a key. */
static void put_without_level(struct html *html,
                              const struct sum_question *question)
{
    const struct {
        enum report_word word;
        int count;
    } parts[] = {{REPORT_SKIPPED, question->skipped},
                 {REPORT_LEFT, question->left},
                 {REPORT_NA, question->na}};
    for (int i = 0; i < (question->na > 0 ? 3 : 2); i++) {
        text_append_format(&html->content, "%s%s: ", i > 0 ? " · " : "",
                           say(html->voice, parts[i].word));
        say_count(&html->content, html->voice, parts[i].count);
    }
    html_take(html, "p", "note");
}

static void put_question(struct html *html, int number,
                         const struct sum_question *question)
{
    struct text *out = html->out;
    const char *text = say_question_text(html->voice, question);
    text_append_string(out, "<article>\n");
    text_append_format(&html->content, "%d. ", number);
    say_question(&html->content, html->voice, question);
    html_take(html, "h3", NULL);
    if (text != NULL) {
        html_element(html, "p", "asked", text);
    }
    if (score_n(&question->raw) >= SCORE_LEAST) {
        svg_counts(out, &question->raw);
    }
    put_levels(html, question);
    put_figures(html, question);
    put_without_level(html, question);
    if (question->reason_count > 0) {
        html_table(html, "reasons", table_of_reasons(html->voice, question));
    }
    text_append_string(out, "</article>\n");
}

static void put_questions(struct html *html)
{
    const struct sum *sum = &html->voice->report->all.sum;
    html_word(html, "h2", NULL, REPORT_QUESTIONS);
    text_append_string(html->out, "<div class=\"questions\">\n");
    for (int i = 0; i < sum->question_count; i++) {
        put_question(html, i + 1, &sum->questions[i]);
    }
    text_append_string(html->out, "</div>\n");
}

static void put_comparison(struct html *html,
                           const struct sum_question *question)
{
    text_append_string(html->out, "<article>\n");
    say_question(&html->content, html->voice, question);
    html_take(html, "h3", NULL);
    html_table(html, "compare",
               table_of_terminals(html->voice, question, false));
    html_table(html, "verdict", table_of_differences(html->voice, question));
    text_append_string(html->out, "</article>\n");
}

static void put_comparisons(struct html *html)
{
    const struct report *report = html->voice->report;
    const struct sum *sum = &report->all.sum;
    if (report->terminal_count < 2) {
        return;
    }
    html_word(html, "h2", NULL, REPORT_COMPARE);
    html_word(html, "p", "note", REPORT_COMPARE_NOTE);
    html_word(html, "p", "note", REPORT_COMPARE_CAUTION);
    for (int i = 0; i < sum->question_count; i++) {
        put_comparison(html, &sum->questions[i]);
    }
}

static void put_key(struct html *html, int face, enum report_word word)
{
    text_append_format(html->out,
                       "<span><span class=\"key\" style=\"background:%s\">"
                       "</span>",
                       svg_face_colour(face));
    html_word(html, "span", NULL, word);
    text_append_string(html->out, "</span>\n");
}

/* The days on which the office was closed. */
static void put_rest(struct html *html)
{
    struct table table =
        table_of_days(html->voice, &html->voice->report->all, DAYS_REST);
    bool empty = say_rest_empty(&html->content, html->voice);
    if (empty || table.count > table.columns) {
        html_word(html, "h4", NULL, REPORT_RESTDAYS);
        html_take(html, "p", "note");
        html_word(html, "p", "note", REPORT_REST_NOTE);
    }
    if (table.count > table.columns) {
        html_table(html, "by-day", table);
    } else {
        table_free(&table);
    }
}

static void put_days(struct html *html)
{
    const struct report_part *all = &html->voice->report->all;
    html_word(html, "h2", NULL, REPORT_BY_DAY);
    svg_days(html->out, html->voice, all);
    text_append_string(html->out, "<div class=\"legend\">\n");
    put_key(html, 5, REPORT_CLEAN);
    put_key(html, 3, REPORT_FLAGGED);
    text_append_string(html->out, "</div>\n");
    html_word(html, "p", "note", REPORT_FORMULA_MEAN);
    text_append_format(html->out, "<div class=\"%s\">\n",
                       all->day_count > DAYS_WIDE ? "many" : "wide");
    html_table(html, "by-day", table_of_days(html->voice, all, DAYS_OPEN));
    text_append_string(html->out, "</div>\n");
    put_rest(html);
    if (all->provisional) {
        html_word(html, "p", "note", REPORT_PROVISIONAL_NOTE);
    }
}

static void put_hours(struct html *html, enum report_word what)
{
    text_append_string(html->out, "<article>\n");
    html_word(html, "h4", NULL, what);
    html_table(html, "heat", table_of_hours(html->voice, what, REPORT_HOUR));
    text_append_string(html->out, "</article>\n");
}

static void put_all_hours(struct html *html)
{
    text_append_string(html->out, "<div class=\"hours\">\n");
    html_word(html, "h2", NULL, REPORT_BY_HOUR);
    html_word(html, "p", "note", REPORT_BY_HOUR_NOTE);
    text_append_string(html->out, "<div class=\"pair\">\n");
    put_hours(html, REPORT_VISITS);
    put_hours(html, report_beside_visits(html->voice->report));
    text_append_string(html->out, "</div>\n</div>\n");
}

static void put_flags(struct html *html)
{
    text_append_string(html->out, "<div class=\"doubt\">\n");
    html_word(html, "h2", NULL, REPORT_FLAGS);
    html_table(html, "flags", table_of_flags(html->voice, true));
    html_word(html, "p", "note", REPORT_FLAGS_NOTE);
    text_append_string(html->out, "</div>\n");
}

static void put_foot(struct html *html)
{
    const struct report_voice *voice = html->voice;
    const struct report *report = voice->report;
    const char *const version[] = {voice->version};
    if (report->all.sum.lost > 0) {
        say_with_count(&html->content, voice, REPORT_LOST,
                       report->all.sum.lost);
        html_take(html, "p", "few");
    }
    say_filled(&html->content, voice, REPORT_MADE, version);
    html_take(html, "footer", NULL);
    text_append_string(html->out, "</body>\n</html>\n");
}

/* What stands before the days has room on the first page of paper. */
static void put_all(struct html *html)
{
    bool behind = say_remarks_more(&html->content, html->voice);
    if (behind) {
        html_take(html, "p", "few");
    } else {
        put_remarks(html);
    }
    put_summary(html);
    put_front(html);
    if (behind) {
        put_remarks(html);
    }
    put_days(html);
    put_questions(html);
    put_comparisons(html);
    text_append_string(html->out, "<div class=\"tail\">\n");
    put_all_hours(html);
    put_flags(html);
    text_append_string(html->out, "</div>\n");
}

void report_html(const struct report_voice *voice, struct text *out)
{
    struct html html = {.voice = voice, .out = out};
    put_head(&html);
    if (voice->report->all.day_count == 0) {
        put_remarks(&html);
        html_word(&html, "p", NULL, REPORT_EMPTY);
    } else {
        put_all(&html);
    }
    put_foot(&html);
    out->failed = out->failed || html.content.failed;
    text_free(&html.content);
}
