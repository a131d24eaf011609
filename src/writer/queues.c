/* What goes into the thread's queues and out of them. */
#include <string.h>

#include "base/log.h"
#include "trust/tag.h"
#include "writer/inside.h"

struct record_job writer_next_job(struct writer *writer)
{
    struct record_job job = writer->queue[writer->first];
    writer->first = (writer->first + 1) % WRITER_QUEUE_SIZE;
    writer->waiting--;
    return job;
}

void writer_report(struct writer *writer, enum writer_result result)
{
    worker_lock(writer->worker);
    writer->ready = writer->ready || result == WRITER_READY;
    writer->kept += result == WRITER_KEPT;
    writer->replied = writer->replied || result == WRITER_REPLIED;
    writer->witnessed = writer->witnessed || result == WRITER_WITNESS;
    if (result == WRITER_FAILED) {
        writer->failed = true;
        writer->over = true;
        writer->waiting = 0;
        writer->closing = false;
    }
    worker_unlock(writer->worker);
    if (writer->params.wake != NULL) {
        writer->params.wake(writer->params.context);
    }
}

static bool same_witness(const struct writer_witness *a,
                         const struct writer_witness *b)
{
    return a->asks_clock == b->asks_clock && a->day == b->day &&
           a->visits == b->visits && strcmp(a->code, b->code) == 0;
}

/* Never within a visit: who looks on learns no more than that one is over. */
void writer_look_for_witness(struct writer *writer, struct moment at)
{
    static const unsigned char none[TAG_SIZE];
    const struct running_totals *totals = record_running_totals(writer->record);
    struct record_trust trust;
    struct writer_witness now = {.asks_clock =
                                     desk_asks_clock(&writer->desk, at)};
    record_trust(writer->record, &trust);
    if (record_visiting(writer->record)) {
        return;
    }
    if (writer->params.config->witness && !tag_same(trust.tag, none)) {
        now.day = totals->day;
        now.visits = totals->visits;
        tag_code(trust.tag, now.code);
    }
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
    status_keeper_write(&writer->keeper, &writer->outbox, STATUS_FAILED, at);
    writer_report(writer, WRITER_FAILED);
}
