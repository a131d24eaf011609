/*
 * The small drawn signs: the typeface has none. Those on keys are strokes of
 * one width, so that they stand together as letters do; whatever a colour says
 * of the terminal's health, a shape says too.
 */
#include "display/looks.h"

#include <SDL.h>

#include "display/raster.h"
#include "display/theme.h"
#include "view/cut.h"

/* Signs are drawn in units of half the art's side, from its centre. */
struct easel {
    SDL_Surface *target;
    struct point centre;
    float unit;
    uint32_t ink;
    float width; /* of a stroke, in units */
};

static struct easel easel_for(SDL_Surface *target, struct box art, uint32_t ink)
{
    return (struct easel){
        .target = target,
        .centre = shape_middle(art),
        .unit = (float)cut_side(art) / 2,
        .ink = ink,
        .width = 0.19f,
    };
}

static struct point at(const struct easel *easel, struct point p)
{
    return (struct point){easel->centre.x + p.x * easel->unit,
                          easel->centre.y + p.y * easel->unit};
}

static void fill(const struct easel *easel, struct shape shape)
{
    raster_fill(easel->target, shape, easel->ink);
}

static void bow(const struct easel *easel, struct point from, struct point to,
                float bend)
{
    fill(easel, shape_bow(at(easel, from), at(easel, to), bend * easel->unit,
                          easel->width * easel->unit));
}

/* Strokes from each point to the next. */
static void path(const struct easel *easel, const struct point *points,
                 int count)
{
    for (int i = 1; i < count; i++) {
        bow(easel, points[i - 1], points[i], 0);
    }
}

/* The way it points: 1 or -1 along one of them, 0 along the other. */
static void arrow(const struct easel *easel, float x, float y)
{
    struct point tip = {x * 0.72f, y * 0.72f};
    bow(easel, (struct point){-tip.x, -tip.y}, tip, 0);
    for (int side = -1; side <= 1; side += 2) {
        float out = 0.54f * (float)side;
        bow(easel, (struct point){x * 0.14f + y * out, y * 0.14f + x * out},
            tip, 0);
    }
}

static void globe(const struct easel *easel)
{
    fill(easel,
         shape_ring(easel->centre, 0.78f * easel->unit, 0.13f * easel->unit));
    struct easel fine = *easel;
    fine.width = 0.148f;
    bow(&fine, (struct point){0, -0.78f}, (struct point){0, 0.78f}, 0.33f);
    bow(&fine, (struct point){0, -0.78f}, (struct point){0, 0.78f}, -0.33f);
    for (int side = -1; side <= 1; side += 2) {
        float y = 0.257f * (float)side;
        bow(&fine, (struct point){-0.72f, y}, (struct point){0.72f, y}, 0);
    }
}

static void speaker(const struct easel *easel)
{
    static const struct point body[] = {
        {-0.88f, -0.24f}, {-0.56f, -0.24f}, {-0.16f, -0.6f}, {-0.16f, 0.6f},
        {-0.56f, 0.24f},  {-0.88f, 0.24f},  {-0.88f, -0.24f}};
    path(easel, body, 7);
    bow(easel, (struct point){0.2f, -0.3f}, (struct point){0.2f, 0.3f}, -0.16f);
    bow(easel, (struct point){0.5f, -0.62f}, (struct point){0.5f, 0.62f},
        -0.36f);
}

static struct box square(const struct easel *easel, int side)
{
    return (struct box){(int)(easel->centre.x - (float)side / 2),
                        (int)(easel->centre.y - (float)side / 2), side, side};
}

/* What a press does while the question is being read: it stops. */
static void stop(const struct easel *easel)
{
    /* As even or odd as the art, or it would not stand in the middle. */
    int side =
        2 * (int)(0.33f * easel->unit + 0.5f) + (int)(2 * easel->centre.x) % 2;
    fill(easel,
         shape_ring(easel->centre, 0.83f * easel->unit, 0.16f * easel->unit));
    fill(easel, shape_box(square(easel, side), 0.09f * easel->unit));
}

/* Sits upright and looks to the right; the wheel is open where the legs are. */
static void wheelchair(const struct easel *easel)
{
    static const struct point body[] = {{-0.36f, -0.42f},
                                        {-0.3f, 0.12f},
                                        {0.2f, 0.12f},
                                        {0.42f, 0.66f},
                                        {0.64f, 0.58f}};
    struct point head = at(easel, (struct point){-0.38f, -0.76f});
    fill(easel, shape_disc(head, 0.2f * easel->unit));
    path(easel, body, 5);
    bow(easel, (struct point){-0.33f, -0.16f}, (struct point){0.1f, -0.16f}, 0);
    bow(easel, (struct point){-0.6f, 0.02f}, (struct point){0.19f, 0.57f},
        0.636f);
}

