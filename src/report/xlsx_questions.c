/* The sheets of questions, with a chart, and of what is held against what. */
#include <stdlib.h>
#include <xlsxwriter.h>

#include "report/front.h"
#include "report/inside.h"
#include "report/svg.h"

/* Columns of the table of questions; what lies between is named in its heads.
 */
enum {
    AT_QUESTION,
    AT_FACES = 12,
    FACES = 5,
    COLUMNS = AT_FACES + FACES,
};

/* The level with a face; 0 when none has it. */
static int level_of(const struct score *score, int face)
{
    int level = score->levels;
    while (level > 0 && form_face(score->levels, level) != face) {
        level--;
    }
    return level;
}

/* A face's column is called as the first question calls its level. */
static void add_face_head(struct table *heads, int face)
{
    const struct sum *sum = &heads->voice->report->all.sum;
    int i = 0;
    while (i < sum->question_count &&
           level_of(&sum->questions[i].raw, face) == 0) {
        i++;
    }
    if (i < sum->question_count) {
        table_level(heads, &sum->questions[i],
                    level_of(&sum->questions[i].raw, face));
    } else {
        table_empty(heads);
    }
}

/* Two more columns where a question is held against what it was. */
static void put_question_heads(struct xlsx_sheet *at, bool compared)
{
    static const enum report_word words[] = {
        REPORT_QUESTION,  REPORT_WHICH,        REPORT_N,
        REPORT_SATISFIED, REPORT_INTERVAL_LOW, REPORT_INTERVAL_HIGH,
        REPORT_INDEX,     REPORT_INTERVAL_LOW, REPORT_INTERVAL_HIGH,
        REPORT_SKIPPED,   REPORT_NA,           REPORT_LEFT};
    const struct report_voice *voice = at->xlsx->voice;
    struct table heads = {.voice = voice};
    table_heads(&heads, words, AT_FACES);
    heads.columns = COLUMNS + (compared ? 2 : 0);
    for (int face = 1; face <= FACES; face++) {
        add_face_head(&heads, face);
    }
    for (int i = 0; compared && i < 2; i++) {
        text_append_format(&heads.texts, "%s: ", say(voice, REPORT_CHANGE));
        table_word(&heads, i == 0 ? REPORT_SATISFIED : REPORT_INDEX);
    }
    /* Room for heads of three lines, which not every program makes itself. */
    worksheet_set_row(at->sheet, (lxw_row_t)at->row, 48, NULL);
    xlsx_table(at, NULL, heads);
}

static void add_bounds(struct table *table, struct score_interval interval,
                       void (*add)(struct table *table, int tenths))
{
    add(table, interval.known ? interval.low : SCORE_NONE);
    add(table, interval.known ? interval.high : SCORE_NONE);
}

static void add_score(struct table *table, const struct score *score)
{
    table_count(table, score_n(score));
    table_share(table, score_satisfied(score));
    add_bounds(table, score_satisfied_interval(score), table_share);
    table_index(table, score_index(score));
    add_bounds(table, score_index_interval(score), table_index);
}

static void add_faces(struct table *table, const struct score *score)
{
    for (int face = 1; face <= FACES; face++) {
        int level = level_of(score, face);
        if (level > 0) {
            table_count(table, score->counts[level - 1]);
        } else {
            table_empty(table);
        }
    }
}

static void put_question(struct xlsx_sheet *at,
                         const struct sum_question *question, bool clean)
{
    const struct score *score = clean ? &question->clean : &question->raw;
    struct table table = {.voice = at->xlsx->voice, .columns = COLUMNS};
    table_question(&table, question);
    table_word(&table, clean ? REPORT_CLEAN : REPORT_RAW);
    add_score(&table, score);
    if (clean) {
        table_empty(&table);
        table_empty(&table);
        table_empty(&table);
    } else {
        table_count(&table, question->skipped);
        table_count(&table, question->na);
        table_count(&table, question->left);
    }
    add_faces(&table, score);
    xlsx_rows(at, NULL, table);
}

