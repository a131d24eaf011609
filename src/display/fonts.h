/*
 * The typeface at the sizes in use: opened once each, kept until the end.
 * Needs no window, so that a check or a picture can measure and set text.
 */
#ifndef DISPLAY_FONTS_H
#define DISPLAY_FONTS_H

#include <stdbool.h>

#include "view/view.h"

struct SDL_Surface;
struct fonts;

/* `folder` holds the three TTF files; NULL, after a message, on failure. */
struct fonts *fonts_open(const char *folder);
void fonts_close(struct fonts *fonts);

/* The measure for view_build; lives as long as the fonts. */
struct view_measure fonts_measure(struct fonts *fonts);

/* One line in white on nothing: the pixels' alpha is how much of each the
   letters cover. Its last `*below_px` rows lie under the baseline. The caller
   frees it; NULL, after a message, when it cannot be set. */
struct SDL_Surface *fonts_set(struct fonts *fonts, struct type type,
                              const char *line, int *below_px);

enum { FONTS_LETTER_SIZE = 8 };

/* True when the typeface has no picture for a letter of the text, which is
   well-formed UTF-8; the first such letter is written to `letter`. Spaces and
   the ends of lines need none. */
bool fonts_lack(struct fonts *fonts, const char *text,
                char letter[FONTS_LETTER_SIZE]);

#endif
