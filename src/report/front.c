#include "report/front.h"

#include <string.h>

#include "report/difference.h"
#include "report/together.h"

bool front_compared(const struct report_voice *voice)
{
    return voice->report->before.day_count > 0;
}

struct count {
    enum report_word word;
    int64_t now, before;
};

static void add_count(struct table *table, const struct count *count)
{
    table_word(table, count->word);
    table_count(table, count->now);
    if (front_compared(table->voice)) {
        table_count(table, count->before);
    }
}

/* Days on which the office was open, or visits on others. */
static int64_t of_days(const struct report_part *part, bool rest)
{
    int64_t count = 0;
    for (int i = 0; i < part->day_count; i++) {
        const struct report_day *day = &part->days[i];
        bool is_rest = report_is_rest(day);
        count += rest ? (is_rest ? day->visits : 0) : !is_rest;
    }
    return count;
}

static void add_coverage(struct table *table, const struct report *report)
{
    const struct sum_hour *const totals[] = {&report->all.total,
                                             &report->before.total};
    table_word(table, REPORT_COVERAGE);
    for (int i = 0; i < 1 + front_compared(table->voice); i++) {
        int share = report_coverage(totals[i]);
        if (share == SCORE_NONE) {
            table_word(table, REPORT_NO_DATA);
        } else {
            table_share(table, share);
        }
    }
}

struct table table_of_counts(const struct report_voice *voice, bool coverage)
{
    static const enum report_word heads[] = {REPORT_SUMMARY, REPORT_NOW,
                                             REPORT_BEFORE};
    const struct report *report = voice->report;
    const struct report_part *all = &report->all;
    const struct report_part *before = &report->before;
    const struct count rows[] = {
        {REPORT_VISITS, all->sum.visits, before->sum.visits},
        {REPORT_COMPLETE, all->sum.complete, before->sum.complete},
        {REPORT_FLAGGED, all->sum.visits - all->sum.clean,
         before->sum.visits - before->sum.clean},
        {REPORT_ANSWERS, all->total.answers, before->total.answers},
        {REPORT_DAYS, all->day_count, before->day_count},
        {REPORT_WORKDAYS, of_days(all, false), of_days(before, false)},
        /* Where there are none, these are not told: */
        {REPORT_REST_VISITS, of_days(all, true), of_days(before, true)},
        {REPORT_SILENT, all->sum.no_opinion, before->sum.no_opinion},
        {REPORT_DAYS_LACKING, report->missing, 0},
    };
    enum { ALWAYS = 6, ROWS = sizeof rows / sizeof rows[0] };
    struct table table = {.voice = voice, .columns = 2};
    if (front_compared(voice)) {
        table_heads(&table, heads, 3);
    }
    for (int i = 0; i < ROWS; i++) {
        if (i < ALWAYS || rows[i].now > 0 || rows[i].before > 0) {
            add_count(&table, &rows[i]);
        }
    }
    if (coverage) {
        add_coverage(&table, report);
    }
    return table;
}

/* A row: a score, the one that tells how sure it is, and those of before. */
struct front_row {
    const struct score *shown, *sure;
    const struct score *before; /* NULL: there is none */
    bool judged;                /* else nothing is said of a difference */
    enum report_word verdict;
};

static void add_row(struct table *table, enum report_word what,
                    const struct front_row *row)
{
    bool before = row->before != NULL && score_n(row->before) > 0;
    table_count(table, score_n(row->shown));
    table_measure(table, what, row->shown);
    table_interval(table, what, row->sure);
    if (!front_compared(table->voice)) {
        return;
    }
    if (before) {
        table_measure(table, what, row->before);
    } else {
        table_word(table, REPORT_NO_DATA);
    }
    if (row->judged) {
        table_word(table, row->verdict);
    } else {
        table_empty(table);
    }
}

/* What is said of a change; few answers say nothing. */
static enum report_word verdict_of(const struct report *report,
                                   enum report_word what,
                                   const struct score *now,
                                   const struct score *before)
{
    static const enum report_word words[] = {
        [CHANGE_UNKNOWN] = REPORT_NO_DATA,
        [CHANGE_NONE] = REPORT_CHANGE_NONE,
        [CHANGE_LOWER] = REPORT_CHANGE_LOWER,
        [CHANGE_HIGHER] = REPORT_CHANGE_HIGHER,
    };
    return words[change_of(report, now, before, what == REPORT_SATISFIED)];
}

static void add_together(struct table *table, enum report_word what, bool clean)
{
    const struct report *report = table->voice->report;
    struct together now = together_of(&report->all.sum, clean);
    struct together before = together_of(&report->before.sum, clean);
    if (now.answers.levels == 0) {
        return;
    }
    const struct front_row row = {
        .shown = &now.answers,
        .sure = &now.visits,
        .before = before.answers.levels == now.answers.levels ? &before.answers
                                                              : NULL,
        .judged = !clean,
        .verdict = verdict_of(report, what, &now.visits, &before.visits)};
    table_word(table, clean ? REPORT_CLEAN : REPORT_TOGETHER);
    add_row(table, what, &row);
}

/* Whether it was asked in the period before, in other words. */
static bool was_reworded(const struct report *report,
                         const struct sum_question *question)
{
    const struct sum *sum = &report->before.sum;
    bool found = false;
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *other = &sum->questions[i];
        found = found || (strcmp(other->form, question->form) == 0 &&
                          strcmp(other->id, question->id) == 0);
    }
    return found;
}

