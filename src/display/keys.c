#include "display/keys.h"

#include <SDL.h>

#include "display/raster.h"
#include "display/shapes.h"
#include "display/signs.h"
#include "display/theme.h"

static int smaller_side(struct box box)
{
    return box.w < box.h ? box.w : box.h;
}

static int at_least(int value, int least)
{
    return value < least ? least : value;
}

static struct point centre(struct box box)
{
    return (struct point){(float)box.x + (float)box.w / 2,
                          (float)box.y + (float)box.h / 2};
}

static void fill(SDL_Surface *target, struct shape shape, uint32_t colour)
{
    raster_fill(target, &shape, colour);
}

/* A plate with a rim that is a little deeper below, as a key lit from above;
   pressed, the light turns round. */
void keys_paint(SDL_Surface *target, const struct item *item)
{
    struct theme_key colours = theme_key(item);
    struct box box = item->box;
    int side = smaller_side(box);
    int rim = at_least(side / (item->pressed || item->chosen ? 28 : 48), 1);
    int depth = at_least(side / 28, 1);
    float corner = (float)side * 0.26f;
    fill(target, shape_box(box, corner), colours.rim);
    struct box plate = {box.x + rim, box.y + rim + (item->pressed ? depth : 0),
                        box.w - 2 * rim, box.h - 2 * rim - depth};
    if (plate.w > 0 && plate.h > 0) {
        fill(target, shape_box(plate, corner - (float)rim), colours.fill);
    }
}

void keys_mark(SDL_Surface *target, const struct item *item, enum tone tone)
{
    if (tone != TONE_NIGHT) {
        float corner = (float)smaller_side(item->box) * 0.26f;
        fill(target, shape_box(item->box, corner), THEME_GOLD);
    }
}

/* Empty, or filled and ticked: told by its shape as by its colour. */
static void tick_box(SDL_Surface *target, const struct item *item)
{
    int side = smaller_side(item->art);
    struct point middle = centre(item->art);
    struct box box = {(int)middle.x - side / 2, (int)middle.y - side / 2, side,
                      side};
    int rim = at_least(side / 11, 2);
    float corner = (float)side * 0.24f;
    fill(target, shape_box(box, corner),
         item->chosen ? THEME_HOUSE : theme_key(item).rim);
    struct box inner = {box.x + rim, box.y + rim, side - 2 * rim,
                        side - 2 * rim};
    if (inner.w <= 0) {
        return;
    }
    if (item->chosen) {
        signs_tick(target, inner, 0xFFFFFFFFu);
    } else {
        fill(target, shape_box(inner, corner - (float)rim), 0xFFFFFFFFu);
    }
}

void keys_choice(SDL_Surface *target, const struct item *item)
{
    keys_paint(target, item);
    tick_box(target, item);
}

void keys_dots(SDL_Surface *target, const struct item *item)
{
    if (item->count < 1) {
        return;
    }
    struct point middle = centre(item->art);
    float step = (float)item->art.w / (float)item->count;
    float most = (float)smaller_side(item->art) / 2;
    float radius = (step / 2 < most ? step / 2 : most) * 0.62f;
    if (step > radius * 4.2f) {
        step = radius * 4.2f;
    }
    for (int i = 0; i < item->count; i++) {
        float from_middle = (float)i - (float)(item->count - 1) / 2;
        struct point at = {middle.x + from_middle * step, middle.y};
        if (i > item->current) {
            fill(target, shape_ring(at, radius * 0.78f, radius * 0.3f),
                 THEME_COMING);
            continue;
        }
        fill(target, shape_disc(at, radius * 0.9f), THEME_HOUSE);
        if (i == item->current) {
            fill(target, shape_ring(at, radius * 1.38f, radius * 0.3f),
                 THEME_HOUSE);
        }
    }
}
