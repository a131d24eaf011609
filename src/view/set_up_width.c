/*
 * The width of the picture, measured by what everybody carries: a card by
 * ISO/IEC 7810 (bank, identity) is 85.60 mm long and 53.98 high. The drawn one
 * begins at the left and grows to the right, so that a real one has only one
 * edge to be compared. While it grows, all else stays where it is.
 */
#include <math.h>

#include "view/set_up.h"
#include "view/staff.h"

#define CARD_MM      85.60
#define CARD_HIGH_MM 53.98
#define INCH_MM      25.4

enum { KEYS = 4, COARSE_MM = 10, FINE_MM = 1 };

static void add_card(struct layout *layout, struct box room)
{
    const struct view_params *params = layout->params;
    double px_of_mm = (double)params->width_px / layout->installer->width_mm;
    int w = (int)(CARD_MM * px_of_mm + 0.5);
    int h = (int)(CARD_HIGH_MM * px_of_mm + 0.5);
    struct box card = cut_middle(room, px_least(h, room.h));
    card.w = px_least(w, room.w);
    struct item *item = layout_add(layout, LOOK_CARD, card);
    struct fit fit = staff_fit(layout, ALIGN_CENTER);
    const char *length = layout_word(layout, WORD_CARD);
    fit.least_px = fit.em_px;
    item->words.y += card.h * 2 / 3;
    item->words.h = card.h / 3;
    /* A card that is far too short goes without. */
    if (layout_try(layout, item->words, length, &fit) > 0) {
        layout_text(layout, item, length, fit);
    }
}

/* Corner to corner, in tenths of an inch. */
static struct figure inches(const struct layout *layout)
{
    const struct view_params *params = layout->params;
    double slope = (double)params->height_px / params->width_px;
    double mm = layout->installer->width_mm * sqrt(1 + slope * slope);
    return figure_tenths(layout, (int)(mm / INCH_MM * 10 + 0.5));
}

static void add_measure(struct layout *layout, struct box room)
{
    struct phrase phrase = phrase_of(
        layout, WORD_WIDTH_IS,
        (struct figure[]){figure_whole(layout, layout->installer->width_mm),
                          inches(layout)});
    struct fit fit = staff_fit(layout, ALIGN_RIGHT);
    fit.weight = WEIGHT_SEMIBOLD;
    fit.most = 3;
    layout_words(layout, LOOK_TITLE, room, phrase.text, fit);
}

/* Where the room is scarce the card has it: it is what counts. */
static void add_told(struct layout *layout, struct box *body)
{
    int mm = layout->installer->told_mm;
    if (mm > 0 && layout->thrift == THRIFT_NONE) {
        struct figure figure = figure_whole(layout, mm);
        struct phrase phrase = phrase_of(layout, WORD_WIDTH_TOLD, &figure);
        int h = staff_height(layout, body->w, phrase.text);
        staff_words(layout, LOOK_QUIET, cut_bottom(body, h, layout->gap),
                    phrase.text, ALIGN_LEFT);
    }
}

static void add_keys(struct layout *layout, struct box row)
{
    static const struct {
        enum action_kind kind;
        int mm;
        const char *name;
        enum sign sign;
    } keys[KEYS] = {{ACTION_LESS, COARSE_MM, "10", SIGN_LESS_MUCH},
                    {ACTION_LESS, FINE_MM, "1", SIGN_LESS},
                    {ACTION_MORE, FINE_MM, "1", SIGN_MORE},
                    {ACTION_MORE, COARSE_MM, "10", SIGN_MORE_MUCH}};
    for (int i = 0; i < KEYS; i++) {
        struct key key = {.look = LOOK_BUTTON,
                          .sign = keys[i].sign,
                          .action = {keys[i].kind, keys[i].mm},
                          .bare = true};
        struct box box = cut_column(row, i, KEYS, staff_gap(layout));
        layout_id(layout, key_add(layout, box, &key), keys[i].name);
    }
}

void set_up_width(struct layout *layout, struct box body)
{
    set_up_say(
        layout, &body,
        &(struct set_up_words){.asks = layout_word(layout, WORD_WIDTH_ASK)});
    struct box row =
        cut_bottom(&body, layout_grow(layout, VIEW_KEY_MM, 0.09), layout->gap);
    int keys =
        KEYS * layout_px(layout, VIEW_KEY_MM) + (KEYS - 1) * staff_gap(layout);
    add_keys(layout,
             cut_left(&row, px_most(keys, row.w * 55 / 100), layout->gap));
    add_measure(layout, row);
    add_told(layout, &body);
    add_card(layout, body);
}
