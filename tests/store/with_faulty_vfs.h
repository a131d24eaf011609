/*
 * A disk that fails on demand: a layer under SQLite that passes everything on
 * to the real one, except what a test tells it to refuse or to hold. Needs
 * nothing but SQLite and threads. Counts begin at the call that sets them.
 */
#ifndef TESTS_STORE_WITH_FAULTY_VFS_H
#define TESTS_STORE_WITH_FAULTY_VFS_H

#include <stdbool.h>

/* Makes it SQLite's default; to be called before any database is opened. */
void faulty_vfs_install(void);

/* Everything passes again, and what was held goes on. */
void faulty_vfs_pass(void);

/* The n-th write (sync) from now on, and all after it, give this code, such
   as SQLITE_FULL or SQLITE_IOERR_FSYNC. */
void faulty_vfs_fail_write(int n, int code);
void faulty_vfs_fail_sync(int n, int code);

/* The n-th read from now on meets a bad spot of the disk: it fails, and so does
   each later one of the same place, and with `gone` every later one. */
void faulty_vfs_fail_read(int n, bool gone);

/* Every sync waits from now on; faulty_vfs_pass lets them go. */
void faulty_vfs_hold_syncs(void);

/* Waits until a sync is being held. */
void faulty_vfs_wait_held(void);

/* Writes, syncs and reads asked for since the last setting. */
int faulty_vfs_writes(void);
int faulty_vfs_syncs(void);
int faulty_vfs_reads(void);

#endif
