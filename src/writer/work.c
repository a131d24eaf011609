#include <assert.h>

#include "writer/inside.h"

static_assert((int)RECORD_ROWS_MAX > (int)RECORD_JOB_ROWS,
              "a ROW_CLOCK may come before the rows of a job");

enum { IDLE_MS = 10 * 60 * 1000 }; /* without a visitor */

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
    struct next next = {.task = TASK_MEND, .at = writer->params.now};
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
        status_keeper_hear(&writer->keeper, &writer->news);
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
    writer->busy_ms = next->at.boot_ms;
    if (record_keep(writer->record, &next->job) != STORE_OK) {
        return false;
    }
    writer_report(writer, WRITER_KEPT);
    /* Once a visit: a card wears with each write. */
    if (!record_visiting(writer->record)) {
        status_keeper_write(&writer->keeper, &writer->outbox, STATUS_OK,
                            next->at);
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
        return status_keeper_tell(&writer->keeper, &writer->desk, next->at);
    }
    if (outbox_close_day(&writer->outbox, day, next->at) != STORE_OK) {
        return false;
    }
    status_keeper_count(&writer->keeper, &writer->outbox);
    status_keeper_write(&writer->keeper, &writer->outbox, STATUS_OK, next->at);
    return true;
}

static void stop(struct writer *writer, struct moment at)
{
    if (record_stop(writer->record, at) == STORE_OK) {
        status_keeper_write(&writer->keeper, &writer->outbox, STATUS_STOPPED,
                            at);
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

/* A step of what was left undone, for when nobody waits: a day's totals, rows
   in the journal, a file of the outbox. `*more` is false when nothing is
   left. */
static bool mend(struct writer *writer, bool *more)
{
    bool sums;
    bool rows = false;
    bool done =
        day_sums_mend(&writer->sums, writer->record, &sums) == STORE_OK &&
        record_mend_journal(writer->record, &rows) == STORE_OK;
    bool files = done && outbox_mend(&writer->outbox);
    *more = files || sums || rows;
    return done;
}

/* Once a day, and when nobody was there for a while. */
static bool back_up(struct writer *writer, struct moment at)
{
    const struct backup_copy copy = {.stop = somebody_waits, .context = writer};
    return writer->backup == NULL || record_visiting(writer->record) ||
           at.boot_ms - writer->busy_ms < IDLE_MS ||
           record_back_up(writer->record, writer->backup, copy) == STORE_OK;
}

/* The terminal runs, and nobody is there. */
static bool beat(struct writer *writer, struct moment at)
{
    return record_beat(writer->record, at) == STORE_OK &&
           status_keeper_tell(&writer->keeper, &writer->desk, at) &&
           back_up(writer, at);
}

/* For staff: a request, or a step of one. */
static bool serve(struct writer *writer, struct next *next)
{
    struct desk_reply reply;
    bool done = next->task == TASK_ASK
                    ? desk_do(&writer->desk, &next->ask, &reply)
                    : desk_go_on(&writer->desk, &reply);
    worker_lock(writer->worker);
    desk_box_tell(&writer->box, &reply);
    worker_unlock(writer->worker);
    writer_report(writer, WRITER_REPLIED);
    bool kept = next->task == TASK_ASK && (next->ask.request == DESK_TAKEN ||
                                           next->ask.request == DESK_CONFIRM ||
                                           next->ask.request == DESK_SET);
    return done && (!kept || status_keeper_tell(&writer->keeper, &writer->desk,
                                                next->at));
}

/* What could not be closed while the clock was in doubt is due when it is no
   more. */
static void look_at_doubt(struct writer *writer, const struct next *next)
{
    if (next->task <= TASK_BEAT) {
        bool before = writer->doubtful;
        writer->doubtful = record_doubtful(writer->record, next->at);
        if (before && !writer->doubtful) {
            worker_lock(writer->worker);
            writer->closing = true;
            writer->close_at = next->at;
            worker_unlock(writer->worker);
        }
    }
}

static void work(struct writer *writer)
{
    bool mending = true;
    struct moment at = writer->params.now; /* of the last that has one */
    for (;;) {
        struct next next = wait_for_task(writer, mending);
        bool done = true;
        switch (next.task) {
        case TASK_KEEP: done = keep(writer, &next); break;
        case TASK_CLOSE: done = close_day(writer, &next); break;
        case TASK_BEAT: done = beat(writer, next.at); break;
        case TASK_ASK:
        case TASK_GO_ON: done = serve(writer, &next); break;
        case TASK_MEND: done = mend(writer, &mending); break;
        case TASK_STOP: stop(writer, next.at); return;
        }
        if (!done || record_rest(writer->record) != STORE_OK) {
            writer_fail(writer, next.at);
            return;
        }
        look_at_doubt(writer, &next);
        if (next.task < TASK_GO_ON) {
            at = next.at;
        }
        writer_look_for_witness(writer, at);
    }
}

void writer_run(void *context)
{
    struct writer *writer = context;
    if (writer_open(writer)) {
        work(writer);
    }
    day_sums_free(&writer->sums);
    backup_stop(writer->backup);
    desk_close(&writer->desk);
    outbox_close(&writer->outbox);
    record_close(writer->record);
}
