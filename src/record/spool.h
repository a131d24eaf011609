/*
 * The spool: where answers wait, on the disk, while the record is not yet
 * open. A database that is damaged is made anew at the start (recovery), which
 * takes its time after years of answers, and no visitor is to stand before a
 * glass that does not go on. What is put here is thanked for. The writer takes
 * it into the record when that is open; after a power cut in between, the next
 * start does, as what it is: the rows of a run of its own (late.c).
 *
 * A journal (store/journal.h) in a folder of its own, `spool` in the data
 * directory, with the wordings of what was asked. In its rows `boot` is the
 * run, and `seq` says which job they are of (SPOOL_SEQ). Each row bears a tag
 * by itself, as if it had none before it, under a key that comes from the
 * chain's (tag_key_spool): nobody adds visits by writing a text there. A
 * terminal without a key, before its first record, makes it without. It tells
 * who came when: mode 0600.
 */
#ifndef RECORD_SPOOL_H
#define RECORD_SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "config/config.h"
#include "record/job.h"
#include "record/wordings.h"
#include "store/journal.h"
#include "trust/tag.h"

/* The job's number in its run, from 1; how many rows it has, less 1; which of
   them this is, from 0. */
#define SPOOL_SEQ(number, more, index)                                         \
    (((int64_t)(number)*SPOOL_ROWS + (more)) * SPOOL_ROWS + (index))
enum { SPOOL_ROWS = 8 };

/* More are not taken in a run: nobody fills the disk who plays. */
enum { SPOOL_JOBS_MAX = 1000 };

/* Of this run. */
struct spool {
    const struct config *config;
    const char *data_dir;
    int64_t run; /* drawn, and so no other's */
    bool keyed;  /* there is a chain: */
    struct tag_key key;
    struct journal journal;
    bool open;    /* it was made */
    bool refused; /* no more are taken */

    struct record_job *jobs; /* that lie in it, as they were put in */
    int count;
    struct wordings_hashes hashes;
};

/* Both outlive it; the owner calls spool_close. Nothing is written yet. */
void spool_begin(struct spool *spool, const struct config *config,
                 const char *data_dir);

/* Puts a job behind the others, and syncs it. False, after a message: it is not
   there, and no more are taken. */
bool spool_put(struct spool *spool, const struct record_job *job)
    __attribute__((warn_unused_result));

/* Forgets the jobs; what lies on the disk stays. */
void spool_close(struct spool *spool);

/* What earlier runs left there: each wording, and each job that is whole, in
   their order, until one of both returns false. The notes of its rows are
   complete, and their tags as they were read (spool_is_ours). A number that is
   passed over is a job that is damaged. False with errno when a part of it
   cannot be read. */
struct spool_read {
    const char *data_dir;
    int64_t but_run; /* is left out */
    bool (*take_wording)(void *context, const struct store_wording *wording);
    bool (*take)(void *context, int64_t run, int64_t number,
                 const struct record_job *job);
    void *context;
};
bool spool_read(const struct spool_read *read)
    __attribute__((warn_unused_result));

/* Whether each row of a job bears the tag that a chain with this key, or one
   that has moved on to it, gave it. */
bool spool_is_ours(const struct record_job *job, const struct tag_key *chain);

/* Whether anything lies there. */
bool spool_waits(const char *data_dir);

/* Takes away what is there. False, after a message, when it is there still. */
bool spool_clear(const char *data_dir) __attribute__((warn_unused_result));

/* Moves it into the quarantine instead, and says so. */
void spool_set_aside(const char *data_dir);

#endif
