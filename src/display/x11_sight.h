/*
 * What an X server's screen really shows, read back: each call that paints may
 * go well, and the screen be black. Asked every few seconds while nothing else
 * happens, so one look is one question to the server and one answer.
 */
#ifndef DISPLAY_X11_SIGHT_H
#define DISPLAY_X11_SIGHT_H

#include <stdbool.h>

#include "display/x11.h"
#include "view/scene.h"

struct SDL_Surface;
struct _XGC;

/* Zeroed at first. */
struct sight {
    unsigned long lines; /* of the window, kept by the server; 0: none yet */
    struct _XGC *gc;
    int width, height; /* of the picture */
    struct box seen;   /* what of the picture lies on the screen */
    bool like;         /* the screen counts its colours as the picture */
};

/* True when the screen's pixels at the window's place are those of `picture`,
   as far as some lines across it tell. False also when the window is not on
   the screen, or another one lies over it. True where there is no X server, or
   where it counts its colours otherwise. */
bool sight_shows(struct sight *sight, struct x11 *x11,
                 const struct SDL_Surface *picture);

/* Before the X server is left. */
void sight_close(struct sight *sight, const struct x11 *x11);

#endif
