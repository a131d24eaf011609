/*
 * The upper bar: logo, flower, name and promise from the left; the keys for
 * speech and language on the right, where these are not below. When it gets
 * narrow, the speaker loses its word, then the logo goes, then name and
 * promise have lines of their own under the bar. Where height is what lacks,
 * all of it is one line.
 */
#include "view/bars.h"
#include "view/cut.h"

static int logo_width(const struct layout *layout, int h)
{
    const struct view_params *params = layout->params;
    if (params->logo_width <= 0 || params->logo_height <= 0) {
        return 0;
    }
    double wide = (double)h * params->logo_width / params->logo_height;
    return wide < h ? h : wide > 3.0 * h ? 3 * h : (int)wide;
}

static int key_width(const struct layout *layout, enum bar_key key)
{
    struct key word = bars_key(layout, key, false);
    int share = px_most(layout->params->width_px / 7, layout_px(layout, 44.0));
    return px_most(key_least(layout, &word), share);
}

static void plan_keys(const struct layout *layout, struct bars *bars,
                      struct box *rest, bool bare)
{
    if (bars_keys_down(layout)) {
        if (layout->thrift >= THRIFT_BAR) {
            bars->progress =
                cut_right(rest, bars_progress_least(layout), layout->gap);
        }
        return;
    }
    if (bars_has(layout, BAR_LANGUAGE)) {
        bars->keys[BAR_LANGUAGE] =
            cut_right(rest, key_width(layout, BAR_LANGUAGE), layout->gap);
    }
    if (bars_has(layout, BAR_SPEAK)) {
        int width = bare ? rest->h : key_width(layout, BAR_SPEAK);
        bars->bare[BAR_SPEAK] = bare;
        bars->keys[BAR_SPEAK] = cut_right(rest, width, layout->gap);
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
        bars->logo = cut_left(&rest, width, layout->gap);
    }
    bars->flower = cut_left(&rest, rest.h, layout->gap);
    plan_keys(layout, bars, &rest, bare);
    return rest;
}

static const char *name_of(const struct layout *layout)
{
    return layout->params->office_name[layout->language];
}

static struct fit name_fit(const struct layout *layout)
{
    struct fit fit = layout_far(layout, 2, ALIGN_LEFT);
    fit.weight = WEIGHT_SEMIBOLD;
    return fit;
}

/* The width that name and promise take on a line each, as large as they get. */
static int words_width(const struct layout *layout)
{
    int em = name_fit(layout).em_px;
    return px_most(layout_width(layout, name_of(layout), WEIGHT_SEMIBOLD, em),
                   layout_width(layout, layout_word(layout, WORD_ANONYMOUS),
                                WEIGHT_REGULAR, em));
}

/* Lying down, the promise stands under the name; upright, below the bar. */
static bool said_in(const struct layout *layout, struct box room)
{
    struct fit name = name_fit(layout);
    if (layout_upright(layout) && layout->thrift < THRIFT_BAR) {
        return layout_try(layout, room, name_of(layout), &name) > 0;
    }
    struct box half = cut_top(&room, room.h / 2, 0);
    struct fit small = layout_far(layout, 1, ALIGN_LEFT);
    return layout_try(layout, half, name_of(layout), &name) > 0 &&
           layout_try(layout, half, layout_word(layout, WORD_ANONYMOUS),
                      &small) > 0;
}

static int promise_below(const struct layout *layout, struct bars *bars, int y)
{
    struct fit fit = layout_far(layout, 2, ALIGN_LEFT);
    struct box room = layout_room(layout);
    room.y = y;
    room.h = layout->params->height_px;
    room.h =
        layout_height(layout, room, layout_word(layout, WORD_ANONYMOUS), &fit);
    bars->promise = room;
    bars->promise_align = ALIGN_CENTER;
    return y + bars->promise.h;
}

static int name_below(const struct layout *layout, struct bars *bars, int y)
{
    struct box bar = layout_top_bar(layout);
    struct box room = {bar.x, y, bar.w, layout->params->height_px};
    struct fit fit = name_fit(layout);
    room.h = layout_height(layout, room, name_of(layout), &fit);
    bars->name = room;
    bars->name_align = ALIGN_CENTER;
    return promise_below(layout, bars, y + room.h);
}

/* Name to the left, promise to the right; the progress is left to the foot. */
static bool plan_one_line(const struct layout *layout, struct bars *bars)
{
    struct fit small = layout_far(layout, 1, ALIGN_LEFT);
    struct box rest = layout_top_bar(layout);
    rest.h /= 2;
    bars->flower = cut_left(&rest, rest.h, layout->gap);
    int name =
        layout_width(layout, name_of(layout), WEIGHT_SEMIBOLD, small.least_px);
    int promise = layout_width(layout, layout_word(layout, WORD_ANONYMOUS),
                               small.weight, small.least_px);
    if (layout->thrift < THRIFT_CORNER || !foot_has_room(layout) ||
        name + layout->gap + promise > rest.w) {
        return false;
    }
    bars->promise = cut_right(&rest, promise, layout->gap);
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
    bars_clock_above(layout, bars, &room, words_width(layout));
    bars->name = room;
    if (layout_upright(layout) && layout->thrift < THRIFT_BAR) {
        return promise_below(layout, bars, under);
    }
    bars->name = cut_top(&room, room.h / 2, 0);
    bars->promise = room;
    return below;
}
