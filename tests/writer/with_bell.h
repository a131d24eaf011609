/* Lets a test wait for what a thread tells by its wake callback, without
   sleeping. */
#ifndef TESTS_WRITER_WITH_BELL_H
#define TESTS_WRITER_WITH_BELL_H

#include <pthread.h>

struct bell {
    pthread_mutex_t mutex;
    pthread_cond_t rung;
    int count; /* rings not yet waited for */
};

#define BELL_NEW                                                               \
    {                                                                          \
        .mutex = PTHREAD_MUTEX_INITIALIZER, .rung = PTHREAD_COND_INITIALIZER   \
    }

/* The wake callback; the context is the bell. */
void bell_ring(void *bell);

/* Returns after the next ring, or one that nobody waited for yet. */
void bell_wait(struct bell *bell);

#endif
