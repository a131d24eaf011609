/*
 * The event queue of a window: waits, and turns what comes into inputs.
 */
#ifndef DISPLAY_EVENTS_H
#define DISPLAY_EVENTS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "display/window.h"

struct SDL_Window;

struct events {
    struct SDL_Window *window;
    atomic_bool woken;  /* window_wake was called and not yet reported */
    uint32_t wake_type; /* the event that ends a wait */
    bool sleeps;        /* the driver waits in the kernel */
    bool exposed;       /* what was shown must be sent again */
};

/* For a zeroed struct, after the window was made. False when SDL has no room
   for one more kind of event. */
bool events_open(struct events *events, struct SDL_Window *window)
    __attribute__((warn_unused_result));

/* Takes one event of SDL's queue, waiting for it. False when the time ran out.
   Many an event is no news to the kiosk: WINDOW_NOTHING. */
bool events_next(struct events *events, int64_t timeout_ms,
                 enum window_event *news, struct input *input);

/* Safe on any thread. */
void events_wake(struct events *events);

/* As window_play. */
bool events_play(struct events *events, struct input input)
    __attribute__((warn_unused_result));

#endif
