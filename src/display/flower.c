#include "display/flower.h"

#include <SDL.h>
#include <math.h>

#include "display/raster.h"
#include "display/shapes.h"
#include "display/theme.h"

/* The first petal points up and to the left, the next ones go round with the
   clock: with four they make a cross that stands on its corners. */
static struct point direction(int petal, int count)
{
    float turn = 6.28318531f * ((float)petal / (float)count - 0.125f);
    return (struct point){sinf(turn), -cosf(turn)};
}

void flower_paint(SDL_Surface *target, const struct item *item)
{
    struct box art = item->art;
    float radius = (float)(art.w < art.h ? art.w : art.h) * 0.46f;
    struct point centre = {(float)art.x + (float)art.w / 2,
                           (float)art.y + (float)art.h / 2};
    float width = radius * (item->count > 4 ? 0.5f : 0.66f);
    for (int i = 0; i < item->count; i++) {
        struct point way = direction(i, item->count);
        struct point tip = {centre.x + way.x * radius,
                            centre.y + way.y * radius};
        struct shape petal = shape_petal(centre, tip, width);
        raster_fill(target, &petal,
                    i <= item->current ? THEME_ROSE : THEME_BLOOM);
    }
    struct shape heart = shape_disc(centre, radius * 0.2f);
    raster_fill(target, &heart, THEME_GOLD);
}
