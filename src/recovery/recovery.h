/*
 * What a start does about a database that is damaged, gone or behind its
 * journal. Nothing is overwritten: what is damaged is set aside before its
 * place is taken, and what could not be saved is told in a row and to people.
 */
#ifndef RECOVERY_RECOVERY_H
#define RECOVERY_RECOVERY_H

#include <stdint.h>

#include "base/files.h"
#include "format/row.h"
#include "store/store.h"

struct recovery_params {
    const char *data_dir;
    const char *database;     /* its path, in that folder */
    const char *journal;      /* its folder */
    const char *journal_home; /* the folder whose quarantine is on the same
                                 disk */
};

enum {
    RECOVERY_TOLD_MAX = 6,
    RECOVERY_ERROR_SIZE = FILES_PATH_SIZE + 256,
};

struct recovery {
    struct store *store; /* the caller closes it, however this ended */

    /* For the rows of this start (ROW_RECOVERY). */
    struct {
        char note[ROW_NOTE_SIZE];
        int64_t lost; /* rows */
    } told[RECOVERY_TOLD_MAX];
    int told_count;

    int64_t journal_from; /* the journal goes on behind this row; 0: it begins,
                             or is written anew */
    int journal_error;    /* why nothing can be written to it; 0: it can */
    char error[RECOVERY_ERROR_SIZE]; /* of a failure; "": the store's own */
};

/* Opens the database; one that is damaged, gone, or does not say what was
   written is rebuilt from what there is; then adds what the journal has and it
   has not. Anything but STORE_OK: it cannot be opened, nor made anew. */
enum store_result recovery_start(const struct recovery_params *params,
                                 struct recovery *out)
    __attribute__((warn_unused_result));

/* One thing more to tell. */
void recovery_tell(struct recovery *recovery, const char *note, int64_t lost);

#endif
