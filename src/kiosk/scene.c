/* What is to be shown; laid out anew only when marks do not do. */
#include <string.h>

#include "kiosk/inside.h"

void kiosk_resize(struct kiosk *kiosk, int width_px, int height_px)
{
    kiosk->view.width_px = width_px;
    kiosk->view.height_px = height_px;
    kiosk->staff_rules.glass.width_px = width_px;
    kiosk->staff_rules.glass.height_px = height_px;
    kiosk->stale = true;
    press_disarm(&kiosk->press);
}

/* True when the flow looks the same apart from its marks, of which the tone of
   a dim screen is one. */
static bool same_layout(const struct flow *a, const struct flow *b)
{
    return a->screen == b->screen && a->question == b->question &&
           a->language == b->language && a->saving == b->saving &&
           a->wait.left_s == b->wait.left_s && a->low_reach == b->low_reach;
}

/* And so does what staff see, every part of which is laid out. */
static bool same_panel(const struct kiosk *kiosk)
{
    return !kiosk->staff.open || memcmp(&kiosk->panel, &kiosk->laid_out_panel,
                                        sizeof kiosk->panel) == 0;
}

static bool same_witness(const struct witness *a, const struct witness *b)
{
    return a->day == b->day && a->visits == b->visits &&
           strcmp(a->code, b->code) == 0;
}

static bool same_now(const struct now *a, const struct now *b)
{
    return a->day == b->day && a->minute == b->minute && a->shown == b->shown &&
           a->ask == b->ask;
}

static void lay_out(struct kiosk *kiosk, const struct view_state *state)
{
    view_build(&kiosk->scene, &kiosk->view, state);
    kiosk->laid_out = kiosk->flow;
    kiosk->laid_out_shift = state->shift;
    kiosk->laid_out_witness = kiosk->witness;
    kiosk->laid_out_today = kiosk->today;
    kiosk->laid_out_begun = kiosk->begun;
    kiosk->laid_out_touchless = kiosk->touchless;
    memcpy(&kiosk->laid_out_panel, &kiosk->panel, sizeof kiosk->panel);
    kiosk->stale = false;
}

const struct scene *kiosk_scene(struct kiosk *kiosk)
{
    bool staff = kiosk->staff.open;
    bool witness = kiosk->config->witness;
    struct view_state state = {.flow = &kiosk->flow,
                               .panel = staff ? &kiosk->panel : NULL,
                               .witness = witness ? &kiosk->witness : NULL,
                               .now = &kiosk->today,
                               .begun = kiosk->begun,
                               .touchless = kiosk->touchless,
                               .screen = staff ? kiosk->staff.screen
                                               : kiosk->flow.screen,
                               .pressed = kiosk->press.inside,
                               .shift = kiosk->motion.shift,
                               .ease = kiosk->motion.ease};
    if (kiosk->stale || kiosk->laid_out_shift != state.shift ||
        !same_layout(&kiosk->flow, &kiosk->laid_out) || !same_panel(kiosk) ||
        !same_witness(&kiosk->witness, &kiosk->laid_out_witness) ||
        !same_now(&kiosk->today, &kiosk->laid_out_today) ||
        kiosk->begun != kiosk->laid_out_begun ||
        kiosk->touchless != kiosk->laid_out_touchless) {
        lay_out(kiosk, &state);
    } else {
        view_mark(&kiosk->scene, &state);
    }
    return &kiosk->scene;
}

struct kiosk_sight kiosk_sight(struct kiosk *kiosk, struct moment now)
{
    return (struct kiosk_sight){
        .scene = kiosk_scene(kiosk),
        .screen = kiosk->staff.open ? kiosk->staff.screen : kiosk->flow.screen,
        .question = kiosk->flow.question,
        .listens = kiosk_listens(kiosk, now)};
}
