/*
 * The names of the screens, as `bonluon scene --screen` and a recorded visit
 * have them: "thanks", and with a place, counted from 1, "question:3".
 */
#ifndef CMD_SCREENS_H
#define CMD_SCREENS_H

#include "survey/flow.h"
#include "survey/installer.h"
#include "view/panel.h"

/* What may follow a name. */
enum screen_places {
    PLACE_NONE,
    PLACE_QUESTION,
    PLACE_PAGE,   /* of the panel */
    PLACE_SET_UP, /* a page of the installer, by its name: "set-up:pin" */
    PLACE_TEST,   /* a state of the touch test: enum example_test, from 1 */
    PLACE_DOUBT,  /* the clock is in doubt; 2: its key was pressed once */
    PLACE_EXPORT, /* what came of the copying, by its name: "export:full" */
    PLACE_CLOCK,  /* how far the setting of it is: "set-clock:far" */
    PLACE_ASK,    /* none, but staff are asked to look at the clock */
};

struct screen_name {
    const char *name;
    enum screen screen;
    enum screen_places places;
};

/* A page of the installer, the first being 1; NULL: there is none. The one with
   the first key counts as a page of its own: `shown`. */
struct screen_page {
    const char *name;
    enum installer_page page;
    bool shown;
};
const struct screen_page *screens_page(int place);

/* The state that an "export:full" shows; of none that was named, the first:
   days are picked. *unread: they are, and a stick is in that cannot be read. */
enum export_state screens_export(int place, bool *unread);

/* The screen of such a name. *place: what follows it, not yet held against how
   many there are; 0 where nothing does. NULL: there is none of this name. */
const struct screen_name *screens_find(const char *text, int *place);

#endif
