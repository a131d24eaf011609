/*
 * Whether the rows of a store are those that were written. A bit that flipped
 * within a cell, on an old card or by somebody's hand, SQLite does not see: the
 * digests of the seals do, and the tags, as far as there is a key.
 */
#ifndef RECOVERY_PROVE_H
#define RECOVERY_PROVE_H

#include <stdbool.h>
#include <stdint.h>

#include "format/row.h"
#include "store/store.h"
#include "trust/keys.h"
#include "trust/tag.h"

/* Whatever there is of the keys: one alone proves something too. One that is
   missing has no id or no fingerprint. The caller wipes them. */
void prove_keys(const char *data_dir, struct keys *keys);

struct prove_params {
    struct store *store;
    int64_t after;     /* seals that come up to this row are not looked at */
    int64_t rows_most; /* nor older ones, after so many rows */
};

/* Looks at the seals, from the newest back: can each be read, and are the rows
   of its range those of its digest? `cause` tells what is not as it was, ""
   when all is. */
enum store_result prove_seals(const struct prove_params *params,
                              char cause[ROW_NOTE_SIZE])
    __attribute__((warn_unused_result));

/* Whether the rows from `first` to `last` bear the tags of this key; those that
   have no tag are passed over. */
struct prove_span {
    struct store *store;
    int64_t first, last;
    const struct tag_key *key;
};
enum store_result prove_tags(const struct prove_span *span, bool *good)
    __attribute__((warn_unused_result));

/* Whether the row of a seal names the seal that is kept for its day. */
enum store_result prove_seal_row(struct store *store, const struct row *row,
                                 bool *good)
    __attribute__((warn_unused_result));

#endif
