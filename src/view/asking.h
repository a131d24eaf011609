/*
 * What is asked, and above it the theme ("Luôn mỉm cười"): the first thing to
 * be read. And what it is answered by: the faces, from worst to best, each with
 * its label, in a row where columns are wide enough, else in two. Used inside
 * view only.
 */
#ifndef VIEW_ASKING_H
#define VIEW_ASKING_H

#include "view/layout.h"

struct title {
    const char *theme, *text;
    struct fit theme_fit, text_fit;
    int theme_h; /* with the gap below; 0 where there is no room for it */
    int text_h;
};

/* For a room of this size: as large as goes in. */
struct title title_plan(const struct layout *layout, struct box room,
                        const char *text);

int title_height(const struct title *title);

/* Both, from the top of `room` on; returns where they end. */
int title_add(struct layout *layout, const struct title *title,
              struct box room);

struct faces {
    int levels;
    int columns, rows;
    int cell_w, gap; /* a face's column, and the dead gap between two */
    struct fit label;
    int label_h;
    int face; /* diameter */
};

/* For a room of this width: columns, labels, and faces of the least size. */
struct faces faces_plan(const struct layout *layout, int width);

/* Lets the faces grow in a room of this size. */
void faces_grow(const struct layout *layout, struct faces *faces,
                struct box room);

int faces_height(const struct layout *layout, const struct faces *faces);

/* In the middle of the room's width, from its top on. */
void faces_add(struct layout *layout, const struct faces *faces,
               struct box room);

#endif
