#include "view/view.h"

#include "view/arrive.h"
#include "view/inspect.h"
#include "view/layout.h"
#include "view/screens.h"

enum { SHRINKS_MAX = 30 }; /* by a twentieth each: to a quarter */

static bool chosen_by_staff(const struct view_state *state,
                            const struct item *item)
{
    const struct panel *panel = state->panel;
    const struct panel_export *exporting =
        panel != NULL ? &panel->exporting : NULL;
    int value = item->action.value;
    if (state->screen == SCREEN_PANEL) {
        return item->action.kind == ACTION_PAGE && (int)panel->page == value;
    }
    if (state->screen != SCREEN_EXPORT) {
        return false;
    }
    bool pending = exporting->from > exporting->to;
    return item->action.kind == ACTION_PENDING  ? pending
           : item->action.kind == ACTION_TARGET ? exporting->target == value
           : item->action.kind == ACTION_REPORTS
               ? exporting->reports
               : item->action.kind == ACTION_DAY && !pending &&
                     value >= exporting->from && value <= exporting->to;
}

static bool chosen(const struct view_state *state, const struct item *item)
{
    const struct flow *flow = state->flow;
    if (item->action.kind == ACTION_ANSWER) {
        return state->screen == SCREEN_QUESTION &&
               flow->level[flow->question] == item->action.value;
    }
    if (item->action.kind == ACTION_REASON) {
        return (flow->reasons[flow->question] >> item->action.value & 1u) != 0;
    }
    return item->action.kind == ACTION_SPEAK ? flow->speaking
                                             : chosen_by_staff(state, item);
}

/* The pad waits, or the disk is waited for: it is there, and takes nothing. */
static bool idle_key(const struct view_state *state, const struct item *item)
{
    if (state->screen == SCREEN_SET_UP) {
        return item->action.kind != ACTION_NONE &&
               state->installer->doing != INSTALLER_NOTHING;
    }
    if (state->screen == SCREEN_SET_CLOCK) {
        return item->action.kind != ACTION_NONE &&
               state->panel->now.setting == STAFF_SETTING;
    }
    enum pad_notice notice =
        state->screen == SCREEN_PIN ? state->panel->pad.notice : PAD_ASK;
    return (notice == PAD_CHECKING || notice == PAD_WAITING) &&
           item->action.kind != ACTION_NONE &&
           item->action.kind != ACTION_CLOSE;
}

void view_mark(struct scene *scene, const struct view_state *state)
{
    const struct flow *flow = state->flow;
    bool answered =
        state->screen == SCREEN_QUESTION && flow->level[flow->question] > 0;
    scene->tone = state->screen == SCREEN_ASLEEP ? TONE_NIGHT
                  : flow->dim                    ? TONE_DIM
                                                 : TONE_DAY;
    for (int i = 0; i < scene->count; i++) {
        struct item *item = &scene->items[i];
        item->pressed = item->action.kind != ACTION_NONE &&
                        item->action.kind != ACTION_STAFF &&
                        action_same(item->action, state->pressed);
        item->chosen = chosen(state, item);
        item->faded = item->action.kind == ACTION_ANSWER && answered &&
                      !item->chosen && flow->moving;
        if (idle_key(state, item)) {
            item->faded = true;
            item->pressed = false;
        }
    }
    arrive_mark(scene, state->ease);
}

/* On a small glass less is kept free, so that more of it serves. */
static void set_spacing(struct layout *layout)
{
    bool airy = layout->thrift < THRIFT_AIR;
    /* A line of the pledge is worth an edge that is narrower. */
    double margin_mm = layout->thrift >= THRIFT_BAR     ? 1.0
                       : layout->thrift == THRIFT_THEME ? 1.5
                                                        : 2.5;
    int margin =
        airy ? layout_grow(layout, 3.0, 0.03) : layout_px(layout, margin_mm);
    layout->margin = px_most(margin, VIEW_SHIFT_PX + 1);
    layout->gap =
        airy ? layout_grow(layout, 2.0, 0.022) : layout_px(layout, 1.0);
}

/* On the way to a fit: what is given up, and what a millimetre is. */
struct attempt {
    int width_mm;
    enum thrift thrift;
    bool spare; /* a line is left */
    bool probing;
};

static void add_items(struct layout *layout)
{
    switch (layout->screen) {
    case SCREEN_QUESTION: screen_question(layout); break;
    case SCREEN_REASONS: screen_reasons(layout); break;
    case SCREEN_THANKS: screen_thanks(layout); break;
    case SCREEN_STILL_THERE: screen_still_there(layout); break;
    case SCREEN_ASLEEP: screen_asleep(layout); break;
    case SCREEN_OUT_OF_ORDER: screen_out_of_order(layout); break;
    case SCREEN_PIN: screen_pin(layout); break;
    case SCREEN_PANEL: screen_panel(layout); break;
    case SCREEN_EXPORT: screen_export(layout); break;
    case SCREEN_TOUCH_TEST: screen_touch_test(layout); break;
    case SCREEN_SET_CLOCK: screen_set_clock(layout); break;
    case SCREEN_CLEAN: screen_clean(layout); break;
    case SCREEN_SET_UP: screen_set_up(layout); break;
    }
}

/* The band that tells that the terminal runs by the sample config: a long
   translation takes a second line. */
static struct fit sample_fit(const struct layout *layout)
{
    struct fit fit = layout_fit(layout, STYLE_SMALL, 2, ALIGN_CENTER);
    fit.em_px = fit.least_px;
    fit.weight = WEIGHT_SEMIBOLD;
    return fit;
}

