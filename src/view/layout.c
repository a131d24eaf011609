#include "view/layout.h"

#include <string.h>

#include "view/cut.h"
#include "view/lines.h"

int layout_px(const struct layout *layout, double mm)
{
    double px = mm * layout->params->width_px / layout->width_mm;
    int whole = (int)px;
    return whole + (px > whole);
}

int layout_grow(const struct layout *layout, double mm, double share)
{
    const struct view_params *params = layout->params;
    int shorter = px_least(params->width_px, params->height_px);
    return px_most((int)(shorter * share), layout_px(layout, mm));
}

bool layout_upright(const struct layout *layout)
{
    return layout->params->height_px > layout->params->width_px;
}

int layout_reach_top(const struct layout *layout)
{
    int h = layout->params->height_px;
    int hundredths = layout_upright(layout) ? 55 : 50;
    return layout->low ? (h * hundredths + 99) / 100 : 0;
}

bool layout_asking(const struct layout *layout)
{
    return layout->screen == SCREEN_QUESTION ||
           layout->screen == SCREEN_REASONS;
}

struct box layout_room(const struct layout *layout)
{
    const struct view_params *params = layout->params;
    return (struct box){layout->margin, layout->margin,
                        params->width_px - 2 * layout->margin,
                        params->height_px - 2 * layout->margin};
}

struct box layout_top_bar(const struct layout *layout)
{
    int two_lines =
        layout_lines_height(layout_far(layout, 1, ALIGN_LEFT).em_px, 2);
    struct box bar = layout_room(layout);
    bar.h = two_lines;
    if (layout->thrift < THRIFT_BAR) {
        bar.h = layout_grow(layout, VIEW_KEY_MM, 0.075);
        bar.h = layout_upright(layout) ? bar.h : px_most(bar.h, two_lines);
    } else if (layout->thrift == THRIFT_BAR) {
        bar.h = px_most(two_lines, layout_px(layout, VIEW_KEY_MM));
    }
    return bar;
}

struct box layout_bottom_bar(const struct layout *layout)
{
    struct box room = layout_room(layout);
    return cut_bottom(&room, layout_grow(layout, VIEW_KEY_MM, 0.075), 0);
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

/* A place for a text of so many bytes; false when there is no room. */
static bool claim(struct scene *scene, size_t size, int *place)
{
    if ((size_t)(SCENE_TEXT_MAX - scene->texts_length) < size) {
        scene->overfull = true;
        return false;
    }
    *place = scene->texts_length;
    scene->texts_length += (int)size;
    return true;
}

static void put(struct scene *scene, const char *text, int *place)
{
    size_t size = strlen(text) + 1;
    if (claim(scene, size, place)) {
        memcpy(scene->texts + *place, text, size);
    }
}

void layout_say(struct layout *layout, struct item *item, const char *text)
{
    put(layout->scene, text, &item->text);
}

void layout_id(struct layout *layout, struct item *item, const char *id)
{
    put(layout->scene, id, &item->id);
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
        .most = px_least(lines, fit.most),
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
        fit->em_px = px_most(fit->em_px * 7 / 8, fit->least_px);
    }
}

int layout_height(const struct layout *layout, struct box room,
                  const char *text, struct fit *fit)
{
    int lines = layout_try(layout, room, text, fit);
    fit->least_px = fit->em_px;
    return layout_lines_height(fit->em_px, px_most(lines, 1));
}

int layout_alike(const struct layout *layout, struct box room,
                 const char *const *texts, int count, struct fit *fit)
{
    int most = 1;
    bool all = true;
    /* A later text may have lowered the em: then others take fewer lines. */
    for (int pass = 0; pass < 2; pass++) {
        most = 1;
        for (int i = 0; i < count; i++) {
            int lines = layout_try(layout, room, texts[i], fit);
            most = px_most(lines, most);
            all = all && lines > 0;
        }
    }
    fit->least_px = fit->em_px;
    return all ? most : 0;
}

int layout_text(struct layout *layout, struct item *item, const char *text,
                struct fit fit)
{
    struct scene *scene = layout->scene;
    size_t size = strlen(text) + 1;
    int lines = layout_try(layout, item->words, text, &fit);
    item->type = (struct type){fit.em_px, fit.weight, fit.align};
    /* The broken text already stands where it is claimed. */
    if (!claim(scene, size, &item->text)) {
        return 1;
    }
    if (lines == 0) {
        memcpy(scene->texts + item->text, text, size);
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

struct fit layout_fit(const struct layout *layout, enum style style, int most,
                      enum align align)
{
    static const struct {
        double share, mm; /* of the glass, and never less than so many */
        double least_mm;  /* where room is short */
        enum weight weight;
    } styles[] = {
        [STYLE_SMALL] = {.026, VIEW_SMALL_EM_MM, VIEW_SMALL_EM_MM,
                         WEIGHT_REGULAR},
        [STYLE_LINE] = {.034, VIEW_LABEL_EM_MM, VIEW_SMALL_EM_MM,
                        WEIGHT_REGULAR},
        [STYLE_KEY] = {.034, VIEW_LABEL_EM_MM, VIEW_SMALL_EM_MM,
                       WEIGHT_SEMIBOLD},
        [STYLE_LABEL] = {.034, VIEW_LABEL_EM_MM, VIEW_LABEL_EM_MM,
                         WEIGHT_SEMIBOLD},
        [STYLE_SAY] = {.042, VIEW_LABEL_EM_MM, VIEW_SMALL_EM_MM,
                       WEIGHT_REGULAR},
        [STYLE_MORE] = {.042, VIEW_LABEL_EM_MM, VIEW_LABEL_EM_MM,
                        WEIGHT_REGULAR},
        [STYLE_STEP] = {.042, VIEW_LABEL_EM_MM, VIEW_SMALL_EM_MM, WEIGHT_BOLD},
        [STYLE_HEADING] = {.042, VIEW_LABEL_EM_MM, VIEW_LABEL_EM_MM,
                           WEIGHT_BOLD},
        [STYLE_VALUE] = {.06, VIEW_LABEL_EM_MM, VIEW_SMALL_EM_MM, WEIGHT_BOLD},
        [STYLE_TITLE] = {.075, VIEW_QUESTION_EM_MM, VIEW_QUESTION_EM_MM,
                         WEIGHT_BOLD},
    };
    return (struct fit){
        .em_px = layout_grow(layout, styles[style].mm, styles[style].share),
        .least_px = layout_px(layout, styles[style].least_mm),
        .most = most,
        .weight = styles[style].weight,
        .align = align};
}

struct fit layout_far(const struct layout *layout, int most, enum align align)
{
    int h = layout->scene->height;
    struct fit fit = layout_fit(layout, STYLE_SMALL, most, align);
    int least = (h + 39) / 40;
    int wanted = layout_upright(layout) ? least : h * 34 / 1000 + 1;
    fit.least_px = px_most(least, fit.least_px);
    fit.em_px = px_most(wanted, fit.least_px);
    return fit;
}

int layout_width(const struct layout *layout, const char *text,
                 enum weight weight, int em_px)
{
    const struct view_measure *measure = &layout->params->measure;
    return 1 + measure->width_px(measure->context, weight, em_px, text,
                                 (int)strlen(text));
}

const char *layout_word(const struct layout *layout, enum word word)
{
    return layout->params->words[layout->language].text[word];
}
