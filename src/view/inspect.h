/*
 * Is a scene fit to be shown, as far as its items tell? `bonluon check` asks
 * for the configured screen, the tests for every screen, language and size.
 */
#ifndef VIEW_INSPECT_H
#define VIEW_INSPECT_H

#include "view/stage.h"

enum inspect_fault {
    INSPECT_NONE,
    INSPECT_OVERFULL, /* more items or text than a scene holds */
    INSPECT_OUTSIDE,  /* an item reaches beyond the screen */
    INSPECT_OVERLAP,  /* two items share a pixel, or would while one
                         of them arrives; only the corner of staff may
                         lie over what cannot be pressed, and the cross of a
                         touch over anything */
    INSPECT_SMALL,    /* what can be pressed is under its millimetres */
    INSPECT_CLOSE,    /* two faces stand closer than the dead gap */
    INSPECT_HIGH,     /* what visitors can press is above low reach */
    INSPECT_MISFIT,   /* a text does not fit its place at its least size */
};

struct inspection {
    enum inspect_fault fault; /* the first that was found */
    int item;                 /* which item, -1 for none */
    int other;                /* the second one of an overlap, else -1 */
};

/* What a scene is held against. */
struct inspect_params {
    int width_mm;
    bool low_reach; /* keys only in the lower 45 % of an upright glass, in the
                       lower half of one lying down */
};

struct inspection inspect_scene(const struct scene *scene,
                                const struct inspect_params *params);

#endif
