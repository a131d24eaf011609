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
    int number;
    while (sigwait(&signals->set, &number) == 0 &&
           !atomic_load(&signals->over)) {
        atomic_store(&signals->asked, true);
        signals->wake(signals->context);
    }
    return NULL;
}

bool signals_start(struct signals *signals)
{
    atomic_init(&signals->asked, false);
    atomic_init(&signals->over, false);
    return pthread_create(&signals->thread, NULL, wait_for_signals, signals) ==
           0;
}

void signals_stop(struct signals *signals)
{
    /* Not by pthread_cancel, which loads a library, and aborts where there is
       no memory or no descriptor for it. */
    atomic_store(&signals->over, true);
    pthread_kill(signals->thread, SIGTERM);
    pthread_join(signals->thread, NULL);
}
