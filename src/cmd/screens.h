/*
 * The names of the screens, as `bonluon scene --screen` and a recorded visit
 * have them: "thanks", and with a place, counted from 1, "question:3".
 */
#ifndef CMD_SCREENS_H
#define CMD_SCREENS_H

#include "survey/flow.h"

/* What may follow a name. */
enum screen_places {
    PLACE_NONE,
    PLACE_QUESTION,
    PLACE_PAGE,  /* of the panel */
    PLACE_DOUBT, /* the clock is in doubt; 2: its key was pressed once */
};

struct screen_name {
    const char *name;
    enum screen screen;
    enum screen_places places;
};

/* The screen of such a name. *place: what follows it, not yet held against how
   many there are; 0 where nothing does. NULL: there is none of this name. */
const struct screen_name *screens_find(const char *text, int *place);

#endif
