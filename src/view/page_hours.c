/*
 * Hour by weekday: when it is busy, and whether the terminal was ready then.
 * Only the hours from the first to the last that were open or used. Beside it,
 * or below on an upright glass, the days ahead.
 */
#include "view/pages.h"

struct grid_hours {
    int from, to; /* from <= hour < to */
};

static bool matters(const struct panel_cell *cell)
{
    return cell->open_min > 0 || cell->visits > 0;
}

static struct grid_hours find_hours(const struct panel *panel)
{
    struct grid_hours hours = {PANEL_HOURS, 0};
    for (int day = 0; day < PANEL_WEEKDAYS; day++) {
        for (int hour = 0; hour < PANEL_HOURS; hour++) {
            if (matters(&panel->cells[day][hour])) {
                hours.from = px_least(hour, hours.from);
                hours.to = px_most(hour + 1, hours.to);
            }
        }
    }
    return hours;
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

/* 0 for a cell of which nothing is to be told: it was closed. */
static int shade(const struct panel_cell *cell, int most)
{
    if (cell->visits > 0) {
        return 1 + (int)((int64_t)cell->visits * 999 / most);
    }
    return cell->open_min > 0 ? SCENE_NO_VALUE : 0;
}

static int coverage(const struct panel_cell *cell)
{
    return cell->open_min > 0 ? cell->ready_min * 1000 / cell->open_min
                              : SCENE_NO_VALUE;
}

static void add_grid(struct layout *layout, struct box box,
                     struct grid_hours hours, int most)
{
    const struct panel *panel = layout->panel;
    struct item *grid = layout_add(layout, LOOK_GRID, box);
    grid->columns = hours.to - hours.from;
    for (int i = 0; i < 2 * PANEL_WEEKDAYS; i++) {
        for (int hour = hours.from; hour < hours.to; hour++) {
            const struct panel_cell *cell =
                &panel->cells[i % PANEL_WEEKDAYS][hour];
            layout_value(layout, grid,
                         i < PANEL_WEEKDAYS ? shade(cell, most)
                                            : coverage(cell));
        }
    }
}

/* Above their columns, as many of them as find room. */
static void add_hours(struct layout *layout, struct box line,
                      struct grid_hours hours)
{
    int count = hours.to - hours.from;
    int step = 1;
    int least = staff_width(layout, "00 ", WEIGHT_REGULAR);
    while (step < count && line.w * step / count < least) {
        step++;
    }
    for (int i = 0; i + step <= count; i += step) {
        struct box first = cut_column(line, i, count, 0);
        struct box last = cut_column(line, i + step - 1, count, 0);
        struct figure hour = figure_whole(layout, hours.from + i);
        first.w = last.x + last.w - first.x;
        staff_words(layout, LOOK_QUIET, first, hour.text,
                    step > 1 ? ALIGN_LEFT : ALIGN_CENTER);
    }
}

static void add_weekdays(struct layout *layout, struct box column)
{
    int line = staff_lines(layout, 1);
    for (int day = 0; day < PANEL_WEEKDAYS; day++) {
        int from = column.h * day / PANEL_WEEKDAYS;
        int to = column.h * (day + 1) / PANEL_WEEKDAYS;
        struct box box = {column.x, column.y + from, column.w, to - from};
        staff_words(layout, LOOK_TEXT, cut_middle(box, line),
                    weekday(layout, day), ALIGN_LEFT);
    }
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

static void add_past(struct layout *layout, struct box room)
{
    struct grid_hours hours = find_hours(layout->panel);
    struct busiest most = find_busiest(layout->panel);
    const char *key = layout_word(layout, WORD_HOURS_KEY);
    if (hours.from >= hours.to) {
        staff_say(layout, room, layout_word(layout, WORD_FIGURES_NONE));
        return;
    }
    struct box below =
        cut_bottom(&room, staff_height(layout, room.w, key), staff_gap(layout));
    if (most.visits > 0) {
        say_busiest(layout, &room, most);
    }
    int names = 0;
    for (int day = 0; day < PANEL_WEEKDAYS; day++) {
        names = px_most(
            names, staff_width(layout, weekday(layout, day), WEIGHT_REGULAR));
    }
    struct box column = cut_left(&room, names, staff_gap(layout));
    int line = staff_lines(layout, 1);
    add_hours(layout, cut_top(&room, line, 0), hours);
    cut_top(&column, line, 0);
    add_weekdays(layout, column);
    add_grid(layout, room, hours, most.visits);
    staff_lead(layout, LOOK_QUIET, &below, key);
}

/* What the grid takes at the least: its weekdays, the hours above them, and the
   texts above and below. */
static int past_height(const struct layout *layout, int width)
{
    const char *key = layout_word(layout, WORD_HOURS_KEY);
    return staff_lines(layout, 1) * (PANEL_WEEKDAYS + 2) +
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
