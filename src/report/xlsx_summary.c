/* The sheet that sums up. */
#include <stdlib.h>
#include <xlsxwriter.h>

#include "report/svg.h"
#include "report/inside.h"

/* A paragraph of its own row, and the next row. */
static void put_note(struct xlsx_sheet *at, enum report_word word)
{
    xlsx_text(at, 0, say(at->xlsx->voice, word));
    at->row++;
}

/* The same of what lies in `cell`. */
static void put_line(struct xlsx_sheet *at)
{
    xlsx_cell(at, 0);
    at->row++;
}

static void put_title(struct xlsx_sheet *at, enum report_word word)
{
    at->row++;
    xlsx_string(at, 0, say(at->xlsx->voice, word), at->xlsx->title);
    at->row++;
}

/* Columns of the table of questions; what lies between is named in its heads.
 */
enum {
    AT_QUESTION,
    AT_FACES = 12,
    FACES = 5,
    COLUMNS = AT_FACES + FACES,
};

static void put_remarks(struct xlsx_sheet *at)
{
    if (at->xlsx->voice->report->remark_count > 0) {
        put_title(at, REPORT_REMARKS);
        xlsx_rows(at, NULL, table_of_remarks(at->xlsx->voice));
    }
}

static void put_counts(struct xlsx_sheet *at)
{
    const struct report_part *all = &at->xlsx->voice->report->all;
    put_title(at, REPORT_SUMMARY);
    xlsx_rows(at, NULL, table_of_counts(at->xlsx->voice, true));
    if (all->total.open_min == SUM_UNKNOWN) {
        put_note(at, REPORT_COVERAGE_UNKNOWN);
    }
}

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

static void put_question_heads(struct xlsx_sheet *at)
{
    struct table heads = {
        .voice = at->xlsx->voice, .columns = COLUMNS, .headed = true};
    table_word(&heads, REPORT_QUESTION);
    table_empty(&heads); /* all visits, or which */
    table_word(&heads, REPORT_N);
    table_word(&heads, REPORT_SATISFIED);
    table_word(&heads, REPORT_INTERVAL);
    table_empty(&heads); /* its end */
    table_word(&heads, REPORT_INDEX);
    table_word(&heads, REPORT_INTERVAL);
    table_empty(&heads);
    table_word(&heads, REPORT_SKIPPED);
    table_word(&heads, REPORT_NA);
    table_word(&heads, REPORT_LEFT);
    for (int face = 1; face <= FACES; face++) {
        add_face_head(&heads, face);
    }
    /* Room for heads of two lines, which not every program makes itself. */
    worksheet_set_row(at->sheet, (lxw_row_t)at->row, 32, NULL);
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
    put_title(at, REPORT_QUESTIONS);
    put_question_heads(at);
    int first = at->row;
    int shown = put_all_visits(at, true);
    int few = put_all_visits(at, false);
    for (int i = 0; i < sum->question_count; i++) {
        put_question(at, &sum->questions[i], true);
    }
    put_note(at, REPORT_FORMULA_INDEX);
    put_note(at, REPORT_FORMULA_SATISFIED);
    put_note(at, REPORT_FORMULA_INTERVAL);
    if (few > 0) {
        put_note(at, REPORT_TOO_FEW);
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
    put_title(at, REPORT_REASONS);
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

static void put_terminal(struct xlsx_sheet *at, const struct report_part *part,
                         const struct sum_question *like)
{
    const struct sum_question *own = sum_find(&part->sum, like);
    struct table table = {.voice = at->xlsx->voice, .columns = COLUMNS};
    table_question(&table, like);
    say_terminal(&table.texts, part);
    table_end(&table, CELL_TEXT, 0);
    if (own != NULL) {
        add_score(&table, &own->raw);
        table_empty(&table);
        table_empty(&table);
        add_faces(&table, &own->raw);
    }
    for (int i = table.count; i < COLUMNS; i++) {
        table_empty(&table);
    }
    xlsx_rows(at, NULL, table);
}

static void put_differences(struct xlsx_sheet *at,
                            const struct sum_question *question)
{
    struct table table = table_of_differences(at->xlsx->voice, question);
    if (table.headed) {
        xlsx_table(at, NULL, table);
    } else {
        xlsx_rows(at, NULL, table);
    }
}

static void put_comparisons(struct xlsx_sheet *at)
{
    const struct report *report = at->xlsx->voice->report;
    const struct sum *sum = &report->all.sum;
    if (report->terminal_count < 2) {
        return;
    }
    put_title(at, REPORT_COMPARE);
    put_question_heads(at);
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        for (int k = 0; k < report->terminal_count; k++) {
            put_terminal(at, report->terminals[k], question);
        }
        put_differences(at, question);
    }
    put_note(at, REPORT_COMPARE_NOTE);
    put_note(at, REPORT_COMPARE_CAUTION);
}

static void put_flags(struct xlsx_sheet *at)
{
    put_title(at, REPORT_FLAGS);
    xlsx_rows(at, NULL, table_of_flags(at->xlsx->voice, false));
    put_note(at, REPORT_FLAGS_NOTE);
}

static void put_foot(struct xlsx_sheet *at)
{
    const struct report_voice *voice = at->xlsx->voice;
    const struct report *report = voice->report;
    const char *const version[] = {voice->version};
    if (report->all.sum.lost > 0) {
        say_with_count(&at->xlsx->cell, voice, REPORT_LOST,
                       report->all.sum.lost);
        put_line(at);
    }
    at->row++;
    say_filled(&at->xlsx->cell, voice, REPORT_MADE, version);
    xlsx_cell(at, 0);
}

static void put_head(struct xlsx_sheet *at)
{
    const struct report_voice *voice = at->xlsx->voice;
    const struct report *report = voice->report;
    xlsx_string(at, 0, say(voice, REPORT_TITLE), at->xlsx->title);
    at->row++;
    xlsx_text(at, 0, report->office);
    at->row++;
    for (int i = 0; i < report->terminal_count; i++) {
        xlsx_text(at, 0, say(voice, REPORT_TERMINAL));
        say_terminal_of(&at->xlsx->cell, voice, report->terminals[i]);
        xlsx_cell(at, 1);
        at->row++;
    }
    say_span(&at->xlsx->cell, voice);
    put_line(at);
}

void xlsx_summary(struct xlsx *xlsx)
{
    struct xlsx_sheet at = xlsx_begin(xlsx, REPORT_SHEET_SUMMARY);
    if (xlsx->failed) {
        return;
    }
    worksheet_set_column(at.sheet, 0, 0, 38, NULL);
    worksheet_set_column(at.sheet, 1, 1, 24, NULL);
    worksheet_set_column(at.sheet, 2, COLUMNS - 1, 13, NULL);
    worksheet_set_landscape(at.sheet);
    worksheet_set_paper(at.sheet, 9); /* A4 */
    worksheet_fit_to_pages(at.sheet, 1, 0);
    put_head(&at);
    put_remarks(&at);
    put_counts(&at);
    put_questions(&at);
    put_comparisons(&at);
    put_reasons(&at);
    put_flags(&at);
    put_foot(&at);
}
