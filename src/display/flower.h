/*
 * The flower of the house: a petal for each question. Those come to so far
 * are in bloom; the thanks show the flower open.
 */
#ifndef DISPLAY_FLOWER_H
#define DISPLAY_FLOWER_H

#include "view/scene.h"

struct SDL_Surface;

/* LOOK_FLOWER: `count` petals within `art`, in bloom before `current`, which
   opens by `ease`; those after it are buds. */
void flower_paint(struct SDL_Surface *target, const struct item *item,
                  enum tone tone);

#endif
