/*
 * Which of the system's reports about fingers and mouse are to be believed.
 *
 * With some drivers one touch arrives twice, as a finger and as a mouse, in
 * either order, whatever SDL is told (SDL #11204). So the one that comes first
 * has the glass: what the other reports is an echo, until the first has let go
 * and a moment has passed. And nothing moves or lifts that was not put down.
 *
 * Pure: times are arguments, in milliseconds of a clock that may wrap.
 */
#ifndef DISPLAY_HANDS_H
#define DISPLAY_HANDS_H

#include <stdbool.h>
#include <stdint.h>

#include "view/input.h"

enum {
    HANDS_FINGERS_MAX = 16,
    HANDS_ECHO_MS = 500,    /* after a lift, the other source is an echo */
    HANDS_STUCK_MS = 10000, /* a finger silent for so long holds nothing */
};

/* Zeroed at the start. */
struct hands {
    int64_t fingers[HANDS_FINGERS_MAX]; /* that are down */
    int finger_count;
    bool mouse_down;
    bool used; /* there was a first report */
    enum input_source owner;
    uint32_t last_ms; /* when the owner was last heard */
};

/* True when the input counts; false for an echo, or one that has no begin. */
bool hands_admit(struct hands *hands, const struct input *input,
                 uint32_t now_ms);

/* True while something is down. */
bool hands_down(const struct hands *hands);

#endif
