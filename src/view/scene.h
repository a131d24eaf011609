/*
 * The scene: everything that is on a screen, as a list of items with a place,
 * a look, a text and an action. What is drawn is what is hit: the painter
 * plays this list, scene_hit reads the same one, `bonluon scene` prints it.
 *
 * A scene is a plain value of fixed size: built, compared and thrown away
 * without allocation. Boxes are in pixels, from the top left corner.
 */
#ifndef VIEW_SCENE_H
#define VIEW_SCENE_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/action.h"

struct box {
    int x, y, w, h;
};

/* Of two lengths the shorter, and the longer. */
static inline int px_least(int a, int b)
{
    return a < b ? a : b;
}

static inline int px_most(int a, int b)
{
    return a > b ? a : b;
}

enum look {
    LOOK_TEXT,    /* words on the ground */
    LOOK_QUIET,   /* words that step back */
    LOOK_TITLE,   /* words in the colour of the house */
    LOOK_FACE,    /* a face of `face` in `art`, words below or beside it */
    LOOK_BUTTON,  /* a light key with a rim */
    LOOK_PRIMARY, /* the one key to press */
    LOOK_DOTS,    /* `count` dots, `filled` of them done, one current */
    LOOK_FLOWER,  /* a petal for each of `count` questions, up to `current` */
    LOOK_CHOICE,  /* a key that stays chosen, with a tick in `art` */
    LOOK_RADIO,   /* the same, but one of several: with a dot */
    LOOK_TAB,     /* a key to a page; its own is underlined */
    LOOK_LOGO,    /* the office's own, within `art` */
    LOOK_WHISPER, /* words in the dark */
    LOOK_MARK,    /* words on a band that strikes the eye */
    LOOK_PAD,     /* `count` places for digits, `current` of them filled */
    LOOK_LIGHT,   /* a sign of health: `current` is an enum light_state */
    LOOK_BAR, /* five shares of a whole, side by side, in the faces' colours */
    LOOK_COLUMNS, /* a column a value, 0 to 1000; `current` stands out. Lines
                     behind them part the height into `count`; others stand
                     before the column numbered `columns`, from 1, and before
                     each seventh after it */
    LOOK_CELL,    /* its words on a shade, of which `count` is the number: 0 for
                     what is not told, 1 to SHADES darker for more; along its
                     lower edge a line that is filled up to `current` of 1000,
                     none for SCENE_NO_VALUE */
    LOOK_DAY,     /* a key of a calendar; chosen, it is dark. `current` are its
                     marks, of enum day_mark */
    LOOK_DAY_KEY, /* what such marks mean: a small day in `art`, and words */
    LOOK_METER,   /* how far something has come: one value, 0 to 1000 */
    LOOK_CODE,    /* its text as a square code (QR), not in letters */
    LOOK_FIELD,   /* a plate on which stands what was typed */
    LOOK_CARD,    /* a bank card, to be compared with a real one */
    LOOK_HEART,   /* the thanks: a happy face with care */
    LOOK_NOTICE,  /* the sign of a terminal out of order */
    LOOK_EDGE,    /* a line along an edge of the glass */
    LOOK_CIRCLE,  /* as round as the glass is true */
    LOOK_STEPS,   /* fields beside each other: `current` is an enum steps */
    LOOK_RULE,    /* a rule of `count` mm, as long as the box is wide */
    LOOK_SPOT,    /* to be touched: `current` is an enum spot_state */
    LOOK_CROSS,   /* where a touch landed; may lie over anything */
};

/* What LOOK_STEPS shows: from black to white, or the colours of the house. */
enum steps { STEPS_GREYS, STEPS_COLOURS };

/* Of LOOK_CELL: the last two are dark, with light words. */
enum { SHADES = 5, SHADES_LIGHT = 3 };

/* Of LOOK_DAY, more than one at once. */
enum day_mark {
    DAY_TODAY = 1,  /* a frame within */
    DAY_TAKEN = 2,  /* a tick */
    DAY_SHUT = 4,   /* a dash */
    DAY_CHOSEN = 8, /* of LOOK_DAY_KEY alone */
};

