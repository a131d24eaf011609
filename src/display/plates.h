/*
 * Plates that are looked at, not pressed: what was typed, and the card.
 */
#ifndef DISPLAY_PLATES_H
#define DISPLAY_PLATES_H

#include "view/scene.h"

struct SDL_Surface;

/* LOOK_FIELD: white, with a thin rim. */
void plates_field(struct SDL_Surface *target, const struct item *item);

/* LOOK_CARD: as long as the item's box is wide, to the pixel. Its box may be
   less high than a card. */
void plates_card(struct SDL_Surface *target, const struct item *item);

#endif
