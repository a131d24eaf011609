/*
 * The flower of the house: a petal for each question, as the four "luôn" are
 * four promises, and each petal a heart. It opens as a visit goes on, and
 * carries the face of the thanks.
 */
#ifndef DISPLAY_FLOWER_H
#define DISPLAY_FLOWER_H

#include "view/scene.h"

struct SDL_Surface;

/* LOOK_FLOWER: `count` petals within `art`, open before `current`, which
   opens by `ease`; those after it are buds. */
void flower_paint(struct SDL_Surface *target, const struct item *item,
                  enum tone tone);

/* Behind the face of LOOK_HEART: two rings of petals, which open by `ease`. */
void flower_wreath(struct SDL_Surface *target, const struct item *item);

#endif
