/*
 * Hour by weekday: when it is busy, and whether the terminal was ready then.
 * Only the hours and days from the first to the last that were open or used.
 * Beside it, or below on an upright glass, the days ahead.
 */
#include <stdio.h>

#include "view/pages.h"

/* From <= it < to: what the grid shows. */
struct grid {
    int from_hour, to_hour, from_day, to_day;
    int most; /* visits in an hour */
    int step; /* of the shades */
};

static bool matters(const struct panel_cell *cell)
{
    return cell->open_min > 0 || cell->visits > 0;
}

static struct grid find_grid(const struct panel *panel)
{
    struct grid grid = {PANEL_HOURS, 0, PANEL_WEEKDAYS, 0, 0, 1};
    for (int day = 0; day < PANEL_WEEKDAYS; day++) {
        for (int hour = 0; hour < PANEL_HOURS; hour++) {
            const struct panel_cell *cell = &panel->cells[day][hour];
            if (matters(cell)) {
                grid.from_hour = px_least(hour, grid.from_hour);
                grid.to_hour = px_most(hour + 1, grid.to_hour);
                grid.from_day = px_least(day, grid.from_day);
                grid.to_day = px_most(day + 1, grid.to_day);
                grid.most = px_most(grid.most, cell->visits);
            }
        }
    }
    grid.step = px_most((grid.most - SCORE_LEAST + SHADES) / SHADES, 1);
    return grid;
}

static const char *weekday(const struct layout *layout, int day)
{
    return layout_word(layout, (enum word)(WORD_MONDAY + day));
}

struct busiest {
    int day, hour, visits;
};

static struct busiest find_busiest(const struct panel *panel)
{
    struct busiest most = {0};
    for (int day = 0; day < PANEL_WEEKDAYS; day++) {
        for (int hour = 0; hour < PANEL_HOURS; hour++) {
            int visits = panel->cells[day][hour].visits;
            if (visits > most.visits) {
                most = (struct busiest){day, hour, visits};
            }
        }
    }
    return most;
}

static int shade_of(const struct grid *grid, int visits)
{
    return visits < SCORE_LEAST
               ? 0
               : px_least(1 + (visits - SCORE_LEAST) / grid->step, SHADES);
}

static struct item *add_cell(struct layout *layout, struct box box, int shade,
                             const char *text)
{
    struct item *item = layout_add(layout, LOOK_CELL, box);
    item->count = shade;
    item->current = SCENE_NO_VALUE;
    if (text[0] != '\0') {
        layout_text(layout, item, text, staff_fit(layout, ALIGN_CENTER));
    }
    return item;
}

/* A row of the grid, or of a part of it that is as high as all rows. */
static struct box row_of(struct box room, const struct grid *grid, int day)
{
    int rows = grid->to_day - grid->from_day;
    int from = room.h * (day - grid->from_day) / rows;
    int to = room.h * (day + 1 - grid->from_day) / rows;
    return (struct box){room.x, room.y + from, room.w, to - from};
}

static struct box cell_box(struct box room, const struct grid *grid, int day,
                           int hour)
{
    struct box box = cut_column(row_of(room, grid, day), hour - grid->from_hour,
                                grid->to_hour - grid->from_hour, 2);
    box.h -= 2;
    return box;
}

/* Where each number has room in its cell, there they stand. */
static bool has_numbers(const struct layout *layout, struct box room,
                        const struct grid *grid)
{
    struct box cell = cell_box(room, grid, grid->from_day, grid->from_hour);
    struct figure most = figure_whole(layout, grid->most);
    return cell.h >= staff_lines(layout, 1) &&
           cell.w > staff_width(layout, most.text, WEIGHT_REGULAR);
}

static void add_grid(struct layout *layout, struct box room,
                     const struct grid *grid)
{
    bool numbers = has_numbers(layout, room, grid);
    for (int day = grid->from_day; day < grid->to_day; day++) {
        for (int hour = grid->from_hour; hour < grid->to_hour; hour++) {
            const struct panel_cell *cell = &layout->panel->cells[day][hour];
            int shade = shade_of(grid, cell->visits);
            struct figure visits = figure_whole(layout, cell->visits);
            if (!matters(cell)) {
                continue;
            }
            struct item *item =
                add_cell(layout, cell_box(room, grid, day, hour), shade,
                         numbers && shade > 0 ? visits.text : "");
            if (cell->open_min > 0) {
                item->current = cell->ready_min * 1000 / cell->open_min;
            }
        }
    }
}

/* Above their columns, as many of them as find room. */
static void add_hours(struct layout *layout, struct box line,
                      const struct grid *grid)
{
    int count = grid->to_hour - grid->from_hour;
    int step = 1;
    int least = staff_width(layout, "00 ", WEIGHT_REGULAR);
    while (step < count && line.w * step / count < least) {
        step++;
    }
    for (int i = 0; i + step <= count; i += step) {
        struct box first = cut_column(line, i, count, 0);
        struct box last = cut_column(line, i + step - 1, count, 0);
        struct figure hour = figure_whole(layout, grid->from_hour + i);
        first.w = last.x + last.w - first.x;
        staff_words(layout, LOOK_QUIET, first, hour.text,
                    step > 1 ? ALIGN_LEFT : ALIGN_CENTER);
    }
}