/* How a LOOK_SPOT stands. */
enum spot_state {
    SPOT_TO_COME,
    SPOT_ASKED,  /* now */
    SPOT_MET,    /* the touch landed on it, */
    SPOT_BESIDE, /* or elsewhere, */
    SPOT_SILENT, /* or none came */
};

enum weight { WEIGHT_REGULAR, WEIGHT_SEMIBOLD, WEIGHT_BOLD };

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

/* A small drawn sign beside the words of a key; the typeface has none. */
enum sign {
    SIGN_NONE,
    SIGN_BACK,
    SIGN_FORWARD,
    SIGN_GLOBE,
    SIGN_SPEAKER,   /* reads aloud; chosen: is reading */
    SIGN_LOWER,     /* a person in a wheelchair: the keys come down */
    SIGN_RAISE,     /* and go up again */
    SIGN_DONE,      /* a tick */
    SIGN_LESS,      /* a minus, */
    SIGN_MORE,      /* a plus, */
    SIGN_LESS_MUCH, /* and two of each */
    SIGN_MORE_MUCH,
};

/* What everything stands on. */
enum tone {
    TONE_DAY,
    TONE_DIM,   /* the same, darker: nobody was there for long */
    TONE_NIGHT, /* a few words in the dark */
};

/* How a text is set: em in pixels, lines 1.5 em apart. */
struct type {
    int em_px;
    enum weight weight;
    enum align align;
};

struct item {
    struct box box; /* the whole of it: what is painted, and what is hit */
    enum look look;
    struct action action; /* ACTION_NONE: cannot be pressed */
    struct box words;     /* where the lines of the text stand, within box */
    struct box art;       /* where a face, a sign or dots stand, within box */
    struct type type;
    enum sign sign;
    int text;        /* offset into the scene's texts; lines end in '\n' */
    int id;          /* likewise: what its action's name ends with, as of a
                        reason its id; else empty */
    int face;        /* LOOK_FACE: 1 (very sad) to 5 */
    int count;       /* LOOK_DOTS, LOOK_PAD, LOOK_CELL, LOOK_COLUMNS */
    int values;      /* of a chart: where they begin in the scene's values */
    int value_count; /* each 0 to 1000, or SCENE_NO_VALUE: nothing is told */
    int columns;     /* LOOK_COLUMNS */
    int current;
    bool pressed; /* a finger is on it */
    bool chosen;  /* the answer that was given */
    bool faded;   /* another was chosen, or it cannot be pressed just now */
    int travel;   /* px below its place where it begins to arrive; 0: it is
                     there at once. Never for what can be pressed */
    int rise;     /* px that are left of it; within the gap below its box */
    int ease;     /* LOOK_FLOWER, LOOK_HEART: thousandths of its arrival */
};

enum {
    SCENE_ITEMS_MAX = 256,
    SCENE_TEXT_MAX = 8192,
    SCENE_VALUES_MAX = 512,
    SCENE_NO_VALUE = -1,
};

struct scene {
    int width, height;
    enum tone tone;
    struct item items[SCENE_ITEMS_MAX]; /* in drawing order */
    int count;
    char texts[SCENE_TEXT_MAX];
    int texts_length;
    int16_t values[SCENE_VALUES_MAX]; /* of the charts */
    int value_count;
    bool overfull; /* an item or a text found no room: the scene is not whole,
                      or a text does not fit its place; see `misfit` */
    int misfit;    /* the first item whose text does not fit its box, else -1 */
};

/* The text of an item, lines apart by '\n'. */
const char *scene_text(const struct scene *scene, const struct item *item);

/* The topmost item at a point that can be pressed; NULL for none. */
const struct item *scene_hit(const struct scene *scene, int x, int y);

/* Its action; ACTION_NONE for no item. */
struct action scene_action(const struct scene *scene, int x, int y);

/* The name of what an item does: that of its action, with the item's id where
   it has one ("reason:cho-lau", "day:2026-11-23"). */
void scene_action_name(const struct scene *scene, const struct item *item,
                       char out[ACTION_NAME_SIZE]);

/* The item that bears such a name; NULL when it is not on this screen. */
const struct item *scene_named(const struct scene *scene, const char *name);

/* True when two items (of two scenes) would be painted alike. */
bool scene_item_same(const struct scene *a, const struct item *item_a,
                     const struct scene *b, const struct item *item_b);

#endif
