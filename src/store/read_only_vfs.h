/*
 * A disk from which SQLite can only read: a layer under it that opens files
 * for reading, refuses every write, and takes from others no more than the
 * right to write while it reads.
 *
 * SQLite by itself cannot read a database with a write-ahead log and leave both
 * as they are: it wants a -shm file beside them, which needs a folder that can
 * be written; or an EXCLUSIVE lock, which needs a file that can be; and it may
 * bring that home or delete it. Copying both first would cost as much again
 * as reading them, and leave the visits of years in a temporary folder when
 * that is cut off. So: SQLite believes that it has its EXCLUSIVE lock, keeps
 * that log's index in memory, and what it would write is refused.
 */
#ifndef STORE_READ_ONLY_VFS_H
#define STORE_READ_ONLY_VFS_H

struct sqlite3;
struct store_disk;

/* NULL without memory. */
struct store_disk *store_disk_make(void);

/* Opens `path` by it: SQLite's code. The connection (given in any case, as by
   sqlite3_open) must be closed before the disk. SQLITE_BUSY when another
   process may write the file. */
int store_disk_open(struct store_disk *disk, const char *path,
                    struct sqlite3 **db);

/* Takes NULL. */
/* What the first reading that failed gave; SQLITE_OK when none did. SQLite's
   check tells of a page that the disk does not give as of one that is wrong. */
int store_disk_failed(const struct store_disk *disk);

void store_disk_free(struct store_disk *disk);

#endif
