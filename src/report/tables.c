#include "report/tables.h"

#include <stdlib.h>

#include "base/array.h"
#include "report/difference.h"

void table_free(struct table *table)
{
    free(table->cells);
    text_free(&table->texts);
}

const char *table_said(const struct table *table, const struct cell *cell)
{
    return table->texts.data + cell->text;
}

int table_heat(const struct table *table, const struct cell *cell)
{
    bool share = cell->kind == CELL_INDEX || cell->kind == CELL_SHARE;
    if (cell->kind == CELL_COUNT && table->most > 0) {
        return (int)(100 * cell->number / table->most);
    }
    return share && cell->number != SCORE_NONE ? (int)cell->number / 10 : 0;
}

static void add(struct table *table, struct cell cell)
{
    struct cell *added = array_add(&table->cells, &table->count,
                                   &table->capacity, sizeof *added);
    text_append(&table->texts, "", 1);
    if (added == NULL || table->texts.failed) {
        table->failed = true;
        return;
    }
    cell.text = table->next;
    table->next = table->texts.length;
    *added = cell;
    if (cell.kind == CELL_COUNT && cell.number > table->most) {
        table->most = cell.number;
    }
}

void table_end(struct table *table, enum cell_kind kind, int64_t number)
{
    add(table, (struct cell){.kind = kind, .number = number});
}

void table_empty(struct table *table)
{
    table_end(table, CELL_EMPTY, 0);
}

void table_text(struct table *table, const char *text)
{
    text_append_string(&table->texts, text);
    table_end(table, CELL_TEXT, 0);
}

void table_word(struct table *table, enum report_word word)
{
    table_text(table, say(table->voice, word));
}

void table_count(struct table *table, int64_t count)
{
    say_count(&table->texts, table->voice, count);
    table_end(table, CELL_COUNT, count);
}

void table_index(struct table *table, int tenths)
{
    say_tenths(&table->texts, table->voice, tenths, "");
    table_end(table, CELL_INDEX, tenths);
}

void table_share(struct table *table, int tenths)
{
    say_tenths(&table->texts, table->voice, tenths, "%");
    table_end(table, CELL_SHARE, tenths);
}

void table_question(struct table *table, const struct sum_question *question)
{
    say_question(&table->texts, table->voice, question);
    table_end(table, CELL_TEXT, 0);
}

void table_level(struct table *table, const struct sum_question *question,
                 int level)
{
    say_level(&table->texts, table->voice, question, level);
    table_end(table, CELL_LEVEL, form_face(question->raw.levels, level));
}

static int figure_of(enum report_word what, const struct score *score)
{
    return what == REPORT_INDEX ? score_index(score) : score_satisfied(score);
}

void table_measure(struct table *table, enum report_word what,
                   const struct score *score)
{
    void (*put)(struct table *, int) =
        what == REPORT_INDEX ? table_index : table_share;
    put(table, figure_of(what, score));
}

void table_interval(struct table *table, enum report_word what,
                    const struct score *score)
{
    bool index = what == REPORT_INDEX;
    struct cell cell = {.kind = CELL_INTERVAL,
                        .number = figure_of(what, score),
                        .interval = index ? score_index_interval(score)
                                          : score_satisfied_interval(score)};
    say_interval(&table->texts, table->voice, cell.interval, index ? "" : "%");
    add(table, cell);
}

void table_figure(struct table *table, enum report_word what,
                  const struct score *score)
{
    table_measure(table, what, score);
    table_interval(table, what, score);
}

void table_heads(struct table *table, const enum report_word *words, int count)
{
    table->columns = count;
    table->headed = true;
    for (int i = 0; i < count; i++) {
        table_word(table, words[i]);
    }
}

struct table table_of_remarks(const struct report_voice *voice)
{
    const struct report *report = voice->report;
    struct table table = {.voice = voice, .columns = 2};
    for (int i = 0; i < report->remark_count; i++) {
        say_about(&table.texts, voice, &report->remarks[i]);
        table_end(&table, CELL_TEXT, 0);
        table_word(&table, report->remarks[i].what);
    }
    return table;
}

