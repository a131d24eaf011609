#include "verify/soundness.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "data/worker.h"

/* A smaller one is read in less time than a thread is made. */
enum { LARGE = 16 << 20, PATIENCE_MS = 24 * 3600 * 1000 };

struct soundness {
    struct worker *worker; /* NULL: it was done at once */
    struct store *store;   /* the thread's own */
    enum store_result result;
    char cause[SOUNDNESS_CAUSE_SIZE];
};

static void check(struct soundness *soundness, struct store *store)
{
    soundness->result = store_check(store);
    if (soundness->result != STORE_OK) {
        const char *cause = store_cause(store);
        text_show(soundness->cause, sizeof soundness->cause, cause,
                  strlen(cause));
    }
}

static void run(void *context)
{
    struct soundness *soundness = context;
    check(soundness, soundness->store);
}

static bool start(struct soundness *soundness, const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0 || st.st_size < LARGE ||
        store_open_evidence(&soundness->store, path) != STORE_OK) {
        return false;
    }
    soundness->worker = worker_new("the check of the database");
    if (soundness->worker != NULL &&
        !worker_start(soundness->worker, run, soundness)) {
        worker_free(soundness->worker);
        soundness->worker = NULL;
    }
    return soundness->worker != NULL;
}

struct soundness *soundness_begin(struct store *store, const char *path)
{
    struct soundness *soundness = calloc(1, sizeof *soundness);
    if (soundness != NULL && !start(soundness, path)) {
        check(soundness, store);
    }
    return soundness;
}

enum store_result soundness_end(struct soundness *soundness,
                                char cause[SOUNDNESS_CAUSE_SIZE])
{
    cause[0] = '\0';
    if (soundness == NULL) {
        return STORE_FAILED;
    }
    bool ended = soundness->worker == NULL ||
                 worker_join(soundness->worker, PATIENCE_MS);
    enum store_result result = ended ? soundness->result : STORE_FAILED;
    memcpy(cause, soundness->cause, SOUNDNESS_CAUSE_SIZE);
    store_close(soundness->store);
    free(soundness);
    return result;
}
