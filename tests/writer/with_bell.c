#include "with_bell.h"

void bell_ring(void *context)
{
    struct bell *bell = context;
    pthread_mutex_lock(&bell->mutex);
    bell->count++;
    pthread_cond_signal(&bell->rung);
    pthread_mutex_unlock(&bell->mutex);
}

void bell_wait(struct bell *bell)
{
    pthread_mutex_lock(&bell->mutex);
    while (bell->count == 0) {
        pthread_cond_wait(&bell->rung, &bell->mutex);
    }
    bell->count--;
    pthread_mutex_unlock(&bell->mutex);
}
