#include "store/journal.h"

#include <assert.h>
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
    bool fits = text_format(name, sizeof name, "%04d.log", year);
    assert(fits);
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

static void shut(struct journal *journal)
{
    if (journal->open) {
        close(journal->fd);
        journal->open = false;
    }
}

static void fail(struct journal *journal, int error)
{
    shut(journal);
    journal->failed = true;
    journal->error = error;
    text_free(&journal->waiting);
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            errno = n == 0 ? EIO : errno;
            return false;
        }
        bytes += n;
        length -= (size_t)n;
    }
    return true;
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
    return last == '\n' || write_all(fd, "\n", 1);
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

static void write_waiting(struct journal *journal)
{
    if (journal->failed || journal->waiting.length == 0) {
        return;
    }
    if (!open_file(journal) ||
        !write_all(journal->fd, journal->waiting.data,
                   journal->waiting.length) ||
        fdatasync(journal->fd) != 0) {
        fail(journal, errno);
        return;
    }
    text_clear(&journal->waiting);
}

bool journal_write(struct journal *journal)
{
    write_waiting(journal);
    errno = journal->error;
    journal->error = 0;
    return errno == 0;
}

static void turn_to(struct journal *journal, int year)
{
    if (journal->year != year) {
        write_waiting(journal);
        journal->year = year;
    }
}

void journal_add(struct journal *journal, const struct store_batch *batch)
{
    if (journal->failed || batch->row_count == 0) {
        return; /* wordings and seals come with rows */
    }
    /* The rows last: who finds them finds the rest. */
    turn_to(journal, journal_year(batch->rows[0].day));
    for (int i = 0; i < batch->wording_count; i++) {
        journal_line_wording(&journal->waiting, &batch->wordings[i]);
    }
    for (int i = 0; i < batch->seal_count; i++) {
        journal_line_seal(&journal->waiting, &batch->seals[i]);
    }
    for (int i = 0; i < batch->row_count; i++) {
        turn_to(journal, journal_year(batch->rows[i].day));
        journal_line_row(&journal->waiting, &batch->rows[i]);
    }
    if (journal->waiting.failed) {
        fail(journal, ENOMEM);
    }
}

void journal_close(struct journal *journal)
{
    shut(journal);
    text_free(&journal->waiting);
    *journal = (struct journal){.fd = -1};
}
