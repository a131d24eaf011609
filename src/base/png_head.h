/*
 * The head of a PNG (its specification, sections 5.2 and 11.2.2): enough to
 * know that a file is one, and how large, before anything is unpacked.
 */
#ifndef BASE_PNG_HEAD_H
#define BASE_PNG_HEAD_H

#include <stdbool.h>
#include <stddef.h>

enum { PNG_HEAD_SIZE = 24 }; /* signature, and IHDR as far as the height */

/* Reads width and height in pixels, -1 for more than an int holds (and a PNG
   may have); false when the bytes
   do not begin as a PNG does, or are fewer than PNG_HEAD_SIZE. */
bool png_head_read(const char *bytes, size_t length, int *width, int *height)
    __attribute__((warn_unused_result));

#endif
