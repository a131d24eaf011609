/*
 * What stands above and below a question: the flower, who asks, the promise
 * of anonymity and the language; the way back, the progress and the way past.
 * Used inside view only.
 */
#ifndef VIEW_BARS_H
#define VIEW_BARS_H

#include "view/layout.h"

struct bars {
    struct box name, promise; /* who asks, and that it is anonymous */
    struct box middle;        /* between the bars: for the question */
};

struct bars bars_plan(const struct layout *layout);
void bars_add_top(struct layout *layout, const struct bars *bars);
void bars_add_bottom(struct layout *layout);

#endif
