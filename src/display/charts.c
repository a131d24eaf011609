#include "display/charts.h"

#include <SDL.h>

#include "display/raster.h"
#include "display/shapes.h"
#include "display/signs.h"
#include "display/theme.h"

#define TRACK 0xFFE3E1DAu /* what could be, behind what is */
#define PALE  0xFFDCEBE8u /* the lightest and the darkest of the grid */
#define DEEP  0xFF06403Eu

enum { FACES = 5 };

static void fill(SDL_Surface *target, struct shape shape, uint32_t colour)
{
    raster_fill(target, &shape, colour);
}

static void fill_box(SDL_Surface *target, struct box box, float corner,
                     uint32_t colour)
{
    float most = (float)(box.w < box.h ? box.w : box.h) / 2;
    if (box.w > 0 && box.h > 0) {
        fill(target, shape_box(box, corner < most ? corner : most), colour);
    }
}

static int at_least(int value, int least)
{
    return value < least ? least : value;
}

static const int16_t *values_of(const struct scene *scene,
                                const struct item *item)
{
    return scene->values + item->values;
}

void charts_bar(SDL_Surface *target, const struct scene *scene,
                const struct item *item)
{
    const int16_t *values = values_of(scene, item);
    struct box box = item->art;
    float corner = (float)box.h * 0.22f;
    int gap = at_least(box.h / 12, 1);
    int sum = 0;
    int before = 0;
    for (int i = 0; i < item->value_count; i++) {
        sum += values[i];
    }
    if (sum == 0) {
        fill_box(target, box, corner, TRACK);
        return;
    }
    for (int i = 0; i < item->value_count && i < FACES; i++) {
        int from = box.w * before / sum;
        before += values[i];
        int to = box.w * before / sum;
        int less = before < sum ? gap : 0;
        struct box part = {box.x + from, box.y, to - from - less, box.h};
        if (values[i] > 0) {
            part.w = at_least(part.w, 1);
            fill_box(target, part, corner, theme_face(i + 1).skin);
        }
    }
}

void charts_meter(SDL_Surface *target, const struct scene *scene,
                  const struct item *item)
{
    struct box box = item->art;
    float corner = (float)box.h / 2;
    int value = item->value_count > 0 ? values_of(scene, item)[0] : 0;
    fill_box(target, box, corner, TRACK);
    box.w = value > 0 ? at_least(box.w * value / 1000, box.h) : 0;
    fill_box(target, box, corner, THEME_HOUSE);
}

static void dash(SDL_Surface *target, struct box box, int thick, uint32_t ink)
{
    int w = at_least(box.w / 3, 2);
    struct box stroke = {box.x + (box.w - w) / 2, box.y + (box.h - thick) / 2,
                         w, thick};
    fill_box(target, stroke, 0, ink);
}

static void column(SDL_Surface *target, struct box place, int value,
                   bool stands_out)
{
    int thick = at_least(place.h / 60, 1);
    if (value < 0) {
        place.y += place.h - 4 * thick;
        place.h = 2 * thick;
        dash(target, place, thick, THEME_COMING);
        return;
    }
    int h = place.h * value / 1000;
    h = value > 0 ? at_least(h, 2) : 0;
    struct box box = {place.x, place.y + place.h - h, place.w, h};
    fill_box(target, box, (float)place.w * 0.18f,
             stands_out ? THEME_HOUSE : 0xFF5E9C97u);
}

void charts_columns(SDL_Surface *target, const struct scene *scene,
                    const struct item *item)
{
    const int16_t *values = values_of(scene, item);
    int count = item->value_count;
    int base = at_least(item->art.h / 80, 1);
    struct box room = item->art;
    struct box line = {room.x, room.y + room.h - base, room.w, base};
    room.h -= base;
    for (int i = 0; i < count; i++) {
        int from = room.w * i / count;
        int to = room.w * (i + 1) / count;
        int gap = at_least((to - from) / 4, 1);
        struct box place = {room.x + from + gap / 2, room.y, to - from - gap,
                            room.h};
        column(target, place, values[i], i == item->current);
    }
    fill_box(target, line, 0, THEME_COMING);
}

/* The share of the open time that the terminal was ready. */
static void mark(SDL_Surface *target, struct box cell, int share, bool dark)
{
    int side = cell.w < cell.h ? cell.w : cell.h;
    int inset = at_least(side / 8, 2);
    int thick = at_least(side / 14, 2);
    struct box track = {cell.x + inset, cell.y + cell.h - 2 * thick,
                        cell.w - 2 * inset, thick};
    fill_box(target, track, (float)thick / 2, dark ? 0xFF54857Fu : 0xFFFFFFFFu);
    track.w = track.w * share / 1000;
    fill_box(target, track, (float)thick / 2, dark ? 0xFFFFFFFFu : DEEP);
}

