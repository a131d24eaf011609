#include "display/shapes.h"

#include <assert.h>
#include <math.h>

static struct point minus(struct point a, struct point b)
{
    return (struct point){a.x - b.x, a.y - b.y};
}

static float dot(struct point a, struct point b)
{
    return a.x * b.x + a.y * b.y;
}

static float length(struct point a)
{
    return sqrtf(dot(a, a));
}

static float between(float value, float low, float high)
{
    return value < low ? low : value > high ? high : value;
}

/* Coordinates in the shape's own frame, where `turn` is the y axis. A frame
   that is mirrored does no harm: all shapes are symmetric in x. */
static struct point to_own(const struct shape *shape, struct point p)
{
    struct point d = minus(p, shape->at);
    struct point across = {shape->turn.y, -shape->turn.x};
    return (struct point){fabsf(dot(d, across)), dot(d, shape->turn)};
}

static void hold(struct shape *shape, struct point a, struct point b,
                 float margin)
{
    shape->low = (struct point){shape_least(a.x, b.x) - margin,
                                shape_least(a.y, b.y) - margin};
    shape->high = (struct point){shape_most(a.x, b.x) + margin,
                                 shape_most(a.y, b.y) + margin};
}

/* An arc of at most half a circle lies between its straight line and that line
   moved out by its depth. */
static void hold_arc(struct shape *shape, struct point from, struct point to,
                     float depth)
{
    struct point out = {shape->turn.x * depth, shape->turn.y * depth};
    hold(shape, from, to, 0);
    struct point low = shape->low;
    struct point high = shape->high;
    hold(shape,
         (struct point){low.x + shape_least(out.x, 0),
                        low.y + shape_least(out.y, 0)},
         (struct point){high.x + shape_most(out.x, 0),
                        high.y + shape_most(out.y, 0)},
         shape->round);
}

struct point shape_middle(struct box box)
{
    return (struct point){(float)box.x + (float)box.w / 2,
                          (float)box.y + (float)box.h / 2};
}

struct shape shape_disc(struct point at, float radius)
{
    struct shape shape = {.kind = SHAPE_DISC, .at = at, .radius = radius};
    hold(&shape, at, at, radius);
    return shape;
}

struct shape shape_ring(struct point at, float radius, float width)
{
    struct shape shape = {
        .kind = SHAPE_RING, .at = at, .radius = radius, .round = width / 2};
    hold(&shape, at, at, radius + width / 2);
    return shape;
}

struct shape shape_line(struct point from, struct point to, float width)
{
    struct shape shape = {.kind = SHAPE_LINE,
                          .at = from,
                          .axis = minus(to, from),
                          .round = width / 2};
    hold(&shape, from, to, width / 2);
    return shape;
}

/* The circle through both ends and the bent middle. Its centre lies on the
   perpendicular through the middle of the straight line; `axis` keeps where
   the ends are, seen from the centre. */
static struct shape bent(struct point from, struct point to, float bend,
                         float round)
{
    struct point way = minus(to, from);
    float half = length(way) / 2;
    float side = bend < 0 ? -1.0f : 1.0f;
    float depth = fabsf(bend);
    float radius = (half * half + depth * depth) / (2 * depth);
    struct point out = {-way.y / (2 * half) * side, way.x / (2 * half) * side};
    float back = radius - depth; /* from the centre out to the line */
    struct shape shape = {.at = {(from.x + to.x) / 2 - out.x * back,
                                 (from.y + to.y) / 2 - out.y * back},
                          .axis = {half, back},
                          .turn = out,
                          .radius = radius,
                          .round = round};
    if (depth > half) {
        hold(&shape, from, to, 2 * radius + round);
    } else {
        hold_arc(&shape, from, to, depth);
    }
    return shape;
}

struct shape shape_bow(struct point from, struct point to, float bend,
                       float width)
{
    /* A bend too small to see would need a circle too large for a float. */
    if (fabsf(bend) < 0.05f) {
        return shape_line(from, to, width);
    }
    struct shape shape = bent(from, to, bend, width / 2);
    shape.kind = SHAPE_BOW;
    return shape;
}

struct shape shape_bowl(struct point from, struct point to, float bend,
                        float round)
{
    assert(fabsf(bend) >= 0.05f);
    struct shape shape = bent(from, to, bend, round);
    shape.kind = SHAPE_BOWL;
    return shape;
}

struct shape shape_box(struct box box, float radius)
{
    struct point half = {(float)box.w / 2, (float)box.h / 2};
    float smaller = shape_least(half.x, half.y);
    struct shape shape = {.kind = SHAPE_BOX,
                          .at = {(float)box.x + half.x, (float)box.y + half.y},
                          .axis = half,
                          .radius = shape_least(radius, smaller)};
    shape.low = minus(shape.at, half);
    shape.high = (struct point){shape.at.x + half.x, shape.at.y + half.y};
    return shape;
}

