/*
 * A row of pixels is crossed in leaps: where the edge is far, nothing changes,
 * and a disc of 250 rows costs some thousand distances and not 60,000.
 */
#include "display/raster.h"

#include <SDL.h>
#include <assert.h>
#include <math.h>
#include <wchar.h>

#include "display/theme.h"

/* Farther than any row of a picture is long. */
#define LONG_WAY 1e6f

/* So far from an edge it is certain, for all rounding, on which side. */
#define CLEAR 0.05f

/* Of all the ways to set many words of 32 bits the fastest. SDL_FillRect
   writes past the cache, where the shapes to come would like to find it. */
void raster_run(uint32_t *pixels, int count, uint32_t colour)
{
    _Static_assert(sizeof(wchar_t) == sizeof *pixels, "wide as a pixel");
    wmemset((wchar_t *)(void *)pixels, (wchar_t)colour, (size_t)count);
}

static void fill_run(uint32_t *pixels, int count, uint32_t colour)
{
    uint32_t alpha = colour >> 24;
    if (alpha == 255) {
        raster_run(pixels, count, colour);
        return;
    }
    for (int i = 0; i < count; i++) {
        pixels[i] = raster_blend(pixels[i], colour, alpha);
    }
}

/* From p along its row to where it enters (before the middle) or leaves a disc
   around the shape's centre; a long way when it never does. */
static float way_to_disc(const struct shape *shape, struct point p,
                         float radius)
{
    struct point d = {shape->at.x - p.x, shape->at.y - p.y};
    float square = radius * radius - d.y * d.y;
    if (square <= 0) {
        return LONG_WAY;
    }
    float half = sqrtf(square);
    float enter = d.x - half;
    float leave = d.x + half;
    return enter > 0 ? enter : leave > 0 ? leave : LONG_WAY;
}

/* Along the straight sides of a box. */
static float way_in_box(const struct shape *shape, struct point p, float sure)
{
    struct point d = {shape->at.x - p.x, shape->at.y - p.y};
    struct point straight = {shape->axis.x - shape->radius,
                             shape->axis.y - shape->radius};
    if (fabsf(d.y) <= shape_least(straight.y, shape->axis.y - 0.5f)) {
        return shape_most(sure, d.x + shape->axis.x - 0.5f);
    }
    return fabsf(d.x) <= straight.x ? shape_most(sure, d.x + straight.x) : sure;
}

/* Around a ring, in its hole, or within its band. A bow is part of a ring. */
static float way_by_ring(const struct shape *shape, struct point p, float sure)
{
    struct point d = {shape->at.x - p.x, shape->at.y - p.y};
    float beyond = sqrtf(d.x * d.x + d.y * d.y) - shape->radius;
    float off = fabsf(beyond) - shape->round;
    if (off > 0.5f + CLEAR) {
        float edge = shape->round + 0.5f;
        return way_to_disc(shape, p,
                           shape->radius + (beyond < 0 ? -edge : edge));
    }
    if (off < -0.5f - CLEAR && shape->kind == SHAPE_RING) {
        float edge = shape->round - 0.5f;
        return shape_least(way_to_disc(shape, p, shape->radius - edge),
                           way_to_disc(shape, p, shape->radius + edge));
    }
    return sure;
}

/* How far the row can be crossed to the right of p, where the distance is d,
   and stay as much inside, or outside. Any shape's edge is |d| away at least;
   of those that cover much we know more. */
static float sure_way(const struct shape *shape, struct point p, float d)
{
    float sure = fabsf(d) - 0.5f;
    if (sure < CLEAR) {
        return sure;
    }
    switch (shape->kind) {
    case SHAPE_DISC:
        return way_to_disc(shape, p, shape->radius + (d < 0 ? -0.5f : 0.5f));
    case SHAPE_RING: return way_by_ring(shape, p, sure);
    case SHAPE_BOW: return d > 0 ? way_by_ring(shape, p, sure) : sure;
    case SHAPE_BOX: return d < 0 ? way_in_box(shape, p, sure) : sure;
    case SHAPE_LINE:
    case SHAPE_BOWL:
    case SHAPE_PETAL:
    case SHAPE_HEART: return sure;
    }
    return sure;
}

/* Fills a row of the part, crossing what is even in leaps. A pixel of the edge
   is done with before the next one is thought of: the processor then works on
   several at a time, as none has to wait for the leap of the one before. */
static void fill_row(uint32_t *row, const struct shape *shape,
                     const SDL_Rect *part, uint32_t colour)
{
    int end = part->x + part->w;
    for (int x = part->x; x < end;) {
        struct point centre = {(float)x + 0.5f, (float)part->y + 0.5f};
        float d = shape_distance(shape, centre);
        if (fabsf(d) < 0.5f) {
            float cover = (0.5f - d) * (float)(colour >> 24);
            row[x] = raster_blend(row[x], colour, (uint32_t)(cover + 0.5f));
            x++;
            continue;
        }
        float sure =
            shape_least(sure_way(shape, centre, d), (float)(end - x - 1));
        int leap = sure > 0 ? 1 + (int)sure : 1;
        if (d < 0) {
            fill_run(row + x, leap, colour);
        }
        x += leap;
    }
}

uint32_t *raster_row(const SDL_Surface *picture, int y)
{
    return (void *)((char *)picture->pixels +
                    (size_t)y * (size_t)picture->pitch);
}

void raster_fill(SDL_Surface *target, struct shape shape, uint32_t colour)
{
    assert(target->format->BytesPerPixel == 4);
    int left = (int)floorf(shape.low.x) - 1;
    int top = (int)floorf(shape.low.y) - 1;
    SDL_Rect whole = {left, top, (int)ceilf(shape.high.x) + 1 - left,
                      (int)ceilf(shape.high.y) + 1 - top};
    SDL_Rect part;
    if (!SDL_IntersectRect(&whole, &target->clip_rect, &part)) {
        return;
    }
    for (int last = part.y + part.h; part.y < last; part.y++) {
        fill_row(raster_row(target, part.y), &shape, &part, colour);
    }
}

void raster_lay(SDL_Surface *target, const SDL_Surface *picture,
                struct box place, struct raster_veil veil)
{
    SDL_Rect whole = {place.x, place.y, picture->w, picture->h};
    SDL_Rect part;
    if (!SDL_IntersectRect(&whole, &target->clip_rect, &part)) {
        return;
    }
    for (int y = part.y; y < part.y + part.h; y++) {
        const uint32_t *from = raster_row(picture, y - place.y);
        uint32_t *to = raster_row(target, y);
        for (int x = part.x; x < part.x + part.w; x++) {
            uint32_t pixel = from[x - place.x];
            uint32_t cover = pixel >> 24;
            if (veil.hundredths < 100) {
                pixel = theme_mix(pixel, veil.ink, veil.hundredths);
            } else {
                pixel = veil.ink;
            }
            if (cover == 255) {
                to[x] = pixel;
            } else if (cover != 0) {
                to[x] = raster_blend(to[x], pixel, cover);
            }
        }
    }
}
