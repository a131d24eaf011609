#include "report/text.h"

#include "report/text_page.h"

enum { BAR_COLUMNS = 24 };

static void put_head(struct page *page)
{
    const struct report *report = page->voice->report;
    struct text *out = page->out;
    page_line(page, say(page->voice, REPORT_TITLE));
    if (report->office != NULL) {
        page_line(page, report->office);
    }
    for (int i = 0; i < report->terminal_count; i++) {
        text_append_format(out, "%s ", say(page->voice, REPORT_TERMINAL));
        say_terminal(out, report->terminals[i]);
        text_append_string(out, "\n");
    }
    say_span(out, page->voice);
    text_append_string(out, "\n");
}

static void put_summary(struct page *page)
{
    const struct report_part *all = &page->voice->report->all;
    const struct {
        enum report_word word;
        int64_t count;
    } lines[] = {{REPORT_DAYS, all->day_count},
                 {REPORT_VISITS, all->sum.visits},
                 {REPORT_COMPLETE, all->sum.complete},
                 {REPORT_FLAGGED, all->sum.visits - all->sum.clean},
                 {REPORT_ANSWERS, all->total.answers}};
    struct text_table table = {.columns = 2, .left = 1};
    page_heading(page, REPORT_SUMMARY);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        page_add_word(page, &table, lines[i].word);
        page_add_count(page, &table, lines[i].count);
    }
    page_table(page, &table);
}

static void put_coverage(struct page *page)
{
    const struct sum_hour *total = &page->voice->report->all.total;
    page_heading(page, REPORT_COVERAGE);
    if (total->open_min == SUM_UNKNOWN) {
        page_word(page, REPORT_COVERAGE_UNKNOWN);
        return;
    }
    struct text ready = {0};
    struct text open = {0};
    say_count(&ready, page->voice, total->ready_min);
    say_count(&open, page->voice, total->open_min);
    text_append_string(page->out, "  ");
    say_tenths(page->out, page->voice, report_coverage(total), "%");
    if (ready.failed || open.failed) {
        page->out->failed = true;
    } else {
        const char *const minutes[] = {ready.data, open.data};
        text_append_string(page->out, " (");
        say_filled(page->out, page->voice, REPORT_COVERAGE_MINUTES, minutes);
        text_append_string(page->out, ")\n");
    }
    page_word(page, REPORT_COVERAGE_NOTE);
    text_free(&ready);
    text_free(&open);
}

static void add_bar(struct page *page, struct text_table *table, int64_t count,
                    int64_t most)
{
    int64_t columns = most > 0 ? (count * BAR_COLUMNS + most - 1) / most : 0;
    for (int64_t i = 0; i < columns; i++) {
        text_append_string(&page->cell, "█");
    }
    text_table_take(table, &page->cell);
}

static void add_levels(struct page *page, struct text_table *table,
                       const struct sum_question *question)
{
    const struct score *raw = &question->raw;
    int64_t most = 0;
    for (int i = 0; i < raw->levels; i++) {
        most = raw->counts[i] > most ? raw->counts[i] : most;
    }
    for (int level = raw->levels; level >= 1; level--) {
        say_level(&page->cell, page->voice, question, level);
        text_table_take(table, &page->cell);
        page_add_count(page, table, raw->counts[level - 1]);
        page_add_count(page, table, question->clean.counts[level - 1]);
        add_bar(page, table, raw->counts[level - 1], most);
    }
}

static void add_figures(struct page *page, struct text_table *table,
                        const struct sum_question *question)
{
    const struct score *both[] = {&question->raw, &question->clean};
    page_add_word(page, table, REPORT_N);
    page_add_count(page, table, score_n(both[0]));
    page_add_count(page, table, score_n(both[1]));
    text_table_add(table, "");
    page_add_word(page, table, REPORT_SATISFIED);
    for (int i = 0; i < 2; i++) {
        page_add_figure(page, table, score_satisfied(both[i]),
                        score_satisfied_interval(both[i]), "%");
    }
    text_table_add(table, "");
    page_add_word(page, table, REPORT_INDEX);
    for (int i = 0; i < 2; i++) {
        page_add_figure(page, table, score_index(both[i]),
                        score_index_interval(both[i]), "");
    }
    text_table_add(table, "");
}

static void put_reasons(struct page *page, const struct sum_question *question)
{
    struct text_table table = {.columns = 2, .left = 1};
    if (question->reason_count == 0) {
        return;
    }
    page_add_word(page, &table, REPORT_REASONS);
    page_add_word(page, &table, REPORT_TIMES);
    for (int i = 0; i < question->reason_count; i++) {
        const struct sum_reason *reason = &question->reasons[i];
        text_table_add(&table, say_reason(page->voice, question, reason->id));
        page_add_count(page, &table, reason->count);
    }
    text_append_string(page->out, "\n");
    page_table(page, &table);
}