static void add_terminal(struct table *table, const struct report_part *part,
                         const struct sum_question *like)
{
    static const struct sum_question none = {.raw.levels = FORM_LEVELS_MAX,
                                             .clean.levels = FORM_LEVELS_MAX};
    const struct sum_question *own = sum_find(&part->sum, like);
    own = own != NULL ? own : &none;
    say_terminal(&table->texts, part);
    table_end(table, CELL_TEXT, 0);
    table_count(table, score_n(&own->raw));
    table_figure(table, REPORT_INDEX, &own->raw);
    table_share(table, score_satisfied(&own->raw));
    table_index(table, score_index(&own->clean));
}

struct table table_of_terminals(const struct report_voice *voice,
                                const struct sum_question *question,
                                bool narrow)
{
    static const enum report_word heads[] = {REPORT_TERMINAL, REPORT_N,
                                             REPORT_INDEX, REPORT_INTERVAL,
                                             REPORT_SATISFIED};
    const struct report *report = voice->report;
    struct table table = {.voice = voice};
    table_heads(&table, heads, sizeof heads / sizeof heads[0]);
    if (!narrow) {
        text_append_format(&table.texts, "%s, ", say(voice, REPORT_INDEX));
    }
    table_word(&table, REPORT_CLEAN);
    table.columns++;
    for (int i = 0; i < report->terminal_count; i++) {
        add_terminal(&table, report->terminals[i], question);
    }
    return table;
}

static void add_difference(struct table *table,
                           const struct comparison *comparison,
                           const struct report_part *part)
{
    static const enum report_word heads[] = {
        REPORT_TERMINAL, REPORT_COMPARE_LEVEL, REPORT_COMPARE_SHARE,
        REPORT_COMPARE_OTHERS, REPORT_COMPARE_VERDICT};
    struct difference found;
    if (!comparison_differs(comparison, part, &found)) {
        return;
    }
    if (table->count == 0) {
        table_heads(table, heads, sizeof heads / sizeof heads[0]);
    }
    say_terminal(&table->texts, part);
    table_end(table, CELL_TEXT, 0);
    say_level(&table->texts, table->voice, comparison->question, found.level);
    table_end(table, CELL_TEXT, 0);
    table_share(table, found.share);
    table_share(table, found.others);
    table_word(table,
               found.lower ? REPORT_COMPARE_LOWER : REPORT_COMPARE_HIGHER);
}

struct table table_of_differences(const struct report_voice *voice,
                                  const struct sum_question *question)
{
    const struct report *report = voice->report;
    struct comparison comparison = comparison_of(report, question);
    struct table table = {.voice = voice, .columns = 1};
    for (int i = 0; i < report->terminal_count; i++) {
        add_difference(&table, &comparison, report->terminals[i]);
    }
    if (table.count == 0) {
        table_word(&table, comparison.terminals < 2 ? REPORT_COMPARE_FEW
                                                    : REPORT_COMPARE_NONE);
    }
    return table;
}

struct table table_of_reasons(const struct report_voice *voice,
                              const struct sum_question *question)
{
    static const enum report_word heads[] = {REPORT_REASONS, REPORT_TIMES};
    struct table table = {.voice = voice};
    table_heads(&table, heads, sizeof heads / sizeof heads[0]);
    for (int i = 0; i < question->reason_count; i++) {
        const struct sum_reason *reason = &question->reasons[i];
        table_text(&table, say_reason(voice, question, reason->id));
        table_count(&table, reason->count);
    }
    return table;
}

static void add_date(struct table *table, const struct report_day *day)
{
    const struct report_voice *voice = table->voice;
    say_date(&table->texts, voice, day->day);
    if (day->provisional) {
        text_append_format(&table->texts, " (%s)",
                           say(voice, REPORT_PROVISIONAL));
    }
    table_end(table, day->provisional ? CELL_PROVISIONAL : CELL_DATE, day->day);
}

static bool is_of(const struct report_day *day, enum which_days which)
{
    bool rest = report_is_rest(day);
    return which == DAYS_ALL || (which == DAYS_OPEN && !rest) ||
           (which == DAYS_REST && rest && day->visits > 0);
}

