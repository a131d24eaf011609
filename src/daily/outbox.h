/*
 * The outbox: the folder of the data directory where the file of every closed
 * day lies without being asked for, with its seal (seal.h) and a CSVW
 * description beside it.
 *
 * A day is closed when the local date is past it, or when its closing time is
 * past and there are rows from that day before it (so that a terminal that is
 * first switched on in the evening still counts for that evening's day). Days
 * on which the machine was off are closed too. A file that could not be
 * written is only a message: the day stays closed, and the next start tries
 * again.
 */
#ifndef DAILY_OUTBOX_H
#define DAILY_OUTBOX_H

#include <stdbool.h>
#include <stdint.h>

#include "daily/file.h"
#include "record/record.h"

enum { OUTBOX_DAYS_MAX = 400 }; /* looked back, or caught up with, at once */

struct outbox {
    struct record *record;
    const struct config *config;
    struct day_file *file;
    char folder[FILES_PATH_SIZE];
    int32_t mend_day; /* the next one that outbox_mend looks at */
    int32_t mend_last;
};

/* False, after a message, when there is no memory. A folder that cannot be
   made is a message only. */
bool outbox_open(struct outbox *outbox, struct record *record,
                 const struct config *config, const char *data_dir)
    __attribute__((warn_unused_result));

/* A zeroed struct is fine. */
void outbox_close(struct outbox *outbox);

/*
 * The next day to be closed at this moment; INT32_MAX when none is due. Of a
 * gap longer than OUTBOX_DAYS_MAX (a wild clock) only the days with rows and
 * the latest are closed; the first call of such a gap says so in a message.
 * By a clock that is in doubt none is due.
 */
enum store_result outbox_due(const struct outbox *outbox, struct moment now,
                             int32_t *day) __attribute__((warn_unused_result));

/* Closes that day and writes its file: ready beforehand, or, where the disk is
   nearly full, only then. */
enum store_result outbox_close_day(const struct outbox *outbox, int32_t day,
                                   struct moment now)
    __attribute__((warn_unused_result));

/* Writes the file of a closed day, with its description and its seal, where it
   is missing; where it lies, compares. `done` has its SHA-256. */
enum day_file_result outbox_write_day(const struct outbox *outbox, int32_t day,
                                      struct day_file_done *done)
    __attribute__((warn_unused_result));

/* Looks at one of the days that were closed, up to OUTBOX_DAYS_MAX back, when
   the outbox was opened, and writes its file and its seal when one is missing:
   one day a call, so that an answer never waits for more. False when all were
   looked at. */
bool outbox_mend(struct outbox *outbox);

/* Days whose file lies in the outbox. */
int outbox_count(const struct outbox *outbox);

#endif
