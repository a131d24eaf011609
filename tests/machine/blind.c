/*
 * In the emulated machine, loaded before SDL: while /run/blind names the
 * program, what it paints is never sent, and no call tells of that.
 */
#include <SDL2/SDL.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

static bool is_blind(void)
{
    long named = 0;
    FILE *file = fopen("/run/blind", "re");
    if (file != NULL) {
        if (fscanf(file, "%ld", &named) != 1) {
            named = 0;
        }
        fclose(file);
    }
    return named == (long)getpid();
}

/* The same function of SDL's; POSIX has pointers to them fit in a void *. */
static void find(void *function, const char *name)
{
    *(void **)function = dlsym(RTLD_NEXT, name);
}

int SDL_UpdateWindowSurface(SDL_Window *window)
{
    int (*send)(SDL_Window *) = NULL;
    find(&send, __func__);
    return is_blind() ? 0 : send(window);
}

int SDL_UpdateWindowSurfaceRects(SDL_Window *window, const SDL_Rect *rects,
                                 int count)
{
    int (*send)(SDL_Window *, const SDL_Rect *, int) = NULL;
    find(&send, __func__);
    return is_blind() ? 0 : send(window, rects, count);
}
