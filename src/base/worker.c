#include "base/worker.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/speak.h"

struct worker {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t bell;
    const char *name;
    void (*run)(void *context);
    void *context;
};

static struct worker *make(const char *name)
{
    struct worker *worker = calloc(1, sizeof *worker);
    if (worker == NULL) {
        log_error("no memory for %s: close other programs", speak(name));
        return NULL;
    }
    worker->name = name;
    /* A wall clock that is set must not stretch a sleep. */
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&worker->mutex, NULL);
    pthread_cond_init(&worker->bell, &monotonic);
    pthread_condattr_destroy(&monotonic);
    return worker;
}

static void unmake(struct worker *worker)
{
    pthread_cond_destroy(&worker->bell);
    pthread_mutex_destroy(&worker->mutex);
    free(worker);
}

static void *begin(void *context)
{
    struct worker *worker = context;
    worker->run(worker->context);
    return NULL;
}

/* Signals are for the thread of the glass. */
bool worker_start(struct worker **out, const char *name,
                  void (*run)(void *context), void *context)
{
    sigset_t all;
    sigset_t before;
    struct worker *worker = make(name);
    *out = worker;
    if (worker == NULL) {
        return false;
    }
    worker->run = run;
    worker->context = context;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&worker->thread, NULL, begin, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error != 0) {
        log_error("%s cannot start: %s: close other programs", speak(name),
                  strerror(error));
        unmake(worker);
        *out = NULL;
    }
    return error == 0;
}

void worker_lock(struct worker *worker)
{
    pthread_mutex_lock(&worker->mutex);
}

void worker_unlock(struct worker *worker)
{
    pthread_mutex_unlock(&worker->mutex);
}

static struct timespec after(int64_t ms)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    at.tv_sec += (time_t)(ms / 1000);
    at.tv_nsec += (long)(ms % 1000) * 1000000;
    if (at.tv_nsec >= 1000000000) {
        at.tv_sec++;
        at.tv_nsec -= 1000000000;
    }
    return at;
}

void worker_sleep(struct worker *worker, int64_t most_ms)
{
    if (most_ms < 0) {
        pthread_cond_wait(&worker->bell, &worker->mutex);
    } else {
        const struct timespec until = after(most_ms);
        pthread_cond_timedwait(&worker->bell, &worker->mutex, &until);
    }
}

void worker_ring(struct worker *worker)
{
    pthread_cond_signal(&worker->bell);
}

bool worker_join(struct worker *worker, int64_t patience_ms)
{
    const struct timespec until = after(patience_ms);
    if (pthread_clockjoin_np(worker->thread, NULL, CLOCK_MONOTONIC, &until) !=
        0) {
        log_error("%s: a device does not answer: the program ends without it",
                  speak(worker->name));
        return false;
    }
    unmake(worker);
    return true;
}
