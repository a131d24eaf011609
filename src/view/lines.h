/*
 * Breaking a text into lines. SDL_ttf's own wrap sets Vietnamese lines so
 * close that marks collide, and its widths and its wrap disagree; so lines
 * are broken here, at spaces, by the widths that the painter will see; never at
 * the no-break spaces (U+00A0) that join the syllables of a word.
 */
#ifndef VIEW_LINES_H
#define VIEW_LINES_H

#include <stddef.h>

#include "view/stage.h"

struct lines_params {
    const struct view_measure *measure;
    struct type type;
    int width_px;
    int most; /* lines, at the most */
};

/*
 * Copies `text` to `out` with '\n' where lines end, as few lines as the width
 * allows, and these as equal in length as they can be. Returns how many, or 0
 * when a word is wider than the width, more than `most` lines would be
 * needed, or `out` is too small; `out` is then not to be used.
 */
int lines_break(const struct lines_params *params, const char *text, char *out,
                size_t size);

/* How many lines that gives, without breaking it: far quicker. */
int lines_count(const struct lines_params *params, const char *text);

#endif