/* At the person's shoulder: what is out of reach comes down. */
static void down(const struct easel *easel)
{
    struct point tip = {0.64f, -0.02f};
    bow(easel, (struct point){tip.x, -0.82f}, tip, 0);
    bow(easel, (struct point){tip.x - 0.26f, tip.y - 0.26f}, tip, 0);
    bow(easel, (struct point){tip.x + 0.26f, tip.y - 0.26f}, tip, 0);
}

static void tick(const struct easel *easel)
{
    static const struct point hook[] = {
        {-0.62f, 0.06f}, {-0.18f, 0.5f}, {0.66f, -0.44f}};
    path(easel, hook, 3);
}

/* A minus, or with `more` a plus, in the middle of a part of the art. */
static void change(const struct easel *easel, float x, float half, bool more)
{
    bow(easel, (struct point){x - half, 0}, (struct point){x + half, 0}, 0);
    if (more) {
        bow(easel, (struct point){x, -half}, (struct point){x, half}, 0);
    }
}

static void change_much(const struct easel *easel, bool more)
{
    change(easel, -0.52f, 0.36f, more);
    change(easel, 0.52f, 0.36f, more);
}

void signs_tick(SDL_Surface *target, struct box box, uint32_t ink)
{
    struct easel easel = easel_for(target, box, ink);
    easel.width = 0.24f;
    tick(&easel);
}

/* Rows of pixels from the top to the foot, corners rounded by strokes. */
static void triangle(const struct easel *easel)
{
    struct point top = at(easel, (struct point){0, -0.74f});
    struct point left = at(easel, (struct point){-0.82f, 0.7f});
    struct point right = at(easel, (struct point){0.82f, 0.7f});
    for (float part = 0; part <= 1.0f; part += 0.04f) {
        struct point foot = {left.x + part * (right.x - left.x), right.y};
        fill(easel, shape_line(top, foot, 0.28f * easel->unit));
    }
}

static void care(struct easel *easel)
{
    easel->ink = THEME_GOLD;
    triangle(easel);
    easel->ink = THEME_INK;
    bow(easel, (struct point){0, -0.3f}, (struct point){0, 0.22f}, 0);
    fill(easel,
         shape_disc(at(easel, (struct point){0, 0.52f}), 0.12f * easel->unit));
}

static void bad(struct easel *easel)
{
    int side = (int)(1.8f * easel->unit);
    easel->ink = theme_face(1).skin;
    fill(easel, shape_box(square(easel, side), (float)side * 0.2f));
    easel->ink = 0xFFFFFFFFu;
    bow(easel, (struct point){-0.42f, -0.42f}, (struct point){0.42f, 0.42f}, 0);
    bow(easel, (struct point){-0.42f, 0.42f}, (struct point){0.42f, -0.42f}, 0);
}

static void well(struct easel *easel)
{
    easel->ink = theme_face(5).skin;
    fill(easel, shape_disc(easel->centre, 0.94f * easel->unit));
    signs_tick(easel->target, square(easel, (int)(1.2f * easel->unit)),
               0xFFFFFFFFu);
}

/* The letter i in a ring: something to know. */
static void told(struct easel *easel)
{
    easel->ink = THEME_COMING;
    fill(easel, shape_disc(easel->centre, 0.94f * easel->unit));
    easel->ink = THEME_GROUND;
    fill(easel, shape_disc(easel->centre, 0.8f * easel->unit));
    easel->ink = THEME_INK;
    bow(easel, (struct point){0, -0.08f}, (struct point){0, 0.46f}, 0);
    fill(easel,
         shape_disc(at(easel, (struct point){0, -0.46f}), 0.13f * easel->unit));
}

void signs_light(SDL_Surface *target, const struct item *item)
{
    struct easel easel = easel_for(target, item->art, THEME_INK);
    easel.width = 0.2f;
    int state = item->current; /* enum light_state, from well to bad */
    (state == 0 ? well : state == 1 ? told : state == 2 ? care : bad)(&easel);
}

void signs_paint(SDL_Surface *target, const struct item *item, uint32_t ink)
{
    struct easel easel = easel_for(target, item->art, ink);
    switch (item->sign) {
    case SIGN_NONE: return;
    case SIGN_BACK: arrow(&easel, -1, 0); return;
    case SIGN_FORWARD: arrow(&easel, 1, 0); return;
    case SIGN_GLOBE: globe(&easel); return;
    case SIGN_SPEAKER: (item->chosen ? stop : speaker)(&easel); return;
    case SIGN_LOWER:
        wheelchair(&easel);
        down(&easel);
        return;
    case SIGN_RAISE: arrow(&easel, 0, -1); return;
    case SIGN_DONE: tick(&easel); return;
    case SIGN_LESS: change(&easel, 0, 0.6f, false); return;
    case SIGN_MORE: change(&easel, 0, 0.6f, true); return;
    case SIGN_LESS_MUCH: change_much(&easel, false); return;
    case SIGN_MORE_MUCH: change_much(&easel, true); return;
    }
}
