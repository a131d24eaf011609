#include "view/key.h"

#include "view/cut.h"

struct key key_of(const struct layout *layout, enum look look,
                  enum action_kind kind, enum word word)
{
    return (struct key){
        .look = look, .action = {kind, 0}, .text = layout_word(layout, word)};
}

static int padding(const struct layout *layout)
{
    return layout_px(layout, layout->thrift < THRIFT_BAR ? 3.0 : 1.5);
}

/* Pictures of things need more room than arrows to be read. */
static int sign_side(enum sign sign, int em_px)
{
    switch (sign) {
    case SIGN_NONE: return 0;
    case SIGN_SPEAKER:
    case SIGN_LOWER:
    case SIGN_RAISE: return em_px * 4 / 3;
    default: return em_px * 11 / 10;
    }
}

/* What the sign takes off the room of the word. */
static int sign_room(enum sign sign, int em_px)
{
    return sign == SIGN_NONE ? 0 : sign_side(sign, em_px) + em_px * 2 / 5;
}

int key_least(const struct layout *layout, const struct key *key)
{
    int em = layout_px(layout, VIEW_SMALL_EM_MM);
    int least = layout_px(layout, VIEW_KEY_MM);
    int width = 2 * padding(layout) + sign_room(key->sign, em) +
                layout_width(layout, key->text, WEIGHT_SEMIBOLD, em);
    return key->bare ? least : px_most(width, least);
}

static struct fit word_fit(const struct layout *layout, struct box box,
                           const struct key *key)
{
    struct fit fit = layout_fit(layout, STYLE_KEY, 1, ALIGN_CENTER);
    /* A large key has large words. */
    fit.em_px = px_most(fit.em_px, box.h * 3 / 10);
    if (key->em_px > 0) {
        fit.em_px = px_least(fit.em_px, key->em_px);
        fit.least_px = px_least(fit.least_px, fit.em_px);
    }
    return fit;
}

/* Lowers the em until sign and word fit beside each other. */
static void fit_word(const struct layout *layout, struct box room,
                     const struct key *key, struct fit *fit)
{
    for (;;) {
        struct fit here = *fit;
        struct box words = room;
        here.least_px = here.em_px;
        words.w -= sign_room(key->sign, here.em_px);
        if (layout_try(layout, words, key->text, &here) > 0 ||
            fit->em_px <= fit->least_px) {
            break;
        }
        fit->em_px = px_most(fit->em_px * 7 / 8, fit->least_px);
    }
    fit->least_px = fit->em_px;
}

int key_em(const struct layout *layout, struct box box, const struct key *key)
{
    struct fit fit = word_fit(layout, box, key);
    box.x += padding(layout);
    box.w -= 2 * padding(layout);
    fit_word(layout, box, key, &fit);
    return fit.em_px;
}

static struct box square(struct box within, int x, int side)
{
    return (struct box){x, within.y + (within.h - side) / 2, side, side};
}

/* Sign and word as one group in the middle of the key. */
static void set_group(const struct layout *layout, struct item *item,
                      const struct key *key, struct fit *fit)
{
    struct box room = item->words;
    int side = sign_side(key->sign, fit->em_px);
    int text = layout_width(layout, key->text, fit->weight, fit->em_px);
    int reserve = sign_room(key->sign, fit->em_px);
    int left = room.x + px_most(room.w - text - reserve, 0) / 2;
    if (key->sign == SIGN_FORWARD) {
        item->art = square(room, left + text + reserve - side, side);
        fit->align = ALIGN_RIGHT;
        item->words.w = left - room.x + text;
    } else {
        item->art = square(room, left, side);
        fit->align = ALIGN_LEFT;
        item->words.x = left + reserve;
        item->words.w = room.x + room.w - item->words.x;
    }
}

struct item *key_add(struct layout *layout, struct box box,
                     const struct key *key)
{
    struct item *item = layout_add(layout, key->look, box);
    item->action = key->action;
    item->sign = key->sign;
    if (key->bare) {
        item->art = cut_square(box, cut_side(box) * 11 / 20);
        return item;
    }
    struct fit fit = word_fit(layout, box, key);
    item->words.x += padding(layout);
    item->words.w -= 2 * padding(layout);
    fit_word(layout, item->words, key, &fit);
    if (key->sign != SIGN_NONE) {
        set_group(layout, item, key, &fit);
    }
    layout_text(layout, item, key->text, fit);
    return item;
}

struct item *key_choice(struct layout *layout, struct box box,
                        const struct key *key)
{
    struct fit fit = layout_fit(layout, STYLE_KEY, 2, ALIGN_LEFT);
    fit.em_px = layout_px(layout, VIEW_LABEL_EM_MM);
    struct item *item = layout_add(layout, key->look, box);
    int side = fit.em_px * 4 / 3;
    int left = padding(layout) + side + fit.em_px / 2;
    item->action = key->action;
    item->art = square(box, box.x + padding(layout), side);
    cut_left(&item->words, left, 0);
    item->words.w -= padding(layout);
    /* Smaller words on one line stand better in a key than two that fill it. */
    struct fit line = fit;
    line.most = 1;
    if (layout_try(layout, item->words, key->text, &line) > 0) {
        fit = line;
    } else {
        fit.em_px = fit.least_px;
    }
    layout_text(layout, item, key->text, fit);
    return item;
}