static void put_question(struct page *page, int number,
                         const struct sum_question *question)
{
    struct text_table table = {.columns = 4, .left = 1 | 8};
    const char *text = say_question_text(page->voice, question);
    text_append_format(page->out, "\n%d. %s\n", number,
                       say_question(page->voice, question));
    if (text != NULL) {
        page_wrapped(page, text);
    }
    text_table_add(&table, "");
    page_add_word(page, &table, REPORT_RAW);
    page_add_word(page, &table, REPORT_CLEAN);
    text_table_add(&table, "");
    add_levels(page, &table, question);
    add_figures(page, &table, question);
    page_add_word(page, &table, REPORT_SKIPPED);
    page_add_count(page, &table, question->skipped);
    text_table_add(&table, "");
    text_table_add(&table, "");
    page_add_word(page, &table, REPORT_LEFT);
    page_add_count(page, &table, question->left);
    text_table_add(&table, "");
    text_table_add(&table, "");
    page_table(page, &table);
    if (score_n(&question->raw) < SCORE_LEAST) {
        page_word(page, REPORT_TOO_FEW);
    }
    put_reasons(page, question);
}

static void add_terminal(struct page *page, struct text_table *table,
                         const struct report_part *part,
                         const struct sum_question *like)
{
    const struct sum_question *own = report_question(part, like);
    static const struct score none = {.levels = FORM_LEVELS_MAX};
    const struct score *raw = own != NULL ? &own->raw : &none;
    say_terminal(&page->cell, part);
    text_table_take(table, &page->cell);
    page_add_count(page, table, score_n(raw));
    page_add_tenths(page, table, score_index(raw), "");
    say_interval(&page->cell, page->voice, score_index_interval(raw), "");
    text_table_take(table, &page->cell);
    page_add_tenths(page, table, score_satisfied(raw), "%");
    page_add_tenths(page, table, score_index(own != NULL ? &own->clean : &none),
                    "");
}

static void put_comparison(struct page *page,
                           const struct sum_question *question)
{
    const struct report *report = page->voice->report;
    struct report_comparison found = report_compare(report, question);
    struct text_table table = {.columns = 6, .left = 1};
    static const enum report_word heads[] = {REPORT_TERMINAL,  REPORT_N,
                                             REPORT_INDEX,     REPORT_INTERVAL,
                                             REPORT_SATISFIED, REPORT_CLEAN};
    text_append_format(page->out, "\n%s\n",
                       say_question(page->voice, question));
    for (int i = 0; i < table.columns; i++) {
        page_add_word(page, &table, heads[i]);
    }
    for (int i = 0; i < report->terminal_count; i++) {
        add_terminal(page, &table, report->terminals[i], question);
    }
    page_table(page, &table);
    say_comparison(&page->cell, page->voice, &found);
    page_wrapped(page, page->cell.data != NULL ? page->cell.data : "");
    text_clear(&page->cell);
}

static void put_comparisons(struct page *page)
{
    const struct report *report = page->voice->report;
    const struct sum *sum = &report->all.sum;
    if (report->terminal_count < 2) {
        return;
    }
    page_heading(page, REPORT_COMPARE);
    for (int i = 0; i < sum->question_count; i++) {
        put_comparison(page, &sum->questions[i]);
    }
    text_append_string(page->out, "\n");
    page_word(page, REPORT_COMPARE_NOTE);
}

static void put_days(struct page *page)
{
    const struct report_part *all = &page->voice->report->all;
    static const enum report_word heads[] = {
        REPORT_DAY,     REPORT_VISITS, REPORT_COMPLETE,      REPORT_FLAGGED,
        REPORT_ANSWERS, REPORT_MEAN,   REPORT_COVERAGE_SHORT};
    struct text_table table = {.columns = 7, .left = 1};
    bool provisional = false;
    page_heading(page, REPORT_BY_DAY);
    page_word(page, REPORT_FORMULA_MEAN);
    for (int i = 0; i < table.columns; i++) {
        page_add_word(page, &table, heads[i]);
    }
    for (int i = 0; i < all->day_count; i++) {
        const struct report_day *day = &all->days[i];
        say_date(&page->cell, page->voice, day->day);
        if (day->provisional) {
            text_append_format(&page->cell, " (%s)",
                               say(page->voice, REPORT_PROVISIONAL));
        }
        provisional = provisional || day->provisional;
        text_table_take(&table, &page->cell);
        page_add_count(page, &table, day->visits);
        page_add_count(page, &table, day->complete);
        page_add_count(page, &table, day->visits - day->clean);
        page_add_count(page, &table, day->total.answers);
        page_add_tenths(page, &table, report_mean(&day->total), "");
        page_add_tenths(page, &table, report_coverage(&day->total), "%");
    }
    page_table(page, &table);
    if (provisional) {
        page_word(page, REPORT_PROVISIONAL_NOTE);
    }
}

