/*
 * The journal beside a database (journal.h), row by row against it.
 */
#ifndef VERIFY_JOURNAL_H
#define VERIFY_JOURNAL_H

#include "store/store.h"
#include "verify/inside.h"

/* Nothing where the database's folder has no `log`. A journal that
   lacks the last rows is no fault: the power may have failed before they came
   there, and the next start adds them. */
enum store_result verify_journal(struct inquiry *inquiry, const char *folder,
                                 struct store *store)
    __attribute__((warn_unused_result));

#endif
