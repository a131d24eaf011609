/*
 * The lineage: what the days of a terminal have to do with each other. Each
 * seal names the one before, so that none can be missing, doubled or forked
 * unnoticed.
 */
#ifndef VERIFY_LINEAGE_H
#define VERIFY_LINEAGE_H

#include <sys/types.h>

#include "verify/daily.h"

/* A folder that was gone through. */
struct visited {
    dev_t device;
    ino_t inode;
};

/* Zeroed at the start. */
struct dailies {
    struct daily **list;
    int count, capacity;
    int root; /* of what was given, what those that are added now lie in */
    struct visited *visited;
    int visited_count, visited_capacity;
};

void dailies_free(struct dailies *dailies);

/* Puts what lies apart together, a CSV here and its seal there, where the name
   is the same and neither is whole. The order stays. */
void lineage_pair(struct inquiry *inquiry, struct dailies *dailies);

/* Tells which are of one terminal (`line`); changes their order. */
void lineage_name(struct dailies *dailies);

/* Looks at all of them, of whatever terminals; puts them into their order. */
void lineage_verify(struct inquiry *inquiry, struct dailies *dailies);

/* The same of the outbox of a data directory, whose database knows which days
   there are: some may not have been written yet. */
void lineage_outbox(struct inquiry *inquiry, struct dailies *dailies);

#endif
