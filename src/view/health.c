#include "view/pages.h"

#include <string.h>

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
    return of(layout,
              light->value < 0 ? WORD_DISK_UNKNOWN : words[light->state],
              figure_space(layout, light->value));
}

static struct phrase database(const struct layout *layout,
                              const struct light *light, bool whole)
{
    const struct panel_trust *trust = &layout->panel->trust;
    struct phrase phrase = of(layout,
                              light->value == 0       ? WORD_DATABASE_WELL
                              : trust->rechained      ? WORD_DATABASE_CHAIN
                              : trust->rows_lost == 0 ? WORD_DATABASE_BAD
                                                      : WORD_DATABASE_LOST,
                              figure_whole(layout, trust->rows_lost));
    if (whole && light->value != 0 && trust->damaged[0] != '\0') {
        phrase = phrase_of(layout, WORD_DATABASE_PLACE,
                           (struct figure[]){figure_text(phrase.text),
                                             figure_text(trust->damaged)});
    }
    return phrase;
}

/* What a light says: its number's words, or those of there being none;
   `whole`: with all there is to say. */
static struct phrase words_of(const struct layout *layout,
                              const struct light *light, bool whole)
{
    bool none = light->value == 0;
    enum word word = WORD_NOT_TOLD;
    switch (light->kind) {
    case LIGHT_DISK: return disk(layout, light);
    case LIGHT_DATABASE: return database(layout, light, whole);
    case LIGHT_ENROLMENT:
        word = none ? WORD_ENROLLED : WORD_ENROLLED_NOT;
        break;
    case LIGHT_HOURS: return week_unusual(layout, (int32_t)light->value);
    case LIGHT_LOG: word = none ? WORD_LOG_WELL : WORD_LOG_BAD; break;
    case LIGHT_BACKUP:
        word = light->value < 0 ? WORD_BACKUP_NEVER
               : none           ? WORD_BACKUP_TODAY
                                : WORD_BACKUP_AGO;
        break;
    case LIGHT_EXPORT:
        word = light->value < 0 ? WORD_TAKEN_NEVER
               : none           ? WORD_TAKEN_ALL
                                : WORD_PENDING;
        break;
    case LIGHT_CLOCK: word = none ? WORD_CLOCK_WELL : WORD_CLOCK_CARE; break;
    case LIGHT_TOUCH:
        word = light->value < -1            ? WORD_TOUCH_STUCK
               : light->value < 0           ? WORD_TOUCH_MISSING
               : light->state == LIGHT_WELL ? WORD_TOUCH_WELL
                                            : WORD_TOUCH_CARE;
        break;
    case LIGHT_UPLOAD:
        word = light->value < 0 ? WORD_UPLOAD_UNKNOWN
               : none           ? WORD_UPLOAD_WELL
                                : WORD_UPLOAD_CARE;
        break;
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
    struct box rest = box;
    item->current = (int)state;
    item->art = cut_left(&rest, side, fit.em_px / 2);
    /* In a box that is no higher than its line, letters stand lower, to leave
       room for their marks. */
    bool tight = box.h < fit.em_px * 7 / 4;
    side = tight ? fit.em_px * 5 / 4 : side;
    side = px_least(side, box.h);
    item->art =
        tight ? cut_bottom(&item->art, side, 0) : cut_middle(item->art, side);
    item->words = rest;
    layout_text(layout, item, text, fit);
}

static const struct light *worst_of(const struct panel *panel, int *troubles)
{
    const struct light *worst = NULL;
    for (int i = 0; i < panel->light_count; i++) {
        const struct light *light = &panel->lights[i];
        *troubles += light->state >= LIGHT_CARE;
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
    struct phrase phrase = words_of(layout, worst, false);
    if (troubles > 1) {
        phrase =
            phrase_of(layout, WORD_HEALTH_MORE,
                      (struct figure[]){figure_text(phrase.text),
                                        figure_whole(layout, troubles - 1)});
    }
    enum light_state state = troubles > 0 ? worst->state : LIGHT_WELL;
    phrase = of(layout,
                state == LIGHT_WELL   ? WORD_HEALTH_WELL
                : state == LIGHT_CARE ? WORD_HEALTH_CARE
                                      : WORD_HEALTH_BAD,
                figure_text(phrase.text));
    add_light(layout, box, state, phrase.text,
              layout_fit(layout, STYLE_KEY, 2, ALIGN_LEFT));
}

/* Those that need two lines get them, and all share what is left over. */
struct plan {
    struct phrase phrases[LIGHT_KINDS];
    int lines[LIGHT_KINDS];
    int line, air; /* of a line, and between two lights */
};

static int side_of(const struct fit *fit)
{
    return fit->em_px * 3 / 2 + fit->em_px / 2;
}

static struct plan plan_list(const struct layout *layout, struct box room)
{
    const struct panel *panel = layout->panel;
    struct fit fit = staff_fit(layout, ALIGN_LEFT);
    struct box words = {0, 0, room.w - side_of(&fit), room.h};
    struct plan plan = {.line = staff_lines(layout, 1)};
    int lines = 0;
    fit.most = 2;
    fit.least_px = fit.em_px;
    for (int i = 0; i < panel->light_count; i++) {
        plan.phrases[i] = words_of(layout, &panel->lights[i], true);
        int found = layout_try(layout, words, plan.phrases[i].text, &fit);
        if (found == 0) {
            plan.phrases[i] = words_of(layout, &panel->lights[i], false);
            found = layout_try(layout, words, plan.phrases[i].text, &fit);
        }
        plan.lines[i] = found > 0 ? found : fit.most;
        lines += plan.lines[i];
    }
    int parts = px_most(panel->light_count - 1, 1);
    int air = (room.h - lines * plan.line) / parts;
    plan.air = px_most(px_least(air, plan.line * 2 / 3), staff_gap(layout));
    return plan;
}

static int height_of(const struct plan *plan, int count)
{
    int h = (count - 1) * plan->air;
    for (int i = 0; i < count; i++) {
        h += plan->lines[i] * plan->line;
    }
    return h;
}

void health_list(struct layout *layout, struct box room)
{
    const struct panel *panel = layout->panel;
    if (panel->light_count == 0) {
        return;
    }
    struct plan plan = plan_list(layout, room);
    room = cut_middle(room, height_of(&plan, panel->light_count));
    for (int i = 0; i < panel->light_count; i++) {
        struct fit fit = staff_fit(layout, ALIGN_LEFT);
        fit.most = plan.lines[i];
        add_light(layout, cut_top(&room, plan.lines[i] * plan.line, plan.air),
                  panel->lights[i].state, plan.phrases[i].text, fit);
    }
}
