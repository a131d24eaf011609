/*
 * What a monitor tells of itself: the base block of its EDID (VESA Enhanced
 * EDID, release A, revision 2: structure 1.4), of which the terminal wants the
 * size of the picture alone. Pure.
 */
#ifndef DISPLAY_EDID_H
#define DISPLAY_EDID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EDID_BLOCK = 128 }; /* bytes; extensions follow */

/* Of the lit part, as the monitor was built: it may be hung the other way. */
struct edid_size {
    int width_mm, height_mm;
};

/* False when these bytes are no whole EDID, or tell no size: a projector's is
   zero, and some monitors write the shape of their picture (16 to 9) where the
   size belongs. */
bool edid_size(const uint8_t *bytes, size_t length, struct edid_size *size);

/* Of that size, what lies across a picture of so many pixels. */
int edid_across_mm(struct edid_size size, int width_px, int height_px);

#endif
