/*
 * The last thirty days as columns, visits above and the index below, each with
 * its axis; and for each luôn this week beside the last.
 */
#include "survey/hours.h"
#include "view/pages.h"

enum { WEEK = 7, WEEKS = 2, INDEX_TOP = 100 };

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

/* An axis from 0 on: so many parts, each of so much; and the width of its
   numbers, the same for both charts. */
struct axis {
    int parts, step, width;
};

/* Round steps, as few as there is height for. */
static struct axis axis_to(int most, int parts)
{
    static const int factors[] = {2, 5, 10};
    int step = 1;
    int ten = 1;
    for (int i = 0; (most + step - 1) / step > parts; i++) {
        step = ten * factors[i % 3];
        ten *= i % 3 == 2 ? 10 : 1;
    }
    return (struct axis){px_most((most + step - 1) / step, 1), step, 0};
}

/* Each number at its line, left of what stays of `box` for the chart. */
static void add_axis(struct layout *layout, struct box *box, struct axis axis)
{
    int line = staff_lines(layout, 1);
    struct box numbers = cut_left(box, axis.width, staff_gap(layout));
    cut_top(box, line / 2, 0);
    cut_bottom(box, line / 2, 0);
    for (int i = 0; i <= axis.parts; i++) {
        struct figure figure = figure_whole(layout, i * axis.step);
        struct box place = numbers;
        place.y = box->y + box->h - box->h * i / axis.parts - line / 2;
        place.h = line;
        staff_words(layout, LOOK_QUIET, place, figure.text, ALIGN_RIGHT);
    }
}

/* The place of the first Monday, from 1. */
static int first_monday(const struct panel *panel)
{
    int weekday = hours_weekday(panel->days[0].day);
    return 1 + (WEEK - weekday) % WEEK;
}

static struct item *add_columns(struct layout *layout, struct box box,
                                struct axis axis)
{
    struct item *item = layout_add(layout, LOOK_COLUMNS, box);
    item->count = axis.parts;
    item->columns = first_monday(layout->panel);
    item->current = layout->panel->day_count - 1;
    return item;
}

/* So many parts find room for their numbers. */
static int parts_in(const struct layout *layout, int h)
{
    int line = staff_lines(layout, 1);
    return px_most(px_least(h / line - 1, 5), 1);
}

static struct box add_visits(struct layout *layout, struct box box,
                             struct axis axis)
{
    const struct panel *panel = layout->panel;
    add_axis(layout, &box, axis);
    struct item *chart = add_columns(layout, box, axis);
    for (int i = 0; i < panel->day_count; i++) {
        layout_value(layout, chart,
                     panel->days[i].visits * 1000 / (axis.parts * axis.step));
    }
    return box;
}

/* A day without a visit is not called one of too few. */
static int index_of(const struct panel_day *day)
{
    return day->index != SCORE_NONE ? day->index
           : day->visits > 0        ? SCENE_NO_VALUE
                                    : 0;
}

static bool has_index(const struct panel *panel)
{
    bool any = false;
    for (int i = 0; i < panel->day_count; i++) {
        any = any || panel->days[i].index != SCORE_NONE;
    }
    return any;
}

static void add_index(struct layout *layout, struct box box, int width)
{
    const struct panel *panel = layout->panel;
    int parts = parts_in(layout, box.h);
    parts = parts >= 4 ? 4 : px_least(parts, 2);
    struct axis axis = {parts, INDEX_TOP / parts, width};
    if (!has_index(panel)) {
        staff_say(layout, box, layout_word(layout, WORD_FIGURES_NONE));
        return;
    }
    add_axis(layout, &box, axis);
    struct item *chart = add_columns(layout, box, axis);
    for (int i = 0; i < panel->day_count; i++) {
        layout_value(layout, chart, index_of(&panel->days[i]));
    }
}

/* Each week's Monday, or each second one's: at the line before its column. */
static void add_dates(struct layout *layout, struct box chart, struct box line)
{
    const struct panel *panel = layout->panel;
    int end = chart.x + chart.w;
    int next = chart.x;
    for (int i = first_monday(panel) - 1; i < panel->day_count; i += WEEK) {
        struct figure date = figure_short_date(layout, panel->days[i].day);
        int width = staff_width(layout, date.text, WEIGHT_REGULAR);
        int x = chart.x + chart.w * i / panel->day_count;
        x = px_least(x, end - width);
        if (x >= next) {
            staff_words(layout, LOOK_QUIET,
                        (struct box){x, line.y, width, line.h}, date.text,
                        ALIGN_LEFT);
            next = x + width + staff_gap(layout);
        }
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
    struct box dates = cut_bottom(&room, staff_lines(layout, 1), 0);
    struct box upper = cut_top(&room, room.h * 55 / 100, gap);
    staff_lead(layout, LOOK_TEXT, &upper, lead.text);
    struct axis axis = axis_to(sums.most, parts_in(layout, upper.h));
    struct figure widest =
        figure_whole(layout, px_most(axis.parts * axis.step, INDEX_TOP));
    axis.width = staff_width(layout, widest.text, WEIGHT_REGULAR);
    struct box chart = add_visits(layout, upper, axis);
    staff_lead(layout, LOOK_TEXT, &room, layout_word(layout, WORD_DAYS_INDEX));
    add_index(layout, room, axis.width);
    add_dates(layout, chart, dates);
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

/* The figures of this week and the last, where there are any. */
static void add_weeks(struct layout *layout, struct box *room)
{
    struct table table;
    if (layout->panel->question_count < 1) {
        return;
    }
    if (layout_upright(layout)) {
        table = plan_table(layout, room->w);
        int rows = table.line + rows_height(layout, &table);
        struct box lower =
            cut_bottom(room, px_most(rows, room->h * 40 / 100), layout->gap);
        add_table(layout, &table, lower);
    } else {
        struct box right = cut_right(room, room->w * 42 / 100, 2 * layout->gap);
        table = plan_table(layout, right.w);
        add_table(layout, &table, right);
    }
}

void page_days(struct layout *layout, struct box room)
{
    const char *key = layout_word(layout, WORD_DAYS_KEY);
    if (layout->panel->day_count < 1 || sum_days(layout->panel).month == 0) {
        staff_say(layout, room, layout_word(layout, WORD_FIGURES_NONE));
        return;
    }
    struct box below =
        cut_bottom(&room, staff_height(layout, room.w, key), staff_gap(layout));
    add_weeks(layout, &room);
    add_charts(layout, room);
    staff_lead(layout, LOOK_QUIET, &below, key);
}
