/*
 * What `bonluon enrol` shows, once: in Vietnamese and in English, for the one
 * who carries it to the province.
 */
#ifndef CMD_ENROL_SAY_H
#define CMD_ENROL_SAY_H

#include <stdbool.h>

#include "display/qr.h"
#include "trust/first_key.h"
#include "trust/sign_key.h"

struct enrol_say {
    const struct first_key *first;
    const char *line;    /* the first key's */
    const struct qr *qr; /* of it */
    const struct sign_key *sign;
};

/* Prints it on standard output, and keeps nothing of it in a buffer. False
   when not all of it was taken. */
bool enrol_say(const struct enrol_say *say) __attribute__((warn_unused_result));

#endif
