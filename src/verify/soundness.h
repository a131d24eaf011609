/*
 * Whether SQLite finds a database sound: a reading of the whole file, which of
 * a large one goes on beside the rest, by a thread and a connection of its
 * own.
 */
#ifndef VERIFY_SOUNDNESS_H
#define VERIFY_SOUNDNESS_H

#include "data/store.h"

struct soundness;

/* Begins it; `store` is one that was opened of that path, and not used by the
   thread. NULL when there is no memory. */
struct soundness *soundness_begin(struct store *store, const char *path);

/* Waits for it. `cause` tells of STORE_DAMAGED. Takes NULL (STORE_FAILED). */
enum { SOUNDNESS_CAUSE_SIZE = 256 };
enum store_result soundness_end(struct soundness *soundness,
                                char cause[SOUNDNESS_CAUSE_SIZE])
    __attribute__((warn_unused_result));

#endif
