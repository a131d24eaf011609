/* What hands do: from inputs to actions of the flow. */
#include "kiosk/kiosk_inside.h"

static struct action action_at(const struct kiosk *kiosk,
                               const struct input *input)
{
    const struct item *item = scene_hit(&kiosk->scene, input->x, input->y);
    return item != NULL ? item->action : (struct action){ACTION_NONE, 0};
}

/* A question that nobody has asked for has just taken another's place. */
static bool unsettled(const struct kiosk *kiosk, struct moment now)
{
    return now.boot_ms - kiosk->sheet_ms < kiosk->rules.timing.settle_ms;
}

static void finger_down(struct kiosk *kiosk, const struct input *input,
                        struct moment now)
{
    /* On the screen that was seen: a sleeping one has nothing to answer, even
       where a change of screen needs no time to settle. */
    struct action seen = action_at(kiosk, input);
    kiosk_step(kiosk, (struct flow_event){.kind = FLOW_TOUCH}, now);
    if (!unsettled(kiosk, now) &&
        flow_listens(&kiosk->flow, &kiosk->rules, now.boot_ms)) {
        kiosk->press.armed = seen;
        kiosk->press.inside = seen;
    }
}

static void finger_up(struct kiosk *kiosk, struct moment now)
{
    struct action action = kiosk->press.inside;
    press_disarm(&kiosk->press);
    if (action.kind != ACTION_NONE) {
        kiosk_step(kiosk,
                   (struct flow_event){.kind = FLOW_ACTION, .action = action},
                   now);
    }
}

void kiosk_input(struct kiosk *kiosk, const struct input *input,
                 struct moment now)
{
    /* What time has changed comes first: a tap is meant for what was seen. */
    kiosk_tick(kiosk, now);
    (void)kiosk_scene(kiosk);
    if (!press_accepts(&kiosk->press, input, now.boot_ms)) {
        return;
    }
    if (input->kind == INPUT_DOWN) {
        finger_down(kiosk, input, now);
        return;
    }
    if (input->kind == INPUT_CANCEL) {
        press_disarm(&kiosk->press);
        return;
    }
    bool over = action_same(action_at(kiosk, input), kiosk->press.armed);
    kiosk->press.inside =
        over ? kiosk->press.armed : (struct action){ACTION_NONE, 0};
    if (input->kind == INPUT_UP) {
        finger_up(kiosk, now);
    }
}
