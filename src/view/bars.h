/*
 * What stands above and below a question or its reasons: the office's logo,
 * the flower, who asks, the promise of anonymity; the keys, the progress,
 * the pledge and the witness. First all is planned, then added. Used inside
 * view only.
 */
#ifndef VIEW_BARS_H
#define VIEW_BARS_H

#include "view/bar_keys.h"

/* An empty box: not on this screen. */
struct bars {
    struct box keys[BAR_KEYS];
    bool bare[BAR_KEYS];
    struct box logo, flower;
    struct box name, promise; /* who asks, and that it is anonymous */
    enum align name_align, promise_align;
    struct box pledge, witness, progress;
    struct box middle; /* between the bars: for the question */
};

struct bars bars_plan(const struct layout *layout);
void bars_add(struct layout *layout, const struct bars *bars);

/* The two bars, the upper one first: each plans its boxes, and says where the
   head ends and the foot begins. The progress is in the foot, unless the head
   took it. */
int head_plan(const struct layout *layout, struct bars *bars);
int foot_plan(const struct layout *layout, struct bars *bars);

/* True when keys and progress stand beside each other below. */
bool foot_has_room(const struct layout *layout);

#endif
