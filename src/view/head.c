/*
 * The upper bar: logo, flower, name and promise from the left; the keys for
 * speech and language on the right, where these are not below. When it gets
 * narrow, the speaker loses its word, then the logo goes, then name and
 * promise have lines of their own under the bar. Where height is what lacks,
 * all of it is one line.
 */
#include "view/bars.h"

static int logo_width(const struct layout *layout, int h)
{
    const struct view_params *params = layout->params;
    if (params->logo_width <= 0 || params->logo_height <= 0) {
        return 0;
    }
    double wide = (double)h * params->logo_width / params->logo_height;
    return wide < h ? h : wide > 3.0 * h ? 3 * h : (int)wide;
}

/* Takes a place of this width off the left or right of what is left. */
static struct box take_left(const struct layout *layout, struct box *rest,
                            int width)
{
    struct box box = {rest->x, rest->y, width, rest->h};
    rest->x += width + layout->gap;
    rest->w -= width + layout->gap;
    return box;
}

static struct box take_right(const struct layout *layout, struct box *rest,
                             int width)
{
    struct box box = {rest->x + rest->w - width, rest->y, width, rest->h};
    rest->w -= width + layout->gap;
    return box;
}

static int key_width(const struct layout *layout, enum bar_key key)
{
    struct key word = bars_key(layout, key, false);
    int least = key_least(layout, &word);
    int share = layout->params->width_px / 7;
    share = share > layout_px(layout, 44.0) ? share : layout_px(layout, 44.0);
    return least > share ? least : share;
}

static void plan_keys(const struct layout *layout, struct bars *bars,
                      struct box *rest, bool bare)
{
    if (bars_keys_down(layout)) {
        if (layout->thrift >= THRIFT_BAR && !bars_has(layout, BAR_DONE)) {
            bars->progress =
                take_right(layout, rest, bars_progress_least(layout));
        }
        return;
    }
    if (bars_has(layout, BAR_LANGUAGE)) {
        bars->keys[BAR_LANGUAGE] =
            take_right(layout, rest, key_width(layout, BAR_LANGUAGE));
    }
    if (bars_has(layout, BAR_SPEAK)) {
        int width = bare ? rest->h : key_width(layout, BAR_SPEAK);
        bars->bare[BAR_SPEAK] = bare;
        bars->keys[BAR_SPEAK] = take_right(layout, rest, width);
    }
}

/* What is left between the flower and the keys. */
static struct box plan_around(const struct layout *layout, struct bars *bars,
                              bool logo, bool bare)
{
    struct box rest = layout_top_bar(layout);
    int width = logo ? logo_width(layout, rest.h) : 0;
    bars->logo = (struct box){0};
    if (width > 0) {
        bars->logo = take_left(layout, &rest, width);
    }
    bars->flower = take_left(layout, &rest, rest.h);
    plan_keys(layout, bars, &rest, bare);
    return rest;
}

static int name_lines(const struct layout *layout, struct box room,
                      struct fit *fit)
{
    *fit = layout_small(layout, ALIGN_LEFT);
    fit->weight = WEIGHT_SEMIBOLD;
    fit->most = 2;
    return layout_try(layout, room,
                      layout->params->office_name[layout->language], fit);
}

/* Lying down, the promise stands under the name; upright, below the bar. */
static bool said_in(const struct layout *layout, struct box room)
{
    struct fit fit;
    if (layout_upright(layout) && layout->thrift < THRIFT_BAR) {
        return name_lines(layout, room, &fit) > 0;
    }
    struct box half = {room.x, room.y, room.w, room.h / 2};
    struct fit small = layout_small(layout, ALIGN_LEFT);
    return name_lines(layout, half, &fit) > 0 &&
           layout_try(layout, half, layout_word(layout, WORD_ANONYMOUS),
                      &small) > 0;
}

static int promise_below(const struct layout *layout, struct bars *bars, int y)
{
    struct box bar = layout_top_bar(layout);
    int h = layout_lines_height(layout_small(layout, ALIGN_LEFT).em_px, 1);
    bars->promise = (struct box){bar.x, y, bar.w, h};
    bars->promise_align = ALIGN_CENTER;
    return y + h;
}

static int name_below(const struct layout *layout, struct bars *bars, int y)
{
    struct box bar = layout_top_bar(layout);
    struct box room = {bar.x, y, bar.w, layout->params->height_px};
    struct fit fit;
    int lines = name_lines(layout, room, &fit);
    room.h = layout_lines_height(fit.em_px, lines > 0 ? lines : 1);
    bars->name = room;
    bars->name_align = ALIGN_CENTER;
    return promise_below(layout, bars, y + room.h);
}

/* Name to the left, promise to the right; the progress is left to the foot. */
static bool plan_one_line(const struct layout *layout, struct bars *bars)
{
    struct fit small = layout_small(layout, ALIGN_LEFT);
    struct box rest = layout_top_bar(layout);
    rest.h /= 2;
    bars->flower = take_left(layout, &rest, rest.h);
    int name =
        layout_width(layout, layout->params->office_name[layout->language],
                     WEIGHT_SEMIBOLD, small.least_px) +
        1;
    int promise = layout_width(layout, layout_word(layout, WORD_ANONYMOUS),
                               small.weight, small.least_px) +
                  1;
    bool corner =
        layout->screen == SCREEN_QUESTION && layout->thrift < THRIFT_CORNER;
    if (corner || layout->thrift < THRIFT_BAR || !foot_has_room(layout) ||
        name + layout->gap + promise > rest.w) {
        return false;
    }
    bars->promise = take_right(layout, &rest, promise);
    bars->promise_align = ALIGN_RIGHT;
    bars->name = rest;
    return true;
}

int head_plan(const struct layout *layout, struct bars *bars)
{
    struct box bar = layout_top_bar(layout);
    int below = bar.y + bar.h;
    int under = below + layout->gap;
    if (plan_one_line(layout, bars)) {
        return bars->flower.y + bars->flower.h;
    }
    struct box room = plan_around(layout, bars, true, false);
    if (!said_in(layout, room)) {
        room = plan_around(layout, bars, true, true);
    }
    if (!said_in(layout, room) && !layout_upright(layout)) {
        room = plan_around(layout, bars, false, true);
    }
    if (!said_in(layout, room)) {
        return name_below(layout, bars, under);
    }
    bars->name = room;
    if (layout_upright(layout) && layout->thrift < THRIFT_BAR) {
        return promise_below(layout, bars, under);
    }
    bars->name.h = room.h / 2;
    bars->promise = room;
    bars->promise.y += bars->name.h;
    bars->promise.h -= bars->name.h;
    return below;
}
