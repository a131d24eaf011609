/*
 * The terminal while it is put up: the loop between the set-up and the glass,
 * before there is a record. And the glass of a service whose config has
 * faults: it says so for a while, then the service manager tries again.
 */
#ifndef CMD_SET_UP_H
#define CMD_SET_UP_H

#include "cmd/options.h"
#include "cmd/signals.h"
#include "display/fonts.h"
#include "display/window.h"
#include "kiosk/set_up.h"

/* What it runs on; all of it the caller's. */
struct set_up_glass {
    struct window *window;
    struct fonts *fonts;
    const struct signals *signals;
    /* After each picture, and when it asked to be called: milliseconds until
       it wants to be again, -1: it does not. NULL: nobody wants to know. */
    int64_t (*shown)(void *context);
    void *context;
};

struct set_up_job {
    struct config *config; /* loaded anew when all was entered; of a fault the
                              sample's */
    const struct options *options;
    const char *data_dir;
    bool optional;               /* as in kiosk/set_up.h */
    const struct faults *faults; /* they are shown, and nothing is asked */
    bool whole;                  /* the picture fills the monitor */
    bool vouched;                /* filled in: the clock was said to be right */
};

enum { SET_UP_ENDED = -1 }; /* the terminal was asked to end */

/* Runs until it is done with. Returns 0 to go on, SET_UP_ENDED, or the exit
   status after a message. */
int set_up_run(const struct set_up_glass *glass, struct set_up_job *job);

#endif
