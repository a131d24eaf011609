/*
 * The typefaces that are open, for the runs of a line (runs.c): the first is
 * the program's own, in three weights; each of the others is one file of the
 * config, in one weight, for letters that those before it lack.
 */
#ifndef DISPLAY_TYPEFACE_H
#define DISPLAY_TYPEFACE_H

#include <stdbool.h>
#include <stdint.h>

#include "view/scene.h"

struct SDL_Surface;
struct fonts;

int typeface_count(const struct fonts *fonts);

/* Whether it can set a letter, in each of its weights: by a picture of it, or
   of its parts. */
bool typeface_has(struct fonts *fonts, int face, uint32_t letter);

/* A run of letters as fonts_set has a line; NULL, after a message, when it
   cannot be set. */
struct SDL_Surface *typeface_set(struct fonts *fonts, int face,
                                 struct type type, const char *run,
                                 int *below_px);

/* How wide that is; -1 when nobody can tell. */
int typeface_width_px(struct fonts *fonts, int face, struct type type,
                      const char *run);

#endif
