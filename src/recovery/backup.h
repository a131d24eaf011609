/*
 * The backup: a copy of the database, `backup/bonluon.db` in the data
 * directory, made once a night while nobody is there. The store copies itself
 * into a temporary file, which is left when a visitor comes (and tried again
 * later); another thread then syncs the copy, opens and checks it, and only
 * when it is sound and has the rows that it should it takes the place of the
 * one before. So a visitor never waits for it.
 *
 * The day of a backup is the last closed day that it holds. The file's time is
 * noon of that day, by which the next start knows it.
 */
#ifndef RECOVERY_BACKUP_H
#define RECOVERY_BACKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/files.h"
#include "base/worker.h"
#include "store/store.h"

/* In the data directory. */
#define BACKUP_FOLDER "backup"
#define BACKUP_NAME   BACKUP_FOLDER "/bonluon.db"

struct backup;

/* NULL, after a message, without memory or thread. */
struct backup *backup_start(const char *data_dir);

/* On the thread that owns the store. Copies it for this day, unless that was
   done or is being checked; `stop` as in store_copy. False: the store failed.
   What else goes wrong (a full disk) is a message, and ends it for the day. */
struct backup_copy {
    struct store *store;
    int32_t day;
    bool (*stop)(void *context);
    void *context;
};
bool backup_copy(struct backup *backup, const struct backup_copy *copy)
    __attribute__((warn_unused_result));

/* Whether there is something to copy on this day still. */
bool backup_due(struct backup *backup, int32_t day);

/* The day of the last backup of a data directory, by its file's time;
   INT32_MIN: none. */
int32_t backup_day(const char *data_dir);

/* Waits for the thread, with patience; what was not checked is removed. Takes
   NULL. */
void backup_stop(struct backup *backup);

#endif
