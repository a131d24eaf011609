/* The sheet that sums up. */
#include <stdlib.h>
#include <xlsxwriter.h>

#include "report/svg.h"
#include "report/xlsx_inside.h"

static void put_head(const struct xlsx_sheet *at, int column,
                     enum report_word word)
{
    xlsx_head(at, column, say(at->xlsx->voice, word));
}

/* A paragraph of its own row, and the next row. */
static void put_note(struct xlsx_sheet *at, enum report_word word)
{
    xlsx_text(at, 0, say(at->xlsx->voice, word));
    at->row++;
}

static void put_title(struct xlsx_sheet *at, enum report_word word)
{
    at->row++;
    xlsx_string(at, 0, say(at->xlsx->voice, word), at->xlsx->title);
    at->row++;
}

/* Columns of the table of questions. */
enum {
    AT_QUESTION,
    AT_WHICH, /* all visits, or those without a mark */
    AT_N,
    AT_SATISFIED,
    AT_SATISFIED_LOW,
    AT_SATISFIED_HIGH,
    AT_INDEX,
    AT_INDEX_LOW,
    AT_INDEX_HIGH,
    AT_SKIPPED,
    AT_LEFT,
    AT_FACES, /* five of them */
    FACES = 5
};

static void put_counts(struct xlsx_sheet *at)
{
    const struct report_part *all = &at->xlsx->voice->report->all;
    const struct {
        enum report_word word;
        int64_t count;
    } lines[] = {{REPORT_DAYS, all->day_count},
                 {REPORT_VISITS, all->sum.visits},
                 {REPORT_COMPLETE, all->sum.complete},
                 {REPORT_FLAGGED, all->sum.visits - all->sum.clean},
                 {REPORT_ANSWERS, all->total.answers}};
    put_title(at, REPORT_SUMMARY);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        xlsx_text(at, 0, say(at->xlsx->voice, lines[i].word));
        xlsx_count(at, 1, lines[i].count);
        at->row++;
    }
    xlsx_text(at, 0, say(at->xlsx->voice, REPORT_COVERAGE));
    xlsx_share(at, 1, report_coverage(&all->total));
    at->row++;
    if (all->total.open_min == SUM_UNKNOWN) {
        put_note(at, REPORT_COVERAGE_UNKNOWN);
    }
}

/* A face's column is called as the first question calls its level. */
static void put_face_heads(struct xlsx_sheet *at)
{
    const struct sum *sum = &at->xlsx->voice->report->all.sum;
    for (int face = 1; face <= FACES; face++) {
        bool named = false;
        for (int i = 0; !named && i < sum->question_count; i++) {
            const struct sum_question *question = &sum->questions[i];
            for (int level = 1; !named && level <= question->raw.levels;
                 level++) {
                named = form_face(question->raw.levels, level) == face;
                if (named) {
                    say_level(&at->xlsx->cell, at->xlsx->voice, question,
                              level);
                }
            }
        }
        xlsx_cell(at, AT_FACES + face - 1, at->xlsx->head);
    }
}

static void put_question_heads(struct xlsx_sheet *at)
{
    static const struct {
        int column;
        enum report_word word;
    } heads[] = {
        {AT_QUESTION, REPORT_QUESTION},   {AT_N, REPORT_N},
        {AT_SATISFIED, REPORT_SATISFIED}, {AT_SATISFIED_LOW, REPORT_INTERVAL},
        {AT_INDEX, REPORT_INDEX},         {AT_INDEX_LOW, REPORT_INTERVAL},
        {AT_SKIPPED, REPORT_SKIPPED},     {AT_LEFT, REPORT_LEFT}};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        put_head(at, heads[i].column, heads[i].word);
    }
    put_face_heads(at);
    /* Room for heads of two lines, which not every program makes itself. */
    worksheet_set_row(at->sheet, (lxw_row_t)at->row, 32, NULL);
    at->row++;
}

static void put_score(const struct xlsx_sheet *at, const struct score *score)
{
    struct score_interval satisfied = score_satisfied_interval(score);
    struct score_interval index = score_index_interval(score);
    xlsx_count(at, AT_N, score_n(score));
    xlsx_share(at, AT_SATISFIED, score_satisfied(score));
    xlsx_share(at, AT_SATISFIED_LOW, satisfied.known ? satisfied.low : -1);
    xlsx_share(at, AT_SATISFIED_HIGH, satisfied.known ? satisfied.high : -1);
    xlsx_index(at, AT_INDEX, score_index(score));
    xlsx_index(at, AT_INDEX_LOW, index.known ? index.low : -1);
    xlsx_index(at, AT_INDEX_HIGH, index.known ? index.high : -1);
    for (int level = 1; level <= score->levels; level++) {
        xlsx_count(at, AT_FACES + form_face(score->levels, level) - 1,
                   score->counts[level - 1]);
    }
}

static void put_question(struct xlsx_sheet *at,
                         const struct sum_question *question, bool clean)
{
    const struct report_voice *voice = at->xlsx->voice;
    xlsx_text(at, AT_QUESTION, say_question(voice, question));
    xlsx_text(at, AT_WHICH, say(voice, clean ? REPORT_CLEAN : REPORT_RAW));
    put_score(at, clean ? &question->clean : &question->raw);
    if (!clean) {
        xlsx_count(at, AT_SKIPPED, question->skipped);
        xlsx_count(at, AT_LEFT, question->left);
    }
    at->row++;
}

/* How often each face was chosen, question by question, of the rows from
   `first` on; the chart takes the rows behind it. */
