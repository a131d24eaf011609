/*
 * Rebuilds a database that was damaged or is gone: from the journal, what
 * SQLite still reads of the damaged file, and the last backup, whichever has a
 * row that is proven. A row of a sealed day is proven when the rows of its
 * seal's range give the seal's digest; one after the last seal when its tag
 * verifies by the present key. Where a range is not proven as a whole, rows
 * whose line in the journal checks out are taken all the same, so that nothing
 * is lost that could be evidence; `verify` names such a day. Where nothing is
 * left of a row, a ROW_LOST stands in its place; what is not proven at the end
 * is left out, unless the key is not that of the last rows at all: then they
 * are kept, and a new chain will begin behind them.
 *
 * The new database is made beside, checked, and only then takes its name: a
 * power cut leaves nothing half-made.
 */
#ifndef RECOVERY_REBUILD_H
#define RECOVERY_REBUILD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/files.h"
#include "store/store.h"
#include "trust/keys.h"

struct rebuild_params {
    const char *database;    /* to be made; nothing lies there */
    const char *damaged;     /* where the old one lies now; NULL: it was gone */
    const char *backup;      /* may be missing */
    const char *journal;     /* the folder; may be missing */
    const struct keys *keys; /* to prove rows by; NULL: there are none. What
                                of them is missing has no id or no fingerprint
                              */
};

enum { REBUILT_ERROR_SIZE = FILES_PATH_SIZE + 256 };
struct rebuilt {
    int64_t rows;     /* there now */
    int64_t lost;     /* of these, ROW_LOST */
    int64_t unproven; /* taken on their check alone */
    int64_t dropped;  /* rows at the end that were there and not proven */
    char error[REBUILT_ERROR_SIZE]; /* of the failure, in one line */
};

/* STORE_OK with rows 0: nothing was found, and no database was made. A journal
   that is there and cannot be read is no empty one: STORE_FAILED. A key of the
   chain that is older than the last seal, as of a card that was put back, is
   moved forward to prove what came since; the file is not. */
enum store_result rebuild_database(const struct rebuild_params *params,
                                   struct rebuilt *out)
    __attribute__((warn_unused_result));

#endif
