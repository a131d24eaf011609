#include "with_faulty_vfs.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

/* SQLite calls with its own pointers only, so the state has to be here. */
static struct {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int writes, syncs;
    int fail_write, fail_sync; /* 0: never */
    int code;
    bool hold;
    int held;
    int reads, fail_read;
    bool gone; /* all that comes after it */
    struct place {
        sqlite3_file *file;
        sqlite3_int64 offset;
    } spot; /* that cannot be read */
} state = {.mutex = PTHREAD_MUTEX_INITIALIZER,
           .changed = PTHREAD_COND_INITIALIZER};

/* Our file, and right behind it the real one. */
struct faulty_file {
    sqlite3_file base;
    sqlite3_file *real;
};

static sqlite3_vfs *real_vfs(sqlite3_vfs *vfs)
{
    return vfs->pAppData;
}

static sqlite3_file *real(sqlite3_file *file)
{
    return ((struct faulty_file *)file)->real;
}

static void set(int fail_write, int fail_sync, int code, bool hold)
{
    pthread_mutex_lock(&state.mutex);
    state.writes = 0;
    state.syncs = 0;
    state.fail_write = fail_write;
    state.fail_sync = fail_sync;
    state.code = code;
    state.hold = hold;
    state.reads = 0;
    state.fail_read = 0;
    state.spot = (struct place){0};
    pthread_cond_broadcast(&state.changed);
    pthread_mutex_unlock(&state.mutex);
}

void faulty_vfs_pass(void)
{
    set(0, 0, SQLITE_OK, false);
}

void faulty_vfs_fail_write(int n, int code)
{
    set(n, 0, code, false);
}

void faulty_vfs_fail_sync(int n, int code)
{
    set(0, n, code, false);
}

void faulty_vfs_fail_read(int n, bool gone)
{
    faulty_vfs_pass();
    pthread_mutex_lock(&state.mutex);
    state.fail_read = n;
    state.gone = gone;
    pthread_mutex_unlock(&state.mutex);
}

void faulty_vfs_hold_syncs(void)
{
    set(0, 0, SQLITE_OK, true);
}

void faulty_vfs_wait_held(void)
{
    pthread_mutex_lock(&state.mutex);
    while (state.held == 0) {
        pthread_cond_wait(&state.changed, &state.mutex);
    }
    pthread_mutex_unlock(&state.mutex);
}

int faulty_vfs_writes(void)
{
    pthread_mutex_lock(&state.mutex);
    int count = state.writes;
    pthread_mutex_unlock(&state.mutex);
    return count;
}

int faulty_vfs_syncs(void)
{
    pthread_mutex_lock(&state.mutex);
    int count = state.syncs;
    pthread_mutex_unlock(&state.mutex);
    return count;
}

int faulty_vfs_reads(void)
{
    pthread_mutex_lock(&state.mutex);
    int count = state.reads;
    pthread_mutex_unlock(&state.mutex);
    return count;
}

static int judge_read(struct place place)
{
    pthread_mutex_lock(&state.mutex);
    bool met = ++state.reads == state.fail_read;
    state.spot = met ? place : state.spot;
    bool bad =
        (state.gone && state.fail_read > 0 && state.reads > state.fail_read) ||
        (state.spot.file == place.file && state.spot.offset == place.offset);
    pthread_mutex_unlock(&state.mutex);
    return bad ? SQLITE_IOERR_READ : SQLITE_OK;
}

static int judge_write(void)
{
    pthread_mutex_lock(&state.mutex);
    state.writes++;
    bool bad = state.fail_write > 0 && state.writes >= state.fail_write;
    int code = bad ? state.code : SQLITE_OK;
    pthread_mutex_unlock(&state.mutex);
    return code;
}

static int judge_sync(void)
{
    pthread_mutex_lock(&state.mutex);
    state.syncs++;
    bool bad = state.fail_sync > 0 && state.syncs >= state.fail_sync;
    int code = bad ? state.code : SQLITE_OK;
    state.held++;
    pthread_cond_broadcast(&state.changed);
    while (state.hold) {
        pthread_cond_wait(&state.changed, &state.mutex);
    }
    state.held--;
    pthread_mutex_unlock(&state.mutex);
    return code;
}

static int on_close(sqlite3_file *file)
{
    return real(file)->pMethods->xClose(real(file));
}

static int on_read(sqlite3_file *file, void *out, int length,
                   sqlite3_int64 offset)
{
    int code = judge_read((struct place){file, offset});
    return code != SQLITE_OK
               ? code
               : real(file)->pMethods->xRead(real(file), out, length, offset);
}

static int on_write(sqlite3_file *file, const void *bytes, int length,
                    sqlite3_int64 offset)
{
    int code = judge_write();
    return code != SQLITE_OK ? code
                             : real(file)->pMethods->xWrite(real(file), bytes,
                                                            length, offset);
}

static int on_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return real(file)->pMethods->xTruncate(real(file), size);
}

static int on_sync(sqlite3_file *file, int flags)
{
    int code = judge_sync();
    return code != SQLITE_OK ? code
                             : real(file)->pMethods->xSync(real(file), flags);
}

static int on_file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real(file)->pMethods->xFileSize(real(file), size);
}

static int on_lock(sqlite3_file *file, int level)
{
    return real(file)->pMethods->xLock(real(file), level);
}

static int on_unlock(sqlite3_file *file, int level)
{
    return real(file)->pMethods->xUnlock(real(file), level);
}

static int on_check_lock(sqlite3_file *file, int *out)
{
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}

static int on_control(sqlite3_file *file, int op, void *arg)
{
    return real(file)->pMethods->xFileControl(real(file), op, arg);
}

static int on_sector_size(sqlite3_file *file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}

static int on_characteristics(sqlite3_file *file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

/* Version 1: no shared memory, which locking_mode=EXCLUSIVE does without. */
static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = on_close,
    .xRead = on_read,
    .xWrite = on_write,
    .xTruncate = on_truncate,
    .xSync = on_sync,
    .xFileSize = on_file_size,
    .xLock = on_lock,
    .xUnlock = on_unlock,
    .xCheckReservedLock = on_check_lock,
    .xFileControl = on_control,
    .xSectorSize = on_sector_size,
    .xDeviceCharacteristics = on_characteristics,
};

static int on_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
                   int flags, int *out_flags)
{
    struct faulty_file *faulty = (struct faulty_file *)file;
    faulty->real = (sqlite3_file *)(faulty + 1);
    faulty->real->pMethods = NULL;
    int code = real_vfs(vfs)->xOpen(real_vfs(vfs), name, faulty->real, flags,
                                    out_flags);
    file->pMethods = faulty->real->pMethods != NULL ? &methods : NULL;
    return code;
}

void faulty_vfs_install(void)
{
    static sqlite3_vfs layer;
    if (layer.zName != NULL) {
        return;
    }
    sqlite3_vfs *under = sqlite3_vfs_find(NULL);
    /* Everything but xOpen is the real one's: none of it looks at what we
       change here, but for pAppData, which SQLite's unix VFS uses to find its
       locking; so it has to be asked through the real one. */
    layer = *under;
    layer.zName = "faulty";
    layer.pNext = NULL;
    layer.szOsFile = under->szOsFile + (int)sizeof(struct faulty_file);
    layer.pAppData = under;
    layer.xOpen = on_open;
    sqlite3_vfs_register(&layer, 1);
}
