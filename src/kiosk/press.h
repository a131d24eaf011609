/*
 * One finger at a time. Of all that the glass reports, the press keeps the
 * finger (or mouse) that came down on something that acts until it lifts, and
 * turns the rest away:
 *
 * - a second finger, while the first is on something that acts. One that
 *   rests on nothing (a palm, the other hand) gives way to any that comes
 *   after it, and is not heard of again;
 * - a slap: PRESS_SLAP fingers at once, wherever they lie, mean nothing. The
 *   one that had come first is let go, too;
 * - the twin: one touch that the system reports both as finger and as mouse,
 *   together or one after the other (SDL #11204);
 * - a finger that never lifts, once another comes after PRESS_STUCK_MS. One
 *   that lies there for PRESS_TOLD_MS is told: it is no finger, but dirt, or
 *   something that leans on the glass.
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
    PRESS_STUCK_MS = 2000, /* nobody taps so slowly; the corner that staff hold
                              does not act, and is not meant here */
    PRESS_TOLD_MS = 10000,
    PRESS_SLAP = 3,
    PRESS_SLAP_MS = 200,
    PRESS_CONTACTS = 10, /* more fingers than anybody has: the oldest goes */
    PRESS_TWIN_MS = 500, /* so long the other source is a touch's echo */
};

struct press_contact {
    bool down;
    int64_t finger;
    int64_t down_ms;
};

/* Zeroed at the start. */
struct press {
    struct press_contact
        contacts[PRESS_CONTACTS]; /* of fingers, not the mouse */
    bool down;
    enum input_source source;
    int64_t finger;
    int64_t down_ms;
    bool lifted; /* there was a touch before, by `source` */
    int64_t lifted_ms;
    struct action armed;  /* what the finger came down on, if it may act */
    struct action inside; /* the same while the finger is over it */
};

/* True when the input is of the finger that counts; false of a key. The caller
   sets `armed` after an INPUT_DOWN that was accepted. */
bool press_accepts(struct press *press, const struct input *input,
                   int64_t now_ms);

/* Whether something has lain on the glass for so long that it is told; and when
   that is next to change, INT64_MAX: not by itself. */
bool press_stuck(const struct press *press, int64_t now_ms);
int64_t press_stuck_next(const struct press *press, int64_t now_ms);

/* Forgets what the finger came down on: the screen under it has changed. */
void press_disarm(struct press *press);

#endif