struct shape shape_petal(struct point from, struct point to, float width)
{
    struct point way = minus(to, from);
    float half = length(way) / 2;
    assert(width > 0 && width <= 2 * half);
    struct shape shape = {.kind = SHAPE_PETAL,
                          .at = {(from.x + to.x) / 2, (from.y + to.y) / 2},
                          .turn = {way.x / (2 * half), way.y / (2 * half)}};
    /* Two discs that overlap: each bulges `width / 2` beyond the axis. */
    shape.radius = (half * half + width * width / 4) / width;
    shape.axis = (struct point){shape.radius - width / 2, half};
    hold(&shape, from, to, width / 2);
    return shape;
}

struct shape shape_heart(struct point at, float size, struct point way)
{
    /* A square on its tip, a half disc on each of its upper sides. */
    struct shape shape = {
        .kind = SHAPE_HEART, .at = at, .turn = way, .radius = size * 0.293f};
    hold(&shape, at, at, size);
    return shape;
}

static float line_distance(const struct shape *shape, struct point p)
{
    struct point d = minus(p, shape->at);
    float whole = dot(shape->axis, shape->axis);
    float part = whole > 0 ? between(dot(d, shape->axis) / whole, 0, 1) : 0;
    struct point nearest = {shape->axis.x * part, shape->axis.y * part};
    return length(minus(d, nearest));
}

/* True when the direction of `own` from the centre meets the arc. */
static bool faces_arc(const struct shape *shape, struct point own)
{
    return own.x * shape->axis.y <= own.y * shape->axis.x;
}

static float bow_distance(const struct shape *shape, struct point p)
{
    struct point own = to_own(shape, p);
    return faces_arc(shape, own) ? fabsf(length(own) - shape->radius)
                                 : length(minus(own, shape->axis));
}

static float bowl_distance(const struct shape *shape, struct point p)
{
    struct point own = to_own(shape, p);
    float beyond_arc = length(own) - shape->radius;
    float beyond_line = shape->axis.y - own.y;
    if (beyond_arc <= 0 && beyond_line <= 0) {
        return shape_most(beyond_arc, beyond_line);
    }
    if (beyond_line > 0 && own.x <= shape->axis.x) {
        return beyond_line;
    }
    return beyond_arc > 0 && faces_arc(shape, own)
               ? beyond_arc
               : length(minus(own, shape->axis));
}

static float box_distance(struct point d, struct point half, float radius)
{
    struct point q = {fabsf(d.x) - half.x + radius,
                      fabsf(d.y) - half.y + radius};
    struct point outside = {shape_most(q.x, 0), shape_most(q.y, 0)};
    return length(outside) + shape_least(shape_most(q.x, q.y), 0) - radius;
}

/* Outside, near a tip, both discs are close for a long way: there the tip
   itself counts, or it would grow a needle. */
static float petal_distance(const struct shape *shape, struct point p)
{
    struct point own = to_own(shape, p);
    struct point tip = {0, shape->axis.y};
    own.y = fabsf(own.y);
    if ((own.y - tip.y) * shape->axis.x > own.x * tip.y) {
        return length(minus(own, tip));
    }
    own.x += shape->axis.x;
    return length(own) - shape->radius;
}

static float heart_distance(const struct shape *shape, struct point p)
{
    struct point d = to_own(shape, p);
    float r = shape->radius;
    float step = r * 0.70710678f; /* half a side, seen along the axes */
    struct point lobe = {d.x - step, d.y + step};
    struct point tilted = {(d.x + d.y) * 0.70710678f,
                           (d.y - d.x) * 0.70710678f};
    return shape_least(length(lobe) - r,
                       box_distance(tilted, (struct point){r, r}, r * 0.25f));
}

float shape_distance(const struct shape *shape, struct point p)
{
    switch (shape->kind) {
    case SHAPE_DISC: return length(minus(p, shape->at)) - shape->radius;
    case SHAPE_RING:
        return fabsf(length(minus(p, shape->at)) - shape->radius) -
               shape->round;
    case SHAPE_LINE: return line_distance(shape, p) - shape->round;
    case SHAPE_BOW: return bow_distance(shape, p) - shape->round;
    case SHAPE_BOWL: return bowl_distance(shape, p) - shape->round;
    case SHAPE_BOX:
        return box_distance(minus(p, shape->at), shape->axis, shape->radius);
    case SHAPE_PETAL: return petal_distance(shape, p);
    case SHAPE_HEART: return heart_distance(shape, p);
    }
    return INFINITY;
}
