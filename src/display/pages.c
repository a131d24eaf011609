#include "display/pages.h"

#include <SDL.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* Asked for in steps, since the whole would keep others from memory. */
enum { STEP_BYTES = 256 * 1024 };

/* From the end to the start: the painter comes the other way, and both meet in
   the middle. */
static int ask(void *context)
{
#ifdef MADV_POPULATE_WRITE
    const struct pages *pages = context;
    size_t left = pages->size;
    while (left > 0) {
        size_t step = left < STEP_BYTES ? left : STEP_BYTES;
        left -= step;
        if (madvise(pages->start + left, step, MADV_POPULATE_WRITE) != 0) {
            return 1; /* a kernel before 5.14, or no memory */
        }
    }
#else
    (void)context;
#endif
    return 0;
}

void pages_ask(struct pages *pages, const SDL_Surface *surface)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t size = (size_t)surface->pitch * (size_t)surface->h;
    size_t skew = (size_t)((uintptr_t)surface->pixels % page);
    pages->start = (char *)surface->pixels - skew;
    pages->size = (size + skew + page - 1) / page * page;
    pages->thread = SDL_CreateThread(ask, "pages", pages);
}

void pages_end(struct pages *pages)
{
    SDL_WaitThread(pages->thread, NULL);
    pages->thread = NULL;
}
