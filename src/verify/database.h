/*
 * A database: its tables and triggers, its rows, its seals (history.h), and,
 * when it lies in a data directory, whether the journal beside it tells the
 * same.
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

#endif
