/* What staff see, with the longest that there may be of everything. */
#ifndef TESTS_VIEW_WITH_PANEL_H
#define TESTS_VIEW_WITH_PANEL_H

#include "with_view.h"

enum { WITH_TODAY = 20780 }; /* 2026-11-23, a Monday */

/* So many questions of five levels, thirty days, all hours of the day used,
   every light in trouble, four places to copy to. */
void with_panel(struct panel *panel, int questions);

/* A screen of staff, and what it was laid out from. */
struct shown {
    struct with_view with;
    struct panel panel;
    struct scene scene;
};

/* Four questions. */
void panel_prepare(struct shown *shown);

/* Lays it out. */
void panel_build(struct shown *shown, enum screen screen);

/* True when an item has exactly this text. */
bool scene_says(const struct scene *scene, const char *text);

/* The item of this look, of several the one with this number, from 0; NULL:
   there are not so many. */
const struct item *scene_find_look(const struct scene *scene, enum look look,
                                   int which);

#endif
