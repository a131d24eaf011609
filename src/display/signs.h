/*
 * The small drawn signs on keys: the typeface has none. All are strokes of one
 * width, so that they stand together as letters do.
 */
#ifndef DISPLAY_SIGNS_H
#define DISPLAY_SIGNS_H

#include <stdint.h>

#include "view/scene.h"

struct SDL_Surface;

/* The item's sign in its `art`; nothing for SIGN_NONE. */
void signs_paint(struct SDL_Surface *target, const struct item *item,
                 uint32_t ink);

/* A tick that fills the box. */
void signs_tick(struct SDL_Surface *target, struct box box, uint32_t ink);

#endif
