#include "store/read_only_vfs.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/files.h"

/* The first is what SQLite knows of it. Each disk has a name of its own, for
   SQLite finds it by that. */
struct store_disk {
    sqlite3_vfs vfs;
    sqlite3_vfs *under;
    char name[40];
    int failed; /* what the first reading that failed gave */
};

/* A file of ours, and right behind it the one under it. */
struct read_file {
    sqlite3_file base;
    sqlite3_file *under;
    struct store_disk *disk;
    bool alone; /* nothing lies beside the database that belongs to it */
};

static sqlite3_file *under(sqlite3_file *file)
{
    return ((struct read_file *)file)->under;
}

static int on_close(sqlite3_file *file)
{
    return under(file)->pMethods->xClose(under(file));
}

static int on_read(sqlite3_file *file, void *out, int length,
                   sqlite3_int64 offset)
{
    struct store_disk *disk = ((struct read_file *)file)->disk;
    int code = under(file)->pMethods->xRead(under(file), out, length, offset);
    if (code != SQLITE_IOERR_SHORT_READ && disk->failed == SQLITE_OK) {
        disk->failed = code;
    }
    return code;
}

static int refuse_write(sqlite3_file *file, const void *bytes, int length,
                        sqlite3_int64 offset)
{
    (void)file;
    (void)bytes;
    (void)length;
    (void)offset;
    return SQLITE_READONLY;
}

static int refuse_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    (void)file;
    (void)size;
    return SQLITE_READONLY;
}

/* Nothing was written that it could bring to the disk. */
static int on_sync(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    return SQLITE_OK;
}

static int on_file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return under(file)->pMethods->xFileSize(under(file), size);
}

/* SHARED holds off whoever would write, and is all that a reader needs. */
static int on_lock(sqlite3_file *file, int level)
{
    return level < SQLITE_LOCK_SHARED
               ? SQLITE_OK
               : under(file)->pMethods->xLock(under(file), SQLITE_LOCK_SHARED);
}

static int on_unlock(sqlite3_file *file, int level)
{
    return under(file)->pMethods->xUnlock(under(file), level);
}

static int on_check_lock(sqlite3_file *file, int *out)
{
    (void)file;
    *out = 0;
    return SQLITE_OK;
}

static int on_control(sqlite3_file *file, int op, void *arg)
{
    (void)file;
    (void)op;
    (void)arg;
    return SQLITE_NOTFOUND;
}

static int on_sector_size(sqlite3_file *file)
{
    return under(file)->pMethods->xSectorSize(under(file));
}

/* A database without a write-ahead log does not change while we hold off those
   who would write: SQLite then looks for no such log, nor makes one. */
static int on_characteristics(sqlite3_file *file)
{
    return ((struct read_file *)file)->alone ? SQLITE_IOCAP_IMMUTABLE : 0;
}

/* Version 1: without shared memory, and without mmap, by which a disk that
   fails would end the process. */
static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = on_close,
    .xRead = on_read,
    .xWrite = refuse_write,
    .xTruncate = refuse_truncate,
    .xSync = on_sync,
    .xFileSize = on_file_size,
    .xLock = on_lock,
    .xUnlock = on_unlock,
    .xCheckReservedLock = on_check_lock,
    .xFileControl = on_control,
    .xSectorSize = on_sector_size,
    .xDeviceCharacteristics = on_characteristics,
};

static bool has_content(const char *database, const char *ending)
{
    char path[FILES_PATH_SIZE];
    struct stat st;
    return text_format(path, sizeof path, "%s%s", database, ending) &&
           stat(path, &st) == 0 && st.st_size > 0;
}

static int on_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
                   int flags, int *out_flags)
{
    sqlite3_vfs *real = ((struct store_disk *)vfs)->under;
    struct read_file *ours = (struct read_file *)file;
    if (name == NULL) {
        /* For sorting: nobody else sees it. */
        return real->xOpen(real, name, file, flags, out_flags);
    }
    ours->alone = (flags & SQLITE_OPEN_MAIN_DB) != 0 &&
                  !has_content(name, "-wal") && !has_content(name, "-journal");
    ours->disk = (struct store_disk *)vfs;
    ours->under = (sqlite3_file *)(ours + 1);
    ours->under->pMethods = NULL;
    flags &= ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
               SQLITE_OPEN_DELETEONCLOSE | SQLITE_OPEN_EXCLUSIVE);
    int code = real->xOpen(real, name, ours->under,
                           flags | SQLITE_OPEN_READONLY, out_flags);
    file->pMethods = ours->under->pMethods != NULL ? &methods : NULL;
    return code;
}

static int refuse_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    (void)name;
    (void)sync;
    return SQLITE_IOERR_DELETE;
}

struct store_disk *store_disk_make(void)
{
    struct store_disk *disk = calloc(1, sizeof *disk);
    sqlite3_vfs *real = sqlite3_vfs_find(NULL);
    if (disk == NULL || real == NULL ||
        !text_format(disk->name, sizeof disk->name, "bonluon-%p",
                     (void *)disk)) {
        free(disk);
        return NULL;
    }
    /* All else is the real one's, pAppData too, by which that may know its
       own things. */
    disk->vfs = *real;
    disk->under = real;
    disk->vfs.zName = disk->name;
    disk->vfs.pNext = NULL;
    disk->vfs.szOsFile = real->szOsFile + (int)sizeof(struct read_file);
    disk->vfs.xOpen = on_open;
    disk->vfs.xDelete = refuse_delete;
    return disk;
}

/* At once: SQLite would see a lock only when it reads, and with a database
   that does not change not even then. */
static int take_lock(sqlite3 *db)
{
    sqlite3_file *file = NULL;
    int code =
        sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    return code == SQLITE_OK ? file->pMethods->xLock(file, SQLITE_LOCK_SHARED)
                             : code;
}

int store_disk_open(struct store_disk *disk, const char *path, sqlite3 **db)
{
    int code = sqlite3_vfs_register(&disk->vfs, 0);
    if (code == SQLITE_OK) {
        code = sqlite3_open_v2(path, db,
                               SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX |
                                   SQLITE_OPEN_EXRESCODE,
                               disk->name);
        /* The connection keeps it; nobody else is to find it. */
        sqlite3_vfs_unregister(&disk->vfs);
    }
    return code == SQLITE_OK ? take_lock(*db) : code;
}

int store_disk_failed(const struct store_disk *disk)
{
    return disk->failed;
}

void store_disk_free(struct store_disk *disk)
{
    free(disk);
}
