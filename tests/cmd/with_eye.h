/*
 * An eye for what is painted: the contrast of ink and ground, as WCAG 2.2 has
 * it.
 */
#ifndef TESTS_CMD_WITH_EYE_H
#define TESTS_CMD_WITH_EYE_H

#include <stdint.h>

#include "view/scene.h"

struct SDL_Surface;

struct eye {
    double linear[256]; /* light of a channel's value */
};

void eye_open(struct eye *eye);

/* The best contrast of any pixel in the box to its ground: thin strokes are
   soft, but each letter has a pixel that is ink throughout. */
double eye_contrast(const struct eye *eye, const struct SDL_Surface *surface,
                    struct box box);

const uint32_t *eye_pixel(const struct SDL_Surface *surface, int x, int y);

#endif
