/*
 * The words of `bonluon status`: how a terminal is, for a person and for a
 * monitor.
 */
#ifndef CMD_STATUS_SAY_H
#define CMD_STATUS_SAY_H

#include <stdbool.h>

#include "view/panel.h"
#include "writer/status.h"

struct verdict {
    const char *state; /* for a monitor */
    const char *words; /* for a person */
    int exit_status;
};

/* How it is, from what was written last, whether it still runs, and what the
   lights of the panel would be. */
struct health {
    struct verdict verdict;
    bool running;
    struct light lights[LIGHT_KINDS];
    int light_count;
};

void status_say(const struct status *status, const struct health *health);

/* One line of JSON: a key each, and `attention`, the names of the lights that
   are not well. */
void status_say_json(const struct status *status, const struct health *health);

#endif
