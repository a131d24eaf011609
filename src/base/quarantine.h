/*
 * The quarantine: where a database goes that does not open or check clean, and
 * a key or another file that is damaged.
 * Nothing in it is ever overwritten or removed by the terminal.
 */
#ifndef BASE_QUARANTINE_H
#define BASE_QUARANTINE_H

#include <stdbool.h>

#include "base/files.h"

/* True when the database is gone but what belongs to it is still there, as
   after a power cut between two moves. */
bool quarantine_orphans(const char *database);

/* Moves the database, with its -wal and -journal, into a new folder
   quarantine/<n> of the data directory, whose path is given out. True: they
   lie there for good. False with errno when something could not be moved. */
bool quarantine_take(const char *data_dir, const char *database,
                     char folder[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* Likewise a single file, whatever is in it. */
bool quarantine_take_file(const char *data_dir, const char *path,
                          char folder[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* Makes a new folder quarantine/<n>, for files that the caller moves there. */
bool quarantine_make(const char *data_dir, char folder[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* The last database that was set aside. False when none was. */
bool quarantine_last(const char *data_dir, const char *database,
                     char path[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* "quarantine/3", the end of a folder's path: what a row has room for. */
const char *quarantine_name(const char *folder);

#endif
