/*
 * What the touch test shows: the picture by which a glass is looked at, the
 * spots to touch, and where touches landed.
 */
#include "display/looks.h"

#include <SDL.h>

#include "display/raster.h"
#include "display/theme.h"

#define BLACK 0xFF000000u
#define WHITE 0xFFFFFFFFu

enum { GREYS = 11, FACES = 5, COLOURS = FACES + 3 };

static void fill_box(SDL_Surface *target, struct box box, uint32_t colour)
{
    raster_fill(target, shape_box(box, 0), colour);
}

static struct point aside(struct point from, float x, float y)
{
    return (struct point){from.x + x, from.y + y};
}

void test_picture_edge(SDL_Surface *target, const struct item *item)
{
    fill_box(target, item->box, BLACK);
}

void test_picture_circle(SDL_Surface *target, const struct item *item)
{
    struct point middle = shape_middle(item->art);
    float radius = (float)item->art.w / 2;
    float width = radius / 40 > 2 ? radius / 40 : 2;
    float arm = radius - width;
    raster_fill(target, shape_ring(middle, radius - width / 2, width),
                THEME_INK);
    raster_fill(
        target,
        shape_line(aside(middle, -arm, 0), aside(middle, arm, 0), width / 2),
        THEME_COMING);
    raster_fill(
        target,
        shape_line(aside(middle, 0, -arm), aside(middle, 0, arm), width / 2),
        THEME_COMING);
}

static uint32_t grey(int step)
{
    uint32_t level = (uint32_t)(step * 255 / (GREYS - 1));
    return 0xFF000000u | level << 16 | level << 8 | level;
}

static uint32_t colour(int step)
{
    static const uint32_t house[] = {THEME_HOUSE, THEME_ROSE, THEME_PANEL};
    return step < FACES ? theme_face(step + 1).skin : house[step - FACES];
}

void test_picture_steps(SDL_Surface *target, const struct item *item)
{
    struct box box = item->art;
    bool greys = item->current == STEPS_GREYS;
    int count = greys ? GREYS : COLOURS;
    for (int i = 0; i < count; i++) {
        int from = box.w * i / count;
        int to = box.w * (i + 1) / count;
        fill_box(target, (struct box){box.x + from, box.y, to - from, box.h},
                 greys ? grey(i) : colour(i));
    }
}

/* Where there is no room for a mark each millimetre there is one each five. */
static int mark_height(const struct item *item, int mm)
{
    enum { CLOSEST_PX = 3 };
    int h = item->art.h;
    return mm % 10 == 0                              ? h
           : mm % 5 == 0                             ? h * 2 / 3
           : item->art.w >= CLOSEST_PX * item->count ? h / 3
                                                     : 0;
}

void test_picture_rule(SDL_Surface *target, const struct item *item)
{
    struct box box = item->art;
    int thick = px_most(box.w / item->count / 4, 1);
    fill_box(target, (struct box){box.x, box.y, box.w, thick}, THEME_INK);
    for (int mm = 0; mm <= item->count; mm++) {
        int h = mark_height(item, mm);
        int x = box.x + (box.w - thick) * mm / item->count;
        if (h > 0) {
            fill_box(target, (struct box){x, box.y, thick, h}, THEME_INK);
        }
    }
}

/* A cross from corner to corner, its arms so long. */
static void cross(SDL_Surface *target, struct point middle, float arm,
                  float width, uint32_t ink)
{
    raster_fill(
        target,
        shape_line(aside(middle, -arm, -arm), aside(middle, arm, arm), width),
        ink);
    raster_fill(
        target,
        shape_line(aside(middle, -arm, arm), aside(middle, arm, -arm), width),
        ink);
}

void test_picture_spot(SDL_Surface *target, const struct item *item)
{
    struct point middle = shape_middle(item->art);
    float radius = (float)item->art.w / 2;
    float rim = radius * 0.14f;
    switch (item->current) {
    case SPOT_ASKED:
        raster_fill(target, shape_disc(middle, radius), THEME_INK);
        raster_fill(target, shape_disc(middle, radius - rim), THEME_GOLD);
        raster_fill(target, shape_disc(middle, radius * 0.22f), THEME_INK);
        break;
    case SPOT_MET:
        raster_fill(target, shape_disc(middle, radius), THEME_HOUSE);
        break;
    case SPOT_SILENT:
        cross(target, middle, radius * 0.4f, rim, theme_face(1).skin);
        raster_fill(target, shape_ring(middle, radius - rim / 2, rim),
                    theme_face(1).skin);
        break;
    case SPOT_BESIDE:
        raster_fill(target, shape_ring(middle, radius - rim / 2, rim),
                    THEME_INK);
        break;
    default: /* SPOT_TO_COME */
        raster_fill(target, shape_ring(middle, radius - rim / 2, rim),
                    THEME_COMING);
        break;
    }
}

/* Dark on what is light, with a light rim on what is dark. */
void test_picture_cross(SDL_Surface *target, const struct item *item)
{
    struct point middle = shape_middle(item->art);
    float width = (float)item->art.w * 0.12f;
    float arm = (float)item->art.w / 2 - 1.5f * width;
    arm = arm > 0 ? arm : 0;
    width = width > 1 ? width : 1;
    cross(target, middle, arm * 0.7f, 2.2f * width, WHITE);
    cross(target, middle, arm * 0.7f, width, theme_face(1).skin);
}
