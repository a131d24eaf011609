/*
 * The history of a database: its rows in their order, each looked at as it
 * goes by and as it stands to those before it. What a day comes to is counted
 * on the way (count.h), tags and digests are the hasher's, and each seal is
 * held against its day as soon as its row has come (ledger.h).
 */
#ifndef VERIFY_HISTORY_H
#define VERIFY_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "store/store.h"
#include "verify/count.h"
#include "verify/hasher.h"
#include "verify/ledger.h"
#include "verify/inside.h"

struct history {
    struct inquiry *inquiry;
    struct store *store;
    struct wordings wordings;
    struct count count;
    struct ledger ledger;
    struct hasher *hasher;
    int64_t last_seq; /* of the database, for the progress */
    /* The row before. */
    int64_t seq, boot;
    int32_t day;
    int64_t visit; /* the one that is open; 0: none */
    /* Rows of the chain since the last seal. */
    int64_t unsealed;
    int32_t unsealed_day; /* of the first of them */
};

/* Zeroed before; false when there is no memory. The store outlives it. */
bool history_begin(struct history *history, struct inquiry *inquiry,
                   struct store *store) __attribute__((warn_unused_result));

/* As store_walk takes it: context is the history. */
bool history_take(void *context, const struct row *row, const char *fault);

/* When all rows went by. False when it could not be looked at to the end. */
bool history_end(struct history *history) __attribute__((warn_unused_result));

/* Takes one that has not begun. */
void history_free(struct history *history);

#endif
