/*
 * Verifying: is what lies here what a terminal left there, and all of it? A
 * path is a database, a CSV, a seal, a signature, a folder of days, or a data
 * directory; what it is, its content tells, and only what has none its name.
 */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include <stdint.h>

#include "trust/first_key.h"
#include "trust/signers.h"
#include "verify/account.h"
#include "verify/witness.h"

struct verify;

/* Days of each terminal that must all be there. */
struct span {
    bool given;
    int32_t from, to;
};

struct verify_params {
    /* Each line that says what is wrong. */
    void (*say)(void *context, const char *line);
    /* So many of so many rows are done; may be NULL. */
    void (*progress)(void *context, int64_t done, int64_t total);
    void *context;
    const struct first_key *keys; /* any number */
    int key_count;
    const struct signers *signers; /* NULL: those that lie beside what is
                                      looked at, or above it, if any */
    const struct witness *witness; /* NULL: none */
    struct span span;              /* days that must all be there, if given */
};

/* What the params point to outlives it. NULL when there is no memory. */
struct verify *verify_new(const struct verify_params *params);

enum verify_result {
    VERIFY_DONE,    /* whatever was found */
    VERIFY_MISSING, /* there is no such file */
    VERIFY_BUSY,    /* a terminal has the database */
    VERIFY_FAILED,  /* it cannot be read, or memory ran out */
};

/* Looks at one path. `why` is one line about all but VERIFY_DONE. */
enum { VERIFY_WHY_SIZE = FILES_PATH_SIZE + 512 };
enum verify_result verify_path(struct verify *verify, const char *path,
                               char why[VERIFY_WHY_SIZE])
    __attribute__((warn_unused_result));

/* When all paths were given: reads the days of files, what they have to do with
   each other, and the witness. False when memory ran out. */
bool verify_end(struct verify *verify, struct account *account)
    __attribute__((warn_unused_result));

/* Takes NULL. */
void verify_free(struct verify *verify);

#endif
