#include "display/flower.h"

#include <SDL.h>
#include <math.h>

#include "display/raster.h"
#include "display/shapes.h"
#include "display/theme.h"

/* The flower's middle, how far its petals reach, and how much of the dark lies
   over it, in hundredths. */
struct bloom {
    SDL_Surface *target;
    struct point centre;
    float radius;
    float width; /* of an open petal */
    uint32_t veil;
};

/* The first petal points up and to the left, the next ones go round with the
   clock: with four they make a cross that stands on its corners. */
static struct point direction(int petal, int count)
{
    float turn = 6.28318531f * ((float)petal / (float)count - 0.125f);
    return (struct point){sinf(turn), -cosf(turn)};
}

static struct point out(const struct bloom *bloom, struct point way, float part)
{
    return (struct point){bloom->centre.x + way.x * bloom->radius * part,
                          bloom->centre.y + way.y * bloom->radius * part};
}

static void fill(const struct bloom *bloom, struct shape shape, uint32_t colour)
{
    raster_fill(bloom->target, &shape,
                theme_mix(colour, THEME_DARK, bloom->veil));
}

/* A bud is slim, short and pale; opening, it grows, widens and takes colour.
   Told by its size as much as by its colour. */
static void petal(const struct bloom *bloom, struct point way, float open)
{
    uint32_t hundredths = (uint32_t)(open * 100 + 0.5f);
    float reach = 0.66f + 0.34f * open;
    float width = bloom->width * (0.5f + 0.5f * open);
    fill(bloom,
         shape_petal(out(bloom, way, 0.04f), out(bloom, way, reach), width),
         theme_mix(THEME_BLOOM, THEME_ROSE, hundredths));
    if (hundredths > 0) {
        fill(bloom,
             shape_petal(out(bloom, way, 0.2f), out(bloom, way, reach * 0.84f),
                         width * 0.3f),
             theme_mix(THEME_ROSE, THEME_BLOOM, hundredths * 6 / 10));
    }
}

static float openness(const struct item *item, int i)
{
    if (i == item->current) {
        float ease = (float)item->ease / 1000;
        return ease < 0 ? 0 : ease > 1 ? 1 : ease;
    }
    return i < item->current ? 1 : 0;
}

void flower_paint(SDL_Surface *target, const struct item *item, enum tone tone)
{
    struct box art = item->art;
    float radius = (float)(art.w < art.h ? art.w : art.h) * 0.48f;
    struct bloom bloom = {
        .target = target,
        .centre = {(float)art.x + (float)art.w / 2,
                   (float)art.y + (float)art.h / 2},
        .radius = radius,
        .width = radius * (item->count > 4 ? 0.5f : 0.66f),
        .veil = tone == TONE_NIGHT ? 55 : 0,
    };
    for (int i = 0; i < item->count; i++) {
        petal(&bloom, direction(i, item->count), openness(item, i));
    }
    fill(&bloom, shape_disc(bloom.centre, radius * 0.2f), THEME_GOLD);
}
