#include "data/writer.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "data/outbox.h"
#include "data/record.h"
#include "data/record_sums.h"
#include "data/status.h"

enum { QUEUE_SIZE = 64 };

static_assert((int)RECORD_ROWS_MAX > (int)WRITER_ROWS_MAX,
              "a ROW_CLOCK may come before the rows of a job");

struct writer {
    pthread_t thread;
    pthread_mutex_t mutex; /* guards what stands below, up to `outbox` */
    pthread_cond_t work;

    struct writer_job queue[QUEUE_SIZE]; /* a ring */
    int first, waiting;
    bool closing; /* days are to be closed, as of close_at */
    struct moment close_at;
    bool stopping;
    struct moment stop_at;
    bool beating; /* a sign of life is due, as of beat_at */
    struct moment beat_at;

    /* Results not yet fetched: they can only come in this order. */
    bool ready;
    int kept;
    bool failed;
    bool over; /* failed, fetched or not */

    /* The thread's own from here on. */
    struct record *record;
    struct outbox outbox;
    struct status status;
    bool status_told; /* that it could not be written */
    const struct config *config;
    char data_dir[FILES_PATH_SIZE];
    struct moment now; /* of the start */
    void (*wake)(void *context);
    void *context;
};

/* ---- results --------------------------------------------------------------
 */

static void report(struct writer *writer, enum writer_result result)
{
    pthread_mutex_lock(&writer->mutex);
    writer->ready = writer->ready || result == WRITER_READY;
    writer->kept += result == WRITER_KEPT;
    if (result == WRITER_FAILED) {
        writer->failed = true;
        writer->over = true;
        writer->waiting = 0;
        writer->closing = false;
    }
    pthread_mutex_unlock(&writer->mutex);
    if (writer->wake != NULL) {
        writer->wake(writer->context);
    }
}

enum writer_result writer_fetch(struct writer *writer)
{
    enum writer_result result = WRITER_NOTHING;
    pthread_mutex_lock(&writer->mutex);
    if (writer->ready) {
        writer->ready = false;
        result = WRITER_READY;
    } else if (writer->kept > 0) {
        writer->kept--;
        result = WRITER_KEPT;
    } else if (writer->failed) {
        writer->failed = false;
        result = WRITER_FAILED;
    }
    pthread_mutex_unlock(&writer->mutex);
    return result;
}

/* ---- status.json ----------------------------------------------------------
 */

static void write_status(struct writer *writer, enum status_state state,
                         struct moment at)
{
    struct status *status = &writer->status;
    status->state = state;
    status->free_bytes = status_free_bytes(writer->data_dir);
    if (writer->outbox.file != NULL) {
        const struct tally *tally = record_tally(writer->record);
        int32_t day = record_day(writer->record, at);
        int32_t closed = record_closed_day(writer->record);
        clock_date(day, status->day);
        status->visits = tally->day == day ? tally->visits : 0;
        status->answers = tally->day == day ? tally->answers : 0;
        if (closed >= record_first_day(writer->record)) {
            clock_date(closed, status->closed_day);
        }
    }
    if (!status_write(status, writer->data_dir) && !writer->status_told) {
        writer->status_told = true;
        log_warning("%s/status.json: %s: the status is not kept up to date",
                    writer->data_dir, strerror(errno));
    }
}

static void begin_status(struct writer *writer)
{
    struct status *status = &writer->status;
    const struct config *config = writer->config;
    status->pid = getpid();
    bool fits =
        text_copy(status->version, sizeof status->version, BONLUON_VERSION) &&
        text_copy(status->unit_code, sizeof status->unit_code,
                  config->unit_code) &&
        text_copy(status->device_id, sizeof status->device_id,
                  config->device_id);
    (void)fits; /* fields of one size */
    status_time(writer->now, config->utc_offset_min, status->since);
    status->outbox_files = outbox_count(&writer->outbox);
}

/* ---- the thread -----------------------------------------------------------
 */

