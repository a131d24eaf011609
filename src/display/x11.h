/*
 * What SDL keeps to itself of an X server: that the screen was changed, that
 * another window lies over ours, that the server is gone. SDL's own connection
 * is used, so all this belongs to the thread of the window. With another video
 * driver than X11 `display` is NULL; then nothing is ever heard.
 */
#ifndef DISPLAY_X11_H
#define DISPLAY_X11_H

#include <stdbool.h>
#include <stdint.h>

#include "display/monitors.h"

struct SDL_Window;
struct _XDisplay;
union SDL_Event;

/* Zeroed where there is no X server. */
struct x11 {
    struct _XDisplay *display; /* SDL's */
    unsigned long root, window;
    int screen_event; /* the event that tells of another screen */
    bool lost;        /* the server is gone: nothing may be asked of it */
    bool stirred;     /* the screen, or our place on it, is another */
    bool moved;       /* the same, for display/x11_sight.h to forget */
    bool covered;     /* something lies over us, or we are hidden */
};

/* For a zeroed struct, after the window was made and before it is shown; the
   struct stays where it is. From here on neither an error that the server
   reports nor its end is the end of the process, as Xlib would have it: what
   an error did to the picture, sight_shows sees. */
void x11_open(struct x11 *x11, struct SDL_Window *window);

/* Before it is shown: asks the window manager, if there is one, for the whole
   screen, above all others. */
void x11_ask_whole(const struct x11 *x11);

/* Once it is shown: wants to hear when something lies over it. */
void x11_watch(const struct x11 *x11);

/* Takes in an SDL_SYSWMEVENT, and sets `stirred` and `covered`. */
void x11_hear(struct x11 *x11, const union SDL_Event *event);

/* Something to wait for, with poll(2), while no event is at hand. */
int x11_fd(const struct x11 *x11);

/* Looks whether the server is still there, and sets `lost`. */
void x11_look(const struct x11 *x11);

/* The monitors that are on, the first one first. Where none is, the screen as
   a whole. */
void x11_monitors(const struct x11 *x11, struct monitors *monitors);

/* Where the window is on the screen, as the server has it: SDL tells what it
   asked for. False when it cannot be told. */
bool x11_find(const struct x11 *x11, struct box *box)
    __attribute__((warn_unused_result));

/* Shows the window if it was hidden, and brings it to the front. */
void x11_raise(const struct x11 *x11);

/* False when the touch device that SDL tells a finger of is gone, from the
   server or from the machine: pulled out, it lifts every finger that lay on it,
   and no hand did. True of a finger that is played, which is no device's. */
bool x11_has_touch(const struct x11 *x11, int64_t device);

#endif
