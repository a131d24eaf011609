/*
 * The inside of fonts.h: letters as a picture.
 */
#ifndef DISPLAY_LETTERS_H
#define DISPLAY_LETTERS_H

#include "view/scene.h"

struct SDL_Surface;
struct fonts;

/* One line in white on nothing: the pixels' alpha is how much of each the
   letters cover. Its last `*below_px` rows lie under the baseline. The caller
   frees it; NULL, after a message, when it cannot be set. */
struct SDL_Surface *letters_set(struct fonts *fonts, struct type type,
                                const char *line, int *below_px);

#endif