static void cell_of(SDL_Surface *target, struct box cell, int value, int share)
{
    float corner = (float)(cell.w < cell.h ? cell.w : cell.h) * 0.1f;
    if (value == 0) {
        return;
    }
    uint32_t depth = value > 0 ? (uint32_t)value / 10 : 0;
    fill_box(target, cell, corner,
             value > 0 ? theme_mix(PALE, DEEP, depth) : TRACK);
    if (value < 0) {
        dash(target, cell, at_least(cell.h / 20, 2), THEME_INK);
    }
    if (share >= 0) {
        mark(target, cell, share, depth > 55);
    }
}

void charts_grid(SDL_Surface *target, const struct scene *scene,
                 const struct item *item)
{
    const int16_t *values = values_of(scene, item);
    struct box box = item->art;
    int cells = item->value_count / 2;
    int columns = at_least(item->columns, 1);
    int rows = cells / columns;
    for (int i = 0; i < cells; i++) {
        int x = i % columns;
        int y = i / columns;
        int left = box.x + box.w * x / columns;
        int top = box.y + box.h * y / rows;
        struct box cell = {left + 1, top + 1,
                           box.x + box.w * (x + 1) / columns - left - 2,
                           box.y + box.h * (y + 1) / rows - top - 2};
        cell_of(target, cell, values[i], values[cells + i]);
    }
}

/* In units of half the side, from the middle. */
struct easel {
    SDL_Surface *target;
    struct point middle;
    float unit;
};

static struct point at(const struct easel *easel, float x, float y)
{
    return (struct point){easel->middle.x + x * easel->unit,
                          easel->middle.y + y * easel->unit};
}

static void stroke(const struct easel *easel, struct point from,
                   struct point to, uint32_t colour)
{
    fill(easel->target, shape_line(from, to, 0.2f * easel->unit), colour);
}

/* Rows of pixels from the top to the foot, corners rounded by strokes. */
static void triangle(const struct easel *easel, uint32_t colour)
{
    struct point corners[] = {at(easel, 0, -0.74f), at(easel, 0.82f, 0.7f),
                              at(easel, -0.82f, 0.7f)};
    float width = 0.28f * easel->unit;
    for (float part = 0; part <= 1.0f; part += 0.04f) {
        struct point foot = {
            corners[2].x + part * (corners[1].x - corners[2].x), corners[1].y};
        fill(easel->target, shape_line(corners[0], foot, width), colour);
    }
}

static void care(const struct easel *easel)
{
    triangle(easel, THEME_GOLD);
    stroke(easel, at(easel, 0, -0.3f), at(easel, 0, 0.22f), THEME_INK);
    fill(easel->target, shape_disc(at(easel, 0, 0.52f), 0.12f * easel->unit),
         THEME_INK);
}

static void bad(const struct easel *easel)
{
    int side = (int)(1.8f * easel->unit);
    struct box box = {(int)(easel->middle.x - (float)side / 2),
                      (int)(easel->middle.y - (float)side / 2), side, side};
    fill_box(easel->target, box, (float)side * 0.2f, theme_face(1).skin);
    stroke(easel, at(easel, -0.42f, -0.42f), at(easel, 0.42f, 0.42f),
           0xFFFFFFFFu);
    stroke(easel, at(easel, -0.42f, 0.42f), at(easel, 0.42f, -0.42f),
           0xFFFFFFFFu);
}

static void well(const struct easel *easel)
{
    int side = (int)(1.2f * easel->unit);
    struct box box = {(int)(easel->middle.x - (float)side / 2),
                      (int)(easel->middle.y - (float)side / 2), side, side};
    fill(easel->target, shape_disc(easel->middle, 0.94f * easel->unit),
         theme_face(5).skin);
    signs_tick(easel->target, box, 0xFFFFFFFFu);
}

void charts_light(SDL_Surface *target, const struct item *item)
{
    struct box art = item->art;
    struct easel easel = {
        target,
        {(float)art.x + (float)art.w / 2, (float)art.y + (float)art.h / 2},
        (float)(art.w < art.h ? art.w : art.h) / 2};
    /* 0 to 2: enum light_state, from well to bad. */
    (item->current == 0 ? well : item->current == 1 ? care : bad)(&easel);
}

void charts_pad(SDL_Surface *target, const struct item *item)
{
    struct box art = item->art;
    float most = (float)art.h / 2;
    float step = (float)art.w / (float)at_least(item->count, 1);
    float radius = (step / 3 < most ? step / 3 : most) * 0.9f;
    step = step < radius * 3.2f ? step : radius * 3.2f;
    for (int i = 0; i < item->count; i++) {
        float from_middle = (float)i - (float)(item->count - 1) / 2;
        struct point middle = {(float)art.x + (float)art.w / 2 +
                                   from_middle * step,
                               (float)art.y + (float)art.h / 2};
        if (i < item->current) {
            fill(target, shape_disc(middle, radius), THEME_HOUSE);
        } else {
            fill(target, shape_ring(middle, radius * 0.86f, radius * 0.2f),
                 THEME_COMING);
        }
    }
}
