/*
 * Fills shapes with soft edges into a picture of 32-bit pixels: a pixel within
 * half a pixel of the edge is covered in part. SDL draws no curves. Colours
 * are 0xAARRGGBB.
 */
#ifndef DISPLAY_RASTER_H
#define DISPLAY_RASTER_H

#include <stdint.h>

#include "display/shapes.h"

struct SDL_Surface;

/* Lays the colour over the target's pixels, within the target's clip. Each
   pixel comes out the same whatever the clip. */
void raster_fill(struct SDL_Surface *target, struct shape shape,
                 uint32_t colour);

/* Lays a picture there (ARGB8888), its colours so many hundredths of the way
   to `ink`: all of it for letters. Not by SDL_BlitSurface: its faster ways
   round differently at the ends of a row, and a part that is painted again must
   come out the same to the last bit. */
struct raster_veil {
    uint32_t ink, hundredths;
};
void raster_lay(struct SDL_Surface *target, const struct SDL_Surface *picture,
                struct box place, struct raster_veil veil);

/* A row of a picture's pixels. */
uint32_t *raster_row(const struct SDL_Surface *picture, int y);

/* Opaque pixels: so many of one colour in a row. */
void raster_run(uint32_t *pixels, int count, uint32_t colour);

/* Red and blue at once, or green alone: each has 16 bits to itself, in which
   a sum of at most 255 * 255 + 127 is divided by 255 without a division. */
static inline uint32_t raster_mix(uint32_t under, uint32_t colour,
                                  uint32_t cover)
{
    uint32_t sum = under * (255 - cover) + colour * cover + 0x7F007Fu;
    return (sum + 0x10001u + (sum >> 8 & 0xFF00FFu)) >> 8 & 0xFF00FFu;
}

/* One pixel: a colour laid over what is there, `cover` of 255. */
static inline uint32_t raster_blend(uint32_t under, uint32_t colour,
                                    uint32_t cover)
{
    uint32_t outer = raster_mix(under & 0xFF00FFu, colour & 0xFF00FFu, cover);
    uint32_t green = raster_mix(under >> 8 & 0xFFu, colour >> 8 & 0xFFu, cover);
    return 0xFF000000u | outer | (green & 0xFFu) << 8;
}

#endif
