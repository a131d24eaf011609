/*
 * What SDL tells of fingers, as inputs: a finger comes as a part of the
 * picture's width and height, now and then before its place is known.
 */
#ifndef DISPLAY_FINGERS_H
#define DISPLAY_FINGERS_H

#include <stdbool.h>
#include <stdint.h>

#include "view/input.h"

struct SDL_TouchFingerEvent;

/* Zeroed at the start. */
struct fingers {
    bool unplaced; /* a finger is down that has no place yet: */
    int64_t unplaced_finger;
};

/* Of a picture of so many pixels. A finger without a place is INPUT_NOWHERE,
   and comes down where it is first known to be. */
struct input fingers_read(struct fingers *fingers,
                          const struct SDL_TouchFingerEvent *event, int width,
                          int height);

/* The other way: what SDL would tell of such an input. */
void fingers_write(struct SDL_TouchFingerEvent *event, struct input input,
                   int width, int height);

#endif
