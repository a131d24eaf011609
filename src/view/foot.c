/*
 * The lower bar: the way back and the key for low reach on the left, the way
 * past on the right, and in the middle the progress, or the key that ends the
 * reasons. Speech and language join them where the keys are down. When it gets
 * narrow, an upright glass has a second row of keys above; then keys lose
 * their words: first those whose sign says it, then the arrows.
 */
#include <stddef.h>

#include "view/bars.h"
#include "view/cut.h"

#define ONE(key) (1u << (key))

static const unsigned few_bare = ONE(BAR_LOWER) | ONE(BAR_SPEAK);
static const unsigned many_bare =
    ONE(BAR_LOWER) | ONE(BAR_SPEAK) | ONE(BAR_BACK) | ONE(BAR_SKIP);
static const unsigned of_upper_row =
    ONE(BAR_LOWER) | ONE(BAR_SPEAK) | ONE(BAR_LANGUAGE);

struct row {
    struct box bar;
    unsigned keys;
    unsigned bare;
    int centre; /* the least width of what stands in the middle; 0: nothing */
    int want;   /* the width of a key, where there is room */
    int widths[BAR_KEYS];
    int spare;
};

static bool has(unsigned keys, int key)
{
    return (keys & ONE(key)) != 0;
}

/* The least that each key takes, and what is left of the bar then. */
static void measure(const struct layout *layout, struct row *row)
{
    int parts = row->centre > 0;
    row->spare = row->bar.w - row->centre;
    for (int i = 0; i < BAR_KEYS; i++) {
        if (has(row->keys, i)) {
            struct key key =
                bars_key(layout, (enum bar_key)i, has(row->bare, i));
            row->widths[i] = key_least(layout, &key);
            row->spare -= row->widths[i];
            parts++;
        }
    }
    row->spare -= (parts - 1) * layout->gap;
}

/* Keys with words are all as wide as is wanted, if that can be; else they share
   what is spare. */
static void widen(struct row *row)
{
    unsigned worded = row->keys & ~row->bare;
    int count = 0;
    int more = 0;
    bool alike = true;
    for (int i = 0; i < BAR_KEYS; i++) {
        if (has(worded, i)) {
            count++;
            more += row->want - row->widths[i];
            alike = alike && row->widths[i] <= row->want;
        }
    }
    alike = alike && more <= row->spare;
    for (int i = 0; i < BAR_KEYS; i++) {
        if (has(worded, i)) {
            int wanted = row->want - row->widths[i];
            int share = px_most(px_least(row->spare / count, wanted), 0);
            row->widths[i] += alike ? wanted : share;
        }
    }
}

/* Places the keys from both ends; what is left between them is returned. */
static struct box place_row(const struct layout *layout, struct row *row,
                            struct bars *bars)
{
    static const enum bar_key inwards[] = {BAR_BACK, BAR_LOWER,    BAR_SKIP,
                                           BAR_NA,   BAR_LANGUAGE, BAR_SPEAK};
    struct box rest = row->bar;
    widen(row);
    for (size_t i = 0; i < sizeof inwards / sizeof inwards[0]; i++) {
        int key = (int)inwards[i];
        if (has(row->keys, key)) {
            int w = row->widths[key];
            bars->bare[key] = has(row->bare, key);
            bars->keys[key] = key < (int)BAR_DONE
                                  ? cut_left(&rest, w, layout->gap)
                                  : cut_right(&rest, w, layout->gap);
        }
    }
    return rest;
}

/* In the middle of the glass, where the keys beside it leave room there. */
static struct box centred(const struct layout *layout, struct box rest,
                          int width)
{
    int middle = layout->params->width_px / 2;
    int left = middle - rest.x;
    int right = rest.x + rest.w - middle;
    int half = px_least(left, right);
    return 2 * half >= width
               ? (struct box){middle - half, rest.y, 2 * half, rest.h}
               : rest;
}

static unsigned keys_below(const struct layout *layout)
{
    unsigned keys = 0;
    for (int i = 0; i < BAR_KEYS; i++) {
        bool up =
            (i == BAR_SPEAK || i == BAR_LANGUAGE) && !bars_keys_down(layout);
        if (bars_has(layout, (enum bar_key)i) && i != BAR_DONE && !up) {
            keys |= ONE(i);
        }
    }
    return keys;
}

static int centre_least(const struct layout *layout, bool progress)
{
    struct key done = bars_key(layout, BAR_DONE, false);
    int big = layout_px(layout, layout->thrift < THRIFT_BAR ? 44.0 : 26.0);
    return px_most(
        bars_has(layout, BAR_DONE) ? px_most(key_least(layout, &done), big) : 0,
        progress ? bars_progress_least(layout) : 0);
}

/* One way to have it: some keys bare, and in one row or in two. */
struct attempt {
    bool progress; /* among them */
    unsigned bare;
    bool two;
};

static void split(const struct layout *layout, struct attempt attempt,
                  struct row rows[2])
{
    struct box bar = layout_bottom_bar(layout);
    unsigned keys = keys_below(layout);
    unsigned upper = attempt.two ? keys & of_upper_row : 0;
    int parts = layout_upright(layout) ? 4 : 6;
    rows[0] = (struct row){.bar = bar,
                           .keys = keys & ~upper,
                           .bare = attempt.bare,
                           .centre = centre_least(layout, attempt.progress),
                           .want = bar.w / parts};
    bar.y -= bar.h + layout->gap;
    rows[1] = (struct row){.bar = bar,
                           .keys = upper,
                           .bare = attempt.bare,
                           .want = (bar.w - 2 * layout->gap) / 3};
    measure(layout, &rows[0]);
    measure(layout, &rows[1]);
}

/* The first way in which all find room; false, and the last, when none. */
static bool choose(const struct layout *layout, bool progress,
                   struct row rows[2])
{
    bool may_two = bars_keys_down(layout) && layout_upright(layout);
    const unsigned bares[] = {0, few_bare, many_bare};
    for (int i = 0; i < 6; i++) {
        struct attempt attempt = {progress, bares[i / 2], i % 2 == 1};
        if (attempt.two && !may_two) {
            continue;
        }
        split(layout, attempt, rows);
        if (rows[0].spare >= 0 && rows[1].spare >= 0) {
            return true;
        }
    }
    return false;
}

bool foot_has_room(const struct layout *layout)
{
    struct row rows[2];
    return choose(layout, true, rows);
}

int foot_plan(const struct layout *layout, struct bars *bars)
{
    struct box bar = layout_bottom_bar(layout);
    bool progress = bars->progress.w == 0;
    struct row rows[2];
    choose(layout, progress, rows);
    bool two = rows[1].keys != 0;
    struct box rest = place_row(layout, &rows[0], bars);
    if (two) {
        place_row(layout, &rows[1], bars);
    }
    bars->keys[BAR_DONE] = centred(layout, rest, rows[0].centre);
    if (progress) {
        bars->progress = bars->keys[BAR_DONE];
    }
    int end = progress ? bars->keys[BAR_DONE].x - layout->gap : rest.x + rest.w;
    rest.w = px_most(bars->keys[BAR_DONE].x - layout->gap - rest.x, 0);
    bars_clock_below(layout, bars, rest);
    /* Where the date shows there is nothing to go back to, and no reason. */
    rest = bars->keys[BAR_BACK];
    rest.w = bars->keys[BAR_LOWER].w > 0 ? rest.w : px_most(end - rest.x, 0);
    bars_clock_below(layout, bars, rest);
    return two ? rows[1].bar.y : bar.y;
}
