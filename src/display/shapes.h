/*
 * Shapes: what faces, keys and signs are made of, at their final size, since a
 * bitmap that is scaled is never crisp. A shape knows how far a point is from
 * its edge, and raster.h fills it. Pure; coordinates are pixels, y grows
 * downward, a pixel's centre lies at its half.
 */
#ifndef DISPLAY_SHAPES_H
#define DISPLAY_SHAPES_H

#include "view/scene.h"

struct point {
    float x, y;
};

/* Not fminf: its care for NaN costs a call. */
static inline float shape_least(float a, float b)
{
    return a < b ? a : b;
}

static inline float shape_most(float a, float b)
{
    return a > b ? a : b;
}

enum shape_kind {
    SHAPE_DISC,
    SHAPE_RING,
    SHAPE_LINE,
    SHAPE_BOW,
    SHAPE_BOWL,
    SHAPE_BOX,
    SHAPE_PETAL,
    SHAPE_HEART,
};

/* Made by the functions below, never by hand. */
struct shape {
    enum shape_kind kind;
    struct point at;   /* the centre; of a line, its first end */
    struct point axis; /* x: along, y: half extent; by kind */
    struct point turn; /* unit vector of the shape's own y axis */
    float radius;
    float round;            /* what is added all around */
    struct point low, high; /* the box that holds all of it */
};

/* The middle of a box. */
struct point shape_middle(struct box box);

struct shape shape_disc(struct point at, float radius);

/* `radius` is that of the middle of the line. */
struct shape shape_ring(struct point at, float radius, float width);

/* A straight stroke with round ends. */
struct shape shape_line(struct point from, struct point to, float width);

/* A stroke bent to a part of a circle. Its middle lies `bend` away from the
   straight line: to the right of the way for more than 0 (going from left to
   right on the screen, that is down), to the left for less. */
struct shape shape_bow(struct point from, struct point to, float bend,
                       float width);

/* What lies between a bow and its straight line, corners rounded by growing
   everything by `round`. */
struct shape shape_bowl(struct point from, struct point to, float bend,
                        float round);

struct shape shape_box(struct box box, float radius);

/* A leaf with a point at each end and `width` across in the middle, which is
   less than it is long. */
struct shape shape_petal(struct point from, struct point to, float width);

/* A heart `size` across. Its tip lies `way` from `at`, a unit vector: {0, 1}
   for one that stands upright. */
struct shape shape_heart(struct point at, float size, struct point way);

/* Signed distance of a point from the edge, less than 0 inside. Never more
   than the true one, so that a fill may leap by it. */
float shape_distance(const struct shape *shape, struct point p);

#endif
