/*
 * The five faces, the face of the thanks and the sign of a terminal out of
 * order, drawn from shapes at their final size.
 *
 * Each of the five differs in brows, eyes and mouth, so that it can be told
 * without its colour. The low ones are sad, never angry: the brows rise
 * toward the middle.
 */
#ifndef DISPLAY_FACES_H
#define DISPLAY_FACES_H

#include "view/scene.h"

struct SDL_Surface;

/* LOOK_FACE: the disc fills `art`; that of a chosen face draws back to make
   room for its ring. */
void faces_paint(struct SDL_Surface *target, const struct item *item);

/* LOOK_HEART */
void faces_thanks(struct SDL_Surface *target, const struct item *item);

/* LOOK_NOTICE */
void faces_notice(struct SDL_Surface *target, const struct item *item);

#endif
