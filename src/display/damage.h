/*
 * What differs between two scenes, as boxes to paint again. Pure: an item
 * paints inside its box and nowhere else, so a pixel that lies in no changed
 * item's box shows the same items in the same order, and stays.
 */
#ifndef DISPLAY_DAMAGE_H
#define DISPLAY_DAMAGE_H

#include "view/scene.h"

enum { DAMAGE_MAX = 16 };

struct damage {
    struct box boxes[DAMAGE_MAX]; /* inside the picture, none empty */
    int count;
};

/* Everything, when the scenes differ in size. */
void damage_between(struct damage *damage, const struct scene *before,
                    const struct scene *after);

/* The whole picture. */
void damage_all(struct damage *damage, const struct scene *scene);

#endif
