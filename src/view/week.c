/*
 * When the office is open today and on the seven days after, by the calendar
 * that the config has: somebody who knows better is to notice.
 */
#include <assert.h>
#include <string.h>

#include "view/pages.h"

/* Of a glass that lies: what is left is the grid's. */
enum { WIDTH_MOST_PERCENT = 42, OPEN_LINES = 2 };

static struct phrase name_of(const struct layout *layout, int32_t day)
{
    int weekday = WORD_MONDAY + hours_weekday(day);
    return phrase_of(
        layout, WORD_DAY_AHEAD,
        (struct figure[]){figure_text(layout_word(layout, (enum word)weekday)),
                          figure_short_date(layout, day)});
}

static void append(struct phrase *phrase, const char *text)
{
    size_t at = strlen(phrase->text);
    size_t length = strlen(text);
    assert(at + length < sizeof phrase->text);
    memcpy(phrase->text + at, text, length + 1);
}

struct phrase week_open(const struct layout *layout,
                        const struct hours_weekday *open)
{
    struct phrase phrase = {""};
    for (int i = 0; i < open->count; i++) {
        append(&phrase, i > 0 ? ", " : "");
        append(&phrase, figure_span(&open->spans[i]).text);
    }
    if (open->count == 0) {
        append(&phrase, layout_word(layout, WORD_SHUT));
    }
    return phrase;
}

static int name_width(const struct layout *layout)
{
    int width = 0;
    for (int i = 0; i < PANEL_AHEAD; i++) {
        struct phrase name = name_of(layout, layout->panel->ahead_day + i);
        width = px_most(width, staff_width(layout, name.text, WEIGHT_SEMIBOLD));
    }
    return width;
}

int week_width(const struct layout *layout)
{
    int most = layout_room(layout).w * WIDTH_MOST_PERCENT / 100;
    int width = 0;
    for (int i = 0; i < PANEL_AHEAD; i++) {
        struct phrase open = week_open(layout, &layout->panel->ahead[i].open);
        width = px_most(width, staff_width(layout, open.text, WEIGHT_SEMIBOLD));
    }
    return px_least(name_width(layout) + layout->gap + width, most);
}

/* The lines that the hours of a day take in a column of this width. */
static int lines_of(const struct layout *layout, const char *open, int width)
{
    struct fit fit = staff_fit(layout, ALIGN_LEFT);
    struct box room = {0, 0, width, layout->params->height_px};
    fit.most = OPEN_LINES;
    fit.least_px = fit.em_px;
    fit.weight = WEIGHT_SEMIBOLD;
    int lines = layout_try(layout, room, open, &fit);
    return lines > 0 ? lines : OPEN_LINES;
}

static int day_height(const struct layout *layout, int at, int width)
{
    struct phrase open = week_open(layout, &layout->panel->ahead[at].open);
    int column = width - name_width(layout) - layout->gap;
    return staff_lines(layout, lines_of(layout, open.text, column));
}

int week_height(const struct layout *layout, int width)
{
    int h = staff_height(layout, width, layout_word(layout, WORD_AHEAD)) +
            staff_gap(layout);
    for (int i = 0; i < PANEL_AHEAD; i++) {
        h += day_height(layout, i, width);
    }
    return h;
}

static void add_day(struct layout *layout, struct box box, int at)
{
    const struct panel_ahead *day = &layout->panel->ahead[at];
    struct phrase name = name_of(layout, layout->panel->ahead_day + at);
    struct phrase open = week_open(layout, &day->open);
    struct fit fit = staff_fit(layout, ALIGN_LEFT);
    enum look look = day->unusual ? LOOK_TITLE : LOOK_TEXT;
    struct box column = cut_left(&box, name_width(layout), layout->gap);
    staff_words(layout, look, cut_top(&column, staff_lines(layout, 1), 0),
                name.text, ALIGN_LEFT);
    fit.most = OPEN_LINES;
    fit.weight = day->unusual ? WEIGHT_SEMIBOLD : WEIGHT_REGULAR;
    layout_words(layout, look, box, open.text, fit);
}

void week_add(struct layout *layout, struct box room)
{
    int air = room.h - week_height(layout, room.w);
    air = px_most(0, px_least(air / PANEL_AHEAD, staff_gap(layout)));
    staff_lead(layout, LOOK_TEXT, &room, layout_word(layout, WORD_AHEAD));
    for (int i = 0; i < PANEL_AHEAD; i++) {
        int h = day_height(layout, i, room.w);
        add_day(layout, cut_top(&room, h, air), i);
    }
}

struct phrase week_unusual(const struct layout *layout, int32_t day)
{
    struct figure name = figure_text(name_of(layout, day).text);
    return phrase_of(layout, day < 0 ? WORD_HOURS_USUAL : WORD_HOURS_UNUSUAL,
                     &name);
}