static void fail(struct writer *writer, struct moment at)
{
    const char *error = record_error(writer->record);
    if (error[0] != '\0') {
        log_error("%s", error);
    }
    write_status(writer, STATUS_FAILED, at);
    report(writer, WRITER_FAILED);
}

static bool open_record(struct writer *writer)
{
    const struct record_params params = {.config = writer->config,
                                         .data_dir = writer->data_dir,
                                         .now = writer->now,
                                         .use = RECORD_TERMINAL};
    if (record_open(&writer->record, &params) != STORE_OK) {
        begin_status(writer);
        fail(writer, writer->now);
        return false;
    }
    if (!outbox_open(&writer->outbox, writer->record, writer->config,
                     writer->data_dir)) {
        begin_status(writer);
        fail(writer, writer->now);
        return false;
    }
    report(writer, WRITER_READY);
    begin_status(writer);
    write_status(writer, STATUS_OK, writer->now);
    return true;
}

/* What the thread does next; in the order of urgency. */
enum task { TASK_KEEP, TASK_CLOSE, TASK_BEAT, TASK_STOP, TASK_MEND };

struct next {
    enum task task;
    struct writer_job job;
    struct moment at;
};

static struct next wait_for_task(struct writer *writer, bool mending)
{
    struct next next = {.task = TASK_MEND, .at = writer->now};
    bool may_close = !record_visiting(writer->record);
    pthread_mutex_lock(&writer->mutex);
    while (!mending && writer->waiting == 0 && !writer->stopping &&
           !writer->beating && !(writer->closing && may_close)) {
        pthread_cond_wait(&writer->work, &writer->mutex);
    }
    if (writer->waiting > 0) {
        next.task = TASK_KEEP;
        /* The place is free at once: the job was copied. */
        next.job = writer->queue[writer->first];
        next.at = next.job.at;
        writer->first = (writer->first + 1) % QUEUE_SIZE;
        writer->waiting--;
    } else if (writer->closing && may_close) {
        next.task = TASK_CLOSE;
        next.at = writer->close_at;
    } else if (writer->beating) {
        next.task = TASK_BEAT;
        next.at = writer->beat_at;
        writer->beating = false;
    } else if (writer->stopping) {
        next.task = TASK_STOP;
        next.at = writer->stop_at;
    }
    pthread_mutex_unlock(&writer->mutex);
    return next;
}

static bool keep(struct writer *writer, const struct next *next)
{
    if (record_keep(writer->record, next->job.rows, next->job.count,
                    next->at) != STORE_OK) {
        return false;
    }
    report(writer, WRITER_KEPT);
    /* Once a visit: a card wears with each write. */
    if (!record_visiting(writer->record)) {
        write_status(writer, STATUS_OK, next->at);
    }
    return true;
}

/* One day, so that an answer which comes meanwhile waits for no more. */
static bool close_day(struct writer *writer, const struct next *next)
{
    int32_t day;
    if (outbox_due(&writer->outbox, next->at, &day) != STORE_OK) {
        return false;
    }
    if (day == INT32_MAX) {
        pthread_mutex_lock(&writer->mutex);
        writer->closing =
            writer->closing && writer->close_at.boot_ms != next->at.boot_ms;
        pthread_mutex_unlock(&writer->mutex);
        return true;
    }
    if (outbox_close_day(&writer->outbox, day, next->at) != STORE_OK) {
        return false;
    }
    writer->status.outbox_files = outbox_count(&writer->outbox);
    write_status(writer, STATUS_OK, next->at);
    return true;
}

static void stop(struct writer *writer, struct moment at)
{
    if (record_stop(writer->record, at) == STORE_OK) {
        write_status(writer, STATUS_STOPPED, at);
    } else {
        fail(writer, at);
    }
}

/* What was left undone: a file of the outbox, the sum of a day. */
static bool mend(struct writer *writer, bool *mending)
{
    bool sums;
    bool done = record_mend_sum(writer->record, &sums) == STORE_OK;
    bool files = done && outbox_mend(&writer->outbox);
    *mending = files || sums;
    return done;
}

