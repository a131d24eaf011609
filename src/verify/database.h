/*
 * A database: its tables and triggers, its rows, its seals, and, when it lies
 * in a data directory, whether the journal beside it tells the same.
 */
#ifndef VERIFY_DATABASE_H
#define VERIFY_DATABASE_H

#include "store/store.h"
#include "verify/inside.h"

/* STORE_OK when it was looked at, whatever was found. Else, after a finding
   for STORE_DAMAGED, `why` tells. It lies in `folder`. */
enum { DATABASE_WHY_SIZE = FILES_PATH_SIZE + 512 };
enum store_result database_verify(struct inquiry *inquiry, const char *folder,
                                  const char *path, char why[DATABASE_WHY_SIZE])
    __attribute__((warn_unused_result));

/* Its parts; not STORE_OK when they could not be looked at to the end. */

/* The rows in their order, each as it goes by and as it stands to those before
   it. What a day comes to is counted on the way (count.h), tags and digests are
   the hasher's, and each seal is held against its day as soon as its row has
   come (ledger.h). */
enum store_result database_history(struct inquiry *inquiry, struct store *store)
    __attribute__((warn_unused_result));

/* The journal row by row; nothing where the database's folder has no `log`. One
   that lacks the last rows is no fault: the power may have failed before they
   came there, and the next start adds them. */
enum store_result database_journal(struct inquiry *inquiry, const char *folder,
                                   struct store *store)
    __attribute__((warn_unused_result));

#endif
