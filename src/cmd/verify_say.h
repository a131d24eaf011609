/* The end of a verification, in words for a person. */
#ifndef CMD_VERIFY_SAY_H
#define CMD_VERIFY_SAY_H

#include <stdbool.h>
#include <stdint.h>

#include "verify/account.h"

struct verdict {
    const struct account *account;
    int64_t findings;
    bool looked_at_all; /* else some path could not be looked at */
    bool vietnamese;    /* else English */
};

/* Prints the summary to standard output. */
void verify_say(const struct verdict *verdict);

#endif
