#include "cmd/bell.h"

#include <stddef.h>

void bell_open(struct bell *bell)
{
    bell->window = NULL;
    pthread_mutex_init(&bell->mutex, NULL);
}

void bell_close(struct bell *bell)
{
    pthread_mutex_destroy(&bell->mutex);
}

void bell_ring(void *context)
{
    struct bell *bell = context;
    pthread_mutex_lock(&bell->mutex);
    if (bell->window != NULL) {
        window_wake(bell->window);
    }
    pthread_mutex_unlock(&bell->mutex);
}

void bell_hang(struct bell *bell, struct window *window)
{
    pthread_mutex_lock(&bell->mutex);
    bell->window = window;
    if (window != NULL) {
        window_wake(window); /* for whoever rang before there was one */
    }
    pthread_mutex_unlock(&bell->mutex);
}
