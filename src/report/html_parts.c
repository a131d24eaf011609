#include "report/html_parts.h"

#include "report/markup.h"
#include "report/svg.h"

/* More days than these are set in two columns. */
enum { DAYS_WIDE = 31 };

void html_word(struct html *html, const char *tag, const char *style,
               enum report_word word)
{
    markup_element(html->out, tag, style, say(html->voice, word));
    text_append_string(html->out, "\n");
}

void html_count(struct html *html, int64_t count)
{
    say_count(&html->content, html->voice, count);
    markup_take(html->out, "td", NULL, &html->content);
}

void html_tenths(struct html *html, int tenths, const char *unit)
{
    say_tenths(&html->content, html->voice, tenths, unit);
    markup_take(html->out, "td", NULL, &html->content);
}

void html_table(struct html *html, const char *style,
                const enum report_word *heads, int count)
{
    text_append_format(html->out, "<table class=\"%s\"><thead><tr>", style);
    for (int i = 0; i < count; i++) {
        markup_element(html->out, "th", NULL, say(html->voice, heads[i]));
    }
    text_append_string(html->out, "</tr></thead><tbody>\n");
}

void html_coverage(struct html *html, const struct sum_hour *total)
{
    struct text ready = {0};
    struct text open = {0};
    struct text *out = &html->content;
    say_count(&ready, html->voice, total->ready_min);
    say_count(&open, html->voice, total->open_min);
    if (ready.failed || open.failed) {
        out->failed = true;
    } else {
        const char *const minutes[] = {ready.data, open.data};
        text_append_format(out, "%s: ", say(html->voice, REPORT_COVERAGE));
        say_filled(out, html->voice, REPORT_COVERAGE_MINUTES, minutes);
        text_append_format(out, ". %s", say(html->voice, REPORT_COVERAGE_NOTE));
    }
    text_free(&ready);
    text_free(&open);
}

static void put_terminal(struct html *html, const struct report_part *part,
                         const struct sum_question *like)
{
    static const struct score none = {.levels = FORM_LEVELS_MAX};
    const struct sum_question *own = report_question(part, like);
    const struct score *raw = own != NULL ? &own->raw : &none;
    const struct score *clean = own != NULL ? &own->clean : &none;
    struct score_interval interval = score_index_interval(raw);
    text_append_string(html->out, "<tr>");
    say_terminal(&html->content, part);
    markup_take(html->out, "td", NULL, &html->content);
    html_count(html, score_n(raw));
    html_tenths(html, score_index(raw), "");
    say_interval(&html->content, html->voice, interval, "");
    markup_take(html->out, "td", NULL, &html->content);
    text_append_string(html->out, "<td>");
    svg_interval(html->out, score_index(raw), interval);
    text_append_string(html->out, "</td>");
    html_tenths(html, score_satisfied(raw), "%");
    html_tenths(html, score_index(clean), "");
    text_append_string(html->out, "</tr>\n");
}

static void put_comparison(struct html *html,
                           const struct sum_question *question)
{
    const struct report *report = html->voice->report;
    struct report_comparison found = report_compare(report, question);
    text_append_string(html->out, "<article>\n");
    markup_element(html->out, "h3", NULL, say_question(html->voice, question));
    text_append_string(html->out, "<table class=\"compare\"><thead><tr>");
    html_word(html, "th", NULL, REPORT_TERMINAL);
    html_word(html, "th", NULL, REPORT_N);
    html_word(html, "th", NULL, REPORT_INDEX);
    html_word(html, "th", NULL, REPORT_INTERVAL);
    text_append_string(html->out, "<th>0 – 100</th>");
    html_word(html, "th", NULL, REPORT_SATISFIED);
    text_append_format(&html->content, "%s, %s", say(html->voice, REPORT_INDEX),
                       say(html->voice, REPORT_CLEAN));
    markup_take(html->out, "th", NULL, &html->content);
    text_append_string(html->out, "</tr></thead><tbody>\n");
    for (int i = 0; i < report->terminal_count; i++) {
        put_terminal(html, report->terminals[i], question);
    }
    text_append_string(html->out, "</tbody></table>\n");
    say_comparison(&html->content, html->voice, &found);
    markup_take(html->out, "p", "verdict", &html->content);
    text_append_string(html->out, "</article>\n");
}

void html_comparisons(struct html *html)
{
    const struct report *report = html->voice->report;
    const struct sum *sum = &report->all.sum;
    if (report->terminal_count < 2) {
        return;
    }
    html_word(html, "h2", NULL, REPORT_COMPARE);
    html_word(html, "p", "note", REPORT_COMPARE_NOTE);
    for (int i = 0; i < sum->question_count; i++) {
        put_comparison(html, &sum->questions[i]);
    }
}

static void put_key(struct html *html, const char *colour,
                    enum report_word word)
{
    text_append_format(html->out,
                       "<span><span class=\"key\" style=\"background:%s\">"
                       "</span>",
                       colour);
    html_word(html, "span", NULL, word);
    text_append_string(html->out, "</span>\n");
}

