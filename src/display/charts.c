/* What staff see of figures. Whatever a colour says, a place says too. */
#include "display/looks.h"

#include <SDL.h>

#include "display/raster.h"
#include "display/theme.h"
#include "view/cut.h"

#define TRACK 0xFFE3E1DAu /* what could be, behind what is */

enum { FACES = 5, WEEK = 7 };

static void fill_box(SDL_Surface *target, struct box box, float corner,
                     uint32_t colour)
{
    if (box.w > 0 && box.h > 0) {
        raster_fill(target, shape_box(box, corner), colour);
    }
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
    int gap = px_most(box.h / 12, 1);
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
            part.w = px_most(part.w, 1);
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
    box.w = value > 0 ? px_most(box.w * value / 1000, box.h) : 0;
    fill_box(target, box, corner, THEME_HOUSE);
}

static void dash(SDL_Surface *target, struct box box, int thick, uint32_t ink)
{
    int w = px_most(box.w / 3, 2);
    struct box stroke = {box.x + (box.w - w) / 2, box.y + (box.h - thick) / 2,
                         w, thick};
    fill_box(target, stroke, 0, ink);
}

static void column(SDL_Surface *target, struct box place, int value,
                   bool stands_out)
{
    int thick = px_most(place.h / 60, 1);
    if (value < 0) {
        place.y += place.h - 4 * thick;
        place.h = 2 * thick;
        dash(target, place, thick, THEME_COMING);
        return;
    }
    int h = place.h * value / 1000;
    h = value > 0 ? px_most(h, 2) : 0;
    struct box box = {place.x, place.y + place.h - h, place.w, h};
    fill_box(target, box, (float)place.w * 0.18f,
             stands_out ? THEME_HOUSE : 0xFF5E9C97u);
}

/* What the axes have marks at. */
static void divide(SDL_Surface *target, const struct item *item,
                   struct box room)
{
    int thick = px_most(room.h / 150, 1);
    for (int i = 1; i <= item->count; i++) {
        struct box line = {room.x, room.y + room.h - room.h * i / item->count,
                           room.w, thick};
        fill_box(target, line, 0, TRACK);
    }
    for (int i = item->columns; i > 0 && i <= item->value_count; i += WEEK) {
        struct box line = {room.x + room.w * (i - 1) / item->value_count,
                           room.y, thick, room.h};
        fill_box(target, line, 0, TRACK);
    }
}

void charts_columns(SDL_Surface *target, const struct scene *scene,
                    const struct item *item)
{
    const int16_t *values = values_of(scene, item);
    int count = item->value_count;
    int base = px_most(item->art.h / 80, 1);
    struct box room = item->art;
    struct box line = {room.x, room.y + room.h - base, room.w, base};
    room.h -= base;
    divide(target, item, room);
    for (int i = 0; i < count; i++) {
        int from = room.w * i / count;
        int to = room.w * (i + 1) / count;
        int gap = px_most((to - from) / 4, 1);
        struct box place = {room.x + from + gap / 2, room.y, to - from - gap,
                            room.h};
        column(target, place, values[i], i == item->current);
    }
    fill_box(target, line, 0, THEME_COMING);
}

/* The share of the open time that the terminal was ready. */
static void mark(SDL_Surface *target, const struct item *item)
{
    bool dark = item->count > SHADES_LIGHT;
    int side = cut_side(item->box);
    int inset = px_most(side / 8, 2);
    int thick = px_most(side / 14, 2);
    struct box track = item->box;
    track.x += inset;
    track.y += track.h - 2 * thick;
    track.w -= 2 * inset;
    track.h = thick;
    fill_box(target, track, (float)thick / 2, dark ? 0xFF54857Fu : 0xFFFFFFFFu);
    track.w = track.w * item->current / 1000;
    fill_box(target, track, (float)thick / 2, dark ? 0xFFFFFFFFu : THEME_HOUSE);
}

void charts_cell(SDL_Surface *target, const struct item *item)
{
    fill_box(target, item->box, (float)cut_side(item->box) * 0.1f,
             theme_shade(item->count));
    if (item->count == 0) {
        dash(target, item->box, px_most(item->box.h / 20, 2), THEME_INK);
    }
    if (item->current >= 0) {
        mark(target, item);
    }
}
