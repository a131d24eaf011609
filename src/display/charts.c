/* What staff see of figures. Whatever a colour says, a place says too. */
#include "display/looks.h"

#include <SDL.h>

#include "display/raster.h"
#include "display/theme.h"
#include "view/cut.h"

#define TRACK 0xFFE3E1DAu /* what could be, behind what is */
#define PALE  0xFFDCEBE8u /* the lightest and the darkest of the grid */
#define DEEP  0xFF06403Eu

enum { FACES = 5 };

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

void charts_columns(SDL_Surface *target, const struct scene *scene,
                    const struct item *item)
{
    const int16_t *values = values_of(scene, item);
    int count = item->value_count;
    int base = px_most(item->art.h / 80, 1);
    struct box room = item->art;
    struct box line = {room.x, room.y + room.h - base, room.w, base};
    room.h -= base;
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
static void mark(SDL_Surface *target, struct box cell, int share, bool dark)
{
    int side = cut_side(cell);
    int inset = px_most(side / 8, 2);
    int thick = px_most(side / 14, 2);
    struct box track = {cell.x + inset, cell.y + cell.h - 2 * thick,
                        cell.w - 2 * inset, thick};
    fill_box(target, track, (float)thick / 2, dark ? 0xFF54857Fu : 0xFFFFFFFFu);
    track.w = track.w * share / 1000;
    fill_box(target, track, (float)thick / 2, dark ? 0xFFFFFFFFu : DEEP);
}

static void cell_of(SDL_Surface *target, struct box cell, int value, int share)
{
    float corner = (float)cut_side(cell) * 0.1f;
    if (value == 0) {
        return;
    }
    uint32_t depth = value > 0 ? (uint32_t)value / 10 : 0;
    fill_box(target, cell, corner,
             value > 0 ? theme_mix(PALE, DEEP, depth) : TRACK);
    if (value < 0) {
        dash(target, cell, px_most(cell.h / 20, 2), THEME_INK);
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
    int columns = px_most(item->columns, 1);
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
