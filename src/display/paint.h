/*
 * The painter: plays a scene's items onto a picture, in their order. It
 * decides nothing and picks no texts; window and picture share it.
 */
#ifndef DISPLAY_PAINT_H
#define DISPLAY_PAINT_H

#include <stdbool.h>

#include "display/stock.h"
#include "view/scene.h"

struct SDL_Surface;

/* True when the painter can write this picture's pixels: 32 bits, RGB. */
bool paint_fits(const struct SDL_Surface *target);

/* Paints all that lies in `part`, and nothing outside it. Painting a part
   gives the same pixels as painting everything. */
void paint_part(struct SDL_Surface *target, const struct scene *scene,
                const struct stock *stock, struct box part);

#endif
