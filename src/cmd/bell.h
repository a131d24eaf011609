/*
 * Wakes the loop of the glass from another thread, once there is a window to
 * wake.
 */
#ifndef CMD_BELL_H
#define CMD_BELL_H

#include <pthread.h>

#include "display/window.h"

struct bell {
    pthread_mutex_t mutex;
    struct window *window; /* NULL: there is none to wake */
};

void bell_open(struct bell *bell);
void bell_close(struct bell *bell);

/* Safe on any thread; takes the bell as `void *`, to be called back. */
void bell_ring(void *bell);

/* From now on this window is woken; NULL: none. */
void bell_hang(struct bell *bell, struct window *window);

#endif
