/*
 * Carrying files to a stick, or to any folder: each arrives whole under its
 * name or not at all. It is written under a temporary name, synced, dropped
 * from the page cache, read back and compared, and only then renamed, and the
 * folder synced. Where the files come from is only read.
 *
 * A file of that name with the same content counts as there. One with other
 * content is left alone; only a day that is not over (_tam.csv) and a report of
 * the same days are replaced.
 * The folder is opened once, and everything is done by that handle: when the
 * stick is pulled or unmounted, nothing lands in the folder below it.
 */
#ifndef CARRY_CARRY_H
#define CARRY_CARRY_H

#include <stdatomic.h>
#include <stdbool.h>

#include "base/digest.h"
#include "base/files.h"

enum {
    CARRY_NAME_SIZE = 200,
    CARRY_BLOCK = 64 * 1024,
    CARRY_SPARE = 1024 * 1024, /* bytes that must stay free */
};

#define CARRY_STEWARDS "/media/bonluon"

enum carry_result {
    CARRY_DONE,      /* every file is there, and was read back */
    CARRY_CANCELLED, /* those that were finished are there */
    CARRY_GONE,      /* the stick was taken out, or does not answer */
    CARRY_FULL,
    CARRY_READONLY,
    CARRY_DIFFERS, /* all is done but files whose name was there already with
                      other content, which stay as they are */
    CARRY_BROKEN,  /* what was read back is not what was written */
    CARRY_FAILED,  /* anything else, on this side too */
};

/* What became of one file. */
enum carry_fate {
    CARRY_NOT_YET,
    CARRY_CARRIED,
    CARRY_WAS_THERE, /* with this very content */
    CARRY_CLASHED,   /* with other content */
};

struct carry_file {
    char from[FILES_PATH_SIZE];
    char name[CARRY_NAME_SIZE];   /* that it gets in the folder */
    char sha256[DIGEST_HEX_SIZE]; /* that it must have, or "" for any; holds
                                   that which it has, once its fate is known */
    enum carry_fate fate;         /* told; CARRY_NOT_YET at the beginning */
};

struct carry_params;

/* Within the name of a report: a later one of the same days replaces it. */
#define CARRY_REPORT "_baocao_"

struct carry_job {
    unsigned number; /* whose report it is, to whoever asked for it */
    struct carry_file *files;
    int count;
    const char *folder;
    bool mount;    /* the folder must be a mount point: a stick */
    bool take_out; /* unmount it in the end: the steward (steward.h), where it
                      mounted it, or this program, where it may */
    const char *stewards; /* the folder below which the steward mounts; NULL:
                             the usual */
    /* Makes those of the files that are not there yet, once the folder was
       found; NULL: all are. False, with the file, cause and remedy in `error`:
       nothing is carried. Counts `made`, calls `moved`, and gives up when it
       is cancelled, as carry does. */
    bool (*make)(void *context, const struct carry_params *params, char *error,
                 size_t size);
    void *context;
};

/* Read by other threads while it grows. */
struct carry_progress {
    atomic_int made;    /* steps of making files, before any is carried */
    atomic_int files;   /* whose fate is known */
    atomic_llong bytes; /* read of the files, so far */
    atomic_llong total; /* bytes of all files; 0 before it is known */
    atomic_bool cancel; /* set by anyone: stop before the next block */
};

struct carry_report {
    enum carry_result result;
    int carried, there, clashed, left; /* of all files: the sum is count */
    bool unmounted; /* with CARRY_DONE or CARRY_DIFFERS and not unmounted, all
                       is synced, and a stick may be taken out as well, */
    bool held;      /* unless the steward could not unmount it: not yet */
    char message[FILES_PATH_SIZE + 512]; /* file, cause, remedy; "" when done */
};

/* What is done to the target: the seam for tests. */
enum carry_step {
    CARRY_STEP_OPEN_FOLDER,
    CARRY_STEP_SPACE,
    CARRY_STEP_LOOK, /* whether a name is there */
    CARRY_STEP_CREATE,
    CARRY_STEP_WRITE, /* of one block */
    CARRY_STEP_SYNC,
    CARRY_STEP_OPEN, /* to read: back, or what is there */
    CARRY_STEP_READ, /* of one block */
    CARRY_STEP_RENAME,
    CARRY_STEP_SYNC_FOLDER,
    CARRY_STEP_SYNC_ALL,
    CARRY_STEP_REMOVE, /* the temporary file, after a failure */
};

struct carry_params {
    struct carry_progress *progress;
    void (*moved)(void *context); /* after each block; may be NULL */
    void *context;
    /* Called before each step; what it returns, unless 0, is the errno by
       which the step fails, undone. NULL in use. */
    int (*fault)(void *fault_context, enum carry_step step);
    void *fault_context;
};

/* Carries all of the job, in its order, until a failure. */
void carry(const struct carry_job *job, const struct carry_params *params,
           struct carry_report *report);

#endif