struct table table_of_days(const struct report_voice *voice,
                           const struct report_part *part,
                           enum which_days which)
{
    static const enum report_word heads[] = {
        REPORT_DAY,     REPORT_VISITS, REPORT_COMPLETE,      REPORT_FLAGGED,
        REPORT_ANSWERS, REPORT_MEAN,   REPORT_COVERAGE_SHORT};
    struct table table = {.voice = voice};
    table_heads(&table, heads, sizeof heads / sizeof heads[0]);
    for (int i = 0; i < part->day_count; i++) {
        const struct report_day *day = &part->days[i];
        if (!is_of(day, which)) {
            continue;
        }
        add_date(&table, day);
        table_count(&table, day->visits);
        table_count(&table, day->complete);
        table_count(&table, day->visits - day->clean);
        table_count(&table, day->total.answers);
        table_index(&table, report_mean(&day->total));
        table_share(&table, report_coverage(&day->total));
    }
    return table;
}

enum report_word report_beside_visits(const struct report *report)
{
    return report->all.total.open_min == SUM_UNKNOWN ? REPORT_MEAN
                                                     : REPORT_COVERAGE;
}

static bool is_used(const struct sum_hour *cell)
{
    return cell->visits > 0 || cell->open_min > 0;
}

/* Whether anything is known of an hour on some weekday; of a weekday. */
static bool hour_used(const struct report_part *part, int hour)
{
    bool used = false;
    for (int day = 0; day < 7; day++) {
        used = used || is_used(&part->week[day][hour]);
    }
    return used;
}

static bool weekday_used(const struct report_part *part, int day)
{
    bool used = false;
    for (int hour = 0; hour < SUM_HOURS; hour++) {
        used = used || is_used(&part->week[day][hour]);
    }
    return used;
}

/* The weekend has columns when anything is known of it. */
static int weekdays_of(const struct report_part *part)
{
    return weekday_used(part, 6) ? 7 : weekday_used(part, 5) ? 6 : 5;
}

static void add_hour(struct table *table, const struct sum_hour *hour,
                     enum report_word what)
{
    if (what == REPORT_COVERAGE) {
        table_share(table, report_coverage(hour));
    } else if (hour->visits < REPORT_HOUR_LEAST) {
        say_tenths(&table->texts, table->voice, SCORE_NONE, "");
        table_end(table, CELL_FEW, 0);
    } else if (what == REPORT_VISITS) {
        table_count(table, hour->visits);
    } else {
        table_index(table, report_mean(hour));
    }
}

struct table table_of_hours(const struct report_voice *voice,
                            enum report_word what, enum report_word corner)
{
    const struct report_part *all = &voice->report->all;
    int days = weekdays_of(all);
    struct table table = {
        .voice = voice, .columns = 1 + days, .headed = true, .heat = true};
    table_word(&table, corner);
    for (int day = 0; day < days; day++) {
        table_text(&table, say_weekday(voice, day));
    }
    for (int hour = 0; hour < SUM_HOURS; hour++) {
        if (!hour_used(all, hour)) {
            continue;
        }
        text_append_format(&table.texts, "%02d:00", hour);
        table_end(&table, CELL_HOUR, hour);
        for (int day = 0; day < days; day++) {
            add_hour(&table, &all->week[day][hour], what);
        }
    }
    return table;
}

struct table table_of_flags(const struct report_voice *voice, bool headed)
{
    static const enum report_word heads[] = {REPORT_MEANING, REPORT_VISITS};
    struct table table = {.voice = voice, .columns = 2};
    if (headed) {
        table_heads(&table, heads, sizeof heads / sizeof heads[0]);
    }
    for (int bit = 0; bit < GUARD_FLAG_COUNT; bit++) {
        table_text(&table, say_flag(voice, bit));
        int count = voice->report->all.sum.flags[bit];
        if (count == SUM_UNKNOWN) {
            table_word(&table, REPORT_UNKNOWN);
        } else {
            table_count(&table, count);
        }
    }
    return table;
}
