#include "kiosk/press.h"

static bool owner(const struct press *press, const struct input *input)
{
    return press->down && press->source == input->source &&
           press->finger == input->finger;
}

/* Of the same touch, by the other way: before it lifted, or after. */
static bool echo(const struct press *press, const struct input *input,
                 int64_t now_ms)
{
    int64_t since_ms = press->down ? press->down_ms : press->lifted_ms;
    return (press->down || press->lifted) && press->source != input->source &&
           now_ms - since_ms < PRESS_TWIN_MS;
}

/* Somebody is about to do something with the finger that is down. */
static bool taken(const struct press *press, int64_t now_ms)
{
    return press->down && press->armed.kind != ACTION_NONE &&
           now_ms - press->down_ms < PRESS_STUCK_MS;
}

static bool come_down(struct press *press, const struct input *input,
                      int64_t now_ms)
{
    if (taken(press, now_ms) || echo(press, input, now_ms)) {
        return false;
    }
    *press = (struct press){.down = true,
                            .source = input->source,
                            .finger = input->finger,
                            .down_ms = now_ms};
    return true;
}

bool press_accepts(struct press *press, const struct input *input,
                   int64_t now_ms)
{
    if (input->kind == INPUT_DOWN) {
        return come_down(press, input, now_ms);
    }
    if (!owner(press, input)) {
        return false;
    }
    if (input->kind != INPUT_MOVE) {
        press->down = false;
        press->lifted = true;
        press->lifted_ms = now_ms;
    }
    return true;
}

void press_disarm(struct press *press)
{
    press->armed = (struct action){ACTION_NONE, 0};
    press->inside = press->armed;
}
