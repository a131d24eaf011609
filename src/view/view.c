#include "view/view.h"

#include "view/inspect.h"
#include "view/layout.h"
#include "view/screens.h"

enum { SHRINKS_MAX = 15 }; /* by a tenth each: to a quarter */

void view_mark(struct scene *scene, const struct view_state *state)
{
    const struct flow *flow = state->flow;
    int level =
        flow->screen == SCREEN_QUESTION ? flow->level[flow->question] : 0;
    for (int i = 0; i < scene->count; i++) {
        struct item *item = &scene->items[i];
        bool answer = item->action.kind == ACTION_ANSWER;
        item->pressed = item->action.kind != ACTION_NONE &&
                        action_same(item->action, state->pressed);
        item->chosen = answer && level > 0 && item->action.value == level;
        item->faded = answer && level > 0 && !item->chosen && flow->moving;
    }
}

static void lay_out(struct scene *scene, const struct view_params *params,
                    const struct flow *flow, int width_mm)
{
    *scene = (struct scene){.width = params->width_px,
                            .height = params->height_px,
                            .texts_length = 1,
                            .misfit = -1};
    struct layout layout = {.scene = scene,
                            .params = params,
                            .flow = flow,
                            .language = flow->language,
                            .width_mm = width_mm};
    layout.margin = layout_grow(&layout, 3.0, 0.03);
    layout.gap = layout_grow(&layout, 2.0, 0.022);
    switch (flow->screen) {
    case SCREEN_QUESTION: screen_question(&layout); break;
    case SCREEN_THANKS: screen_thanks(&layout); break;
    case SCREEN_STILL_THERE: screen_still_there(&layout); break;
    case SCREEN_OUT_OF_ORDER: screen_out_of_order(&layout); break;
    }
}

void view_build(struct scene *scene, const struct view_params *params,
                const struct view_state *state)
{
    int width_mm = params->width_mm;
    lay_out(scene, params, state->flow, width_mm);
    /* A glass that is too small, or a text that is too long: `bonluon check`
       says so, but a visitor must still be able to read and press. */
    for (int i = 0; i < SHRINKS_MAX && !params->strict &&
                    inspect_scene(scene, width_mm).fault != INSPECT_NONE;
         i++) {
        width_mm += width_mm / 10;
        lay_out(scene, params, state->flow, width_mm);
    }
    view_mark(scene, state);
}
