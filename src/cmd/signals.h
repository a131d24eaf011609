/*
 * SIGTERM, SIGINT and SIGHUP ask the terminal to end. They are taken by a
 * thread of their own, not by a handler: a handler could share nothing with
 * the loop but a global.
 */
#ifndef CMD_SIGNALS_H
#define CMD_SIGNALS_H

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>

struct signals {
    pthread_t thread;
    sigset_t set;
    atomic_bool asked; /* to end */
    atomic_bool over;  /* nobody waits for them any more */
    void (*wake)(void *context);
    void *context;
};

/* Blocks the signals for this and all later threads; call it before any. */
void signals_block(struct signals *signals);

/* Begins to wait for them; `wake` is called after `asked` was set. False
   when there is no thread to be had. */
bool signals_start(struct signals *signals) __attribute__((warn_unused_result));

/* Ends the waiting thread. */
void signals_stop(struct signals *signals);

#endif
