/*
 * The stage on which a scene is laid out: the glass and its millimetres, the
 * texts, the typeface. Fixed for a run, while the state of the flow changes.
 */
#ifndef VIEW_STAGE_H
#define VIEW_STAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/sheet.h"
#include "survey/words.h"
#include "view/scene.h"

/* How wide a run of text is in a typeface: the one thing that the layout
   must ask from outside. `length` is in bytes. */
struct view_measure {
    int (*width_px)(void *context, enum weight weight, int em_px,
                    const char *text, int length);
    void *context;
};

/* What the idle screen shows of the record, so that whoever photographs it is a
   witness: the count of a day's visits, and the code of the last tag. */
enum { WITNESS_LETTERS = 13 };
struct witness {
    int32_t day;
    int visits;
    char code[WITNESS_LETTERS + 1];
};

/* And of today: the date and the time. */
struct now {
    int32_t day;
    int minute; /* of it */
    bool shown; /* they are wanted on the screen */
    bool ask;   /* nothing vouches for them: staff are asked to look */
};

struct view_params {
    int width_px, height_px;
    int width_mm;
    const struct sheet *sheet; /* may be another after each visit */
    const struct words *words; /* of every language */
    int language_count;
    const char *const *office_name; /* of every language */
    const char *const *pledge;      /* likewise; NULL: there is none */
    int logo_width, logo_height;    /* of the picture; 0: there is none */
    struct view_measure measure;
    bool sample; /* the terminal runs by the sample config: say so */
    bool strict; /* keep the millimetres even where they do not fit, so that
                    inspect_scene finds what is wrong; else a glass that is
                    too small gets everything a little smaller */
};

enum {
    VIEW_THERE = 1000, /* thousandths of an arrival: all stands in its place */
    VIEW_SHIFT_PX = 2, /* the picture moves round a square of this side */
};

/* What stands on a screen in millimetres, at the least. */
#define VIEW_FACE_MM 30.0
#define VIEW_KEY_MM  20.0
/* A glass no higher than this has all within reach without being asked: on a
   standing counter of 1,070 mm its upper edge is at 1,220 mm, the high reach of
   one who sits beside it (ADA 308.3.1, and EN 301 549, 8.3). */
#define VIEW_LOW_GLASS_MM 150.0
/* Of a keyboard, for one who types two codes, once: as on a desk. */
#define VIEW_LETTER_MM 15.0
#define VIEW_GAP_MM    5.0
/* An em, from the height that capitals must have: those of Be Vietnam Pro
   are 0.740 em (fonts/README.md). */
#define VIEW_EM_MM(capital_mm) ((capital_mm) / 0.740)
#define VIEW_QUESTION_EM_MM    VIEW_EM_MM(7.3)
#define VIEW_LABEL_EM_MM       VIEW_EM_MM(4.9)
#define VIEW_SMALL_EM_MM       VIEW_EM_MM(3.5)

#endif
