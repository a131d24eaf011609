/*
 * The flower of the house: a petal for each question, as the four "luôn" are
 * four promises, and each petal a heart. It opens as a visit goes on, and
 * carries the face of the thanks.
 */
#include "display/looks.h"

#include <SDL.h>
#include <math.h>

#include "display/raster.h"
#include "display/shapes.h"
#include "display/theme.h"
#include "view/cut.h"

/* A ring of petals; lengths but for the radius are parts of it. */
struct ring {
    SDL_Surface *target;
    struct point centre;
    float radius; /* as far as an open petal reaches */
    float hole;   /* where petals begin */
    int count;
    float turn;    /* of the first petal, in parts of a whole turn */
    uint32_t veil; /* hundredths of the dark laid over every colour */
};

static struct ring ring_in(SDL_Surface *target, struct box art, int count)
{
    return (struct ring){
        .target = target,
        .centre = shape_middle(art),
        .radius = (float)cut_side(art) * 0.485f,
        /* Side by side, petals that are hearts just do not touch. */
        .hole = count > 4 ? 0.06f + 0.09f * (float)(count - 4) : 0.06f,
        .count = count,
        .turn = -0.125f,
    };
}

/* The first petal points up and to the left, the next ones go round with the
   clock: four make a cross that stands on its corners. */
static struct point direction(const struct ring *ring, int petal)
{
    float turn = 6.28318531f * ((float)petal / (float)ring->count + ring->turn);
    return (struct point){sinf(turn), -cosf(turn)};
}

/* A heart whose tip is near the middle, from and to so far out. */
static void heart(const struct ring *ring, int petal, float from, float to,
                  uint32_t colour)
{
    /* Of its size, a heart is 0.914 long; its tip is 0.414 from `at`. */
    float size = (to - from) / 0.914f;
    float out = (from + 0.414f * size) * ring->radius;
    struct point way = direction(ring, petal);
    struct point at = {ring->centre.x + way.x * out,
                       ring->centre.y + way.y * out};
    raster_fill(
        ring->target,
        shape_heart(at, size * ring->radius, (struct point){-way.x, -way.y}),
        theme_mix(colour, THEME_DARK, ring->veil));
}

static uint32_t hundredths(float part)
{
    return (uint32_t)(part * 100 + 0.5f);
}

/* A bud is small and pale; opening, it grows and takes colour, and its inside
   is seen. Told by its size as much as by its colour. */
static void petal(const struct ring *ring, int i, float open)
{
    float length = (1 - ring->hole) * (0.55f + 0.45f * open);
    heart(ring, i, ring->hole, ring->hole + length,
          theme_mix(THEME_BLOOM, THEME_ROSE, hundredths(open)));
    if (open > 0) {
        float inside = length * (0.4f + 0.25f * open);
        heart(ring, i, ring->hole, ring->hole + inside,
              theme_mix(THEME_ROSE, THEME_BLOOM, hundredths(open * 0.45f)));
    }
}

static float ease_of(const struct item *item)
{
    float ease = (float)item->ease / 1000;
    return ease < 0 ? 0 : ease > 1 ? 1 : ease;
}

void flower_paint(SDL_Surface *target, const struct item *item, enum tone tone)
{
    struct ring ring = ring_in(target, item->art, item->count);
    ring.veil = tone == TONE_NIGHT ? 55 : 0;
    for (int i = 0; i < item->count; i++) {
        petal(&ring, i,
              i == item->current  ? ease_of(item)
              : i < item->current ? 1
                                  : 0);
    }
    raster_fill(target, shape_disc(ring.centre, ring.radius * 0.17f),
                theme_mix(THEME_GOLD, THEME_DARK, ring.veil));
}

void flower_wreath(SDL_Surface *target, const struct item *item)
{
    enum { PETALS = 4 };
    float open = ease_of(item);
    struct ring ring = ring_in(target, item->art, PETALS);
    ring.turn = 0;
    for (int i = 0; i < PETALS; i++) {
        heart(&ring, i, 0.2f, 0.7f + 0.28f * open, THEME_BLOOM);
    }
    ring.turn = -0.125f;
    for (int i = 0; i < PETALS; i++) {
        heart(&ring, i, 0.2f, 0.7f + 0.28f * open, THEME_ROSE);
        heart(&ring, i, 0.2f, 0.56f + 0.3f * open,
              theme_mix(THEME_ROSE, THEME_BLOOM, 40));
    }
}
