/*
 * The terminal while it is put up: the loop between the set-up and the glass,
 * before there is a record. And the glass of a service whose config has
 * faults: it says so for a while, then the service manager tries again.
 */
#ifndef CMD_SET_UP_H
#define CMD_SET_UP_H

#include "cmd/options.h"
#include "cmd/terminal.h"

struct set_up_job {
    const struct options *options;
    bool optional;               /* as in kiosk/set_up.h */
    const struct faults *faults; /* they are shown, and nothing is asked; the
                                    config is the sample's then */
    bool whole;                  /* the picture fills the monitor */
};

enum { SET_UP_ENDED = -1 }; /* the terminal was asked to end */

/* Runs on the terminal's glass until it is done with. The config is loaded anew
   when all was entered. Returns 0 to go on, SET_UP_ENDED, or the exit status
   after a message. */
int set_up_run(struct terminal *terminal, const struct set_up_job *job);

#endif
