/*
 * Today's date and the time, quietly on the idle screen, where there is room
 * that nothing else wants: over each other at the right of the upper bar,
 * between the keys of the lower one, or where the key back stands later; an
 * upright glass, which has height to spare, has a line for them. There staff
 * are asked, too, to look at the clock.
 */
#include "view/bars.h"
#include "view/cut.h"
#include "view/dial.h"

/* Every question keeps the place free; the first alone shows them. */
static bool planned(const struct layout *layout)
{
    return layout->now != NULL && layout_asking(layout);
}

static bool idle(const struct layout *layout)
{
    return planned(layout) && layout->screen == SCREEN_QUESTION &&
           layout->flow->question == 0 && !layout->begun;
}

static struct fit fit_of(const struct layout *layout, enum align align)
{
    return layout_fit(layout, STYLE_SMALL, 1, align);
}

static int width_of(const struct layout *layout, const char *text)
{
    struct fit fit = fit_of(layout, ALIGN_LEFT);
    return layout_width(layout, text, fit.weight, fit.em_px);
}

static struct figure time_of(const struct layout *layout)
{
    return figure_time(layout, layout->now->minute);
}

/* With the weekday, or where that is too wide without. */
static struct figure date_of_width(const struct layout *layout, int width)
{
    struct figure date = dial_date(layout, layout->now->day);
    return width_of(layout, date.text) <= width
               ? date
               : figure_date(layout, layout->now->day);
}

/* In a room so high, if date and time stand in it over each other. */
static bool place(const struct layout *layout, struct bars *bars,
                  struct box room, enum align align)
{
    struct fit fit = fit_of(layout, align);
    int line = layout_lines_height(fit.em_px, 1);
    int w = px_most(width_of(layout, date_of_width(layout, room.w).text),
                    width_of(layout, time_of(layout).text));
    if (room.w < w || room.h < layout_lines_height(fit.least_px, 2)) {
        return false;
    }
    bars->hour = cut_middle(room, px_least(room.h, 3 * line));
    bars->date = cut_top(&bars->hour, bars->hour.h / 2, 0);
    bars->clock_align = align;
    return true;
}

void bars_clock_above(const struct layout *layout, struct bars *bars,
                      struct box *room, int words)
{
    struct box rest = *room;
    if (!planned(layout) || !layout->now->shown) {
        return;
    }
    int w = px_most(width_of(layout, dial_date(layout, layout->now->day).text),
                    width_of(layout, time_of(layout).text));
    struct box right = cut_right(&rest, w, 2 * layout->gap);
    if (rest.w >= words && place(layout, bars, right, ALIGN_RIGHT)) {
        *room = rest;
    }
}

void bars_clock_below(const struct layout *layout, struct bars *bars,
                      struct box room)
{
    if (planned(layout) && layout->now->shown && bars->date.w == 0) {
        (void)place(layout, bars, room, ALIGN_LEFT);
    }
}

/* A date that found no other place, on a glass that has height to spare. */
static bool has_line(const struct layout *layout, const struct bars *bars)
{
    return layout->now->shown && bars->date.w == 0 && layout_upright(layout);
}

/* The line that asks staff is kept free where nobody is asked: a clock that is
   in doubt, or no longer, moves nothing. */
int bars_clock_lines(const struct layout *layout, const struct bars *bars)
{
    return planned(layout) && layout->spare ? has_line(layout, bars) + 1 : 0;
}

bool bars_clock_asks(const struct layout *layout, const struct bars *bars)
{
    return idle(layout) && layout->now->ask && bars->line.w == 0;
}

static void add_line(struct layout *layout, struct box *rest, enum word word,
                     const struct figure *figures)
{
    struct fit fit = fit_of(layout, ALIGN_CENTER);
    layout_words(layout, LOOK_QUIET,
                 cut_top(rest, layout_lines_height(fit.em_px, 1), 0),
                 phrase_of(layout, word, figures).text, fit);
}

void bars_clock_add(struct layout *layout, const struct bars *bars)
{
    struct box rest = bars->line;
    if (!idle(layout)) {
        return;
    }
    if (rest.w > 0 && has_line(layout, bars)) {
        add_line(layout, &rest, WORD_NOW_SHOWN,
                 (struct figure[]){dial_date(layout, layout->now->day),
                                   time_of(layout)});
    }
    if (rest.w > 0 && layout->now->ask) {
        add_line(layout, &rest, WORD_CLOCK_STAFF, NULL);
    }
    if (bars->date.w > 0) {
        layout_words(layout, LOOK_QUIET, bars->date,
                     date_of_width(layout, bars->date.w).text,
                     fit_of(layout, bars->clock_align));
        layout_words(layout, LOOK_QUIET, bars->hour, time_of(layout).text,
                     fit_of(layout, bars->clock_align));
    }
}
