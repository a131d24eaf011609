/*
 * The typefaces at the sizes in use: opened once each, kept until the end.
 * A letter is set in the first of them that has it, so a line may be of
 * several. Needs no window, so that a check or a picture can measure and set
 * text.
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

enum fonts_added {
    FONTS_ADDED,
    FONTS_UNREAD,  /* errno says why */
    FONTS_STRANGE, /* no typeface, or without such a face */
};

enum { FONTS_MORE_MAX = 8 };

/* One more typeface, of at most FONTS_MORE_MAX, behind those that are there: a
   TTF or OTF file, or a face of a TTC file, from 0. */
enum fonts_added fonts_add(struct fonts *fonts, const char *path, int face);

/* The measure for view_build; lives as long as the fonts. */
struct view_measure fonts_measure(struct fonts *fonts);

/* One line in white on nothing: the pixels' alpha is how much of each the
   letters cover. Its last `*below_px` rows lie under the baseline. The caller
   frees it; NULL, after a message, when it cannot be set. */
struct SDL_Surface *fonts_set(struct fonts *fonts, struct type type,
                              const char *line, int *below_px);

enum { FONTS_LETTER_SIZE = 32 };

/* True when no typeface has a picture for a letter of the text, which is
   well-formed UTF-8; the first such letter is written to `letter`, with the
   marks on it. Spaces and the ends of lines need none. */
bool fonts_lack(struct fonts *fonts, const char *text,
                char letter[FONTS_LETTER_SIZE]);

#endif
