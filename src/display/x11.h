/*
 * What SDL keeps to itself of an X server: whether the screen really shows
 * what was sent to it. SDL's own connection is used, so all this belongs to
 * the thread of the window. With another video driver than X11 there is
 * nothing to ask, and every answer is the good one.
 */
#ifndef DISPLAY_X11_H
#define DISPLAY_X11_H

#include <stdbool.h>

struct SDL_Surface;
struct SDL_Window;
struct _XDisplay;

/* Zeroed where there is no X server. */
struct x11 {
    struct _XDisplay *display; /* SDL's */
    unsigned long root, window;
};

/* For a zeroed struct, after the window was made. From here on an error that
   the server reports ends nobody: Xlib would end the process, and what another
   thread sent to wake us may arrive after the window is gone. What an error
   did to the picture, x11_shows sees. */
void x11_open(struct x11 *x11, struct SDL_Window *window);

/* True when the screen's pixels at the window's place are those of `picture`,
   as far as some lines across it tell. False also when the window is not on
   the screen, or another one lies over it. */
bool x11_shows(const struct x11 *x11, const struct SDL_Surface *picture);

#endif