static void work(struct writer *writer)
{
    bool mending = true;
    for (;;) {
        struct next next = wait_for_task(writer, mending);
        bool done = true;
        switch (next.task) {
        case TASK_KEEP: done = keep(writer, &next); break;
        case TASK_CLOSE: done = close_day(writer, &next); break;
        case TASK_BEAT:
            done = record_beat(writer->record, next.at) == STORE_OK;
            break;
        case TASK_MEND: done = mend(writer, &mending); break;
        case TASK_STOP: stop(writer, next.at); return;
        }
        if (!done || record_rest(writer->record) != STORE_OK) {
            fail(writer, next.at);
            return;
        }
    }
}

static void *run(void *context)
{
    struct writer *writer = context;
    if (open_record(writer)) {
        work(writer);
    }
    outbox_close(&writer->outbox);
    record_close(writer->record);
    return NULL;
}

/* ---- from outside ---------------------------------------------------------
 */

/* Signals are for the thread of the glass. */
static int start_thread(struct writer *writer)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&writer->thread, NULL, run, writer);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

struct writer *writer_start(const struct writer_params *params)
{
    struct writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL) {
        log_error("no memory for the writer: end other programs");
        return NULL;
    }
    writer->config = params->config;
    writer->now = params->now;
    writer->wake = params->wake;
    writer->context = params->context;
    writer->closing = true;
    writer->close_at = params->now;
    pthread_mutex_init(&writer->mutex, NULL);
    pthread_cond_init(&writer->work, NULL);
    int error =
        text_copy(writer->data_dir, sizeof writer->data_dir, params->data_dir)
            ? start_thread(writer)
            : ENAMETOOLONG;
    if (error != 0) {
        log_error("%s: the writer cannot start: %s", params->data_dir,
                  strerror(error));
        pthread_cond_destroy(&writer->work);
        pthread_mutex_destroy(&writer->mutex);
        free(writer);
        return NULL;
    }
    return writer;
}

bool writer_keep(struct writer *writer, const struct writer_job *job)
{
    pthread_mutex_lock(&writer->mutex);
    bool room = !writer->over && writer->waiting < QUEUE_SIZE;
    if (room) {
        int place = (writer->first + writer->waiting) % QUEUE_SIZE;
        writer->queue[place] = *job;
        writer->waiting++;
        pthread_cond_signal(&writer->work);
    }
    pthread_mutex_unlock(&writer->mutex);
    return room;
}

void writer_close_days(struct writer *writer, struct moment now)
{
    pthread_mutex_lock(&writer->mutex);
    writer->closing = true;
    writer->close_at = now;
    pthread_cond_signal(&writer->work);
    pthread_mutex_unlock(&writer->mutex);
}

void writer_beat(struct writer *writer, struct moment now)
{
    pthread_mutex_lock(&writer->mutex);
    writer->beating = !writer->over;
    writer->beat_at = now;
    pthread_cond_signal(&writer->work);
    pthread_mutex_unlock(&writer->mutex);
}

enum writer_end writer_stop(struct writer *writer, struct moment now)
{
    if (writer == NULL) {
        return WRITER_ENDED;
    }
    pthread_mutex_lock(&writer->mutex);
    writer->stopping = true;
    writer->stop_at = now;
    pthread_cond_signal(&writer->work);
    pthread_mutex_unlock(&writer->mutex);
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += WRITER_PATIENCE_S;
    if (pthread_timedjoin_np(writer->thread, NULL, &until) != 0) {
        log_error("%s: the disk does not answer: the program ends without it",
                  writer->data_dir);
        return WRITER_HUNG;
    }
    enum writer_end end = writer->over ? WRITER_ENDED_FAILED : WRITER_ENDED;
    pthread_cond_destroy(&writer->work);
    pthread_mutex_destroy(&writer->mutex);
    free(writer);
    return end;
}
