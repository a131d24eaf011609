/*
 * The words of an item, set line by line where the layout broke them.
 */
#ifndef DISPLAY_LINES_H
#define DISPLAY_LINES_H

#include "display/fonts.h"
#include "view/scene.h"

struct SDL_Surface;

/* Sets the item's text into its `words`, within the target's clip. */
void lines_paint(struct SDL_Surface *target, struct fonts *fonts,
                 const struct scene *scene, const struct item *item);

#endif
