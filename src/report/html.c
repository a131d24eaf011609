#include "report/html.h"

#include "report/html_parts.h"
#include "report/markup.h"
#include "report/svg.h"

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
    text_append_format(out, "<style>\n%s</style>\n</head>\n<body>\n<header>\n",
                       report_html_style);
    if (report->office != NULL) {
        markup_element(out, "div", "office", report->office);
    }
    html_word(html, "h1", NULL, REPORT_TITLE);
    say_span(&html->content, voice);
    markup_take(out, "div", "span", &html->content);
    for (int i = 0; i < report->terminal_count; i++) {
        text_append_format(&html->content, "%s ", say(voice, REPORT_TERMINAL));
        say_terminal(&html->content, report->terminals[i]);
        markup_take(out, "div", "terminal", &html->content);
    }
    text_append_string(out, "</header>\n");
}

/* The figure and its label; the figure waits in `content`. */
static void put_card(struct html *html, enum report_word word)
{
    text_append_string(html->out, "<div class=\"card\">");
    markup_take(html->out, "b", NULL, &html->content);
    html_word(html, "span", NULL, word);
    text_append_string(html->out, "</div>\n");
}

static void put_count_card(struct html *html, enum report_word word,
                           int64_t count)
{
    say_count(&html->content, html->voice, count);
    put_card(html, word);
}

static void put_summary(struct html *html)
{
    const struct report_part *all = &html->voice->report->all;
    const struct sum_hour *total = &all->total;
    html_word(html, "h2", NULL, REPORT_SUMMARY);
    text_append_string(html->out, "<div class=\"cards\">\n");
    put_count_card(html, REPORT_DAYS, all->day_count);
    put_count_card(html, REPORT_VISITS, all->sum.visits);
    put_count_card(html, REPORT_COMPLETE, all->sum.complete);
    put_count_card(html, REPORT_FLAGGED, all->sum.visits - all->sum.clean);
    put_count_card(html, REPORT_ANSWERS, total->answers);
    say_tenths(&html->content, html->voice, report_coverage(total), "%");
    put_card(html, REPORT_COVERAGE);
    text_append_string(html->out, "</div>\n");
    if (total->open_min == SUM_UNKNOWN) {
        text_append_format(&html->content,
                           "%s: ", say(html->voice, REPORT_COVERAGE));
        text_append_string(&html->content,
                           say(html->voice, REPORT_COVERAGE_UNKNOWN));
    } else {
        html_coverage(html, total);
    }
    markup_take(html->out, "p", "note", &html->content);
}

static void put_level_heads(struct html *html,
                            const struct sum_question *question)
{
    struct text *out = html->out;
    int levels = question->raw.levels;
    text_append_string(out, "<thead><tr><th></th>");
    for (int level = 1; level <= levels; level++) {
        text_append_format(
            out, "<th><span class=\"swatch\" style=\"background:%s\"></span>",
            svg_face_colour(form_face(levels, level)));
        say_level(&html->content, html->voice, question, level);
        markup_text(out, html->content.data != NULL ? html->content.data : "");
        text_clear(&html->content);
        text_append_string(out, "</th>");
    }
    html_word(html, "th", NULL, REPORT_N);
    text_append_string(out, "</tr></thead>\n");
}

static void put_level_row(struct html *html, enum report_word word,
                          const struct score *score)
{
    text_append_string(html->out, "<tr>");
    html_word(html, "td", NULL, word);
    for (int i = 0; i < score->levels; i++) {
        html_count(html, score->counts[i]);
    }
    html_count(html, score_n(score));
    text_append_string(html->out, "</tr>\n");
}

static void put_figure(struct html *html, int tenths,
                       struct score_interval interval, const char *unit)
{
    html_tenths(html, tenths, unit);
    say_interval(&html->content, html->voice, interval, unit);
    markup_take(html->out, "td", NULL, &html->content);
    text_append_string(html->out, "<td>");
    svg_interval(html->out, tenths, interval);
    text_append_string(html->out, "</td>");
}

static void put_figures(struct html *html, const struct score *score,
                        enum report_word word, bool index)
{
    text_append_string(html->out, "<tr>");
    text_append_format(
        &html->content, "%s: %s",
        say(html->voice, index ? REPORT_INDEX : REPORT_SATISFIED),
        say(html->voice, word));
    markup_take(html->out, "td", NULL, &html->content);
    if (index) {
        put_figure(html, score_index(score), score_index_interval(score), "");
    } else {
        put_figure(html, score_satisfied(score),
                   score_satisfied_interval(score), "%");
    }
    text_append_string(html->out, "</tr>\n");
}

