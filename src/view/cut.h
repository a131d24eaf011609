/* A box is cut into the places of what stands in it, from its edges inward. */
#ifndef VIEW_CUT_H
#define VIEW_CUT_H

#include "view/scene.h"

/* Takes so many pixels off one edge, and a gap; the rest stays. */
struct box cut_top(struct box *rest, int px, int gap);
struct box cut_bottom(struct box *rest, int px, int gap);
struct box cut_left(struct box *rest, int px, int gap);
struct box cut_right(struct box *rest, int px, int gap);

/* One of `count` parts beside each other, all as wide to a pixel. */
struct box cut_column(struct box box, int index, int count, int gap);

/* A part of that height in the middle, and a square of that side. */
struct box cut_middle(struct box box, int height);
struct box cut_square(struct box box, int side);

/* A part of that width in the middle; all of it, where it is no wider. */
struct box cut_centre(struct box box, int width);

/* The shorter side of a box. */
int cut_side(struct box box);

#endif
