/*
 * Days of files, held against what the checker gave beside them: first keys,
 * each of which names the chain of its terminal, and a span of days.
 */
#ifndef VERIFY_GIVEN_H
#define VERIFY_GIVEN_H

#include "verify/lineage.h"

/* In the order of terminal and number, the sealed ones first. */
void given_verify(struct inquiry *inquiry, const struct dailies *dailies);

#endif