/* How often a face was chosen, in these rows. */
static void add_series(struct lxw_chart *chart, const char *sheet, int face,
                       lxw_row_t first, lxw_row_t last)
{
    lxw_col_t column = (lxw_col_t)(AT_FACES + face - 1);
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_chart_fill fill = {
        .color = (unsigned)strtoul(svg_face_colour(face) + 1, NULL, 16)};
    chart_series_set_categories(series, sheet, first, AT_QUESTION, last,
                                AT_QUESTION);
    chart_series_set_values(series, sheet, first, column, last, column);
    chart_series_set_name_range(series, sheet, first - 1, column);
    chart_series_set_fill(series, &fill);
}

/* Of the rows from `first` on; the chart takes the rows behind them. */
static void put_chart(struct xlsx_sheet *at, int first, int count)
{
    enum { ROWS = 18 };
    struct xlsx *xlsx = at->xlsx;
    struct lxw_chart *chart =
        workbook_add_chart(xlsx->book, LXW_CHART_BAR_STACKED_PERCENT);
    lxw_chart_options options = {.x_scale = 1.9, .y_scale = 1.15};
    if (chart == NULL) {
        xlsx->failed = true;
        return;
    }
    for (int face = 1; face <= FACES; face++) {
        add_series(chart, at->sheet->name, face, (lxw_row_t)first,
                   (lxw_row_t)(first + count - 1));
    }
    chart_title_set_name(chart, say(xlsx->voice, REPORT_QUESTIONS));
    chart_axis_set_reverse(chart->y_axis);
    chart_set_series_gap(chart, 45);
    worksheet_insert_chart_opt(at->sheet, (lxw_row_t)(at->row + 1), 0, chart,
                               &options);
    at->row += ROWS;
}

/* Of all visits, those with enough answers or the others; how many. */
static int put_all_visits(struct xlsx_sheet *at, bool enough)
{
    const struct sum *sum = &at->xlsx->voice->report->all.sum;
    int count = 0;
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        if ((score_n(&question->raw) >= SCORE_LEAST) == enough) {
            put_question(at, question, false);
            count++;
        }
    }
    return count;
}

/* All visits first, so that the chart, which shows shares, finds together the
   questions that may have any; then without the visits that bear a mark. */
static void put_questions(struct xlsx_sheet *at)
{
    const struct sum *sum = &at->xlsx->voice->report->all.sum;
    put_question_heads(at, false);
    int first = at->row;
    int shown = put_all_visits(at, true);
    int few = put_all_visits(at, false);
    for (int i = 0; i < sum->question_count; i++) {
        put_question(at, &sum->questions[i], true);
    }
    xlsx_note(at, REPORT_FORMULA_INDEX);
    xlsx_note(at, REPORT_FORMULA_SATISFIED);
    xlsx_note(at, REPORT_FORMULA_INTERVAL);
    if (few > 0) {
        xlsx_note(at, REPORT_TOO_FEW);
    }
    if (shown > 0) {
        put_chart(at, first, shown);
    }
}

static void put_reasons(struct xlsx_sheet *at)
{
    static const enum report_word words[] = {REPORT_QUESTION, REPORT_REASON,
                                             REPORT_TIMES};
    const struct report_voice *voice = at->xlsx->voice;
    const struct sum *sum = &voice->report->all.sum;
    struct table heads = {.voice = voice};
    xlsx_title(at, REPORT_REASONS);
    table_heads(&heads, words, sizeof words / sizeof words[0]);
    xlsx_table(at, NULL, heads);
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        struct text label = {0};
        say_question(&label, voice, question);
        xlsx_rows(at, label.data, table_of_reasons(voice, question));
        text_free(&label);
    }
}

static void set_up(struct xlsx_sheet *at)
{
    worksheet_set_column(at->sheet, 0, 0, 38, NULL);
    worksheet_set_column(at->sheet, 1, 1, 24, NULL);
    worksheet_set_column(at->sheet, 2, COLUMNS + 1, 12, NULL);
    xlsx_page(at, XLSX_ACROSS);
    at->merged = 11;
    at->letters = 160;
}