static void put_tables(struct html *html, const struct sum_question *question)
{
    struct text *out = html->out;
    text_append_string(out, "<table class=\"levels\">");
    put_level_heads(html, question);
    text_append_string(out, "<tbody>\n");
    put_level_row(html, REPORT_RAW, &question->raw);
    put_level_row(html, REPORT_CLEAN, &question->clean);
    text_append_string(out, "</tbody></table>\n");
    if (score_n(&question->raw) < SCORE_LEAST) {
        html_word(html, "p", "few", REPORT_TOO_FEW);
        return;
    }
    text_append_string(out, "<table class=\"figures\"><thead><tr><th></th>"
                            "<th></th>");
    html_word(html, "th", NULL, REPORT_INTERVAL);
    text_append_string(out, "<th>0 – 100</th></tr></thead><tbody>\n");
    put_figures(html, &question->raw, REPORT_RAW, false);
    put_figures(html, &question->clean, REPORT_CLEAN, false);
    put_figures(html, &question->raw, REPORT_RAW, true);
    put_figures(html, &question->clean, REPORT_CLEAN, true);
    text_append_string(out, "</tbody></table>\n");
}

static void put_reasons(struct html *html, const struct sum_question *question)
{
    static const enum report_word heads[] = {REPORT_REASONS, REPORT_TIMES};
    if (question->reason_count == 0) {
        return;
    }
    html_table(html, "reasons", heads, 2);
    for (int i = 0; i < question->reason_count; i++) {
        const struct sum_reason *reason = &question->reasons[i];
        text_append_string(html->out, "<tr>");
        markup_element(html->out, "td", NULL,
                       say_reason(html->voice, question, reason->id));
        html_count(html, reason->count);
        text_append_string(html->out, "</tr>\n");
    }
    text_append_string(html->out, "</tbody></table>\n");
}

static void put_question(struct html *html, int number,
                         const struct sum_question *question)
{
    struct text *out = html->out;
    const char *text = say_question_text(html->voice, question);
    text_append_string(out, "<article>\n");
    text_append_format(&html->content, "%d. %s", number,
                       say_question(html->voice, question));
    markup_take(out, "h3", NULL, &html->content);
    if (text != NULL) {
        markup_element(out, "p", "asked", text);
    }
    if (score_n(&question->raw) >= SCORE_LEAST) {
        svg_counts(out, &question->raw);
    }
    put_tables(html, question);
    text_append_format(&html->content,
                       "%s: ", say(html->voice, REPORT_SKIPPED));
    say_count(&html->content, html->voice, question->skipped);
    text_append_format(&html->content,
                       " · %s: ", say(html->voice, REPORT_LEFT));
    say_count(&html->content, html->voice, question->left);
    markup_take(out, "p", "note", &html->content);
    put_reasons(html, question);
    text_append_string(out, "</article>\n");
}

static void put_questions(struct html *html)
{
    const struct sum *sum = &html->voice->report->all.sum;
    html_word(html, "h2", NULL, REPORT_QUESTIONS);
    html_word(html, "p", "note", REPORT_FORMULA_INDEX);
    html_word(html, "p", "note", REPORT_FORMULA_SATISFIED);
    html_word(html, "p", "note", REPORT_FORMULA_INTERVAL);
    for (int i = 0; i < sum->question_count; i++) {
        put_question(html, i + 1, &sum->questions[i]);
    }
}

static void put_flags(struct html *html)
{
    const struct sum *sum = &html->voice->report->all.sum;
    static const enum report_word heads[] = {REPORT_MEANING, REPORT_VISITS};
    html_word(html, "h2", NULL, REPORT_FLAGS);
    html_word(html, "p", "note", REPORT_FLAGS_NOTE);
    html_table(html, "flags", heads, 2);
    for (int bit = 0; bit < GUARD_FLAG_COUNT; bit++) {
        text_append_string(html->out, "<tr>");
        markup_element(html->out, "td", NULL, say_flag(html->voice, bit));
        html_count(html, sum->flags[bit]);
        text_append_string(html->out, "</tr>\n");
    }
    text_append_string(html->out, "</tbody></table>\n");
}

static void put_foot(struct html *html)
{
    const struct report_voice *voice = html->voice;
    const struct report *report = voice->report;
    const char *const version[] = {voice->version};
    if (report->left_out_count > 0) {
        html_word(html, "h2", NULL, REPORT_FILES_LEFT_OUT);
        text_append_string(html->out, "<ul class=\"left-out\">\n");
        for (int i = 0; i < report->left_out_count; i++) {
            say_left_out(&html->content, voice, i);
            markup_take(html->out, "li", NULL, &html->content);
        }
        text_append_string(html->out, "</ul>\n");
    }
    if (report->all.sum.lost > 0) {
        say_with_count(&html->content, voice, REPORT_LOST,
                       report->all.sum.lost);
        markup_take(html->out, "p", "few", &html->content);
    }
    say_filled(&html->content, voice, REPORT_MADE, version);
    markup_take(html->out, "footer", NULL, &html->content);
    text_append_string(html->out, "</body>\n</html>\n");
}

void report_html(const struct report_voice *voice, struct text *out)
{
    struct html html = {.voice = voice, .out = out};
    put_head(&html);
    if (voice->report->all.day_count == 0) {
        html_word(&html, "p", NULL, REPORT_EMPTY);
    } else {
        put_summary(&html);
        put_questions(&html);
        html_comparisons(&html);
        html_days(&html);
        html_hours(&html);
        put_flags(&html);
    }
    put_foot(&html);
    out->failed = out->failed || html.content.failed;
    text_free(&html.content);
}
