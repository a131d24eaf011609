/*
 * The window: the glass that a visitor sees and touches. It shows scenes,
 * repainting only what changed since the one before, and gives out inputs.
 * One thread owns it; only window_wake may be called from another.
 */
#ifndef DISPLAY_WINDOW_H
#define DISPLAY_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

#include "display/paint.h"
#include "view/input.h"
#include "view/scene.h"

struct window;

struct window_params {
    const char *title;
    int width, height;   /* 0: the whole screen, without a frame */
    const char *monitor; /* which one the whole screen is: a number from 1, or
                            a name; NULL and "": the first. Outlives us */
    struct stock stock;
    const char *connectors; /* the kernel's folder of them; NULL: as usual */
};

/* Readies the environment so that SDL starts in 3 ms and not in 14 (no table
   of composed keys, no search for a session bus). To be called once, first
   thing in the program, before there are threads; left out, only time is
   lost. A program started from ours inherits it: give that one its own. */
void window_prepare(void);

/* NULL, after a message, when there is no display to open. */
struct window *window_open(const struct window_params *params);

/* Takes NULL. */
void window_close(struct window *window);

/* Size of the picture in pixels; may change after WINDOW_RESIZED. */
void window_size(const struct window *window, int *width, int *height);

/* Paints what differs from the scene shown before, and shows it. False, after
   a message, when the display is gone. */
bool window_show(struct window *window, const struct scene *scene)
    __attribute__((warn_unused_result));

/* Whether the screen shows what was painted last, as far as can be known: on
   X11 its pixels are read back, a whole screen has to fill its monitor, and the
   kernel is asked whether a monitor is lit and can still show that size.
   False also for a moment while something changes (a window that was over
   ours has just gone): only what stays false is a fault. Takes less than a
   millisecond. */
bool window_shows(struct window *window);

enum window_event {
    WINDOW_NOTHING, /* the time ran out */
    WINDOW_INPUT,   /* *input was filled in */
    WINDOW_WOKEN,   /* window_wake was called */
    WINDOW_RESIZED, /* lay out again, and show */
    WINDOW_QUIT,    /* somebody closed the window; never told of one that fills
                       the screen, which ends when the program is asked to */
};

/* Waits for the next event, at most timeout_ms (negative: for ever). Sleeps
   in the kernel wherever the video driver can. Returns at once when the display
   is gone, as window_show then says.

   Meanwhile the window is kept in its place: on X11 it follows its monitor, and
   comes back when it was hidden or covered. */
enum window_event window_wait(struct window *window, int64_t timeout_ms,
                              struct input *input);

/* Ends a wait in progress; safe on any thread. */
void window_wake(struct window *window);

/* Saves what the window shows now as a PNG. */
bool window_save(struct window *window, const char *path)
    __attribute__((warn_unused_result));

/* Plays an input as if a finger had made it, through the event queue of the
   real thing: for the recorded visit on a machine without a display. */
bool window_play(struct window *window, struct input input)
    __attribute__((warn_unused_result));

#endif
