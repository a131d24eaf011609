/* The end of a verification, in words for a person. */
#ifndef CMD_VERIFY_SAY_H
#define CMD_VERIFY_SAY_H

#include "verify/account.h"

/* Prints the summary to standard output, in the console's language. */
void verify_say(const struct account *account);

#endif
