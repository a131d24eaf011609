/*
 * Forgeries: what somebody who holds the machine may do to a past, each on a
 * copy of its data directory. The triggers are put back as they were, so that
 * it is the rows and seals that must tell.
 */
#ifndef TESTS_VERIFY_WITH_FORGE_H
#define TESTS_VERIFY_WITH_FORGE_H

#include "with_past.h"
#include "with_verdict.h"

enum forge {
    FORGE_EDIT,       /* a column of a row */
    FORGE_DELETE,     /* a row, the numbers closed up or not */
    FORGE_SWAP,       /* two rows */
    FORGE_INSERT,     /* a row */
    FORGE_TRUNCATE,   /* the record, with its seals, behind a day */
    FORGE_RESEAL,     /* changed, tagged anew with a later key, sealed anew */
    FORGE_DROP_DAY,   /* out of the record, or out of a folder */
    FORGE_DOUBLE_DAY, /* likewise */
    FORGE_REDATE,     /* a day's rows, or its files */
    FORGE_FORK,       /* another seal of a day, well signed */
    FORGE_ROLL_BACK,  /* all of it, behind what a witness saw */
    FORGE_COUNT
};

const char *forge_name(enum forge kind);

/* A past of some calm days, each with all its files, as it was some days ago
   and as it is; the terminal is off. */
struct original {
    struct past past;
    char earlier[FILES_PATH_SIZE];
};
void original_make(struct original *original, uint64_t seed);
void original_end(struct original *original);

/* Forges a copy in a new folder, which the caller removes, and tells what to
   look at. `bare` when it must be found without the first key, too. */
struct forged {
    char path[FILES_PATH_SIZE];
    char looked_at[FILES_PATH_SIZE];
    struct asking asking;
    bool bare;
    char how[160]; /* for a message */
};
void forge_make(struct forged *forged, const struct original *original,
                enum forge kind, struct draw *draw);

/* The log beside the database is gone: it must be found without it. */
void forge_forget_log(const char *path);

/* Whether there is an answer on a sealed day. */
bool forge_has_answer(const char *path);

/* Changes a row of a sealed day, tags it and all that follows with the key
   that was in force `later` seals after that day, and seals anew. With 0 it is
   what somebody can do who had the day's own key. */
void forge_reseal(const char *path, const struct past *past, struct draw *draw,
                  int later);

#endif
