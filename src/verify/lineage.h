/*
 * The lineage: what the days of a terminal have to do with each other. Each
 * seal names the one before, so that none can be missing, doubled or forked
 * unnoticed.
 */
#ifndef VERIFY_LINEAGE_H
#define VERIFY_LINEAGE_H

#include "verify/daily.h"

/* Zeroed at the start. */
struct dailies {
    struct daily **list;
    int count, capacity;
};

void dailies_free(struct dailies *dailies);

/* Looks at all of them, of whatever terminals; puts them into their order. */
void lineage_verify(struct inquiry *inquiry, struct dailies *dailies);

/* The same of the outbox of a data directory, whose database knows which days
   there are: some may not have been written yet. */
void lineage_outbox(struct inquiry *inquiry, struct dailies *dailies);

#endif
