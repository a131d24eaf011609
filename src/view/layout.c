#include "view/layout.h"

#include <string.h>

#include "view/lines.h"

int layout_px(const struct layout *layout, double mm)
{
    double px = mm * layout->params->width_px / layout->width_mm;
    int whole = (int)px;
    return whole + (px > whole);
}

int layout_grow(const struct layout *layout, double mm, double share)
{
    int w = layout->params->width_px;
    int h = layout->params->height_px;
    int grown = (int)((w < h ? w : h) * share);
    int least = layout_px(layout, mm);
    return grown > least ? grown : least;
}

bool layout_upright(const struct layout *layout)
{
    return layout->params->height_px > layout->params->width_px;
}

struct box layout_top_bar(const struct layout *layout)
{
    return (struct box){layout->margin, layout->margin,
                        layout->params->width_px - 2 * layout->margin,
                        layout_grow(layout, VIEW_KEY_MM, 0.075)};
}

struct box layout_bottom_bar(const struct layout *layout)
{
    struct box bar = layout_top_bar(layout);
    bar.y = layout->params->height_px - layout->margin - bar.h;
    return bar;
}

struct item *layout_add(struct layout *layout, enum look look, struct box box)
{
    struct scene *scene = layout->scene;
    if (scene->count == SCENE_ITEMS_MAX) {
        scene->overfull = true;
        scene->count--;
    }
    struct item *item = &scene->items[scene->count++];
    *item = (struct item){.box = box, .look = look, .words = box, .art = box};
    item->text = scene->texts_length - 1; /* the end of the last: empty */
    return item;
}

int layout_lines_height(int em_px, int lines)
{
    return em_px * 3 * lines / 2;
}

/* Puts a text of this many bytes at the item; false when there is no room. */
static bool claim(struct scene *scene, struct item *item, size_t length)
{
    if ((size_t)(SCENE_TEXT_MAX - scene->texts_length) < length + 1) {
        scene->overfull = true;
        return false;
    }
    item->text = scene->texts_length;
    scene->texts_length += (int)length + 1;
    return true;
}

static int break_at(const struct layout *layout, struct box room,
                    const char *text, struct fit fit)
{
    struct scene *scene = layout->scene;
    int lines = room.h / layout_lines_height(fit.em_px, 1);
    struct lines_params params = {
        .measure = &layout->params->measure,
        .type = {fit.em_px, fit.weight, fit.align},
        .width_px = room.w,
        .most = lines < fit.most ? lines : fit.most,
    };
    return lines_break(&params, text, scene->texts + scene->texts_length,
                       (size_t)(SCENE_TEXT_MAX - scene->texts_length));
}

int layout_try(const struct layout *layout, struct box room, const char *text,
               struct fit *fit)
{
    for (;;) {
        int lines = break_at(layout, room, text, *fit);
        if (lines > 0 || fit->em_px <= fit->least_px) {
            return lines;
        }
        /* Few sizes, not every pixel: each is a font to be opened. */
        int smaller = fit->em_px * 7 / 8;
        fit->em_px = smaller > fit->least_px ? smaller : fit->least_px;
    }
}

int layout_text(struct layout *layout, struct item *item, const char *text,
                struct fit fit)
{
    struct scene *scene = layout->scene;
    size_t length = strlen(text);
    int lines = layout_try(layout, item->words, text, &fit);
    item->type = (struct type){fit.em_px, fit.weight, fit.align};
    /* The broken text already stands where it is claimed. */
    if (!claim(scene, item, length)) {
        return 1;
    }
    if (lines == 0) {
        memcpy(scene->texts + item->text, text, length + 1);
        if (scene->misfit < 0) {
            scene->misfit = (int)(item - scene->items);
        }
        return 1;
    }
    return lines;
}

/* The sign takes a square at the key's edge; the word has what is left. */
static void place_sign(const struct layout *layout, struct item *item)
{
    int side = layout_px(layout, VIEW_LABEL_EM_MM);
    int pad = (item->words.x - item->box.x);
    bool behind = item->sign == SIGN_FORWARD;
    item->art = (struct box){
        behind ? item->box.x + item->box.w - pad - side : item->box.x + pad,
        item->box.y + (item->box.h - side) / 2, side, side};
    item->words.w -= side;
    if (!behind) {
        item->words.x += side;
    }
}

struct item *layout_key(struct layout *layout, struct box box,
                        const struct key *key)
{
    struct item *item = layout_add(layout, key->look, box);
    int pad = layout_px(layout, 3.0);
    item->action = key->action;
    item->sign = key->sign;
    item->words.x += pad;
    item->words.w -= 2 * pad;
    if (key->sign != SIGN_NONE) {
        place_sign(layout, item);
    }
    struct fit fit = {
        .em_px = layout_grow(layout, VIEW_LABEL_EM_MM, 0.034),
        .least_px = layout_px(layout, VIEW_SMALL_EM_MM),
        .most = 1,
        .weight = WEIGHT_SEMIBOLD,
        .align = ALIGN_CENTER,
    };
    if (fit.em_px < box.h * 3 / 10) {
        fit.em_px = box.h * 3 / 10; /* a large key has large words */
    }
    layout_text(layout, item, key->text, fit);
    return item;
}

const char *layout_word(const struct layout *layout, enum word word)
{
    return layout->params->words[layout->language].text[word];
}
