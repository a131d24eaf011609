#include <assert.h>
#include <string.h>

#include "base/log.h"
#include "trust/tag.h"
#include "writer/inside.h"

static_assert((int)RECORD_ROWS_MAX > (int)RECORD_JOB_ROWS,
              "a ROW_CLOCK may come before the rows of a job");

void writer_report(struct writer *writer, enum writer_result result)
{
    worker_lock(writer->worker);
    writer->ready = writer->ready || result == WRITER_READY;
    writer->kept += result == WRITER_KEPT;
    writer->told = writer->told || result == WRITER_TOLD;
    writer->witnessed = writer->witnessed || result == WRITER_WITNESS;
    if (result == WRITER_FAILED) {
        writer->failed = true;
        writer->over = true;
        writer->waiting = 0;
        writer->closing = false;
    }
    worker_unlock(writer->worker);
    if (writer->wake != NULL) {
        writer->wake(writer->context);
    }
}

static bool same_witness(const struct writer_witness *a,
                         const struct writer_witness *b)
{
    return a->day == b->day && a->visits == b->visits &&
           strcmp(a->code, b->code) == 0;
}

/* Never within a visit: who looks on learns no more than that one is over. */
void writer_look_for_witness(struct writer *writer)
{
    static const unsigned char none[TAG_SIZE];
    const struct running_totals *totals = record_running_totals(writer->record);
    struct record_trust trust;
    record_trust(writer->record, &trust);
    if (!writer->config->witness || record_visiting(writer->record) ||
        tag_same(trust.tag, none)) {
        return;
    }
    struct writer_witness now = {.day = totals->day, .visits = totals->visits};
    tag_code(trust.tag, now.code);
    worker_lock(writer->worker);
    bool other = !same_witness(&now, &writer->witness);
    writer->witness = now;
    worker_unlock(writer->worker);
    if (other) {
        writer_report(writer, WRITER_WITNESS);
    }
}

void writer_fail(struct writer *writer, struct moment at)
{
    const char *error = record_error(writer->record);
    if (error[0] != '\0') {
        log_error("%s", error);
    }
    bulletin_write(&writer->bulletin, &writer->outbox, STATUS_FAILED, at);
    writer_report(writer, WRITER_FAILED);
}

struct record_job writer_next_job(struct writer *writer)
{
    struct record_job job = writer->queue[writer->first];
    writer->first = (writer->first + 1) % WRITER_QUEUE_SIZE;
    writer->waiting--;
    return job;
}

/* What the thread does next; in the order of urgency. */
enum task {
    TASK_KEEP,
    TASK_CLOSE,
    TASK_ASK, /* staff want something done or told */
    TASK_BEAT,
    TASK_STOP,
    TASK_GO_ON, /* the next of the files that they want */
    TASK_MEND
};

struct next {
    enum task task;
    struct record_job job;
    struct desk_ask ask;
    struct moment at;
};

static struct next wait_for_task(struct writer *writer, bool mending)
{
    struct next next = {.task = TASK_MEND, .at = writer->now};
    bool may_close = !record_visiting(writer->record);
    bool busy = mending || desk_busy(&writer->desk);
    worker_lock(writer->worker);
    writer->answered = writer->pings;
    while (!busy && !desk_box_asked(&writer->box) && writer->waiting == 0 &&
           !writer->stopping && !writer->beating &&
           !(writer->closing && may_close)) {
        worker_sleep(writer->worker, -1);
        writer->answered = writer->pings;
    }
    if (writer->waiting > 0) {
        next.task = TASK_KEEP;
        next.job = writer_next_job(writer);
        next.at = next.job.at;
    } else if (writer->closing && may_close) {
        next.task = TASK_CLOSE;
        next.at = writer->close_at;
    } else if (desk_box_next(&writer->box, &next.ask)) {
        next.task = TASK_ASK;
        next.at = next.ask.at;
    } else if (writer->beating) {
        next.task = TASK_BEAT;
        next.at = writer->beat_at;
        bulletin_hear(&writer->bulletin, &writer->news);
        writer->beating = false;
    } else if (writer->stopping) {
        next.task = TASK_STOP;
        next.at = writer->stop_at;
    } else if (desk_busy(&writer->desk)) {
        next.task = TASK_GO_ON;
    }
    worker_unlock(writer->worker);
    return next;
}

