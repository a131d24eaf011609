/*
 * How the writer begins: another thread opens the record, and this one sees to
 * the answers that come meanwhile. Most records are open before anybody can
 * answer; one that has to be made anew (recovery) may take a minute.
 */
#include "record/spool.h"
#include "writer/inside.h"

enum { PATIENCE_MS = 10000 }; /* for a thread that has nothing left to do */

struct opening {
    struct writer *writer;
    struct spool spool;
    int64_t until_ms; /* so long the first answer waits; 0: there was none */
};

static bool open_record(struct opening *opening)
{
    struct writer *writer = opening->writer;
    const struct record_params params = {.config = writer->params.config,
                                         .data_dir = writer->params.data_dir,
                                         .now = writer->params.now,
                                         .use = RECORD_TERMINAL,
                                         .ended = writer->params.ended,
                                         .run = opening->spool.run};
    return record_open(&writer->record, &params) == STORE_OK;
}

static void run(void *context)
{
    struct opening *opening = context;
    struct writer *writer = opening->writer;
    bool opened = open_record(opening);
    worker_lock(writer->worker);
    writer->opened = opened;
    writer->opening = false;
    worker_ring(writer->worker);
    worker_unlock(writer->worker);
}

/* How long until the next answer is to be spooled; -1: for ever. */
static int64_t wait_ms(struct opening *opening)
{
    const struct writer *writer = opening->writer;
    if (writer->waiting == 0 || opening->spool.refused) {
        return -1;
    }
    int64_t now_ms = clock_now().boot_ms;
    if (opening->until_ms == 0) {
        opening->until_ms = now_ms + writer->params.spool_after_ms;
    }
    return writer->stopping || now_ms >= opening->until_ms
               ? 0
               : opening->until_ms - now_ms;
}

/* With the lock held, which it lets go for as long as the disk takes. A job
   that is refused stays in the queue. */
static void spool_next(struct opening *opening)
{
    struct writer *writer = opening->writer;
    struct record_job job = writer->queue[writer->first];
    worker_unlock(writer->worker);
    bool put = spool_put(&opening->spool, &job);
    worker_lock(writer->worker);
    if (put) {
        writer_next_job(writer);
        worker_unlock(writer->worker);
        writer_report(writer, WRITER_KEPT);
        worker_lock(writer->worker);
    }
}

static void see_to_answers(struct opening *opening)
{
    struct writer *writer = opening->writer;
    worker_lock(writer->worker);
    while (writer->opening) {
        writer->answered = writer->pings;
        int64_t wait = wait_ms(opening);
        if (wait == 0) {
            spool_next(opening);
        } else {
            worker_sleep(writer->worker, wait);
        }
    }
    worker_unlock(writer->worker);
}

static bool open_meanwhile(struct opening *opening)
{
    struct writer *writer = opening->writer;
    struct worker *opener;
    writer->opening = true;
    if (!worker_start(&opener, "the opening of the record", run, opening)) {
        writer->opening = false;
        return open_record(opening);
    }
    see_to_answers(opening);
    return worker_join(opener, PATIENCE_MS) && writer->opened;
}

/* Whoever answers while the record takes one job after the other is spooled
   too, behind those. */
static bool take_spooled(struct opening *opening)
{
    struct writer *writer = opening->writer;
    const struct spool *spool = &opening->spool;
    for (int i = 0; i < spool->count; i++) {
        if (record_keep(writer->record, &spool->jobs[i]) != STORE_OK) {
            return false;
        }
        worker_lock(writer->worker);
        writer->answered = writer->pings;
        while (writer->waiting > 0 && !spool->refused) {
            spool_next(opening);
        }
        worker_unlock(writer->worker);
    }
    if (record_late_left(writer->record) ||
        !spool_clear(writer->params.data_dir)) {
        spool_set_aside(writer->params.data_dir);
    }
    return true;
}

static bool open_all(struct opening *opening)
{
    struct writer *writer = opening->writer;
    if (!open_meanwhile(opening) || !take_spooled(opening) ||
        !outbox_open(&writer->outbox, writer->record, writer->params.config,
                     writer->params.data_dir)) {
        return false;
    }
    writer->backup = backup_start(writer->params.data_dir);
    writer->busy_ms = writer->params.now.boot_ms;
    desk_open(&writer->desk,
              &(struct desk_params){writer->record, &writer->outbox,
                                    writer->params.config,
                                    writer->params.data_dir});
    writer_report(writer, WRITER_READY);
    writer_look_for_witness(writer, writer->params.now);
    return status_keeper_tell(&writer->keeper, &writer->desk,
                              writer->params.now);
}

bool writer_open(struct writer *writer)
{
    struct opening opening = {.writer = writer};
    status_keeper_begin(&writer->keeper, writer->params.config,
                        writer->params.data_dir, writer->params.now);
    spool_begin(&opening.spool, writer->params.config, writer->params.data_dir);
    bool opened = open_all(&opening);
    spool_close(&opening.spool);
    if (!opened) {
        writer_fail(writer, writer->params.now);
    }
    return opened;
}
