/*
 * The writer: the one thread that owns the disk. It has the record opened (by
 * another, while it sees to the spool), adds what it is given in the order in
 * which it was given, closes days, writes the outbox and status.json. The glass
 * never waits for it: jobs go in by one queue, results come out by another, and
 * `wake` is called (on the writer's thread) whenever there is a result to
 * fetch.
 *
 * A write or sync that fails is never tried again. The writer says so once,
 * as WRITER_FAILED, and does nothing more; the terminal shows that it is out
 * of order and ends, and the next start reads the truth from the disk.
 */
#ifndef WRITER_WRITER_H
#define WRITER_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "config/config.h"
#include "desk/desk.h"
#include "record/job.h"
#include "trust/tag.h"
#include "writer/status.h"

struct writer;

struct writer_params {
    const struct config *config; /* outlives the writer */
    const char *data_dir; /* likewise; exists, and is locked by the caller */
    const char *ended;    /* how the last run ended (record.h); outlives it */
    struct moment now;
    int64_t spool_after_ms; /* so long an answer waits for the record to open,
                               before it is spooled; 0: the usual */
    void (*wake)(void *context); /* may be NULL */
    void *context;
};

enum { WRITER_SPOOL_AFTER_MS = 1000 };

/* Starts the thread, which has the record opened by itself. NULL, after a
   message, when there is no memory or no thread to be had. */
struct writer *writer_start(const struct writer_params *params);

/* Hands over rows to be kept. False when the queue is full: the disk has not
   answered for so long that the terminal must be called out of order; and
   after a failure. */
bool writer_keep(struct writer *writer, const struct record_job *job)
    __attribute__((warn_unused_result));

/* Asks to close the days that are over at this moment, and to write them to
   the outbox. Rows to be kept go first, and while a visit is open it waits.
   After a start this is done without asking. */
void writer_close_days(struct writer *writer, struct moment now);

/* The terminal runs, and nobody is there: tells it to the next start, should
   the power fail (record/life.c), and brings status.json up to date. */
void writer_beat(struct writer *writer, const struct status_news *news,
                 struct moment now);

/* Asks the thread for a sign of life, which costs no disk; and whether it gave
   one since, or has ended after its failure. One that is at a long work gives
   it in between; while another thread opens the record, the one that sees to
   the answers does. */
void writer_ping(struct writer *writer);
bool writer_answered(struct writer *writer) __attribute__((warn_unused_result));

/* Asks for staff (desk.h). Answers to be kept go first. */
void writer_ask(struct writer *writer, const struct desk_ask *ask);

/* Takes one of the answers; false when there is none left. Never waits. */
bool writer_reply(struct writer *writer, struct desk_reply *reply)
    __attribute__((warn_unused_result));

enum writer_result {
    WRITER_NOTHING, /* no result waits */
    WRITER_READY,   /* the record is open */
    WRITER_KEPT,    /* the oldest writer_keep not yet answered is on the disk:
                       in the record or, before it is open, in the spool */
    WRITER_FAILED,  /* nothing is kept from here on; said once */
    WRITER_REPLIED, /* there is something for staff: writer_reply */
    WRITER_WITNESS, /* there is another witness: writer_witness */
};

/* Takes the next result out of the queue; never waits. */
enum writer_result writer_fetch(struct writer *writer);

/* What the idle screen may show: that staff are to look at the clock; and
   (config->witness) the count of the day's visits and the code of the last tag.
   It changes when a visit has ended, and by what happens between visits. */
struct writer_witness {
    bool asks_clock;
    int32_t day; /* of the last row */
    int visits;
    char code[TAG_CODE_SIZE]; /* "": there is none yet, or it is not wanted */
};
void writer_witness(struct writer *writer, struct writer_witness *out);

enum writer_end {
    WRITER_ENDED,        /* everything handed over is on the disk */
    WRITER_ENDED_FAILED, /* something is not; the log says what */
    WRITER_HUNG,         /* the disk does not answer: the thread still runs and
                            uses the config, so that the process must end by
                            _exit, at once */
};

enum { WRITER_PATIENCE_MS = 10000 }; /* for the disk, when the program ends */

/* Finishes what is queued, adds the row that the terminal stopped as asked
   (not after a failure), closes the record, ends the thread. Takes NULL. */
enum writer_end writer_stop(struct writer *writer, struct moment now);

#endif
