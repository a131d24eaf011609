/*
 * One finger at a time. Of all that the glass reports, the press keeps the
 * finger (or mouse) that came down on something that acts until it lifts, and
 * turns the rest away:
 *
 * - a second finger, while the first is on something that acts. One that
 *   rests on nothing (a palm, the other hand) gives way to any that comes
 *   after it, and is not heard of again;
 * - the twin: one touch that the system reports both as finger and as mouse,
 *   together or one after the other (SDL #11204);
 * - a finger that never lifts, once another comes after PRESS_STUCK_MS.
 *
 * Pure: time is an argument, in milliseconds.
 */
#ifndef KIOSK_PRESS_H
#define KIOSK_PRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/action.h"
#include "view/input.h"

enum {
    PRESS_STUCK_MS = 6000, /* longer than the hold of staff */
    PRESS_TWIN_MS = 500,   /* so long the other source is a touch's echo */
};

/* Zeroed at the start. */
struct press {
    bool down;
    enum input_source source;
    int64_t finger;
    int64_t down_ms;
    bool lifted; /* there was a touch before, by `source` */
    int64_t lifted_ms;
    struct action armed;  /* what the finger came down on, if it may act */
    struct action inside; /* the same while the finger is over it */
};

/* True when the input is of the finger that counts. The caller sets `armed`
   after an INPUT_DOWN that was accepted. */
bool press_accepts(struct press *press, const struct input *input,
                   int64_t now_ms);

/* Forgets what the finger came down on: the screen under it has changed. */
void press_disarm(struct press *press);

#endif
