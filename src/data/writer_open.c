/*
 * How the writer begins: another thread opens the record, and this one sees to
 * the answers that come meanwhile. Most records are open before anybody can
 * answer; one that has to be made anew (rebuild.h) may take a minute.
 */
#include "base/log.h"
#include "data/spool.h"
#include "data/writer_inside.h"

enum {
    SPOOL_AFTER_MS = 1000, /* a visitor waits for no longer than that */
    PATIENCE_MS = 10000    /* for a thread that has nothing left to do */
};

/* ---- the other thread -----------------------------------------------------
 */

static bool open_record(struct writer *writer)
{
    const struct record_params params = {.config = writer->config,
                                         .data_dir = writer->data_dir,
                                         .now = writer->now,
                                         .use = RECORD_TERMINAL};
    return record_open(&writer->record, &params) == STORE_OK;
}

static void run(void *context)
{
    struct writer *writer = context;
    bool opened = open_record(writer);
    worker_lock(writer->worker);
    writer->opened = opened;
    writer->opening = false;
    worker_ring(writer->worker);
    worker_unlock(writer->worker);
}

/* ---- meanwhile ------------------------------------------------------------
 */

struct meanwhile {
    struct spool *spool;
    int64_t until_ms; /* so long the first answer waits; 0: there was none */
    bool full;        /* or broken: they wait in the queue */
};

/* How long until the next answer is to be spooled; -1: for ever. */
static int64_t wait_ms(struct meanwhile *meanwhile, const struct writer *writer)
{
    if (writer->waiting == 0 || meanwhile->full) {
        return -1;
    }
    int64_t now_ms = clock_now().boot_ms;
    if (meanwhile->until_ms == 0) {
        meanwhile->until_ms = now_ms + SPOOL_AFTER_MS;
    }
    return writer->stopping || now_ms >= meanwhile->until_ms
               ? 0
               : meanwhile->until_ms - now_ms;
}

/* With the lock held, which it lets go for as long as the disk takes. */
static void spool_next(struct meanwhile *meanwhile, struct writer *writer)
{
    struct writer_job job = writer->queue[writer->first];
    worker_unlock(writer->worker);
    meanwhile->full = !spool_put(meanwhile->spool, writer->data_dir, &job);
    worker_lock(writer->worker);
    if (!meanwhile->full) {
        writer_next_job(writer);
        worker_unlock(writer->worker);
        writer_report(writer, WRITER_KEPT);
        worker_lock(writer->worker);
    }
}

static void see_to_answers(struct writer *writer, struct spool *spool)
{
    struct meanwhile meanwhile = {.spool = spool};
    worker_lock(writer->worker);
    while (writer->opening) {
        int64_t wait = wait_ms(&meanwhile, writer);
        if (wait == 0) {
            spool_next(&meanwhile, writer);
        } else {
            worker_sleep(writer->worker, wait);
        }
    }
    worker_unlock(writer->worker);
    spool_close(spool);
}

static bool open_meanwhile(struct writer *writer, struct spool *spool)
{
    struct worker *opener = worker_new("the opening of the record");
    writer->opening = true;
    if (opener == NULL || !worker_start(opener, run, writer)) {
        worker_free(opener);
        writer->opening = false;
        return open_record(writer);
    }
    see_to_answers(writer, spool);
    return worker_join(opener, PATIENCE_MS) && writer->opened;
}

/* ---- what was spooled -----------------------------------------------------
 */

struct taking {
    struct writer *writer;
    int64_t after; /* of record_keep_late */
    enum store_result result;
};

static bool take(void *context, const struct writer_job *job, bool earlier)
{
    struct taking *taking = context;
    struct record *record = taking->writer->record;
    const struct record_late late = {job->rows, job->count, job->at.wall_ms};
    taking->result = earlier
                         ? record_keep_late(record, &late, &taking->after)
                         : record_keep(record, job->rows, job->count, job->at);
    return taking->result == STORE_OK;
}

/* A spool that cannot be read is no reason to keep nothing; it stays, and its
   time may come. */
static bool take_spool(struct writer *writer, const struct spool *spool)
{
    struct taking taking = {.writer = writer};
    const struct spool_read read = {writer->data_dir, take, &taking};
    if (spool_read(spool, &read) && taking.result == STORE_OK) {
        spool_clear(writer->data_dir);
    }
    return taking.result == STORE_OK;
}

bool writer_open(struct writer *writer)
{
    struct spool spool = {.open = false};
    bulletin_begin(&writer->bulletin,
                   &(struct bulletin_params){writer->config, writer->data_dir,
                                             writer->now});
    if (!open_meanwhile(writer, &spool) || !take_spool(writer, &spool) ||
        !outbox_open(&writer->outbox, writer->record, writer->config,
                     writer->data_dir)) {
        writer_fail(writer, writer->now);
        return false;
    }
    quiet_open(&writer->quiet,
               &(struct quiet){.record = writer->record,
                               .outbox = &writer->outbox,
                               .busy_ms = writer->now.boot_ms},
               writer->data_dir);
    desk_open(&writer->desk,
              &(struct desk_params){writer->record, &writer->outbox,
                                    writer->config, writer->data_dir});
    writer_report(writer, WRITER_READY);
    writer_look_for_witness(writer);
    if (!bulletin_tell(&writer->bulletin, &writer->desk, writer->now)) {
        writer_fail(writer, writer->now);
        return false;
    }
    return true;
}
