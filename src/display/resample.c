#include "display/resample.h"

#include <SDL.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "display/raster.h"

/* How much of which old pixels is in each new one, along one side. */
struct axis {
    int old, new;
    int reach; /* old pixels that one new pixel looks at */
    int *first;
    float *weights; /* `reach` for each new pixel; their sum is 1 */
};

/* A pixel's four parts, colours multiplied by alpha: or what is transparent
   would bleed into what is not. */
struct parts {
    float of[4];
};

static float curve(float x)
{
    x = fabsf(x);
    if (x < 1) {
        return (1.5f * x - 2.5f) * x * x + 1;
    }
    return x < 2 ? ((-0.5f * x + 2.5f) * x - 4) * x + 2 : 0;
}

static void weigh(struct axis *axis, int i, float stretch)
{
    float middle =
        ((float)i + 0.5f) * (float)axis->old / (float)axis->new - 0.5f;
    int first = (int)ceilf(middle - 2 * stretch);
    if (first > axis->old - axis->reach) {
        first = axis->old - axis->reach;
    }
    axis->first[i] = first < 0 ? 0 : first;
    float *weights = axis->weights + (size_t)i * (size_t)axis->reach;
    float sum = 0;
    for (int k = 0; k < axis->reach; k++) {
        weights[k] = curve(((float)(axis->first[i] + k) - middle) / stretch);
        sum += weights[k];
    }
    for (int k = 0; k < axis->reach; k++) {
        weights[k] /= sum;
    }
}

static bool axis_open(struct axis *axis, int old, int new)
{
    float stretch = new < old ? (float)old / (float)new : 1;
    int reach = (int)ceilf(4 * stretch) + 1;
    *axis = (struct axis){
        .old = old, .new = new, .reach = reach < old ? reach : old};
    size_t count = (size_t) new;
    axis->first = calloc(count, sizeof *axis->first);
    axis->weights = calloc(count * (size_t)axis->reach, sizeof *axis->weights);
    if (axis->first == NULL || axis->weights == NULL) {
        return false;
    }
    for (int i = 0; i < new; i++) {
        weigh(axis, i, stretch);
    }
    return true;
}

static void axis_close(struct axis *axis)
{
    free(axis->first);
    free(axis->weights);
}

static void add_pixel(struct parts *to, uint32_t pixel, float weight)
{
    float alpha = (float)(pixel >> 24) * weight;
    to->of[3] += alpha;
    for (int i = 0; i < 3; i++) {
        to->of[i] += alpha * (float)(pixel >> 8 * i & 0xFF) / 255;
    }
}

static uint32_t to_byte(float value)
{
    return value <= 0 ? 0 : value >= 255 ? 255 : (uint32_t)(value + 0.5f);
}

static uint32_t to_pixel(const struct parts *parts)
{
    uint32_t alpha = to_byte(parts->of[3]);
    uint32_t pixel = alpha << 24;
    for (int i = 0; alpha > 0 && i < 3; i++) {
        pixel |= to_byte(parts->of[i] * 255 / parts->of[3]) << 8 * i;
    }
    return pixel;
}

/* Old rows into one as wide as they are. */
static void gather(struct parts *row, const SDL_Surface *from,
                   const struct axis *down, int y)
{
    for (int x = 0; x < from->w; x++) {
        row[x] = (struct parts){{0}};
    }
    for (int k = 0; k < down->reach; k++) {
        float weight = down->weights[y * down->reach + k];
        const uint32_t *old = raster_row(from, down->first[y] + k);
        for (int x = 0; x < from->w; x++) {
            add_pixel(&row[x], old[x], weight);
        }
    }
}

static void narrow(uint32_t *to, const struct parts *row,
                   const struct axis *across)
{
    for (int x = 0; x < across->new; x++) {
        const float *weights = across->weights + (ptrdiff_t)x * across->reach;
        const struct parts *old = row + across->first[x];
        struct parts sum = {{0}};
        for (int k = 0; k < across->reach; k++) {
            for (int i = 0; i < 4; i++) {
                sum.of[i] += old[k].of[i] * weights[k];
            }
        }
        to[x] = to_pixel(&sum);
    }
}

static SDL_Surface *by_axes(const SDL_Surface *from, const struct axis *across,
                            const struct axis *down)
{
    struct parts *row = calloc((size_t)from->w, sizeof *row);
    SDL_Surface *to = SDL_CreateRGBSurfaceWithFormat(
        0, across->new, down->new, 32, SDL_PIXELFORMAT_ARGB8888);
    for (int y = 0; row != NULL && to != NULL && y < to->h; y++) {
        gather(row, from, down, y);
        narrow(raster_row(to, y), row, across);
    }
    if (row == NULL) {
        SDL_OutOfMemory();
        SDL_FreeSurface(to);
        to = NULL;
    }
    free(row);
    return to;
}

SDL_Surface *resample(const SDL_Surface *from, int width, int height)
{
    struct axis across = {0};
    struct axis down = {0};
    SDL_Surface *to = NULL;
    if (axis_open(&across, from->w, width) &&
        axis_open(&down, from->h, height)) {
        to = by_axes(from, &across, &down);
    } else {
        SDL_OutOfMemory();
    }
    axis_close(&across);
    axis_close(&down);
    return to;
}
