/*
 * The event queue of a window: waits, and turns what comes into inputs.
 */
#ifndef DISPLAY_EVENTS_H
#define DISPLAY_EVENTS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "display/fingers.h"
#include "display/window.h"
#include "display/x11.h"

struct SDL_Window;

struct events {
    struct SDL_Window *window;
    struct x11 *x11;    /* without a display where there is no X server */
    int wake_fd;        /* a wait ends when it can be read; -1: not open */
    uint32_t wake_type; /* the same as an event, where SDL itself waits */
    atomic_bool woken;  /* window_wake was called and not yet reported */
    bool sdl_waits;     /* the driver can wait in the kernel, and only SDL
                           knows how */
    bool whole;         /* a whole screen, which nobody closes */
    bool stale;         /* what was shown must be sent again */
    bool lost;          /* the display is gone */
    struct fingers fingers;
};

/* For a struct that is zeroed but for wake_fd (-1), window, x11 and whole;
   after the window was made. False, with SDL's error, when the system has no
   room for one more kind of event. */
bool events_open(struct events *events) __attribute__((warn_unused_result));

void events_close(struct events *events);

/* Takes one event of SDL's queue, waiting for it. False when the time ran out.
   Many an event is no news to the kiosk: WINDOW_NOTHING. */
bool events_next(struct events *events, int64_t timeout_ms,
                 enum window_event *news, struct input *input);

/* Looks whether a compositor has ended, and notes it: with some drivers of
   OpenGL a picture that is sent after that is the end of us, too. */
void events_look(struct events *events);

/* Safe on any thread. */
void events_wake(struct events *events);

/* As window_play. */
bool events_play(struct events *events, struct input input)
    __attribute__((warn_unused_result));

#endif