/* Left of their rows, below the word for the hours. */
static void add_weekdays(struct layout *layout, struct box column,
                         const struct grid *grid)
{
    int line = staff_lines(layout, 1);
    staff_words(layout, LOOK_QUIET, cut_top(&column, line, 0),
                layout_word(layout, WORD_PART_HOUR), ALIGN_LEFT);
    for (int day = grid->from_day; day < grid->to_day; day++) {
        staff_words(layout, LOOK_TEXT,
                    cut_middle(row_of(column, grid, day), line),
                    weekday(layout, day), ALIGN_LEFT);
    }
}

static int names_width(const struct layout *layout)
{
    int width = staff_width(layout, layout_word(layout, WORD_PART_HOUR),
                            WEIGHT_REGULAR);
    for (int day = 0; day < PANEL_WEEKDAYS; day++) {
        width = px_most(
            width, staff_width(layout, weekday(layout, day), WEIGHT_REGULAR));
    }
    return width;
}

static void say_busiest(struct layout *layout, struct box *room,
                        struct busiest most)
{
    enum word day = (enum word)((int)WORD_ON_MONDAY + most.day);
    struct phrase lead =
        phrase_of(layout, WORD_BUSIEST,
                  (struct figure[]){figure_text(layout_word(layout, day)),
                                    figure_whole(layout, most.hour),
                                    figure_whole(layout, most.hour + 1),
                                    figure_whole(layout, most.visits)});
    staff_lead(layout, LOOK_TEXT, room, lead.text);
}

/* "5–12": what a shade stands for. */
static struct figure range_of(const struct grid *grid, int shade)
{
    struct figure figure;
    int from = SCORE_LEAST + (shade - 1) * grid->step;
    int to = px_least(from + grid->step - 1, grid->most);
    (void)snprintf(figure.text, sizeof figure.text,
                   from < to ? "%d\u2013%d" : "%d", from, to);
    return figure;
}

/* The cell of too few, and those of the shades there are, each with its
   words. */
static void add_shades(struct layout *layout, struct box rest,
                       const struct grid *grid)
{
    int gap = staff_gap(layout);
    const char *few = layout_word(layout, WORD_SHADES_FEW);
    const char *lead = layout_word(layout, WORD_SHADES);
    staff_words(layout, LOOK_QUIET,
                cut_left(&rest, staff_width(layout, lead, WEIGHT_REGULAR), gap),
                lead, ALIGN_LEFT);
    add_cell(layout, cut_middle(cut_left(&rest, rest.h, gap), rest.h * 8 / 10),
             0, "");
    staff_words(
        layout, LOOK_QUIET,
        cut_left(&rest, staff_width(layout, few, WEIGHT_REGULAR), 2 * gap), few,
        ALIGN_LEFT);
    for (int i = 1; i <= shade_of(grid, grid->most); i++) {
        struct figure range = range_of(grid, i);
        int width = staff_width(layout, range.text, WEIGHT_REGULAR) + gap;
        if (width <= rest.w) {
            add_cell(layout, cut_left(&rest, width, 2), i, range.text);
        }
    }
}

static void add_past(struct layout *layout, struct box room)
{
    struct grid grid = find_grid(layout->panel);
    struct busiest most = find_busiest(layout->panel);
    const char *key = layout_word(layout, WORD_HOURS_KEY);
    int line = staff_lines(layout, 1);
    int gap = staff_gap(layout);
    if (grid.from_hour >= grid.to_hour) {
        staff_say(layout, room, layout_word(layout, WORD_FIGURES_NONE));
        return;
    }
    struct box below = cut_bottom(&room, staff_height(layout, room.w, key), 0);
    add_shades(layout, cut_bottom(&room, line, gap), &grid);
    if (most.visits > 0) {
        say_busiest(layout, &room, most);
    }
    struct box column = cut_left(&room, names_width(layout), gap);
    add_weekdays(layout, column, &grid);
    add_hours(layout, cut_top(&room, line, 0), &grid);
    add_grid(layout, room, &grid);
    staff_lead(layout, LOOK_QUIET, &below, key);
}

/* What the grid takes at the least: its weekdays, the hours above them, and the
   texts above and below. */
static int past_height(const struct layout *layout, int width)
{
    const char *key = layout_word(layout, WORD_HOURS_KEY);
    return staff_lines(layout, 1) * (PANEL_WEEKDAYS + 3) +
           staff_height(layout, width, key) + 2 * staff_gap(layout);
}

/* On a very small glass in a week of many hours the days ahead stand alone:
   they are over soon, and the grid will be there again. */
void page_hours(struct layout *layout, struct box room)
{
    int ahead = week_height(layout, room.w);
    if (!layout->panel->ahead_known) {
        add_past(layout, room);
    } else if (!layout_upright(layout)) {
        week_add(layout, cut_right(&room, week_width(layout), 2 * layout->gap));
        add_past(layout, room);
    } else if (room.h - ahead - layout->gap < past_height(layout, room.w)) {
        week_add(layout, room);
    } else {
        week_add(layout, cut_bottom(&room, ahead, layout->gap));
        add_past(layout, room);
    }
}
