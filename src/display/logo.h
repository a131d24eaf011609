/*
 * The office's logo: a PNG, kept as it is and scaled to the place that an item
 * gives it, once for each size.
 */
#ifndef DISPLAY_LOGO_H
#define DISPLAY_LOGO_H

#include "view/scene.h"

struct SDL_Surface;
struct logo;

/* Reads the file. NULL, after a message, when it is no PNG that can be read. */
struct logo *logo_open(const char *path);

/* Takes NULL. */
void logo_close(struct logo *logo);

/* LOOK_LOGO: whole, in its proportions, in the middle of `art`. At night it
   steps back, on a plate of its own, as it may be dark itself. Nothing for
   NULL. */
void logo_paint(struct SDL_Surface *target, struct logo *logo,
                const struct item *item, enum tone tone);

#endif
