/*
 * The reasons of a low answer: what was not good? Up to six keys that stay
 * chosen, in columns; whoever chose, or did not, is done with one big key.
 */
#include "view/asking.h"
#include "view/bars.h"
#include "view/cut.h"
#include "view/screens.h"

struct grid {
    int count, columns, rows;
    int gap;
    int w, h;  /* of a key */
    int lines; /* the most that one takes */
    struct fit fit;
};

static const struct form_question *asked(const struct layout *layout)
{
    return sheet_question(layout->params->sheet, layout->flow->question);
}

static const char *reason_text(const struct layout *layout, int index)
{
    return asked(layout)->reasons[index].text[layout->language];
}

static int tick_side(const struct fit *fit)
{
    return fit->em_px * 3 / 2;
}

static int padding(const struct layout *layout)
{
    return layout_px(layout, layout->thrift == THRIFT_NONE ? 4.0 : 2.0);
}

/* Where the words of a key stand: behind the tick box. */
static struct box words_of(const struct layout *layout, struct box box,
                           const struct fit *fit)
{
    int pad = padding(layout);
    int left = pad + tick_side(fit) + fit->em_px / 2;
    return (struct box){box.x + left, box.y, box.w - left - pad, box.h};
}

static bool fit_words(const struct layout *layout, struct grid *grid)
{
    const char *texts[FORM_REASONS_MAX];
    struct box key = {0, 0, grid->w, layout->params->height_px};
    struct box words = words_of(layout, key, &grid->fit);
    for (int i = 0; i < grid->count; i++) {
        texts[i] = reason_text(layout, i);
    }
    int lines = layout_alike(layout, words, texts, grid->count, &grid->fit);
    grid->lines = px_most(lines, 1);
    return lines > 0;
}

/* All keys are alike: as high as the one with the most lines. */
static int least_height(const struct layout *layout, const struct grid *grid)
{
    int em = grid->fit.em_px;
    return px_most(layout_lines_height(em, grid->lines) + em / 3,
                   layout_px(layout, VIEW_KEY_MM));
}

static int grid_height(const struct grid *grid)
{
    return grid->rows * grid->h + (grid->rows - 1) * grid->gap;
}

static bool plan_columns(const struct layout *layout, struct box room,
                         int columns, struct grid *grid)
{
    grid->columns = px_least(columns, grid->count);
    grid->rows = (grid->count + grid->columns - 1) / grid->columns;
    grid->w = (room.w - (columns - 1) * grid->gap) / columns;
    grid->fit = layout_fit(layout, STYLE_LABEL, 2, ALIGN_LEFT);
    bool fits = fit_words(layout, grid);
    grid->h = least_height(layout, grid);
    return fits && grid_height(grid) <= room.h;
}

/* Upright as few columns as the height allows, lying down as many as the
   words do; four keys make a square. */
static struct grid plan_grid(const struct layout *layout, struct box room)
{
    static const int wanted[][3] = {{1, 2, 3}, {3, 2, 1}, {2, 3, 1}};
    struct grid grid = {.count = asked(layout)->reason_count,
                        .gap = layout->gap};
    const int *columns = wanted[layout_upright(layout) ? 0
                                : grid.count == 4      ? 2
                                                       : 1];
    if (grid.count == 0) {
        return grid;
    }
    bool fits = false;
    for (int i = 0; i < 3 && !fits; i++) {
        fits = plan_columns(layout, room, columns[i], &grid);
    }
    if (!fits) {
        plan_columns(layout, room, columns[0], &grid);
    }
    int grown = layout_grow(layout, VIEW_KEY_MM, 0.125);
    int share = (room.h + grid.gap) / grid.rows - grid.gap;
    grid.h = px_most(px_least(grown, share), grid.h);
    return grid;
}

static void add_choice(struct layout *layout, const struct grid *grid,
                       int index, struct box box)
{
    struct item *item = layout_add(layout, LOOK_CHOICE, box);
    int side = tick_side(&grid->fit);
    item->action = (struct action){ACTION_REASON, index};
    item->art.x += padding(layout);
    item->art.w = side;
    item->art = cut_square(item->art, side);
    item->words = words_of(layout, box, &grid->fit);
    layout_text(layout, item, reason_text(layout, index), grid->fit);
    layout_id(layout, item, asked(layout)->reasons[index].id);
}

static void add_grid(struct layout *layout, const struct grid *grid,
                     struct box room)
{
    int width = grid->columns * grid->w + (grid->columns - 1) * grid->gap;
    int left = room.x + (room.w - width) / 2;
    for (int i = 0; i < grid->count; i++) {
        struct box box = {left + i % grid->columns * (grid->w + grid->gap),
                          room.y + i / grid->columns * (grid->h + grid->gap),
                          grid->w, grid->h};
        add_choice(layout, grid, i, box);
    }
}

struct asking {
    struct title title;
    struct fit hint;
    int hint_h;
};

static struct asking plan_asking(const struct layout *layout, struct box room)
{
    struct asking asking = {
        .hint = layout_fit(layout, STYLE_SMALL, 2, ALIGN_CENTER)};
    asking.hint_h = layout_height(
        layout, room, layout_word(layout, WORD_REASONS_HINT), &asking.hint);
    room.h -= asking.hint_h + layout->gap / 2;
    asking.title = title_plan(layout, room);
    return asking;
}

static int asking_height(const struct layout *layout,
                         const struct asking *asking)
{
    return title_height(&asking->title) + layout->gap / 2 + asking->hint_h;
}

static void add_asking(struct layout *layout, const struct asking *asking,
                       struct box room)
{
    room.y = title_add(layout, &asking->title, room) + layout->gap / 2;
    room.h = asking->hint_h;
    layout_words(layout, LOOK_QUIET, room,
                 layout_word(layout, WORD_REASONS_HINT), asking->hint);
}

void screen_reasons(struct layout *layout)
{
    struct bars bars = bars_plan(layout);
    struct box upper = bars.middle;
    struct box lower = bars.middle;
    int reach = layout_reach_top(layout);
    if (reach > 0) {
        upper.h = reach - layout->gap - upper.y;
    }
    struct asking asking = plan_asking(layout, upper);
    int asked_h = asking_height(layout, &asking);
    int top = reach > 0 ? reach : upper.y + asked_h + layout->gap;
    lower.h -= top - lower.y;
    lower.y = top;
    struct grid grid = plan_grid(layout, lower);
    int spare = px_most(lower.h - grid_height(&grid), 0);
    if (reach > 0) {
        upper.y += (upper.h - asked_h) / 2;
        lower.y += spare / 2;
    } else {
        upper.y += spare * 3 / 10;
        lower.y += spare * 55 / 100;
    }
    add_asking(layout, &asking, upper);
    add_grid(layout, &grid, lower);
    bars_add(layout, &bars);
}
