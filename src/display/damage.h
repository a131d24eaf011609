/*
 * What differs between two scenes, as boxes to paint again. Pure: an item
 * paints within its reach and nowhere else, so a pixel that lies in no changed
 * item's reach shows the same items in the same order, and stays.
 */
#ifndef DISPLAY_DAMAGE_H
#define DISPLAY_DAMAGE_H

#include "view/scene.h"

enum { DAMAGE_MAX = 16 };

struct damage {
    struct box boxes[DAMAGE_MAX]; /* inside the picture, none empty */
    int count;
};

/* Where an item may paint: its box, as much above and below as the marks of
   small letters can be pushed out of a line by the grid of pixels, and below
   that what it has still to rise. */
struct box damage_reach(const struct item *item);

/* Everything, when the scenes differ in size or in tone. */
void damage_between(struct damage *damage, const struct scene *before,
                    const struct scene *after);

/* Puts the box of what a finger touches, or has just let go, to the front: it
   is waited for, while what changes around it only keeps it company. Where
   everything changes, the box is cut out of it. False when there is no such
   box, or no other. */
bool damage_touched_first(struct damage *damage, const struct scene *before,
                          const struct scene *after);

/* The whole picture. */
void damage_all(struct damage *damage, const struct scene *scene);

#endif
