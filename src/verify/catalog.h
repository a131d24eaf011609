/*
 * The catalog: the wordings of a database, read once, so that three million
 * answers find theirs without reading a text.
 */
#ifndef VERIFY_CATALOG_H
#define VERIFY_CATALOG_H

#include <stdbool.h>

#include "base/digest.h"
#include "format/row.h"
#include "format/wording.h"
#include "store/store.h"
#include "verify/findings.h"

struct catalog_book {
    char hash[DIGEST_HEX_SIZE];
    struct wording wording;
};

/* What an answer's note names. */
struct catalog_note {
    char note[ROW_NOTE_SIZE];
    int book; /* -1: there is no such wording, or no such language in it */
};

/* Zeroed at the start; the owner calls catalog_free. */
struct catalog {
    struct catalog_book **books;
    int count, capacity;
    struct catalog_note *notes; /* as they were met */
    int note_count, note_capacity;
    int last; /* of the notes: most answers name the same as the one before */
    bool failed; /* memory ran out */
};

/* Reads them all; each that is not what its hash says is a finding. */
enum store_result catalog_read(struct catalog *catalog, struct store *store,
                               struct findings *findings)
    __attribute__((warn_unused_result));

/* The number of the book that an answer's note names; -1: none. */
int catalog_find(struct catalog *catalog, const char *note);

void catalog_free(struct catalog *catalog);

#endif
