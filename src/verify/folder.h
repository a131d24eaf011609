/*
 * A folder of days: its files and those of all the folders below it, put
 * together by day (daily.h). What in it is not looked at is said: a file that
 * is none of a day, one that is not opened, a folder that cannot be read.
 */
#ifndef VERIFY_FOLDER_H
#define VERIFY_FOLDER_H

#include "verify/lineage.h"

/* Adds the days that are not there yet. Each folder is gone through once,
   whatever leads to it. False, with errno, when the folder cannot be read. */
bool folder_gather(struct inquiry *inquiry, struct dailies *dailies,
                   const char *path) __attribute__((warn_unused_result));

/* The day to which a file of that name belongs, with what lies beside it. */
void folder_gather_file(struct inquiry *inquiry, struct dailies *dailies,
                        const char *path);

/* Reads those from `first` up to, and without, `end`. */
struct folder_days {
    int first, end;
    bool may_be_unfinished;
};
void folder_verify(struct inquiry *inquiry, struct dailies *dailies,
                   const struct folder_days *days);

#endif
