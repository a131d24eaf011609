#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/journal_line.h"

/* What the calendar can name: 1969-12-31 to 9999-12-31. */
enum { FIRST_DAY = -1, LAST_DAY = 2932896 };

int journal_year(int32_t day)
{
    char date[CLOCK_DATE_SIZE];
    clock_date(day < FIRST_DAY  ? FIRST_DAY
               : day > LAST_DAY ? LAST_DAY
                                : day,
               date);
    return (int)strtol(date, NULL, 10);
}

bool journal_path(char out[FILES_PATH_SIZE], const char *folder, int year)
{
    char name[16];
    text_must(name, sizeof name, "%04d.log", year);
    return files_join(out, folder, name);
}

bool journal_open(struct journal *journal, const char *folder)
{
    *journal = (struct journal){.fd = -1};
    bool ready = text_copy(journal->folder, sizeof journal->folder, folder);
    if (!ready) {
        errno = ENAMETOOLONG;
    }
    ready =
        ready && files_make_folder(folder) && access(folder, W_OK | X_OK) == 0;
    journal->failed = !ready;
    return ready;
}

/* What could not be synced may be gone: that is not tried twice. */
static bool sync_file(struct journal *journal)
{
    bool synced = !journal->unsynced || fdatasync(journal->fd) == 0;
    journal->unsynced = false;
    return synced;
}

static void shut(struct journal *journal)
{
    if (journal->open) {
        close(journal->fd);
        journal->open = false;
    }
    journal->unsynced = false;
}

/* For good: false, with errno. Whole rows before the one that failed are synced
   as far as they can be; that this fails too changes nothing, for the journal
   is given up as it is. */
static bool fail(struct journal *journal)
{
    int error = errno;
    if (journal->open && journal->unsynced) {
        (void)fdatasync(journal->fd);
    }
    shut(journal);
    journal->failed = true;
    text_free(&journal->lines);
    errno = error;
    return false;
}

/* A power cut may have torn the last line: what comes now begins on a line of
   its own. */
static bool end_line(int fd, off_t size)
{
    char last = '\n';
    if (size > 0 && pread(fd, &last, 1, size - 1) != 1) {
        errno = EIO;
        return false;
    }
    return last == '\n' || files_write_all(fd, "\n", 1);
}

/* It tells who came when: for nobody else to read. */
static bool make_private(int fd, const struct stat *st)
{
    bool others = (st->st_mode & (S_IRWXG | S_IRWXO)) != 0;
    return !others || fchmod(fd, S_IRUSR | S_IWUSR) == 0;
}

static bool settle(int fd, const char *folder)
{
    struct stat st;
    if (fstat(fd, &st) != 0) {
        return false;
    }
    if (!S_ISREG(st.st_mode)) {
        errno = EINVAL;
        return false;
    }
    return make_private(fd, &st) && end_line(fd, st.st_size) &&
           (st.st_size > 0 || files_sync_folder(folder));
}

static bool open_file(struct journal *journal)
{
    char path[FILES_PATH_SIZE];
    if (journal->open && journal->fd_year == journal->year) {
        return true;
    }
    if (journal->open && !sync_file(journal)) {
        return false;
    }
    shut(journal);
    if (!journal_path(path, journal->folder, journal->year)) {
        return false;
    }
    /* Not blocking: a pipe in its place is refused, not waited for. */
    journal->fd =
        open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
    journal->open = journal->fd >= 0;
    journal->fd_year = journal->year;
    return journal->open && settle(journal->fd, journal->folder);
}

static bool write_lines(struct journal *journal)
{
    if (journal->lines.failed) {
        errno = ENOMEM;
        return false;
    }
    if (journal->lines.length == 0) {
        return true;
    }
    bool written =
        open_file(journal) && files_write_all(journal->fd, journal->lines.data,
                                              journal->lines.length);
    journal->unsynced = journal->unsynced || written;
    text_clear(&journal->lines);
    return written;
}

static bool turn_to(struct journal *journal, int year)
{
    bool written = journal->year == year || write_lines(journal);
    journal->year = year;
    return written;
}

static bool write_rows(struct journal *journal, const struct store_batch *batch)
{
    bool written = true;
    for (int i = 0; written && i < batch->row_count; i++) {
        written = turn_to(journal, journal_year(batch->rows[i].day));
        journal_line_row(&journal->lines, &batch->rows[i]);
    }
    return written && write_lines(journal);
}

bool journal_add(struct journal *journal, const struct store_batch *batch)
{
    if (journal->failed || batch->row_count == 0) {
        return true; /* wordings and seals come with rows */
    }
    /* The rows last: who finds them finds the rest. */
    journal->year = journal_year(batch->rows[0].day);
    for (int i = 0; i < batch->wording_count; i++) {
        journal_line_wording(&journal->lines, &batch->wordings[i]);
    }
    for (int i = 0; i < batch->seal_count; i++) {
        journal_line_seal(&journal->lines, &batch->seals[i]);
    }
    return write_rows(journal, batch) || fail(journal);
}

bool journal_sync(struct journal *journal)
{
    return sync_file(journal) || fail(journal);
}

void journal_close(struct journal *journal)
{
    shut(journal);
    text_free(&journal->lines);
    *journal = (struct journal){.fd = -1};
}
