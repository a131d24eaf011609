/* What others call: each hands something over, or takes it, and never waits
   for the disk. */
#include <stdlib.h>

#include "base/log.h"
#include "writer/inside.h"

struct writer *writer_start(const struct writer_params *params)
{
    struct writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL) {
        log_error("no memory for the writer: close other programs");
        return NULL;
    }
    writer->params = *params;
    if (params->spool_after_ms == 0) {
        writer->params.spool_after_ms = WRITER_SPOOL_AFTER_MS;
    }
    writer->closing = true;
    writer->close_at = params->now;
    if (!worker_start(&writer->worker, "the writer", writer_run, writer)) {
        free(writer);
        return NULL;
    }
    return writer;
}

enum writer_result writer_fetch(struct writer *writer)
{
    enum writer_result result = WRITER_NOTHING;
    worker_lock(writer->worker);
    if (writer->ready) {
        writer->ready = false;
        result = WRITER_READY;
    } else if (writer->kept > 0) {
        writer->kept--;
        result = WRITER_KEPT;
    } else if (writer->failed) {
        writer->failed = false;
        result = WRITER_FAILED;
    } else if (writer->replied) {
        writer->replied = false;
        result = WRITER_REPLIED;
    } else if (writer->witnessed) {
        writer->witnessed = false;
        result = WRITER_WITNESS;
    }
    worker_unlock(writer->worker);
    return result;
}

bool writer_keep(struct writer *writer, const struct record_job *job)
{
    worker_lock(writer->worker);
    bool room = !writer->over && writer->waiting < WRITER_QUEUE_SIZE;
    if (room) {
        int place = (writer->first + writer->waiting) % WRITER_QUEUE_SIZE;
        writer->queue[place] = *job;
        writer->waiting++;
        worker_ring(writer->worker);
    }
    worker_unlock(writer->worker);
    return room;
}

void writer_close_days(struct writer *writer, struct moment now)
{
    worker_lock(writer->worker);
    writer->closing = true;
    writer->close_at = now;
    worker_ring(writer->worker);
    worker_unlock(writer->worker);
}

void writer_beat(struct writer *writer, const struct status_news *news,
                 struct moment now)
{
    worker_lock(writer->worker);
    writer->beating = !writer->over;
    writer->beat_at = now;
    writer->news = *news;
    worker_ring(writer->worker);
    worker_unlock(writer->worker);
}

void writer_ping(struct writer *writer)
{
    worker_lock(writer->worker);
    writer->pings++;
    worker_ring(writer->worker);
    worker_unlock(writer->worker);
}

bool writer_answered(struct writer *writer)
{
    worker_lock(writer->worker);
    bool answered = writer->answered == writer->pings || writer->over;
    worker_unlock(writer->worker);
    return answered;
}

void writer_ask(struct writer *writer, const struct desk_ask *ask)
{
    worker_lock(writer->worker);
    desk_box_ask(&writer->box, ask);
    worker_ring(writer->worker);
    worker_unlock(writer->worker);
}

bool writer_reply(struct writer *writer, struct desk_reply *reply)
{
    worker_lock(writer->worker);
    bool any = desk_box_fetch(&writer->box, reply);
    worker_unlock(writer->worker);
    return any;
}

void writer_witness(struct writer *writer, struct writer_witness *out)
{
    worker_lock(writer->worker);
    *out = writer->witness;
    worker_unlock(writer->worker);
}

enum writer_end writer_stop(struct writer *writer, struct moment now)
{
    if (writer == NULL) {
        return WRITER_ENDED;
    }
    worker_lock(writer->worker);
    writer->stopping = true;
    writer->stop_at = now;
    worker_ring(writer->worker);
    worker_unlock(writer->worker);
    if (!worker_join(writer->worker, WRITER_PATIENCE_MS)) {
        return WRITER_HUNG;
    }
    desk_box_free(&writer->box);
    enum writer_end end = writer->over ? WRITER_ENDED_FAILED : WRITER_ENDED;
    free(writer);
    return end;
}