void xlsx_questions(struct xlsx *xlsx)
{
    struct xlsx_sheet at = xlsx_begin(xlsx, REPORT_SHEET_QUESTIONS);
    if (!xlsx->failed) {
        set_up(&at);
        put_questions(&at);
        put_reasons(&at);
    }
}

/* A question of somebody, or of some days, with the figures from `own`, if
   there are any. */
static void put_compared(struct xlsx_sheet *at,
                         const struct sum_question *question, const char *whose,
                         const struct sum_question *own)
{
    const struct report_voice *voice = at->xlsx->voice;
    struct table table = {.voice = voice, .columns = COLUMNS + 2};
    table_question(&table, question);
    table_text(&table, whose);
    if (own != NULL) {
        add_score(&table, &own->raw);
        table_count(&table, own->skipped);
        table_count(&table, own->left);
        add_faces(&table, &own->raw);
    } else {
        table_word(&table, REPORT_NO_DATA);
    }
    if (own == question) {
        table_word(&table, front_verdict(voice, REPORT_SATISFIED, question));
        table_word(&table, front_verdict(voice, REPORT_INDEX, question));
    }
    while (!table.failed && table.count < table.columns) {
        table_empty(&table);
    }
    xlsx_rows(at, NULL, table);
}

/* All together, now and before, and each of several terminals. */
static void put_all_of(struct xlsx_sheet *at,
                       const struct sum_question *question)
{
    const struct report_voice *voice = at->xlsx->voice;
    const struct report *report = voice->report;
    int terminals = report->terminal_count > 1 ? report->terminal_count : 0;
    put_compared(at, question, say(voice, REPORT_NOW), question);
    put_compared(at, question, say(voice, REPORT_BEFORE),
                 sum_find(&report->before.sum, question));
    for (int i = 0; i < terminals; i++) {
        const struct report_part *part = report->terminals[i];
        struct text name = {0};
        say_terminal(&name, part);
        put_compared(at, question, name.failed ? "" : name.data,
                     sum_find(&part->sum, question));
        at->xlsx->failed = at->xlsx->failed || name.failed;
        text_free(&name);
    }
}

static void put_differences(struct xlsx_sheet *at,
                            const struct sum_question *question)
{
    const struct report_voice *voice = at->xlsx->voice;
    struct table table = table_of_differences(voice, question);
    at->row++;
    say_question(&at->xlsx->cell, voice, question);
    xlsx_line(at);
    if (table.headed) {
        xlsx_table(at, NULL, table);
    } else {
        xlsx_rows(at, NULL, table);
    }
}

static void put_terminals(struct xlsx_sheet *at)
{
    const struct sum *sum = &at->xlsx->voice->report->all.sum;
    xlsx_title(at, REPORT_COMPARE);
    for (int i = 0; i < sum->question_count; i++) {
        put_differences(at, &sum->questions[i]);
    }
    at->row++;
    xlsx_note(at, REPORT_COMPARE_NOTE);
    xlsx_note(at, REPORT_COMPARE_CAUTION);
}

void xlsx_compare(struct xlsx *xlsx)
{
    const struct report_voice *voice = xlsx->voice;
    const struct sum *sum = &voice->report->all.sum;
    struct xlsx_sheet at = xlsx_begin(xlsx, REPORT_SHEET_COMPARE);
    if (xlsx->failed) {
        return;
    }
    set_up(&at);
    put_question_heads(&at, true);
    for (int i = 0; i < sum->question_count; i++) {
        put_all_of(&at, &sum->questions[i]);
    }
    at.row++;
    say_before(&xlsx->cell, voice);
    xlsx_line(&at);
    xlsx_note(&at, REPORT_CHANGE_NOTE);
    if (voice->report->terminal_count > 1) {
        put_terminals(&at);
    }
}
