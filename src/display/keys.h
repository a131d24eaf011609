/*
 * What is pressed besides faces, and what shows the way: keys, keys that
 * stay chosen, and the dots of progress.
 */
#ifndef DISPLAY_KEYS_H
#define DISPLAY_KEYS_H

#include "view/scene.h"

struct SDL_Surface;

/* LOOK_BUTTON, LOOK_DAY and LOOK_PRIMARY, without their words. */
void keys_paint(struct SDL_Surface *target, const struct item *item);

/* LOOK_MARK, without its words: a band by day, nothing that glares at night. */
void keys_mark(struct SDL_Surface *target, const struct item *item,
               enum tone tone);

/* LOOK_CHOICE: a key with a tick box in its `art`. */
void keys_choice(struct SDL_Surface *target, const struct item *item);

/* LOOK_DOTS: those before `current` (counted from 0) are filled, the current
   one has a ring around it, the rest are hollow. */
void keys_dots(struct SDL_Surface *target, const struct item *item);

#endif
