/*
 * What the writer does when nobody waits: what was left undone is mended a
 * step at a time, and once a day a backup is made.
 */
#ifndef WRITER_IDLE_H
#define WRITER_IDLE_H

#include "base/clock.h"
#include "daily/outbox.h"
#include "daily/sums.h"
#include "record/record.h"
#include "recovery/backup.h"

struct idle {
    struct record *record;
    struct outbox *outbox;
    struct day_sums_maker sums; /* zeroed at the start */
    struct backup *backup; /* from backup_start; NULL: there will be none */
    int64_t busy_ms;       /* when the last visitor was there */
};

/* A step: a file of the outbox, a day's totals, rows in the journal. `*more` is
   false when nothing is left. */
bool idle_mend(struct idle *idle, bool *more)
    __attribute__((warn_unused_result));

/* Makes the backup, if it is due and nobody was there for ten minutes; `stop`
   as in backup.h. */
bool idle_back_up(struct idle *idle, struct moment at, struct backup_copy copy)
    __attribute__((warn_unused_result));

/* Ends the backup, too. A zeroed struct is fine. */
void idle_close(struct idle *idle);

#endif
