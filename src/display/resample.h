/*
 * A picture at another size, by Catmull and Rom's curve: what shrinks is
 * averaged over all that falls into a pixel, what grows is smooth, and the
 * same size gives the same picture.
 */
#ifndef DISPLAY_RESAMPLE_H
#define DISPLAY_RESAMPLE_H

struct SDL_Surface;

/* Both are ARGB8888, colours not multiplied by their alpha. The caller frees
   it; NULL, with SDL's error, when there is no memory. */
struct SDL_Surface *resample(const struct SDL_Surface *from, int width,
                             int height);

#endif