static void put_day_chart(struct html *html, const struct report_part *all)
{
    int most = 0;
    for (int i = 0; i < all->day_count; i++) {
        most = all->days[i].visits > most ? all->days[i].visits : most;
    }
    struct text label = {0};
    say_count(&label, html->voice, most);
    if (label.failed) {
        html->out->failed = true;
    } else {
        svg_days(html->out, all, label.data);
    }
    text_free(&label);
    text_append_string(html->out, "<div class=\"legend\">\n");
    put_key(html, svg_face_colour(5), REPORT_CLEAN);
    put_key(html, svg_face_colour(3), REPORT_FLAGGED);
    text_append_string(html->out, "</div>\n");
}

static void put_day(struct html *html, const struct report_day *day)
{
    text_append_string(html->out, "<tr>");
    say_date(&html->content, html->voice, day->day);
    if (day->provisional) {
        text_append_format(&html->content, " (%s)",
                           say(html->voice, REPORT_PROVISIONAL));
    }
    markup_take(html->out, "td", NULL, &html->content);
    html_count(html, day->visits);
    html_count(html, day->complete);
    html_count(html, day->visits - day->clean);
    html_count(html, day->total.answers);
    html_tenths(html, report_mean(&day->total), "");
    html_tenths(html, report_coverage(&day->total), "%");
    text_append_string(html->out, "</tr>\n");
}

void html_days(struct html *html)
{
    static const enum report_word heads[] = {
        REPORT_DAY,     REPORT_VISITS, REPORT_COMPLETE,      REPORT_FLAGGED,
        REPORT_ANSWERS, REPORT_MEAN,   REPORT_COVERAGE_SHORT};
    const struct report_part *all = &html->voice->report->all;
    bool provisional = false;
    html_word(html, "h2", NULL, REPORT_BY_DAY);
    put_day_chart(html, all);
    html_word(html, "p", "note", REPORT_FORMULA_MEAN);
    text_append_format(html->out, "<div class=\"%s\">\n",
                       all->day_count > DAYS_WIDE ? "many" : "wide");
    html_table(html, "by-day", heads, sizeof heads / sizeof heads[0]);
    for (int i = 0; i < all->day_count; i++) {
        put_day(html, &all->days[i]);
        provisional = provisional || all->days[i].provisional;
    }
    text_append_string(html->out, "</tbody></table>\n</div>\n");
    if (provisional) {
        html_word(html, "p", "note", REPORT_PROVISIONAL_NOTE);
    }
}

/* A tint of the deep green: from none to strong. */
static void put_tinted(struct html *html, int strength)
{
    int s = strength < 0 ? 0 : strength > 100 ? 100 : strength;
    text_append_format(html->out,
                       "<td style=\"background:rgba(106,206,163,.%02d)\">",
                       s * 95 / 100);
    markup_text(html->out,
                html->content.data != NULL ? html->content.data : "");
    text_clear(&html->content);
    text_append_string(html->out, "</td>");
}

static void put_hour(struct html *html, const struct sum_hour *hour,
                     enum report_word what, int most)
{
    bool few = hour->visits < REPORT_HOUR_LEAST;
    int tenths = what == REPORT_COVERAGE ? report_coverage(hour)
                 : few                   ? SCORE_NONE
                                         : report_mean(hour);
    if (what == REPORT_VISITS && !few) {
        say_count(&html->content, html->voice, hour->visits);
        put_tinted(html, most > 0 ? 100 * hour->visits / most : 0);
    } else {
        bool none = what == REPORT_VISITS || tenths == SCORE_NONE;
        say_tenths(&html->content, html->voice, none ? SCORE_NONE : tenths,
                   what == REPORT_COVERAGE ? "%" : "");
        put_tinted(html, none ? 0 : tenths / 10);
    }
}

static void put_hours(struct html *html, enum report_word what)
{
    const struct report_part *all = &html->voice->report->all;
    int most = 0;
    for (int i = 0; i < 7 * SUM_HOURS; i++) {
        int visits = all->week[i / SUM_HOURS][i % SUM_HOURS].visits;
        most = visits > most ? visits : most;
    }
    text_append_string(html->out, "<article>\n");
    html_word(html, "h4", NULL, what);
    text_append_string(html->out, "<table class=\"heat\"><thead><tr>");
    html_word(html, "th", NULL, REPORT_HOUR);
    for (int day = 0; day < 7; day++) {
        markup_element(html->out, "th", NULL, say_weekday(html->voice, day));
    }
    text_append_string(html->out, "</tr></thead><tbody>\n");
    for (int hour = 0; hour < SUM_HOURS; hour++) {
        if (!report_hour_used(all, hour)) {
            continue;
        }
        text_append_format(html->out, "<tr><td>%02d:00</td>", hour);
        for (int day = 0; day < 7; day++) {
            put_hour(html, &all->week[day][hour], what, most);
        }
        text_append_string(html->out, "</tr>\n");
    }
    text_append_string(html->out, "</tbody></table>\n</article>\n");
}

void html_hours(struct html *html)
{
    html_word(html, "h2", NULL, REPORT_BY_HOUR);
    html_word(html, "p", "note", REPORT_BY_HOUR_NOTE);
    put_hours(html, REPORT_VISITS);
    put_hours(html, REPORT_MEAN);
    if (html->voice->report->all.total.open_min != SUM_UNKNOWN) {
        put_hours(html, REPORT_COVERAGE);
    }
}
