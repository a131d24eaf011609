/* A scene as pixels, to be read back. */
#ifndef WITH_PIXELS_H
#define WITH_PIXELS_H

#include <stdbool.h>
#include <stdint.h>

#include "view/scene.h"

struct SDL_Surface;

/* The whole scene, in the tree's own fonts; to be given to SDL_FreeSurface. */
struct SDL_Surface *pixels_paint(const struct scene *scene);

/* 0xRRGGBB. */
uint32_t pixels_at(const struct SDL_Surface *surface, int x, int y);

bool pixels_ground(const struct SDL_Surface *surface, int x, int y);

#endif
