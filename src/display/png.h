/*
 * Pictures in files. The library for it is taken in when it is first needed:
 * it brings nine others along, for formats that nobody asks for, and would
 * cost each start of the terminal 3 ms and a MiB.
 */
#ifndef DISPLAY_PNG_H
#define DISPLAY_PNG_H

#include <stdbool.h>

struct SDL_Surface;

/* False, after a message, when it cannot. */
bool png_save(struct SDL_Surface *surface, const char *path)
    __attribute__((warn_unused_result));

#endif
