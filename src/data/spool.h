/*
 * The spool: where answers wait, on the disk, while the record is not yet
 * there. A database that is damaged is made anew at the start (rebuild.h),
 * which takes its time after years of answers, and no visitor is to stand
 * before a glass that does not go on. What is put here is thanked for; when
 * the record is open it takes it, and the spool is empty again. After a power
 * cut in between, the next start does.
 *
 * A log (journal.h) in a folder of its own, `spool` in the data directory. In
 * its rows `boot` is the run, `seq` the number of the job and how many rows of
 * it still follow. It tells who came when: mode 0600.
 */
#ifndef DATA_SPOOL_H
#define DATA_SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "data/journal.h"
#include "data/writer.h"

/* Zeroed at the start; the owner calls spool_close. */
struct spool {
    struct journal journal;
    bool open;
    int64_t run; /* drawn, and so no other run's */
    int jobs;    /* that were put in */
};

/* More are not put in: the disk is not to be filled by one who plays. */
enum { SPOOL_JOBS_MAX = 1000 };

/* Puts a job behind the others, and syncs it. False, after a message unless it
   is full: the job is not there, and no more are taken. */
bool spool_put(struct spool *spool, const char *data_dir,
               const struct writer_job *job)
    __attribute__((warn_unused_result));

void spool_close(struct spool *spool);

/* Takes each job that is there whole, in their order, until `take` returns
   false; `earlier`: it is not this spool's, but of a run before. False, after a
   message, when a part cannot be read. */
struct spool_read {
    const char *data_dir;
    bool (*take)(void *context, const struct writer_job *job, bool earlier);
    void *context;
};
bool spool_read(const struct spool *spool, const struct spool_read *read)
    __attribute__((warn_unused_result));

/* Takes away what is there. */
void spool_clear(const char *data_dir);

#endif
