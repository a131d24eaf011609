/*
 * The ledger: the closings and seals of a database, held against its rows as
 * they go by, and at the end against the digests that were worked out. It
 * counts and writes by its own code; only how an instant is written (clock_iso)
 * it has in common with the sealer.
 */
#ifndef VERIFY_LEDGER_H
#define VERIFY_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "format/imprint.h"
#include "store/store.h"
#include "verify/count.h"
#include "verify/hasher.h"
#include "verify/ready.h"
#include "verify/sealed.h"
#include "verify/inside.h"

/* What a seal says of its rows, until their digest is known. */
struct ledger_range {
    int32_t day;
    int64_t last_seq;
    char digest[TAG_DIGEST_HEX_SIZE];
};

struct ledger {
    struct inquiry *inquiry;
    struct store *store;
    struct count *count;

    /* The chain as it stands. */
    bool begun; /* rows bear tags */
    bool known; /* a first key was given for it */
    bool shown; /* somebody has seen the first key */
    char chain[TAG_KEY_ID_SIZE];
    char fingerprint[SIGN_FINGERPRINT_SIZE]; /* of the signer; "" unknown */
    int64_t epoch;
    bool any_known; /* some chain so far was known */

    /* The day that was closed with the row before. */
    bool closing;
    struct row close;
    struct imprint imprint;
    bool imprinted;    /* that is one */
    int64_t first_seq; /* of the rows that the next seal covers */

    /* The last seal. */
    int64_t number;
    int32_t sealed_day;
    char sha256[DIGEST_HEX_SIZE]; /* "" before the first */

    bool broken; /* the database could not be read: the store tells why */

    struct ledger_range *ranges;
    int range_count, range_capacity;

    struct ready ready;

    int32_t *closed; /* days, in the order of the rows that close them */
    int closed_count, closed_capacity;
};

/* Each is given every row of its kinds, in order. */
void ledger_enrol(struct ledger *ledger, const struct row *row);
void ledger_close(struct ledger *ledger, const struct row *row);
void ledger_seal(struct ledger *ledger, const struct row *row);
void ledger_meant(struct ledger *ledger, const struct row *row);

/* What the rows of a day come to; a day without a row has the sum of nothing.
 */
const struct sum *ledger_counted(struct ledger *ledger, int32_t day);

/* Any other row: a closing must have had its seal by now. */
void ledger_pass(struct ledger *ledger);

/* When all rows went by: seals that no row names, keys that no row names,
   and the digests. */
void ledger_end(struct ledger *ledger, const struct hasher_result *hashed);

void ledger_free(struct ledger *ledger);

#endif
