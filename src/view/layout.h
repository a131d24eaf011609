/*
 * The carpenter's bench of the screens: millimetres, items, and texts set
 * into them. Used inside view only.
 */
#ifndef VIEW_LAYOUT_H
#define VIEW_LAYOUT_H

#include "survey/flow.h"
#include "survey/installer.h"
#include "view/panel.h"
#include "view/stage.h"

/* What a small glass gives up, one after the other, before a millimetre. */
enum thrift {
    THRIFT_NONE,
    THRIFT_AIR,     /* the air */
    THRIFT_THEME,   /* and the theme above the question */
    THRIFT_BAR,     /* and the height of the upper bar: its keys go below */
    THRIFT_CORNER,  /* and a place of its own for the corner of staff */
    THRIFT_WITNESS, /* and the witness */
    THRIFT_INVITE,  /* and the invitation */
    THRIFT_PLEDGE,  /* and the pledge, of which `bonluon check` tells */
    THRIFT_MOST = THRIFT_PLEDGE,
};

struct layout {
    struct scene *scene;
    const struct view_params *params;
    const struct flow *flow;
    const struct panel *panel;         /* of a screen of staff */
    const struct installer *installer; /* of a page of the installer */
    const struct witness *witness;     /* NULL: has no place */
    const struct now *now;             /* likewise */
    bool begun;                        /* they have one, and are not shown */
    bool touchless;                    /* say that there is no touch screen */
    enum screen screen;                /* that is shown */
    int language;
    int width_mm; /* of the glass, or more where it is too small */
    enum thrift thrift;
    bool spare;      /* there is a line for the date, or the asking for it */
    bool offers_low; /* view_offers_low_reach */
    bool low;        /* everything to press stands low: the visitor's wish */
    bool probing;    /* only that word is wanted, if it is true */
    bool lacking;    /* a screen's word: one of the sheet's questions has less
                        room than it needs, or than more thrift would give it */
    int margin;      /* px kept free along the edges */
    int gap;         /* px between things */
};

/* Pixels of a length, rounded up: a minimum stays one. */
int layout_px(const struct layout *layout, double mm);

/* The larger of a length in mm and a share of the screen's shorter side:
   what is drawn grows with the glass and never shrinks below its minimum. */
int layout_grow(const struct layout *layout, double mm, double share);

/* A glass that is higher than wide. */
bool layout_upright(const struct layout *layout);

/* Low reach: no key begins above this y; 0 where any place will do. */
int layout_reach_top(const struct layout *layout);

/* A question is asked, or its reasons: what surrounds them stays in its place
   for a whole visit. */
bool layout_asking(const struct layout *layout);

/* All that is inside the margins. */
struct box layout_room(const struct layout *layout);

/* The strip inside the margins that a bar takes. */
struct box layout_top_bar(const struct layout *layout);
struct box layout_bottom_bar(const struct layout *layout);

/* The corner that staff hold, where nothing drawn can stand for it: unseen,
   above left. */
void layout_corner(struct layout *layout);

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

/* What is set alike. A style says how large: a share of the glass, and the
   millimetres that it never goes below. */
enum style {
    STYLE_SMALL,   /* who asks, the promise, the progress; the words of staff */
    STYLE_LINE,    /* a line by itself, */
    STYLE_KEY,     /* and the word of a key */
    STYLE_LABEL,   /* what is chosen by */
    STYLE_SAY,     /* what is said to staff, */
    STYLE_MORE,    /* and to visitors, below a title */
    STYLE_STEP,    /* what the installer is at */
    STYLE_HEADING, /* of a screen of staff */
    STYLE_VALUE,   /* what is turned */
    STYLE_TITLE,   /* of a screen that says one thing */
};

struct fit layout_fit(const struct layout *layout, enum style style, int most,
                      enum align align);

/* Of what draws a visitor near: the invitation, who asks, the promise. To be
   read at 3 m an em has a fortieth of the glass's height, and on a lying one
   the capitals have, where the text is not too long for that. */
struct fit layout_far(const struct layout *layout, int most, enum align align);

/* Tries a text in a room of this size: lowers fit->em_px until it fits, and
   returns the number of lines; 0 when even the least does not. Sets nothing. */
int layout_try(const struct layout *layout, struct box room, const char *text,
               struct fit *fit);

/* The same, and settles for that em. Returns the height of the lines. */
int layout_height(const struct layout *layout, struct box room,
                  const char *text, struct fit *fit);

/* Texts that are set alike, by the one that needs the smallest em, in rooms of
   this size: lowers and settles fit->em_px. Returns the most lines that one
   takes; 0 when one does not fit. */
int layout_alike(const struct layout *layout, struct box room,
                 const char *const *texts, int count, struct fit *fit);

/* Breaks the text into the item's words box, at the largest size that fits;
   returns the number of lines. When even the least does not fit, the item is
   the scene's misfit and the text is set unbroken; returns 1. */
int layout_text(struct layout *layout, struct item *item, const char *text,
                struct fit fit);

/* Gives the item a text that is not set in letters. */
void layout_say(struct layout *layout, struct item *item, const char *text);

/* What the name of the item's action ends with: "reason:cho-lau". */
void layout_id(struct layout *layout, struct item *item, const char *id);

/* Appends a value to a chart, which must be the last one that got any. */
void layout_value(struct layout *layout, struct item *item, int value);

/* Sets a text that is an item of its own; its words may take all of `box`. */
struct item *layout_words(struct layout *layout, enum look look, struct box box,
                          const char *text, struct fit fit);

/* A width in which a text fits on one line. */
int layout_width(const struct layout *layout, const char *text,
                 enum weight weight, int em_px);

/* Height of lines set at an em. */
int layout_lines_height(int em_px, int lines);

const char *layout_word(const struct layout *layout, enum word word);

#endif