/* What a table of hours shows in its cells. */
static void add_hour(struct page *page, struct text_table *table,
                     const struct sum_hour *hour, enum report_word what)
{
    if (what == REPORT_COVERAGE) {
        page_add_tenths(page, table, report_coverage(hour), "%");
    } else if (hour->visits < REPORT_HOUR_LEAST) {
        text_table_add(table, "–");
    } else if (what == REPORT_VISITS) {
        page_add_count(page, table, hour->visits);
    } else {
        page_add_tenths(page, table, report_mean(hour), "");
    }
}

static void put_hours(struct page *page, enum report_word what)
{
    const struct report_part *all = &page->voice->report->all;
    struct text_table table = {.columns = 8, .left = 1};
    text_append_format(page->out, "\n  %s\n", say(page->voice, what));
    page_add_word(page, &table, REPORT_HOUR);
    for (int day = 0; day < 7; day++) {
        text_table_add(&table, say_weekday(page->voice, day));
    }
    for (int hour = 0; hour < SUM_HOURS; hour++) {
        if (!report_hour_used(all, hour)) {
            continue;
        }
        text_append_format(&page->cell, "%02d:00", hour);
        text_table_take(&table, &page->cell);
        for (int day = 0; day < 7; day++) {
            add_hour(page, &table, &all->week[day][hour], what);
        }
    }
    page_table(page, &table);
}

static void put_flags(struct page *page)
{
    const struct sum *sum = &page->voice->report->all.sum;
    struct text_table table = {.columns = 2, .left = 1};
    page_heading(page, REPORT_FLAGS);
    for (int bit = 0; bit < GUARD_FLAG_COUNT; bit++) {
        text_table_add(&table, say_flag(page->voice, bit));
        page_add_count(page, &table, sum->flags[bit]);
    }
    page_table(page, &table);
    page_word(page, REPORT_FLAGS_NOTE);
}

static void put_left_out(struct page *page)
{
    const struct report *report = page->voice->report;
    if (report->left_out_count == 0) {
        return;
    }
    page_heading(page, REPORT_FILES_LEFT_OUT);
    for (int i = 0; i < report->left_out_count; i++) {
        text_append_string(page->out, "  ");
        say_left_out(page->out, page->voice, i);
        text_append_string(page->out, "\n");
    }
}

static void put_notes(struct page *page)
{
    const struct report_voice *voice = page->voice;
    if (voice->report->all.sum.lost > 0) {
        text_append_string(page->out, "  ");
        say_with_count(page->out, voice, REPORT_LOST,
                       voice->report->all.sum.lost);
        text_append_string(page->out, "\n");
    }
    const char *const version[] = {voice->version};
    text_append_string(page->out, "\n");
    say_filled(page->out, voice, REPORT_MADE, version);
    text_append_string(page->out, "\n");
}

static void put_body(struct page *page)
{
    const struct report_part *all = &page->voice->report->all;
    put_summary(page);
    put_coverage(page);
    page_heading(page, REPORT_QUESTIONS);
    page_word(page, REPORT_FORMULA_INDEX);
    page_word(page, REPORT_FORMULA_SATISFIED);
    page_word(page, REPORT_FORMULA_INTERVAL);
    for (int i = 0; i < all->sum.question_count; i++) {
        put_question(page, i + 1, &all->sum.questions[i]);
    }
    put_comparisons(page);
    put_days(page);
    page_heading(page, REPORT_BY_HOUR);
    page_word(page, REPORT_BY_HOUR_NOTE);
    put_hours(page, REPORT_VISITS);
    put_hours(page, REPORT_MEAN);
    if (all->total.open_min != SUM_UNKNOWN) {
        put_hours(page, REPORT_COVERAGE);
    }
    put_flags(page);
}

void report_text(const struct report_voice *voice, struct text *out)
{
    struct page page = {.voice = voice, .out = out};
    put_head(&page);
    if (voice->report->all.day_count == 0) {
        text_append_string(out, "\n");
        page_line(&page, say(voice, REPORT_EMPTY));
    } else {
        put_body(&page);
    }
    put_left_out(&page);
    put_notes(&page);
    out->failed = out->failed || page.cell.failed;
    text_free(&page.cell);
}
