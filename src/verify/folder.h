/*
 * A folder of days: its files and those of the folders in it, put together by
 * day (daily.h). Other files are let be.
 */
#ifndef VERIFY_FOLDER_H
#define VERIFY_FOLDER_H

#include "verify/lineage.h"

/* Adds the days that are not there yet. False, with errno, when the folder
   cannot be read. */
bool folder_gather(struct inquiry *inquiry, struct dailies *dailies,
                   const char *path) __attribute__((warn_unused_result));

/* The day to which a file of that name belongs, with what lies beside it. */
void folder_gather_file(struct inquiry *inquiry, struct dailies *dailies,
                        const char *path);

/* Reads those from `first` on. */
void folder_verify(struct inquiry *inquiry, struct dailies *dailies, int first,
                   bool may_be_unfinished);

#endif
