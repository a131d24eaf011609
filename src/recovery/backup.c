#include "recovery/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/speak.h"
#include "recovery/inside.h"
#include "trust/tag.h"

enum { DAY_S = 86400, NOON_S = DAY_S / 2, PATIENCE_MS = 60 * 1000 };

struct backup {
    struct worker *worker; /* its lock guards what stands below, up to `last` */
    bool checking, stopping;
    int32_t day;     /* of the last one; INT32_MIN: there is none */
    int32_t failed;  /* on this day it is not tried again */
    int32_t copied;  /* the day of the copy that is being checked, */
    struct row last; /* and the row that must be its last */

    char database[FILES_PATH_SIZE];
    char folder[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    char copy[FILES_PATH_SIZE]; /* until it is checked */
};

static void fail(struct backup *backup, int32_t day, const char *why)
{
    log_warning("%s: %s: there is no backup of this day; free some space, "
                "check the disk and its permissions",
                backup->path, why);
    unlink(backup->copy);
    worker_lock(backup->worker);
    backup->failed = day;
    backup->checking = false;
    worker_unlock(backup->worker);
}

static bool is_whole(const struct backup *backup, struct store *store)
{
    struct row last;
    return store_check(store) == STORE_OK &&
           store_last(store, &last) == STORE_OK &&
           last.seq == backup->last.seq && last.tagged == backup->last.tagged &&
           (!last.tagged || tag_same(last.tag, backup->last.tag));
}

/* Every sealed row, since the record was last rebuilt. */
static bool is_proven(struct store *store, char cause[ROW_NOTE_SIZE])
{
    struct row recovery;
    if (recovery_unproven(store, &recovery) != STORE_OK) {
        return false;
    }
    const struct prove_params params = {store, recovery.seq, INT64_MAX - 1};
    return prove_seals(&params, cause) == STORE_OK && cause[0] == '\0';
}

static bool check(const struct backup *backup, char *why, size_t size)
{
    struct store *store;
    char wrong[ROW_NOTE_SIZE] = "";
    bool whole = store_open_evidence(&store, backup->copy) == STORE_OK &&
                 is_whole(backup, store) && is_proven(store, wrong);
    const char *cause = wrong[0] != '\0' ? wrong : store_cause(store);
    if (!whole) {
        text_cut(why, size, "%s",
                 cause[0] == '\0' ? speak("the copy lacks rows")
                                  : speak(cause));
    }
    store_close(store);
    return whole;
}

/* Its time tells the day, also to the next start. */
static bool settle(const struct backup *backup)
{
    const struct timespec noon = {.tv_sec =
                                      (time_t)backup->copied * DAY_S + NOON_S};
    const struct timespec times[2] = {noon, noon};
    int fd = open(backup->copy, O_RDWR | O_CLOEXEC);
    bool settled = fd >= 0 && futimens(fd, times) == 0 && fsync(fd) == 0;
    int error = errno;
    if (fd >= 0) {
        close(fd);
    }
    errno = error;
    return settled && rename(backup->copy, backup->path) == 0 &&
           files_sync_folder(backup->folder);
}

static void finish(struct backup *backup)
{
    char why[256] = "";
    int32_t day = backup->copied;
    if (!check(backup, why, sizeof why)) {
        fail(backup, day, why);
        return;
    }
    if (!settle(backup)) {
        fail(backup, day, strerror(errno));
        return;
    }
    worker_lock(backup->worker);
    backup->day = day;
    backup->checking = false;
    worker_unlock(backup->worker);
}

static void run(void *context)
{
    struct backup *backup = context;
    for (;;) {
        worker_lock(backup->worker);
        while (!backup->checking && !backup->stopping) {
            worker_sleep(backup->worker, -1);
        }
        bool stopping = backup->stopping;
        worker_unlock(backup->worker);
        if (stopping) {
            return;
        }
        finish(backup);
    }
}

int32_t backup_day(const char *data_dir)
{
    char path[FILES_PATH_SIZE];
    struct stat st;
    return files_join(path, data_dir, BACKUP_NAME) && stat(path, &st) == 0 &&
                   S_ISREG(st.st_mode)
               ? (int32_t)(st.st_mtim.tv_sec / DAY_S)
               : INT32_MIN;
}

bool backup_due(struct backup *backup, int32_t day)
{
    worker_lock(backup->worker);
    bool due = !backup->checking && backup->day != day && backup->failed != day;
    worker_unlock(backup->worker);
    return due;
}

/* Room for the copy, and as much again: it is nobody's to fill the disk on
   which the next answer is to be kept. */
static bool has_room(const struct backup *backup)
{
    int64_t room = files_free(backup->folder);
    if (room < 0) {
        return false;
    }
    errno = ENOSPC;
    return room >= 2 * files_size(backup->database);
}

static bool make_folder(const struct backup *backup)
{
    return files_make_folder(backup->folder) &&
           (unlink(backup->copy) == 0 || errno == ENOENT);
}

static void hand_over(struct backup *backup, const struct row *last,
                      int32_t day)
{
    worker_lock(backup->worker);
    backup->last = *last;
    backup->copied = day;
    backup->checking = true;
    worker_ring(backup->worker);
    worker_unlock(backup->worker);
}

bool backup_copy(struct backup *backup, const struct backup_copy *copy)
{
    struct row last;
    if (!backup_due(backup, copy->day)) {
        return true;
    }
    if (!make_folder(backup) || !has_room(backup)) {
        fail(backup, copy->day, strerror(errno));
        return true;
    }
    struct store_copy all = {backup->copy, copy->stop, copy->context, ""};
    enum store_result result = store_last(copy->store, &last);
    if (result == STORE_OK) {
        result = store_copy(copy->store, &all);
    }
    switch (result) {
    case STORE_OK: hand_over(backup, &last, copy->day); break;
    case STORE_BUSY: unlink(backup->copy); break; /* somebody came */
    case STORE_DAMAGED: unlink(backup->copy); return false;
    default:
        fail(backup, copy->day,
             all.cause[0] != '\0' ? all.cause : store_cause(copy->store));
        break;
    }
    return true;
}

static bool name_all(struct backup *backup, const char *data_dir)
{
    return files_join(backup->database, data_dir, "bonluon.db") &&
           files_join(backup->folder, data_dir, BACKUP_FOLDER) &&
           files_join(backup->path, data_dir, BACKUP_NAME) &&
           text_format(backup->copy, sizeof backup->copy, "%s.new",
                       backup->path);
}

struct backup *backup_start(const char *data_dir)
{
    struct backup *backup = calloc(1, sizeof *backup);
    if (backup == NULL || !name_all(backup, data_dir)) {
        log_warning("%s: %s: there will be no backup", data_dir,
                    strerror(backup == NULL ? ENOMEM : ENAMETOOLONG));
        free(backup);
        return NULL;
    }
    backup->day = backup_day(data_dir);
    backup->failed = INT32_MIN;
    unlink(backup->copy); /* of a run that was cut off */
    if (!worker_start(&backup->worker, "the backup", run, backup)) {
        free(backup);
        return NULL;
    }
    return backup;
}

void backup_stop(struct backup *backup)
{
    if (backup == NULL) {
        return;
    }
    worker_lock(backup->worker);
    backup->stopping = true;
    worker_ring(backup->worker);
    worker_unlock(backup->worker);
    /* A thread that hangs keeps what it works on. */
    if (worker_join(backup->worker, PATIENCE_MS)) {
        unlink(backup->copy);
        free(backup);
    }
}
