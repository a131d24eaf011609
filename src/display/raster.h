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
void raster_fill(struct SDL_Surface *target, const struct shape *shape,
                 uint32_t colour);

/* One pixel: a colour laid over what is there, `cover` of 255. */
static inline uint32_t raster_blend(uint32_t under, uint32_t colour,
                                    uint32_t cover)
{
    uint32_t result = 0xFF000000u;
    for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t u = under >> shift & 0xFF;
        uint32_t c = colour >> shift & 0xFF;
        uint32_t sum = u * (255 - cover) + c * cover + 127;
        result |= sum / 255 << shift;
    }
    return result;
}

#endif