enum report_word front_verdict(const struct report_voice *voice,
                               enum report_word what,
                               const struct sum_question *question)
{
    const struct report *report = voice->report;
    const struct sum_question *before = sum_find(&report->before.sum, question);
    if (before != NULL) {
        return verdict_of(report, what, &question->raw, &before->raw);
    }
    return was_reworded(report, question) ? REPORT_CHANGE_REWORDED
                                          : REPORT_NO_DATA;
}

static void add_question(struct table *table, enum report_word what,
                         const struct sum_question *question)
{
    const struct sum_question *before =
        sum_find(&table->voice->report->before.sum, question);
    const struct front_row row = {
        .shown = &question->raw,
        .sure = &question->raw,
        .before = before != NULL ? &before->raw : NULL,
        .judged = true,
        .verdict = front_verdict(table->voice, what, question)};
    table_question(table, question);
    add_row(table, what, &row);
}

struct table table_of_front(const struct report_voice *voice,
                            enum report_word what)
{
    const enum report_word heads[] = {what,          REPORT_N,
                                      REPORT_NOW,    REPORT_INTERVAL,
                                      REPORT_BEFORE, REPORT_CHANGE};
    const struct sum *sum = &voice->report->all.sum;
    struct table table = {.voice = voice};
    table_heads(&table, heads, front_compared(voice) ? 6 : 4);
    add_together(&table, what, false);
    add_together(&table, what, true);
    for (int i = 0; i < sum->question_count && i < FRONT_QUESTIONS; i++) {
        add_question(&table, what, &sum->questions[i]);
    }
    return table;
}

/* The next reason of those that were named most; ties as they stand. */
struct named {
    const struct sum_question *question;
    const struct sum_reason *reason;
};

static struct named next_named(const struct sum *sum, const struct named *taken,
                               int count)
{
    struct named most = {.reason = NULL};
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        for (int k = 0; k < question->reason_count; k++) {
            const struct sum_reason *reason = &question->reasons[k];
            bool known = false;
            for (int t = 0; t < count; t++) {
                known = known || taken[t].reason == reason;
            }
            if (!known && reason->count > 0 &&
                (most.reason == NULL || reason->count > most.reason->count)) {
                most = (struct named){question, reason};
            }
        }
    }
    return most;
}

struct table table_of_top_reasons(const struct report_voice *voice)
{
    static const enum report_word heads[] = {REPORT_TOP_REASONS,
                                             REPORT_QUESTION, REPORT_TIMES};
    const struct sum *sum = &voice->report->all.sum;
    struct table table = {.voice = voice};
    struct named taken[FRONT_REASONS];
    table_heads(&table, heads, sizeof heads / sizeof heads[0]);
    for (int i = 0; i < FRONT_REASONS; i++) {
        taken[i] = next_named(sum, taken, i);
        if (taken[i].reason == NULL) {
            break;
        }
        table_text(&table,
                   say_reason(voice, taken[i].question, taken[i].reason->id));
        table_question(&table, taken[i].question);
        table_count(&table, taken[i].reason->count);
    }
    return table;
}

bool say_worst(struct text *out, const struct report_voice *voice)
{
    const struct sum *sum = &voice->report->all.sum;
    const struct sum_question *worst = NULL;
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        int index = score_index(&question->raw);
        if (index != SCORE_NONE &&
            (worst == NULL || index < score_index(&worst->raw))) {
            worst = question;
        }
    }
    if (worst == NULL) {
        return false;
    }
    text_append_format(out, "%s: ", say(voice, REPORT_WORST));
    say_question(out, voice, worst);
    text_append_string(out, ": ");
    say_tenths(out, voice, score_index(&worst->raw), "");
    text_append_string(out, " (");
    say_interval(out, voice, score_index_interval(&worst->raw), "");
    text_append_string(out, "), n = ");
    say_count(out, voice, score_n(&worst->raw));
    return true;
}

void say_before(struct text *out, const struct report_voice *voice)
{
    const struct report *report = voice->report;
    if (!front_compared(voice)) {
        text_append_string(out, say(voice, REPORT_BEFORE_NONE));
        return;
    }
    say_days(out, voice, REPORT_BEFORE_SPAN, report->before_from,
             report->before_to);
}

bool say_more(struct text *out, const struct report_voice *voice)
{
    int more = voice->report->all.sum.question_count - FRONT_QUESTIONS;
    if (more > 0) {
        say_with_count(out, voice, REPORT_QUESTIONS_MORE, more);
    }
    return more > 0;
}

bool say_remarks_more(struct text *out, const struct report_voice *voice)
{
    int count = voice->report->remark_count;
    if (count > FRONT_REMARKS) {
        say_with_count(out, voice, REPORT_REMARKS_MORE, count);
    }
    return count > FRONT_REMARKS;
}

bool say_rest_empty(struct text *out, const struct report_voice *voice)
{
    const struct report_part *all = &voice->report->all;
    int count = 0;
    for (int i = 0; i < all->day_count; i++) {
        count += report_is_rest(&all->days[i]) && all->days[i].visits == 0;
    }
    if (count > 0) {
        say_with_count(out, voice, REPORT_REST_EMPTY, count);
    }
    return count > 0;
}

int front_notes(const struct report_voice *voice,
                enum report_word notes[FRONT_NOTES])
{
    int count = 0;
    notes[count++] = REPORT_FORMULA_SATISFIED;
    notes[count++] = REPORT_FORMULA_INDEX;
    notes[count++] = REPORT_FORMULA_INTERVAL;
    notes[count++] = REPORT_TOGETHER_NOTE;
    if (front_compared(voice)) {
        notes[count++] = REPORT_CHANGE_NOTE;
    }
    return count;
}
