/*
 * The inside of fonts.h, for the files that set text with SDL_ttf.
 */
#ifndef DISPLAY_FONTS_TTF_H
#define DISPLAY_FONTS_TTF_H

#include <SDL_ttf.h>

#include "display/fonts.h"

/* A weight at a size; opened when it is first asked for, and valid until the
   next call. NULL, after a message, when it cannot be opened. */
TTF_Font *fonts_sized(struct fonts *fonts, enum weight weight, int em_px);

#endif
