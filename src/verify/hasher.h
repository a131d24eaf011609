/*
 * The hasher: a thread that works out the tags and the digests of rows (tag.h)
 * while others read them, because both together cost as much as the reading.
 * It is told all it needs by the rows: a ROW_ENROL names the key that holds
 * from it on, a ROW_SEAL moves the key forward, a ROW_CLOSE ends a range.
 */
#ifndef VERIFY_HASHER_H
#define VERIFY_HASHER_H

#include <stdbool.h>
#include <stdint.h>

#include "format/row.h"
#include "trust/first_key.h"

struct hasher;

/* The rows up to a ROW_CLOSE, from the one after the ROW_CLOSE before, or from
   the first ROW_ENROL. */
struct hasher_range {
    int64_t last_seq;
    char digest[TAG_DIGEST_HEX_SIZE];
};

/* What came of it. */
struct hasher_result {
    struct hasher_range *ranges;
    int range_count, range_capacity;
    int64_t *bad; /* rows whose tag is not that of their key and content */
    int bad_count, bad_capacity;
    int64_t keyed;   /* rows whose tag was worked out */
    int64_t unkeyed; /* rows with a tag for which there is no key */
    bool failed;     /* no memory, or no thread */
};

/* The keys outlive it. NULL when there is no memory. */
struct hasher *hasher_new(const struct first_key *keys, int key_count);

/* Takes a copy of the next row; `whole` is false for one that was not written
   by this program, of which only the place counts. Waits when the thread is far
   behind. */
void hasher_add(struct hasher *hasher, const struct row *row, bool whole);

/* Waits until all of it is done. The result is the hasher's. */
const struct hasher_result *hasher_end(struct hasher *hasher);

/* Takes NULL, and one that was not ended. */
void hasher_free(struct hasher *hasher);

/* The first key's id that a ROW_ENROL names, "" when its note was not written
   by this program. */
void hasher_enrolled(const struct row *row, char id[TAG_KEY_ID_SIZE]);

#endif
