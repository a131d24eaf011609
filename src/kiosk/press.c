#include "kiosk/press.h"

static bool owner(const struct press *press, const struct input *input)
{
    return press->down && press->source == input->source &&
           press->finger == input->finger;
}

static bool echo(const struct press *press, const struct input *input,
                 int64_t now_ms)
{
    return press->lifted && press->source != input->source &&
           now_ms - press->lifted_ms < PRESS_TWIN_MS;
}

static bool come_down(struct press *press, const struct input *input,
                      int64_t now_ms)
{
    bool taken = press->down && now_ms - press->down_ms < PRESS_STUCK_MS;
    if (taken || echo(press, input, now_ms)) {
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