static bool keep(struct writer *writer, const struct next *next)
{
    writer->quiet.busy_ms = next->at.boot_ms;
    if (record_keep(writer->record, next->job.rows, next->job.count,
                    next->at) != STORE_OK) {
        return false;
    }
    writer_report(writer, WRITER_KEPT);
    /* Once a visit: a card wears with each write. */
    if (!record_visiting(writer->record)) {
        bulletin_write(&writer->bulletin, &writer->outbox, STATUS_OK, next->at);
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
        worker_lock(writer->worker);
        writer->closing =
            writer->closing && writer->close_at.boot_ms != next->at.boot_ms;
        worker_unlock(writer->worker);
        return bulletin_tell(&writer->bulletin, &writer->desk, next->at);
    }
    if (outbox_close_day(&writer->outbox, day, next->at) != STORE_OK) {
        return false;
    }
    bulletin_count(&writer->bulletin, &writer->outbox);
    bulletin_write(&writer->bulletin, &writer->outbox, STATUS_OK, next->at);
    return true;
}

static void stop(struct writer *writer, struct moment at)
{
    if (record_stop(writer->record, at) == STORE_OK) {
        bulletin_write(&writer->bulletin, &writer->outbox, STATUS_STOPPED, at);
    } else {
        writer_fail(writer, at);
    }
}

/* Whether anything is asked of the thread: then a backup is given up. Asked
   now and then while it goes on: a sign of life, too. */
static bool somebody_waits(void *context)
{
    struct writer *writer = context;
    worker_lock(writer->worker);
    writer->answered = writer->pings;
    bool waits = writer->waiting > 0 || writer->stopping || writer->closing ||
                 desk_box_asked(&writer->box);
    worker_unlock(writer->worker);
    return waits;
}

/* The terminal runs, and nobody is there. */
static bool beat(struct writer *writer, struct moment at)
{
    const struct record_backup to = {.stop = somebody_waits, .context = writer};
    return record_beat(writer->record, at) == STORE_OK &&
           bulletin_tell(&writer->bulletin, &writer->desk, at) &&
           quiet_back_up(&writer->quiet, at, &to);
}

/* For staff: an errand, or a step of one. */
static bool serve(struct writer *writer, struct next *next)
{
    struct desk_told told;
    bool done = next->task == TASK_ASK
                    ? desk_do(&writer->desk, &next->ask, &told)
                    : desk_go_on(&writer->desk, &told);
    worker_lock(writer->worker);
    desk_box_tell(&writer->box, &told);
    worker_unlock(writer->worker);
    writer_report(writer, WRITER_TOLD);
    bool kept = next->task == TASK_ASK && (next->ask.errand == DESK_TAKEN ||
                                           next->ask.errand == DESK_CONFIRM);
    return done &&
           (!kept || bulletin_tell(&writer->bulletin, &writer->desk, next->at));
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
        case TASK_BEAT: done = beat(writer, next.at); break;
        case TASK_ASK:
        case TASK_GO_ON: done = serve(writer, &next); break;
        case TASK_MEND: done = quiet_mend(&writer->quiet, &mending); break;
        case TASK_STOP: stop(writer, next.at); return;
        }
        if (!done || record_rest(writer->record) != STORE_OK) {
            writer_fail(writer, next.at);
            return;
        }
        writer_look_for_witness(writer);
    }
}

void writer_run(void *context)
{
    struct writer *writer = context;
    if (writer_open(writer)) {
        work(writer);
    }
    quiet_close(&writer->quiet);
    desk_close(&writer->desk);
    outbox_close(&writer->outbox);
    record_close(writer->record);
}
