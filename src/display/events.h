/*
 * The event queue of a window: waits, and turns what comes into inputs.
 */
#ifndef DISPLAY_EVENTS_H
#define DISPLAY_EVENTS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "display/hands.h"
#include "display/window.h"

struct SDL_Window;

struct events {
    struct SDL_Window *window;
    struct hands hands;
    atomic_bool woken;  /* window_wake was called and not yet reported */
    uint32_t wake_type; /* the event that ends a wait */
    bool sleeps;        /* the driver waits in the kernel */
    bool exposed;       /* what was shown must be sent again */
};

/* For a zeroed struct, after the window was made. False when SDL has no room
   for one more kind of event. */
bool events_open(struct events *events, struct SDL_Window *window)
    __attribute__((warn_unused_result));

/* Waits for one event of SDL's queue. WINDOW_NOTHING when the time ran out,
   and for an event that is no news to the kiosk: wait again. */
enum window_event events_next(struct events *events, int64_t timeout_ms,
                              struct input *input);

/* Safe on any thread. */
void events_wake(struct events *events);

/* As window_play. */
bool events_play(struct events *events, struct input input)
    __attribute__((warn_unused_result));

#endif