static void put_chart(struct xlsx_sheet *at, int first, int count)
{
    enum { ROWS = 18 };
    struct xlsx *xlsx = at->xlsx;
    struct lxw_chart *chart =
        workbook_add_chart(xlsx->book, LXW_CHART_BAR_STACKED_PERCENT);
    struct lxw_worksheet *sheet = at->sheet;
    lxw_row_t top = (lxw_row_t)first;
    lxw_row_t end = (lxw_row_t)(first + count - 1);
    for (int face = 1; chart != NULL && face <= FACES; face++) {
        lxw_col_t column = (lxw_col_t)(AT_FACES + face - 1);
        lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
        unsigned colour =
            (unsigned)strtoul(svg_face_colour(face) + 1, NULL, 16);
        lxw_chart_fill fill = {.color = colour};
        chart_series_set_categories(series, sheet->name, top, AT_QUESTION, end,
                                    AT_QUESTION);
        chart_series_set_values(series, sheet->name, top, column, end, column);
        chart_series_set_name_range(series, sheet->name, top - 1, column);
        chart_series_set_fill(series, &fill);
    }
    if (chart == NULL) {
        xlsx->failed = true;
        return;
    }
    chart_title_set_name(chart, say(xlsx->voice, REPORT_QUESTIONS));
    chart_axis_set_reverse(chart->y_axis);
    chart_set_series_gap(chart, 45);
    lxw_chart_options options = {.x_scale = 1.9, .y_scale = 1.15};
    worksheet_insert_chart_opt(sheet, (lxw_row_t)(at->row + 1), 0, chart,
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
    const struct report_voice *voice = at->xlsx->voice;
    const struct sum *sum = &voice->report->all.sum;
    put_title(at, REPORT_REASONS);
    put_head(at, 0, REPORT_QUESTION);
    put_head(at, 1, REPORT_REASON);
    put_head(at, 2, REPORT_TIMES);
    at->row++;
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        for (int k = 0; k < question->reason_count; k++) {
            const struct sum_reason *reason = &question->reasons[k];
            xlsx_text(at, 0, say_question(voice, question));
            xlsx_text(at, 1, say_reason(voice, question, reason->id));
            xlsx_count(at, 2, reason->count);
            at->row++;
        }
    }
}

static void put_terminal(struct xlsx_sheet *at, const struct report_part *part,
                         const struct sum_question *like)
{
    const struct sum_question *own = report_question(part, like);
    xlsx_text(at, AT_QUESTION, say_question(at->xlsx->voice, like));
    say_terminal(&at->xlsx->cell, part);
    xlsx_cell(at, AT_WHICH, NULL);
    if (own != NULL) {
        put_score(at, &own->raw);
    }
    at->row++;
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
        struct report_comparison found = report_compare(report, question);
        say_comparison(&at->xlsx->cell, at->xlsx->voice, &found);
        xlsx_cell(at, AT_QUESTION, NULL);
        at->row++;
    }
    put_note(at, REPORT_COMPARE_NOTE);
}

static void put_flags(struct xlsx_sheet *at)
{
    const struct report_voice *voice = at->xlsx->voice;
    put_title(at, REPORT_FLAGS);
    for (int bit = 0; bit < GUARD_FLAG_COUNT; bit++) {
        xlsx_text(at, 0, say_flag(voice, bit));
        xlsx_count(at, 1, voice->report->all.sum.flags[bit]);
        at->row++;
    }
    put_note(at, REPORT_FLAGS_NOTE);
}

static void put_foot(struct xlsx_sheet *at)
{
    const struct report_voice *voice = at->xlsx->voice;
    const struct report *report = voice->report;
    const char *const version[] = {voice->version};
    if (report->left_out_count > 0) {
        put_title(at, REPORT_FILES_LEFT_OUT);
    }
    for (int i = 0; i < report->left_out_count; i++) {
        say_left_out(&at->xlsx->cell, voice, i);
        xlsx_cell(at, 0, NULL);
        at->row++;
    }
    if (report->all.sum.lost > 0) {
        say_with_count(&at->xlsx->cell, voice, REPORT_LOST,
                       report->all.sum.lost);
        xlsx_cell(at, 0, NULL);
        at->row++;
    }
    at->row++;
    say_filled(&at->xlsx->cell, voice, REPORT_MADE, version);
    xlsx_cell(at, 0, NULL);
}

void xlsx_summary(struct xlsx *xlsx)
{
    const struct report *report = xlsx->voice->report;
    struct xlsx_sheet at = xlsx_begin(xlsx, REPORT_SHEET_SUMMARY);
    if (xlsx->failed) {
        return;
    }
    worksheet_set_column(at.sheet, 0, 0, 38, NULL);
    worksheet_set_column(at.sheet, 1, 1, 24, NULL);
    worksheet_set_column(at.sheet, 2, AT_FACES + FACES - 1, 13, NULL);
    worksheet_set_landscape(at.sheet);
    worksheet_set_paper(at.sheet, 9); /* A4 */
    worksheet_fit_to_pages(at.sheet, 1, 0);
    xlsx_string(&at, 0, say(xlsx->voice, REPORT_TITLE), xlsx->title);
    at.row++;
    xlsx_text(&at, 0, report->office);
    at.row++;
    for (int i = 0; i < report->terminal_count; i++) {
        xlsx_text(&at, 0, say(xlsx->voice, REPORT_TERMINAL));
        say_terminal(&xlsx->cell, report->terminals[i]);
        xlsx_cell(&at, 1, NULL);
        at.row++;
    }
    say_span(&xlsx->cell, xlsx->voice);
    xlsx_cell(&at, 0, NULL);
    at.row++;
    put_counts(&at);
    put_questions(&at);
    put_comparisons(&at);
    put_reasons(&at);
    put_flags(&at);
    put_foot(&at);
}
