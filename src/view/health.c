#include "view/health.h"

static struct phrase of(const struct layout *layout, enum word word,
                        struct figure figure)
{
    return phrase_of(layout, word, &figure);
}

static struct phrase disk(const struct layout *layout,
                          const struct light *light)
{
    static const enum word words[] = {[LIGHT_WELL] = WORD_DISK_WELL,
                                      [LIGHT_CARE] = WORD_DISK_CARE,
                                      [LIGHT_BAD] = WORD_DISK_BAD};
    return of(layout, words[light->state], figure_space(layout, light->value));
}

/* What a light says: its number's words, or those of there being none. */
static struct phrase words_of(const struct layout *layout,
                              const struct light *light)
{
    bool none = light->value == 0;
    enum word word = WORD_NOT_TOLD;
    switch (light->kind) {
    case LIGHT_DISK: return disk(layout, light);
    case LIGHT_DATABASE:
        word = none ? WORD_DATABASE_WELL : WORD_DATABASE_BAD;
        break;
    case LIGHT_EXPORT:
        word = light->value < 0 ? WORD_TAKEN_NEVER
               : none           ? WORD_TAKEN_TODAY
                                : WORD_TAKEN_AGO;
        break;
    case LIGHT_PENDING: word = none ? WORD_PENDING_NONE : WORD_PENDING; break;
    case LIGHT_CLOCK: word = none ? WORD_CLOCK_WELL : WORD_CLOCK_CARE; break;
    case LIGHT_TOUCH:
        word = light->state == LIGHT_WELL ? WORD_TOUCH_WELL : WORD_TOUCH_CARE;
        break;
    case LIGHT_UPLOAD: word = none ? WORD_UPLOAD_WELL : WORD_UPLOAD_CARE; break;
    case LIGHT_KINDS: break;
    }
    return of(layout, word, figure_whole(layout, light->value));
}

/* A light and, beside it, its words. */
static void add_light(struct layout *layout, struct box box,
                      enum light_state state, const char *text, struct fit fit)
{
    struct item *item = layout_add(layout, LOOK_LIGHT, box);
    int side = fit.em_px * 3 / 2;
    side = side < box.h ? side : box.h;
    struct box rest = box;
    item->current = (int)state;
    item->art = cut_middle(cut_left(&rest, side, fit.em_px / 2), side);
    item->words = rest;
    layout_text(layout, item, text, fit);
}

static const struct light *worst_of(const struct panel *panel, int *troubles)
{
    const struct light *worst = NULL;
    for (int i = 0; i < panel->light_count; i++) {
        const struct light *light = &panel->lights[i];
        *troubles += light->state != LIGHT_WELL;
        if (worst == NULL || light->state > worst->state) {
            worst = light;
        }
    }
    return worst;
}

void health_line(struct layout *layout, struct box box)
{
    int troubles = 0;
    const struct light *worst = worst_of(layout->panel, &troubles);
    if (worst == NULL) {
        staff_words(layout, LOOK_TEXT, box,
                    layout_word(layout, WORD_FIGURES_WAIT), ALIGN_LEFT);
        return;
    }
    struct phrase phrase = words_of(layout, worst);
    if (troubles > 1) {
        phrase =
            phrase_of(layout, WORD_HEALTH_MORE,
                      (struct figure[]){figure_text(phrase.text),
                                        figure_whole(layout, troubles - 1)});
    }
    phrase = of(layout,
                worst->state == LIGHT_WELL   ? WORD_HEALTH_WELL
                : worst->state == LIGHT_CARE ? WORD_HEALTH_CARE
                                             : WORD_HEALTH_BAD,
                figure_text(phrase.text));
    struct fit fit = {.em_px = layout_grow(layout, VIEW_LABEL_EM_MM, 0.034),
                      .least_px = layout_px(layout, VIEW_SMALL_EM_MM),
                      .most = 2,
                      .weight = WEIGHT_SEMIBOLD,
                      .align = ALIGN_LEFT};
    add_light(layout, box, worst->state, phrase.text, fit);
}

void health_list(struct layout *layout, struct box room)
{
    const struct panel *panel = layout->panel;
    int gap = staff_gap(layout);
    int count = panel->light_count > 0 ? panel->light_count : 1;
    int h = (room.h - (count - 1) * gap) / count;
    int most = staff_lines(layout, 2) + gap;
    h = h < most ? h : most;
    room = cut_middle(room, count * h + (count - 1) * gap);
    for (int i = 0; i < panel->light_count; i++) {
        struct phrase phrase = words_of(layout, &panel->lights[i]);
        struct fit fit = staff_fit(layout, ALIGN_LEFT);
        fit.most = 2;
        add_light(layout, cut_top(&room, h, gap), panel->lights[i].state,
                  phrase.text, fit);
    }
}
