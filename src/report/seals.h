/*
 * The seals that lie among daily files: which of them is a file's, and is the
 * file as it was sealed? Whether the seal itself is the terminal's, the caller
 * asks somebody who knows signatures.
 */
#ifndef REPORT_SEALS_H
#define REPORT_SEALS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/who.h"
#include "format/row.h"

/* What is kept of one. */
struct report_seal {
    char *path;
    int root; /* of the paths that were given, the one in which it lies */
    char who[WHO_SIZE];
    int32_t day;
    char chain[TAG_KEY_ID_SIZE];
    char *offices; /* the lines that tell the office's name; NULL: none do */
    char file_sha256[DIGEST_HEX_SIZE];
    char sha256[DIGEST_HEX_SIZE]; /* of itself */
    char before_sha256[DIGEST_HEX_SIZE];
};

/* Zeroed at the start; the owner calls report_seals_free. */
struct report_seals {
    struct report_seal *list; /* by terminal and day once they are sorted */
    int count, capacity;
    bool failed; /* memory ran out */
};

/* Adds the seal in a file; false when that is none, or cannot be read. */
bool report_seals_add(struct report_seals *seals, const char *path, int root)
    __attribute__((warn_unused_result));

void report_seals_sort(struct report_seals *seals);

/* The seal of a terminal's day, and rather the one of this content; NULL: there
   is none. */
const struct report_seal *report_seals_find(const struct report_seals *seals,
                                            const char *who, int32_t day,
                                            const char *sha256);

void report_seals_free(struct report_seals *seals);

#endif
