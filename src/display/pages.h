/*
 * Memory comes page by page, each when it is first written: for a picture of
 * 1920x1080 that takes longer than painting it. A thread asks the kernel for
 * the pages beforehand, while the first scene is laid out.
 */
#ifndef DISPLAY_PAGES_H
#define DISPLAY_PAGES_H

#include <stddef.h>

struct SDL_Thread;
struct SDL_Surface;

/* Zeroed at the start. */
struct pages {
    struct SDL_Thread *thread;
    char *start;
    size_t size;
};

/* Begins with a surface's pixels; writes nothing into them. Where it cannot,
   nothing but time is lost. */
void pages_ask(struct pages *pages, const struct SDL_Surface *surface);

/* Ends it; to be called before the surface may go. May be called again. */
void pages_end(struct pages *pages);

#endif
