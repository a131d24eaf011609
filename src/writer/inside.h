/*
 * The inside of writer.h: work.c is the thread, open.c its beginning, hand.c
 * what others call on theirs, queues.c what goes from one to the other.
 */
#ifndef WRITER_INSIDE_H
#define WRITER_INSIDE_H

#include "base/worker.h"
#include "daily/outbox.h"
#include "daily/sums.h"
#include "record/record.h"
#include "recovery/backup.h"
#include "writer/status_keeper.h"
#include "writer/writer.h"

enum { WRITER_QUEUE_SIZE = 64 };

struct writer {
    struct worker *worker; /* its lock guards what stands below, up to
                              `record` */

    struct record_job queue[WRITER_QUEUE_SIZE]; /* a ring */
    int first, waiting;
    bool closing; /* days are to be closed, as of close_at */
    struct moment close_at;
    bool stopping;
    struct moment stop_at;
    bool beating; /* a sign of life is due, as of beat_at */
    struct moment beat_at;
    struct status_news news;  /* as of then */
    unsigned pings, answered; /* signs of life that were asked for, and given */
    struct desk_box box;      /* of staff: what they ask, what they are told */
    bool replied;             /* something waits there that was not fetched */
    struct writer_witness witness; /* as of the last visit's end */
    bool witnessed;                /* it is another one, and not fetched */

    /* Results not yet fetched. */
    bool ready;
    int kept;
    bool failed;
    bool over; /* failed, fetched or not */

    bool opening; /* another thread has the record, and opens it */
    bool opened;  /* without a failure */

    /* The thread's own from here on. */
    struct record *record; /* of another thread while `opening` */
    struct outbox outbox;
    struct status_keeper keeper;
    struct desk desk;
    struct day_sums_maker sums; /* for those that a day lacks */
    struct backup *backup;      /* NULL: there will be none */
    int64_t busy_ms;            /* when the last visitor was there */
    bool doubtful;              /* the clock was, when last looked at */
    struct writer_params params;
};

/* What the thread does, from the start to the end; `context` is the writer. */
void writer_run(void *context);

/* Opens the record, and keeps what was answered meanwhile. False, after a
   message and the result, when there is none. */
bool writer_open(struct writer *writer);

/* Something has come of it. */
void writer_report(struct writer *writer, enum writer_result result);

/* Nothing is kept from here on. */
void writer_fail(struct writer *writer, struct moment at);

/* Tells the witness, if it is another one at this moment. */
void writer_look_for_witness(struct writer *writer, struct moment at);

/* With the lock held: takes the job that waits longest. Its place is free at
   once. */
struct record_job writer_next_job(struct writer *writer);

#endif
