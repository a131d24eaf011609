/* What is to be shown; laid out anew only when marks do not do. */
#include "kiosk/kiosk_inside.h"

void kiosk_resize(struct kiosk *kiosk, int width_px, int height_px)
{
    kiosk->view.width_px = width_px;
    kiosk->view.height_px = height_px;
    kiosk->stale = true;
    press_disarm(&kiosk->press);
}

/* True when the flow looks the same apart from its marks, of which the tone of
   a dim screen is one. */
static bool same_layout(const struct flow *a, const struct flow *b)
{
    return a->screen == b->screen && a->question == b->question &&
           a->language == b->language && a->saving == b->saving &&
           a->low_reach == b->low_reach;
}

const struct scene *kiosk_scene(struct kiosk *kiosk)
{
    struct view_state state = {.flow = &kiosk->flow,
                               .screen = kiosk->flow.screen,
                               .pressed = kiosk->press.inside,
                               .shift = kiosk->motion.shift,
                               .ease = kiosk->motion.ease};
    if (kiosk->stale || kiosk->laid_out_shift != state.shift ||
        !same_layout(&kiosk->flow, &kiosk->laid_out)) {
        view_build(&kiosk->scene, &kiosk->view, &state);
        kiosk->laid_out = kiosk->flow;
        kiosk->laid_out_shift = state.shift;
        kiosk->stale = false;
    } else {
        view_mark(&kiosk->scene, &state);
    }
    return &kiosk->scene;
}
