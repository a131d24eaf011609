/*
 * The last thirty days as columns, visits above and the index below; and for
 * each luôn this week beside the last.
 */
#include "view/pages.h"

enum { WEEK = 7, WEEKS = 2 };

struct sums {
    int week, month, most;
};

static struct sums sum_days(const struct panel *panel)
{
    struct sums sums = {0};
    for (int i = 0; i < panel->day_count; i++) {
        int visits = panel->days[i].visits;
        sums.month += visits;
        sums.week += panel->day_count - i <= WEEK ? visits : 0;
        sums.most = px_most(sums.most, visits);
    }
    return sums;
}

static struct item *add_columns(struct layout *layout, struct box box)
{
    struct item *item = layout_add(layout, LOOK_COLUMNS, box);
    item->current = layout->panel->day_count - 1;
    return item;
}

static void add_visits(struct layout *layout, struct box box, int most)
{
    const struct panel *panel = layout->panel;
    struct item *chart = add_columns(layout, box);
    for (int i = 0; i < panel->day_count; i++) {
        int share = most > 0 ? panel->days[i].visits * 1000 / most : 0;
        layout_value(layout, chart, share);
    }
}

static void add_index(struct layout *layout, struct box box)
{
    const struct panel *panel = layout->panel;
    struct item *chart = add_columns(layout, box);
    for (int i = 0; i < panel->day_count; i++) {
        int index = panel->days[i].index;
        layout_value(layout, chart,
                     index == SCORE_NONE ? SCENE_NO_VALUE : index);
    }
}

/* The first day, the middle, and today: below the columns that they are. */
static void add_dates(struct layout *layout, struct box line)
{
    const struct panel *panel = layout->panel;
    static const enum align aligns[] = {ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT};
    for (int i = 0; i < 3; i++) {
        int at = (panel->day_count - 1) * i / 2;
        struct figure date = figure_short_date(layout, panel->days[at].day);
        staff_words(layout, LOOK_QUIET, cut_column(line, i, 3, 0), date.text,
                    aligns[i]);
    }
}

static void add_charts(struct layout *layout, struct box room)
{
    struct sums sums = sum_days(layout->panel);
    struct phrase lead =
        phrase_of(layout, WORD_DAYS_VISITS,
                  (struct figure[]){figure_whole(layout, sums.week),
                                    figure_whole(layout, sums.month),
                                    figure_whole(layout, sums.most)});
    int gap = staff_gap(layout);
    struct box dates = cut_bottom(&room, staff_lines(layout, 1), gap / 2);
    struct box upper = cut_top(&room, room.h * 55 / 100, gap);
    staff_lead(layout, LOOK_TEXT, &upper, lead.text);
    add_visits(layout, upper, sums.most);
    staff_lead(layout, LOOK_TEXT, &room, layout_word(layout, WORD_DAYS_INDEX));
    add_index(layout, room);
    add_dates(layout, dates);
}

static struct phrase cell_of(const struct layout *layout, int index, int64_t n)
{
    return phrase_of(layout, WORD_INDEX_OF,
                     (struct figure[]){figure_tenths(layout, index),
                                       figure_whole(layout, n)});
}

struct table {
    int cell, line, gap;
    bool folded; /* the name on a line of its own above the cells */
};

static void widen(const struct layout *layout, const char *text, int *width)
{
    *width = px_most(*width, staff_width(layout, text, WEIGHT_SEMIBOLD));
}

static struct table plan_table(const struct layout *layout, int width)
{
    const struct panel *panel = layout->panel;
    struct table table = {.line = staff_lines(layout, 1),
                          .gap = staff_gap(layout)};
    int name = 0;
    widen(layout, layout_word(layout, WORD_THIS_WEEK), &table.cell);
    widen(layout, layout_word(layout, WORD_LAST_WEEK), &table.cell);
    for (int i = 0; i < panel->question_count; i++) {
        const struct panel_question *question = &panel->questions[i];
        struct phrase this = cell_of(layout, 1000, question->this_n);
        struct phrase last = cell_of(layout, 1000, question->last_n);
        widen(layout, question->theme[layout->language], &name);
        widen(layout, this.text, &table.cell);
        widen(layout, last.text, &table.cell);
    }
    table.folded = name + WEEKS * (table.cell + table.gap) > width;
    return table;
}

static void add_cells(struct layout *layout, const struct table *table,
                      struct box *line, const char *const texts[WEEKS])
{
    for (int i = WEEKS - 1; i >= 0; i--) {
        staff_words(layout, LOOK_TEXT, cut_right(line, table->cell, table->gap),
                    texts[i], ALIGN_RIGHT);
    }
}

static void add_row(struct layout *layout, const struct table *table,
                    struct box room, const struct panel_question *question)
{
    struct phrase this = cell_of(layout, question->this_week, question->this_n);
    struct phrase last = cell_of(layout, question->last_week, question->last_n);
    struct box name = cut_top(&room, table->line, 0);
    struct box line = table->folded ? cut_top(&room, table->line, 0) : name;
    add_cells(layout, table, &line,
              (const char *const[]){last.text, this.text});
    staff_words(layout, LOOK_TITLE, table->folded ? name : line,
                question->theme[layout->language], ALIGN_LEFT);
}

static int rows_height(const struct layout *layout, const struct table *table)
{
    return layout->panel->question_count * table->line * (1 + table->folded);
}

static void add_table(struct layout *layout, const struct table *table,
                      struct box room)
{
    const struct panel *panel = layout->panel;
    int row = table->line * (1 + table->folded);
    int spare = room.h - table->line - rows_height(layout, table);
    int gap = px_least(px_most(spare, 0) / (panel->question_count + 1),
                       4 * table->gap);
    struct box line = cut_top(&room, table->line, gap);
    add_cells(layout, table, &line,
              (const char *const[]){layout_word(layout, WORD_LAST_WEEK),
                                    layout_word(layout, WORD_THIS_WEEK)});
    for (int i = 0; i < panel->question_count; i++) {
        add_row(layout, table, cut_top(&room, row, gap), &panel->questions[i]);
    }
}

void page_days(struct layout *layout, struct box room)
{
    struct box charts;
    struct table table;
    if (layout->panel->day_count < 1) {
        staff_say(layout, room, layout_word(layout, WORD_FIGURES_NONE));
        return;
    }
    if (layout_upright(layout)) {
        table = plan_table(layout, room.w);
        int rows = table.line + rows_height(layout, &table);
        charts = cut_top(&room, room.h * 55 / 100, layout->gap);
        room.h = px_most(rows, room.h);
    } else {
        charts = cut_left(&room, room.w * 56 / 100, 2 * layout->gap);
        table = plan_table(layout, room.w);
    }
    add_charts(layout, charts);
    add_table(layout, &table, room);
}
