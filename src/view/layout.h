/*
 * The carpenter's bench of the screens: millimetres, items, and texts set
 * into them. Used inside view only.
 */
#ifndef VIEW_LAYOUT_H
#define VIEW_LAYOUT_H

#include "survey/flow.h"
#include "view/stage.h"

struct layout {
    struct scene *scene;
    const struct view_params *params;
    const struct flow *flow;
    int language;
    int width_mm; /* of the glass, or more where it is too small */
    int margin;   /* px kept free along the edges */
    int gap;      /* px between things */
};

/* Pixels of a length, rounded up: a minimum stays one. */
int layout_px(const struct layout *layout, double mm);

/* The larger of a length in mm and a share of the screen's shorter side:
   what is drawn grows with the glass and never shrinks below its minimum. */
int layout_grow(const struct layout *layout, double mm, double share);

/* A glass that is higher than wide. */
bool layout_upright(const struct layout *layout);

/* The strip inside the margins that a bar of keys takes. */
struct box layout_top_bar(const struct layout *layout);
struct box layout_bottom_bar(const struct layout *layout);

/* Appends an item without text. Words and art begin as the whole box. When
   the scene is full, it is marked overfull and a spare item is returned. */
struct item *layout_add(struct layout *layout, enum look look, struct box box);

/* How a text may be set: from `em_px` down to `least_px`, on `most` lines. */
struct fit {
    int em_px, least_px;
    int most;
    enum weight weight;
    enum align align;
};

/* Tries a text in a room of this size: lowers fit->em_px until it fits, and
   returns the number of lines; 0 when even the least does not. Sets nothing. */
int layout_try(const struct layout *layout, struct box room, const char *text,
               struct fit *fit);

/* Breaks the text into the item's words box, at the largest size that fits;
   returns the number of lines. When even the least does not fit, the item is
   the scene's misfit and the text is set unbroken; returns 1. */
int layout_text(struct layout *layout, struct item *item, const char *text,
                struct fit fit);

/* A key: a place with a word on it, and a sign before or behind the word. */
struct key {
    enum look look; /* LOOK_BUTTON or LOOK_PRIMARY */
    enum sign sign;
    struct action action;
    const char *text;
};

struct item *layout_key(struct layout *layout, struct box box,
                        const struct key *key);

/* Height of lines set at an em. */
int layout_lines_height(int em_px, int lines);

const char *layout_word(const struct layout *layout, enum word word);

#endif
