#include "cmd/signals.h"

#include <stddef.h>

void signals_block(struct signals *signals)
{
    sigemptyset(&signals->set);
    sigaddset(&signals->set, SIGTERM);
    sigaddset(&signals->set, SIGINT);
    sigaddset(&signals->set, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals->set, NULL);
}

static void *wait_for_signals(void *arg)
{
    struct signals *signals = arg;
    for (;;) {
        int number;
        if (sigwait(&signals->set, &number) == 0) {
            atomic_store(&signals->asked, true);
            signals->wake(signals->context);
        }
    }
    return NULL;
}

bool signals_start(struct signals *signals)
{
    atomic_init(&signals->asked, false);
    return pthread_create(&signals->thread, NULL, wait_for_signals, signals) ==
           0;
}

void signals_stop(struct signals *signals)
{
    /* sigwait is a cancellation point, and holds nothing. */
    pthread_cancel(signals->thread);
    pthread_join(signals->thread, NULL);
}
