/*
 * The flower of the house: a petal for each question. Those come to so far
 * are in bloom; the thanks show the flower open.
 */
#ifndef DISPLAY_FLOWER_H
#define DISPLAY_FLOWER_H

#include "view/scene.h"

struct SDL_Surface;

/* LOOK_FLOWER: `count` petals, in bloom up to `current`, within `art`. */
void flower_paint(struct SDL_Surface *target, const struct item *item);

#endif
