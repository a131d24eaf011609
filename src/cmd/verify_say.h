/* The end of a verification, in words for a person. */
#ifndef CMD_VERIFY_SAY_H
#define CMD_VERIFY_SAY_H

#include <stdbool.h>

#include "verify/account.h"

/* Prints the summary to standard output, in Vietnamese or in English. */
void verify_say(const struct account *account, bool vietnamese);

#endif
