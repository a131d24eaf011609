/*
 * What is asked, and above it the theme ("Luôn mỉm cười"): the first thing to
 * be read. And what it is answered by: the faces, from worst to best, each with
 * its label. All of it is planned for every question of the sheet at once, so
 * that nothing moves or changes its size from one to the next. Used inside
 * view only.
 */
#ifndef VIEW_ASKING_H
#define VIEW_ASKING_H

#include "view/layout.h"

struct title {
    const char *theme, *text; /* of the question that is shown */
    struct fit theme_fit, text_fit;
    int theme_h; /* with the gap below; 0 where there is no room for it */
    int text_h;  /* of the longest */
    bool fits;   /* each of the sheet's does */
};

/* For a room of this size: as large as goes in, or as small as it may be. */
struct title title_plan(const struct layout *layout, struct box room);
struct title title_least(const struct layout *layout, struct box room);

int title_height(const struct title *title);

/* Both, from the top of `room` on; returns where they end. */
int title_add(struct layout *layout, const struct title *title,
              struct box room);

/* How the faces stand: beside each other, their labels below, in one row or in
   two; or below each other, a row each as wide as the glass, with the face on
   the left and the words right of it. */
struct faces {
    int levels;          /* of the question with the most */
    bool listed;         /* below each other */
    int columns, rows;
    int cell_w, gap; /* a face's place, and the dead gap between two */
    struct fit label;
    int label_h; /* of labels below; 0 when listed */
    int face;    /* diameter */
    int most;    /* what the width allows */
    bool fits;   /* every label does */
};

/* The largest that go into a room of this size, never under their least. */
struct faces faces_plan(const struct layout *layout, struct box room);

/* Makes them smaller, down to this diameter, where they are larger. */
void faces_limit(const struct layout *layout, struct faces *faces, int face);

int faces_height(const struct layout *layout, const struct faces *faces);

/* Those of the question that is shown, in the middle of the room's width, from
   its top on. */
void faces_add(struct layout *layout, const struct faces *faces,
               struct box room);

#endif
