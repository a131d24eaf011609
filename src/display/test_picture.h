/*
 * What the touch test shows: the picture by which a glass is looked at, the
 * spots to touch, and where touches landed.
 */
#ifndef DISPLAY_TEST_PICTURE_H
#define DISPLAY_TEST_PICTURE_H

#include "view/scene.h"

struct SDL_Surface;

/* LOOK_EDGE: every pixel of the box. */
void test_picture_edge(struct SDL_Surface *target, const struct item *item);

/* LOOK_CIRCLE: as wide as its box, with a cross through its middle. */
void test_picture_circle(struct SDL_Surface *target, const struct item *item);

/* LOOK_STEPS: eleven greys from black to white, or the colours. */
void test_picture_steps(struct SDL_Surface *target, const struct item *item);

/* LOOK_RULE: a mark each millimetre, longer ones each five and ten. The first
   and the last end with the box. */
void test_picture_rule(struct SDL_Surface *target, const struct item *item);

/* LOOK_SPOT: a ring; asked for, it is golden with a dot; met, filled; with a
   small cross when nothing came. */
void test_picture_spot(struct SDL_Surface *target, const struct item *item);

/* LOOK_CROSS: its middle is the place. */
void test_picture_cross(struct SDL_Surface *target, const struct item *item);

#endif
