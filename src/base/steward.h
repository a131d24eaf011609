/*
 * The steward: what a terminal that is a service may not do by itself, it asks
 * of a small program that may. It listens at a socket whose path is in the
 * environment as BONLUON_STEWARD; where there is none, as on a desk, there is
 * no steward.
 *
 * One line is asked ("set-clock 1796012345") and one answered: "ok", or
 * "error: " and why.
 */
#ifndef BASE_STEWARD_H
#define BASE_STEWARD_H

#include <stdbool.h>
#include <stdint.h>

enum {
    STEWARD_WHY_SIZE = 160,
    STEWARD_PATIENCE_S = 5, /* of somebody before the glass */
};

/* Whether there is one to be asked. */
bool steward_is_there(void);

/* Asks it, and waits so long for the whole of its answer. False, with one line
   about why. */
bool steward_ask(const char *request, int patience_s,
                 char why[STEWARD_WHY_SIZE])
    __attribute__((warn_unused_result));

/* Asks it to set the machine's clock, to whole seconds. False, after a message,
   when that was not done: where there is no steward, about who else can. */
bool steward_set_clock(int64_t wall_ms) __attribute__((warn_unused_result));

#endif
