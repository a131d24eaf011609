/*
 * A thread that waits for work, for the writer, the courier and the upload:
 * its lock, its sleep, and an end that does not wait for ever for a device
 * which hangs.
 */
#ifndef BASE_WORKER_H
#define BASE_WORKER_H

#include <stdbool.h>
#include <stdint.h>

struct worker;

/* Starts a thread, which runs `run` and takes no signals; `*worker` is there
   before it runs. `name` is told in messages, and outlives it. False and NULL,
   after a message, when there is no memory, or no thread to be had. */
bool worker_start(struct worker **worker, const char *name,
                  void (*run)(void *context), void *context)
    __attribute__((warn_unused_result));

/* The lock of all that the thread shares with others. */
void worker_lock(struct worker *worker);
void worker_unlock(struct worker *worker);

/* With the lock held, on the thread itself: sleeps until worker_ring, or for
   `most_ms` unless that is negative. May return for no reason. */
void worker_sleep(struct worker *worker, int64_t most_ms);

/* With the lock held, from outside: ends the sleep. */
void worker_ring(struct worker *worker);

/* Waits for the thread to return, which the caller has asked of it, and frees
   the worker. False, after a message, when it does not within `patience_ms`:
   the process must end by _exit. */
bool worker_join(struct worker *worker, int64_t patience_ms)
    __attribute__((warn_unused_result));

#endif
