/* What hands do: from inputs to actions of the flow, or of staff. */
#include "kiosk/inside.h"
#include "kiosk/voice.h"

static void hold(struct kiosk *kiosk, enum staff_event_kind kind,
                 struct moment now)
{
    kiosk_staff(kiosk, &(struct staff_event){.kind = kind}, now);
}

/* Within a visit the corner is no door, unless it was left: the screen is the
   visitor's. */
static bool may_hold(const struct kiosk *kiosk, struct action seen,
                     struct moment now)
{
    return seen.kind == ACTION_STAFF && kiosk->broken_ms == 0 &&
           flow_left_alone(&kiosk->flow, &kiosk->rules, now.boot_ms);
}

/* A touch of the corner is no sign of a visitor: staff who try it too early
   need not wait longer for that. */
static void visitor_down(struct kiosk *kiosk, struct action seen,
                         struct moment now)
{
    bool staff = may_hold(kiosk, seen, now);
    if (seen.kind != ACTION_STAFF || !kiosk->flow.visiting) {
        kiosk_step(kiosk, (struct flow_event){.kind = FLOW_TOUCH}, now);
    }
    bool listens = kiosk_listens(kiosk, now);
    if (listens && staff) {
        hold(kiosk, STAFF_HOLD, now);
    } else {
        kiosk->visitor_ms = now.boot_ms;
    }
    if (listens && seen.kind != ACTION_STAFF) {
        kiosk->press.armed = seen;
        kiosk->press.inside = seen;
    }
}

static void finger_down(struct kiosk *kiosk, const struct input *input,
                        struct moment now)
{
    /* On the screen that was seen: a sleeping one has nothing to answer, even
       where a change of screen needs no time to settle. */
    struct action seen = scene_action(&kiosk->scene, input->x, input->y);
    hold(kiosk, STAFF_RELEASE, now); /* of a finger that never lifted */
    if (!kiosk->staff.open) {
        visitor_down(kiosk, seen, now);
        return;
    }
    hold(kiosk, STAFF_TOUCH, now);
    if (kiosk_listens(kiosk, now)) {
        if (seen.kind == ACTION_NONE && input->x != INPUT_NOWHERE) {
            kiosk_staff(kiosk,
                        &(struct staff_event){.kind = STAFF_PLACE,
                                              .place = {input->x, input->y}},
                        now);
        }
        kiosk->press.armed = seen;
        kiosk->press.inside = seen;
    }
}

static bool sounds(const struct kiosk *kiosk, struct moment now)
{
    const struct config *config = kiosk->config;
    struct local_time local = clock_local(now.wall_ms, config->utc_offset_min);
    return config->tap && voice_may_sound(config, local.minute);
}

static void act(struct kiosk *kiosk, struct action action, struct moment now)
{
    kiosk->tapped = sounds(kiosk, now);
    if (kiosk->staff.open) {
        kiosk_staff(
            kiosk,
            &(struct staff_event){.kind = STAFF_ACTION, .action = action}, now);
    } else {
        kiosk_step(kiosk,
                   (struct flow_event){.kind = FLOW_ACTION, .action = action},
                   now);
    }
}

static void finger_up(struct kiosk *kiosk, struct moment now)
{
    struct action action = kiosk->press.inside;
    press_disarm(&kiosk->press);
    if (action.kind != ACTION_NONE) {
        act(kiosk, action, now);
    }
}

/* It moved, or lifted: is it still over what it came down on? */
static void follow_finger(struct kiosk *kiosk, const struct input *input,
                          struct moment now)
{
    struct action seen = scene_action(&kiosk->scene, input->x, input->y);
    bool over = action_same(seen, kiosk->press.armed);
    kiosk->press.inside =
        over ? kiosk->press.armed : (struct action){ACTION_NONE, 0};
    if (input->kind != INPUT_MOVE || seen.kind != ACTION_STAFF) {
        hold(kiosk, STAFF_RELEASE, now);
    }
}

/* What one of the five keys does: whoever presses one on a question that can be
   heard, and has not heard it, hears it; then they are the faces, from the
   saddest. Elsewhere they go on. */
static struct action action_of_key(const struct kiosk *kiosk, int key)
{
    const struct flow *flow = &kiosk->flow;
    const struct asked *asked = &kiosk->sheet.asked[flow->question];
    if (flow->screen == SCREEN_STILL_THERE) {
        return (struct action){ACTION_CONTINUE, 0};
    }
    if (flow->screen == SCREEN_REASONS) {
        return (struct action){ACTION_SKIP, 0};
    }
    return asked->voiced[flow->language] && !flow->heard
               ? (struct action){ACTION_SPEAK, 0}
               : (struct action){ACTION_ANSWER, key};
}

static void press_key(struct kiosk *kiosk, int key, struct moment now)
{
    if (kiosk->staff.open) {
        return;
    }
    kiosk->visitor_ms = now.boot_ms;
    bool slept = kiosk->flow.screen == SCREEN_ASLEEP;
    const struct flow_event touch = {FLOW_TOUCH, action_of_key(kiosk, key)};
    kiosk_step(kiosk, touch, now);
    if (!slept && kiosk_listens(kiosk, now)) {
        act(kiosk, action_of_key(kiosk, key), now);
    }
}

void kiosk_input(struct kiosk *kiosk, const struct input *input,
                 struct moment now)
{
    /* What time has changed comes first: a tap is meant for what was seen. */
    kiosk_tick(kiosk, now);
    (void)kiosk_scene(kiosk);
    if (input->kind == INPUT_KEY) {
        press_key(kiosk, (int)input->finger, now);
        return;
    }
    bool was_down = kiosk->press.down;
    if (kiosk->staff.screen == SCREEN_CLEAN) {
        hold(kiosk, STAFF_TOUCH, now); /* a cloth has many fingers */
    }
    if (!press_accepts(&kiosk->press, input, now.boot_ms)) {
        if (was_down && !kiosk->press.down) {
            hold(kiosk, STAFF_RELEASE, now); /* it became a slap */
        }
        return;
    }
    if (input->kind == INPUT_DOWN) {
        touch_watch_feel(&kiosk->touch);
        finger_down(kiosk, input, now);
        return;
    }
    follow_finger(kiosk, input, now);
    if (input->kind == INPUT_CANCEL) {
        press_disarm(&kiosk->press);
    } else if (input->kind == INPUT_UP) {
        finger_up(kiosk, now);
    }
    if (kiosk->staff.open) {
        kiosk_tick_staff(kiosk, now);
    }
}