/* As high as the words need, with air around them. */
static struct box sample_band(const struct layout *layout)
{
    struct fit fit = sample_fit(layout);
    struct box box = layout_room(layout);
    box.h = layout_lines_height(fit.em_px, fit.most);
    box.h = layout_height(layout, box, layout_word(layout, WORD_SAMPLE), &fit) +
            fit.em_px / 2;
    return box;
}

/* Returns whether the scene lacks room for another question of the sheet. */
static bool lay_out(struct scene *scene, const struct view_params *params,
                    const struct view_state *state, struct attempt attempt)
{
    *scene = (struct scene){.width = params->width_px,
                            .height = params->height_px,
                            .texts_length = 1,
                            .misfit = -1};
    /* What is left of the glass under the band of the sample. */
    struct view_params stage = *params;
    bool offers_low = view_offers_low_reach(params);
    struct layout layout = {.scene = scene,
                            .params = &stage,
                            .flow = state->flow,
                            .panel = state->panel,
                            .installer = state->installer,
                            .witness = state->witness,
                            .now = state->now,
                            .begun = state->begun,
                            .touchless = state->touchless,
                            .screen = state->screen,
                            .language = state->flow->language,
                            .width_mm = attempt.width_mm,
                            .thrift = attempt.thrift,
                            .spare = attempt.spare,
                            .probing = attempt.probing,
                            .offers_low = offers_low,
                            .low = offers_low && state->flow->low_reach};
    set_spacing(&layout);
    /* The picture of the touch test reaches to all four edges. */
    bool band = params->sample && layout.screen != SCREEN_TOUCH_TEST;
    int taken = band ? layout.margin + sample_band(&layout).h : 0;
    stage.height_px -= taken;
    add_items(&layout);
    arrive_limit(scene, stage.height_px - layout.margin);
    if (band) {
        arrive_lower(scene, taken);
        layout_words(&layout, LOOK_MARK, sample_band(&layout),
                     layout_word(&layout, WORD_SAMPLE), sample_fit(&layout));
    }
    return layout.lacking;
}

static bool of_staff(enum screen screen)
{
    return screen == SCREEN_PIN || screen == SCREEN_PANEL ||
           screen == SCREEN_EXPORT || screen == SCREEN_TOUCH_TEST ||
           screen == SCREEN_SET_CLOCK || screen == SCREEN_CLEAN ||
           screen == SCREEN_SET_UP;
}

bool view_offers_low_reach(const struct view_params *params)
{
    double height_mm =
        (double)params->height_px * params->width_mm / params->width_px;
    bool upright = params->height_px > params->width_px;
    return height_mm > (upright ? VIEW_LOW_UPRIGHT_MM : VIEW_LOW_GLASS_MM);
}

/* Lays a screen out in one way; false when that does not do. */
static bool try(struct scene *scene, const struct view_params *params,
                const struct view_state *state, struct attempt attempt)
{
    bool low = state->flow->low_reach && view_offers_low_reach(params) &&
               !of_staff(state->screen);
    struct inspect_params inspect = {attempt.width_mm, low};
    bool lacking = lay_out(scene, params, state, attempt);
    return inspect_scene(scene, &inspect).fault == INSPECT_NONE && !lacking;
}

/* Lays the scene out in the first way that does, from this one on, or in the
   last; returns whether it does. */
static bool find(struct scene *scene, const struct view_params *params,
                 const struct view_state *state, struct attempt *attempt)
{
    attempt->probing = true;
    bool fits = try(scene, params, state, *attempt);
    while (attempt->thrift < THRIFT_MOST && !fits) {
        attempt->thrift++;
        fits = try(scene, params, state, *attempt);
    }
    /* A glass that is too small, or a text that is too long: `bonluon check`
       says so, but a visitor must still be able to read and press. */
    for (int i = 0; i < SHRINKS_MAX && !params->strict && !fits; i++) {
        attempt->width_mm += attempt->width_mm / 20 + 1;
        fits = try(scene, params, state, *attempt);
    }
    attempt->probing = false;
    if (!fits) {
        lay_out(scene, params, state, *attempt);
    }
    return fits;
}

/* One visit, one layout: the way that does for its first question as it waits,
   which has the pledge, the witness and the date beside what all have. */
static struct attempt find_of_visit(struct scene *scene,
                                    const struct view_params *params,
                                    const struct view_state *state,
                                    struct attempt attempt)
{
    struct flow flow = *state->flow;
    struct view_state waiting = *state;
    flow.question = 0;
    flow.saving = false;
    waiting.flow = &flow;
    waiting.screen = SCREEN_QUESTION;
    waiting.begun = false;
    bool fits = find(scene, params, &waiting, &attempt);
    /* The date costs nothing that anybody came for: a line for it is tried when
       all else has its place. */
    if (state->now != NULL && fits) {
        attempt.spare = attempt.probing = true;
        attempt.spare = try(scene, params, &waiting, attempt);
    }
    return attempt;
}

void view_build(struct scene *scene, const struct view_params *params,
                const struct view_state *state)
{
    struct attempt attempt = {params->width_mm, THRIFT_NONE, false, false};
    if (state->screen == SCREEN_QUESTION || state->screen == SCREEN_REASONS) {
        attempt = find_of_visit(scene, params, state, attempt);
    }
    (void)find(scene, params, state, &attempt);
    arrive_shift(scene, state->screen == SCREEN_TOUCH_TEST ? 0 : state->shift);
    view_mark(scene, state);
}
