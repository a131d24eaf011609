/* Pictures in files, as PNG. */
#ifndef DISPLAY_PNG_H
#define DISPLAY_PNG_H

#include <stdbool.h>

struct SDL_Surface;

/* The largest picture that is read, and the largest file. */
enum { PNG_SIDE_MAX = 4096, PNG_BYTES_MAX = 16 * 1024 * 1024 };

/* As ARGB8888; the caller frees it. NULL, after a message, when the file
   cannot be read, is no PNG, or is too large. */
struct SDL_Surface *png_load(const char *path);

/* False, after a message, when it cannot. */
bool png_save(struct SDL_Surface *surface, const char *path)
    __attribute__((warn_unused_result));

#endif
