/*
 * A large database that is damaged or gone is not made again row by row, for
 * which visitors would wait a minute: the last backup takes its place, and what
 * came after it comes back from the journal, by its tags.
 */
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "recovery/backup.h"
#include "recovery/inside.h"

/* What is smaller is rebuilt in less than two seconds. */
enum { LARGE = 6 * 1000 * 1000 };

/* Often, so that an answer which is synced meanwhile (spool.h) does not wait
   for all of it. */
enum { SYNC_BYTES = 4 * 1000 * 1000 };

/* Not by files_write: nobody asks for the size and the digest, which would take
   a large database seconds while visitors wait. */
static bool copy_all(int from, int to)
{
    ssize_t n;
    do {
        n = sendfile(to, from, NULL, SYNC_BYTES);
    } while (n > 0 && fdatasync(to) == 0);
    return n == 0;
}

/* Whole, or not at all. */
static bool copy_backup(const char *data_dir)
{
    char path[FILES_PATH_SIZE];
    struct files_new file;
    struct stat st;
    int from = files_join(path, data_dir, BACKUP_NAME)
                   ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
                   : -1;
    bool copied = false;
    if (from >= 0 && fstat(from, &st) == 0 && st.st_size >= LARGE &&
        files_begin_private(&file, data_dir, "bonluon.db")) {
        if (copy_all(from, file.fd)) {
            copied = files_finish(&file);
        } else {
            files_drop(&file);
        }
    }
    if (from >= 0) {
        close(from);
    }
    return copied;
}

/* It was checked in its night: the start looks at the last days of it, as at
   those of any other database. */
static bool is_ours(struct recovering *start, int64_t *rows)
{
    struct store **store = &start->out->store;
    struct row last = {.seq = 0};
    bool good = store_open(store, start->params->database, false) == STORE_OK &&
                store_last(*store, &last) == STORE_OK && last.seq > 0;
    if (!good) {
        store_leave(*store);
        *store = NULL;
    }
    *rows = last.seq;
    return good;
}

bool recovering_restore(struct recovering *start, int64_t *rows)
{
    if (!copy_backup(start->params->data_dir)) {
        return false;
    }
    if (is_ours(start, rows)) {
        return true;
    }
    unlink(start->params->database);
    return false;
}
