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

int layout_reach_top(const struct layout *layout)
{
    int h = layout->params->height_px;
    int hundredths = layout_upright(layout) ? 55 : 50;
    return layout->flow->low_reach ? (h * hundredths + 99) / 100 : 0;
}

struct box layout_top_bar(const struct layout *layout)
{
    int two_lines =
        2 * layout_lines_height(layout_px(layout, VIEW_SMALL_EM_MM), 1);
    return (struct box){
        layout->margin, layout->margin,
        layout->params->width_px - 2 * layout->margin,
        layout->thrift < THRIFT_BAR ? layout_grow(layout, VIEW_KEY_MM, 0.075)
        : layout->thrift == THRIFT_BAR && layout->screen == SCREEN_QUESTION
            ? layout_px(layout, VIEW_KEY_MM)
            : two_lines};
}

struct box layout_bottom_bar(const struct layout *layout)
{
    int h = layout_grow(layout, VIEW_KEY_MM, 0.075);
    return (struct box){layout->margin,
                        layout->params->height_px - layout->margin - h,
                        layout->params->width_px - 2 * layout->margin, h};
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
    item->id = item->text;
    return item;
}

void layout_corner(struct layout *layout)
{
    int side = layout_px(layout, VIEW_KEY_MM);
    struct box box = {layout->margin, layout->margin, side, side};
    layout_add(layout, LOOK_TEXT, box)->action.kind = ACTION_STAFF;
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

void layout_say(struct layout *layout, struct item *item, const char *text)
{
    size_t length = strlen(text);
    if (claim(layout->scene, item, length)) {
        memcpy(layout->scene->texts + item->text, text, length + 1);
    }
}

void layout_id(struct layout *layout, struct item *item, const char *id)
{
    struct scene *scene = layout->scene;
    size_t size = strlen(id) + 1;
    if ((size_t)(SCENE_TEXT_MAX - scene->texts_length) < size) {
        scene->overfull = true;
        return;
    }
    memcpy(scene->texts + scene->texts_length, id, size);
    item->id = scene->texts_length;
    scene->texts_length += (int)size;
}

void layout_value(struct layout *layout, struct item *item, int value)
{
    struct scene *scene = layout->scene;
    if (scene->value_count == SCENE_VALUES_MAX) {
        scene->overfull = true;
        return;
    }
    if (item->value_count == 0) {
        item->values = scene->value_count;
    }
    scene->values[scene->value_count++] = (int16_t)value;
    item->value_count++;
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

struct item *layout_words(struct layout *layout, enum look look, struct box box,
                          const char *text, struct fit fit)
{
    struct item *item = layout_add(layout, look, box);
    layout_text(layout, item, text, fit);
    return item;
}

struct fit layout_small(const struct layout *layout, enum align align)
{
    return (struct fit){.em_px = layout_grow(layout, VIEW_SMALL_EM_MM, 0.026),
                        .least_px = layout_px(layout, VIEW_SMALL_EM_MM),
                        .most = 1,
                        .weight = WEIGHT_REGULAR,
                        .align = align};
}

int layout_width(const struct layout *layout, const char *text,
                 enum weight weight, int em_px)
{
    const struct view_measure *measure = &layout->params->measure;
    return measure->width_px(measure->context, weight, em_px, text,
                             (int)strlen(text));
}

const char *layout_word(const struct layout *layout, enum word word)
{
    return layout->params->words[layout->language].text[word];
}
