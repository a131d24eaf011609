/*
 * The painter: plays a scene's items onto a picture, in their order. It
 * decides nothing and picks no texts; the window and pictures in files share
 * it.
 */
#ifndef DISPLAY_PAINT_H
#define DISPLAY_PAINT_H

#include <stdbool.h>

#include "display/fonts.h"
#include "view/scene.h"

struct SDL_Surface;
struct logo;

/* What it takes from; both outlive whoever paints with them. */
struct stock {
    struct fonts *fonts;
    struct logo *logo; /* NULL: there is none, and no item wants one */
};

/* True when the painter can write this picture's pixels: 32 bits, RGB. */
bool paint_fits(const struct SDL_Surface *target);

/* Paints all that lies in `part`, and nothing outside it. Painting a part
   gives the same pixels as painting everything. */
void paint_part(struct SDL_Surface *target, const struct scene *scene,
                const struct stock *stock, struct box part);

/* Writes a scene as a PNG. False, after a message, when it cannot. */
bool paint_file(const struct scene *scene, const struct stock *stock,
                const char *path) __attribute__((warn_unused_result));

#endif
