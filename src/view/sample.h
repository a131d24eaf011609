/*
 * The band along the upper edge of every screen of a terminal that runs by the
 * sample config: whoever stands before it is to know that nothing counts. The
 * rest of the screen is laid out below it. Used inside view only.
 */
#ifndef VIEW_SAMPLE_H
#define VIEW_SAMPLE_H

#include "view/layout.h"

/* What it takes from the height of the glass; 0 when it is not shown. */
int sample_height(const struct layout *layout);

/* Within that height, from the upper edge. */
void sample_add(struct layout *layout);

#endif
