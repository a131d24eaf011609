/*
 * The touch test: nine spots are asked for one after the other, and where each
 * touch landed tells whether the touch is where the picture is. In turn,
 * because a touch that is mirrored or turned meets a spot as well, only
 * another one.
 *
 * Pure. Places are pixels of the picture; times are milliseconds of one clock
 * that never goes back.
 */
#ifndef SURVEY_TOUCH_TEST_H
#define SURVEY_TOUCH_TEST_H

#include <stdbool.h>
#include <stdint.h>

enum {
    TOUCH_TEST_SPOTS = 9,        /* corners, middle, edges */
    TOUCH_TEST_RADIUS_MM = 8,    /* of a spot: as far off a touch is well */
    TOUCH_TEST_INSET_MM = 10,    /* from the edge to a spot's middle */
    TOUCH_TEST_WAIT_MS = 8000,   /* nothing came: the next one is asked for */
    TOUCH_TEST_FIRST_MS = 30000, /* likewise, for the first */
    TOUCH_TEST_PAUSE_MS = 300,   /* what comes sooner is the same touch */
    TOUCH_TEST_FEW = 5,          /* spots that tell how a touch is turned */
    TOUCH_TEST_MATRIX_SIZE = 32  /* "0 -1 1 -1 0 1 0 0 1" */
};

struct touch_glass {
    int width_px, height_px, width_mm;
};

struct touch_place {
    int x, y;
};

struct touch_test {
    struct touch_glass glass;
    int at;           /* which spot is asked for; TOUCH_TEST_SPOTS: none */
    int64_t asked_ms; /* since when */
    bool came[TOUCH_TEST_SPOTS];
    struct touch_place landed[TOUCH_TEST_SPOTS]; /* of what came */
};

/* How the touch lies on the picture. */
enum touch_turn {
    TOUCH_STRAIGHT,
    TOUCH_LEFT_RIGHT,    /* mirrored */
    TOUCH_UPSIDE_DOWN,   /* likewise: what is above lands below */
    TOUCH_HALF_TURN,     /* by 180 degrees */
    TOUCH_TURNED_LEFT,   /* by 90: what is above lands on the left */
    TOUCH_TURNED_RIGHT,  /* by 90: what is above lands on the right */
    TOUCH_DIAGONAL,      /* turned left and mirrored: x for y */
    TOUCH_ANTI_DIAGONAL, /* turned right and mirrored */
    TOUCH_TURNS
};

enum touch_result {
    TOUCH_ASKING,  /* it goes on */
    TOUCH_NOTHING, /* came at all */
    TOUCH_WELL,
    TOUCH_PARTLY, /* what came is well, but not all came */
    TOUCH_TURNED, /* as `turn` says */
    TOUCH_OFF,    /* away from the spots, in no such way */
};

struct touch_verdict {
    enum touch_result result;
    enum touch_turn turn;
    int count;    /* spots at which something came */
    int worst_mm; /* the farthest off of them, on the straight picture */
};

void touch_test_start(struct touch_test *test, const struct touch_glass *glass,
                      int64_t now_ms);

/* Something came down there. */
void touch_test_touch(struct touch_test *test, struct touch_place place,
                      int64_t now_ms);

/* Lets time pass. True when it has gone on to the next spot. */
bool touch_test_wait(struct touch_test *test, int64_t now_ms);

/* When touch_test_wait wants to be called, or INT64_MAX. */
int64_t touch_test_deadline(const struct touch_test *test);

/* For how long nothing had come, when the spot that is asked for was; 0: the
   one before it was touched. */
int touch_test_silent_s(const struct touch_test *test);

/* The middle of a spot, from 0. */
struct touch_place touch_test_spot(const struct touch_glass *glass, int spot);

/* How far off the spot it landed, to the nearest; of one that came. */
int touch_test_off_mm(const struct touch_test *test, int spot);

struct touch_verdict touch_test_verdict(const struct touch_test *test);

/* What sets such a touch right: the nine numbers of X's TransformationMatrix
   and of libinput's calibration. */
void touch_test_matrix(enum touch_turn turn, char out[TOUCH_TEST_MATRIX_SIZE]);

#endif
