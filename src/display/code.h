/* LOOK_CODE: the item's text as a square code, dark on white, in the middle of
   `art`: its modules are as many whole pixels as there is room for. */
#ifndef DISPLAY_CODE_H
#define DISPLAY_CODE_H

#include "view/scene.h"

struct SDL_Surface;

void code_paint(struct SDL_Surface *target, const struct scene *scene,
                const struct item *item);

#endif
