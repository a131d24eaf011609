/*
 * The wordings of a database, read once, so that three million
 * answers find theirs without reading a text.
 */
#ifndef VERIFY_WORDINGS_H
#define VERIFY_WORDINGS_H

#include <stdbool.h>

#include "base/digest.h"
#include "format/row.h"
#include "format/wording.h"
#include "store/store.h"
#include "verify/findings.h"

struct wordings_book {
    char hash[DIGEST_HEX_SIZE];
    struct wording wording;
};

/* What an answer's note names. */
struct wordings_note {
    char note[ROW_NOTE_SIZE];
    int book; /* -1: there is no such wording, or no such language in it */
};

/* Zeroed at the start; the owner calls wordings_free. */
struct wordings {
    struct wordings_book **books;
    int count, capacity;
    struct wordings_note *notes; /* as they were met */
    int note_count, note_capacity;
    int last; /* of the notes: most answers name the same as the one before */
    bool failed; /* memory ran out */
};

/* Reads them all; each that is not what its hash says is a finding. */
enum store_result wordings_read(struct wordings *wordings, struct store *store,
                                struct findings *findings)
    __attribute__((warn_unused_result));

/* The number of the book that an answer's note names; -1: none. */
int wordings_find(struct wordings *wordings, const char *note);

void wordings_free(struct wordings *wordings);

#endif
