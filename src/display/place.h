/*
 * The place of the window: which monitor it fills, and that it goes on filling
 * it. A screen may change at any moment, by a cable, by xrandr, by a driver;
 * and a window manager, or another program, may move, hide or cover us.
 */
#ifndef DISPLAY_PLACE_H
#define DISPLAY_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#include "display/window.h"
#include "display/x11.h"

struct SDL_Window;

enum place_fit {
    PLACE_FILLS,
    PLACE_ASKED,   /* the whole monitor was asked for */
    PLACE_REFUSED, /* and did not come; said */
};

struct place {
    struct SDL_Window *sdl;
    struct x11 x11;
    const char *wanted; /* the monitor, as window_params has it */
    bool whole;         /* fills a monitor; else it is a window like others */
    bool unknown;       /* the wanted monitor was missing when last looked */
    enum place_fit fit;
    struct box wanted_box, box; /* as of the last look, by the X server */
    struct box filled;          /* the last that it filled */
    uint64_t next_ms;           /* not sooner than this is it put right again */
};

/* For a zeroed struct that stays where it is. Makes the window and shows it;
   false, with SDL's error, when it cannot. */
bool place_open(struct place *place, const struct window_params *params)
    __attribute__((warn_unused_result));

/* Once the first picture is shown: looks whether it fills the screen, and
   begins to hear when that changes. */
void place_watch(struct place *place);

/* Puts right what is due: the window's size, its place, that it is on top. At
   most five times a second, since another program may want the opposite. */
void place_tend(struct place *place);

/* False when whoever gives out the places (a window manager) gave a whole
   screen less than its monitor, or another place. */
bool place_fills(const struct place *place);

/* Milliseconds until place_tend has something to do; -1: nothing is due. */
int64_t place_due(const struct place *place);

#endif
