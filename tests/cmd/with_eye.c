#include "with_eye.h"

#include <math.h>
#include <SDL2/SDL.h>

/* WCAG 2.2: relative luminance and contrast ratio. */
static double linear(uint32_t channel)
{
    double c = (double)channel / 255;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(const struct eye *eye, uint32_t colour)
{
    return 0.2126 * eye->linear[colour >> 16 & 0xFF] +
           0.7152 * eye->linear[colour >> 8 & 0xFF] +
           0.0722 * eye->linear[colour & 0xFF];
}

static double contrast(double a, double b)
{
    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

const uint32_t *eye_pixel(const SDL_Surface *surface, int x, int y)
{
    const char *row = (const char *)surface->pixels + y * surface->pitch;
    return (const uint32_t *)(const void *)row + x;
}

/* The colour that most pixels have, by the vote of Boyer and Moore: the
   ground, where letters are fewer than half. */
static uint32_t ground_of(const SDL_Surface *surface, struct box box)
{
    uint32_t ground = 0;
    int votes = 0;
    for (int y = 0; y < box.h; y += 3) {
        const uint32_t *row = eye_pixel(surface, box.x, box.y + y);
        for (int x = 0; x < box.w; x++) {
            ground = votes == 0 ? row[x] : ground;
            votes += row[x] == ground ? 1 : -1;
        }
    }
    return ground;
}

double eye_contrast(const struct eye *eye, const SDL_Surface *surface,
                    struct box box)
{
    uint32_t ground = ground_of(surface, box);
    double light = luminance(eye, ground);
    double best = 1;
    for (int y = 0; y < box.h; y++) {
        const uint32_t *row = eye_pixel(surface, box.x, box.y + y);
        uint32_t before = ground;
        for (int x = 0; x < box.w; x++) {
            if (row[x] != before && row[x] != ground) {
                best = fmax(best, contrast(luminance(eye, row[x]), light));
            }
            before = row[x];
        }
    }
    return best;
}

void eye_open(struct eye *eye)
{
    for (uint32_t i = 0; i < 256; i++) {
        eye->linear[i] = linear(i);
    }
}
