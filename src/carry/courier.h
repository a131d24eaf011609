/*
 * The courier: the thread that looks for sticks and carries files to them, so
 * that neither the glass nor the writer waits for a stick. It takes one job at
 * a time, and calls `wake` (on its own thread) when there is something to
 * fetch, and while it carries, at most ten times a second, when it got on.
 * Without anything to do it sleeps.
 */
#ifndef CARRY_COURIER_H
#define CARRY_COURIER_H

#include <stdbool.h>
#include <stdint.h>

#include "carry/carry.h"
#include "carry/stick.h"

struct courier;

struct courier_params {
    const char *mounts;           /* NULL: /proc/self/mounts */
    struct stick_targets targets; /* the paths outlive the courier */
    void (*wake)(void *context);  /* may be NULL */
    void *context;
    int64_t patience_ms; /* of courier_stop; 0: ten seconds */
    int (*fault)(void *fault_context,
                 enum carry_step step); /* carry.h; tests */
    void *fault_context;
};

/* NULL, after a message, when there is no memory or no thread to be had. */
struct courier *courier_start(const struct courier_params *params);

/* Asks which sticks are there; after the job that is under way. */
void courier_look(struct courier *courier);

/* True, once for each answer, when an answer to courier_look came. */
bool courier_sticks(struct courier *courier, struct sticks *out)
    __attribute__((warn_unused_result));

/* Hands over a job, which is copied. False while one is under way or its report
   was not fetched, and when there is no memory. */
bool courier_carry(struct courier *courier, const struct carry_job *job)
    __attribute__((warn_unused_result));

/* Asks the job under way to end before its next block. */
void courier_cancel(struct courier *courier);

struct courier_progress {
    bool busy; /* with a job whose report cannot be fetched yet */
    int made;  /* steps of making files */
    int files, files_total;
    int64_t bytes, bytes_total; /* the total is 0 before it is known */
};
void courier_progress(struct courier *courier, struct courier_progress *out);

/* True, once for each job, when the one of that number is over; the report of
   another is thrown away. What went wrong was logged. `files` may be NULL;
   else it has room for the job's files, and gets them with their fates and
   digests. */
bool courier_fetch(struct courier *courier, unsigned number,
                   struct carry_report *report, struct carry_file *files)
    __attribute__((warn_unused_result));

enum courier_end {
    COURIER_ENDED,
    COURIER_HUNG, /* a stick does not answer: the thread still runs, so that
                     the process must end by _exit, at once */
};

/* Cancels the job under way and ends the thread. Takes NULL. */
enum courier_end courier_stop(struct courier *courier);

#endif
