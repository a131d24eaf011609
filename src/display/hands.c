#include "display/hands.h"

bool hands_down(const struct hands *hands)
{
    return hands->mouse_down || hands->finger_count > 0;
}

static int find(const struct hands *hands, int64_t finger)
{
    for (int i = 0; i < hands->finger_count; i++) {
        if (hands->fingers[i] == finger) {
            return i;
        }
    }
    return -1;
}

static bool is_down(const struct hands *hands, const struct input *input)
{
    return input->source == INPUT_MOUSE ? hands->mouse_down
                                        : find(hands, input->finger) >= 0;
}

static bool is_echo(const struct hands *hands, enum input_source source,
                    uint32_t now_ms)
{
    if (!hands->used || source == hands->owner) {
        return false;
    }
    uint32_t silent_ms = now_ms - hands->last_ms;
    return silent_ms < (hands_down(hands) ? (uint32_t)HANDS_STUCK_MS
                                          : (uint32_t)HANDS_ECHO_MS);
}

static bool put_down(struct hands *hands, const struct input *input)
{
    if (hands->used && input->source != hands->owner) {
        /* The other source takes over; what it left down is forgotten. */
        hands->finger_count = 0;
        hands->mouse_down = false;
    }
    if (input->source == INPUT_MOUSE) {
        hands->mouse_down = true;
    } else if (hands->finger_count < HANDS_FINGERS_MAX) {
        hands->fingers[hands->finger_count++] = input->finger;
    } else {
        return false;
    }
    hands->owner = input->source;
    hands->used = true;
    return true;
}

static void lift(struct hands *hands, const struct input *input)
{
    if (input->source == INPUT_MOUSE) {
        hands->mouse_down = false;
    } else {
        int i = find(hands, input->finger);
        hands->fingers[i] = hands->fingers[--hands->finger_count];
    }
}

bool hands_admit(struct hands *hands, const struct input *input,
                 uint32_t now_ms)
{
    bool down = is_down(hands, input);
    if (input->kind == INPUT_DOWN) {
        /* A second down of the same hand: its lift was lost. */
        if (is_echo(hands, input->source, now_ms) ||
            (!down && !put_down(hands, input))) {
            return false;
        }
    } else if (!down) {
        return false;
    } else if (input->kind != INPUT_MOVE) {
        lift(hands, input);
    }
    hands->last_ms = now_ms;
    return true;
}
