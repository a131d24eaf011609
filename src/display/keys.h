/*
 * What is pressed besides faces, and what shows the way: keys with their
 * signs, and the dots of progress.
 */
#ifndef DISPLAY_KEYS_H
#define DISPLAY_KEYS_H

#include "view/scene.h"

struct SDL_Surface;

/* LOOK_BUTTON and LOOK_PRIMARY, without their words. */
void keys_paint(struct SDL_Surface *target, const struct item *item);

/* The item's sign in its `art`. */
void keys_sign(struct SDL_Surface *target, const struct item *item);

/* LOOK_DOTS: those before `current` (counted from 0) are filled, the current
   one has a ring around it, the rest are hollow. */
void keys_dots(struct SDL_Surface *target, const struct item *item);

#endif
