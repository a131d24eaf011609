#include "display/keys.h"

#include <SDL.h>

#include "display/raster.h"
#include "display/shapes.h"
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

/* Signs are drawn in units of half the art's side. */
struct easel {
    SDL_Surface *target;
    struct point centre;
    float unit;
    uint32_t ink;
};

static void stroke(const struct easel *easel, struct point from,
                   struct point to, float bend)
{
    struct point a = {easel->centre.x + from.x * easel->unit,
                      easel->centre.y + from.y * easel->unit};
    struct point b = {easel->centre.x + to.x * easel->unit,
                      easel->centre.y + to.y * easel->unit};
    fill(easel->target,
         shape_bow(a, b, bend * easel->unit, 0.19f * easel->unit), easel->ink);
}

/* `way` is -1 for back, 1 for forward. */
static void arrow(const struct easel *easel, float way)
{
    struct point tip = {way * 0.72f, 0};
    stroke(easel, (struct point){way * -0.72f, 0}, tip, 0);
    stroke(easel, (struct point){way * 0.14f, -0.54f}, tip, 0);
    stroke(easel, (struct point){way * 0.14f, 0.54f}, tip, 0);
}

static void globe(const struct easel *easel)
{
    struct point north = {0, -0.78f};
    struct point south = {0, 0.78f};
    fill(easel->target,
         shape_ring(easel->centre, 0.78f * easel->unit, 0.13f * easel->unit),
         easel->ink);
    struct easel fine = *easel;
    fine.unit *= 0.78f;
    north.y = -1;
    south.y = 1;
    stroke(&fine, north, south, 0.42f);
    stroke(&fine, north, south, -0.42f);
    stroke(&fine, (struct point){-0.92f, -0.33f}, (struct point){0.92f, -0.33f},
           0);
    stroke(&fine, (struct point){-0.92f, 0.33f}, (struct point){0.92f, 0.33f},
           0);
}

void keys_sign(SDL_Surface *target, const struct item *item)
{
    struct easel easel = {target, centre(item->art),
                          (float)smaller_side(item->art) / 2, theme_ink(item)};
    switch (item->sign) {
    case SIGN_NONE: return;
    case SIGN_BACK: arrow(&easel, -1); return;
    case SIGN_FORWARD: arrow(&easel, 1); return;
    case SIGN_GLOBE: globe(&easel); return;
    }
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
