/* Reading the journal: all of it, or no more than its last row needs. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/journal_line.h"

enum { BLOCK = 1 << 16 };

/* "2026.log" */
static bool is_year(const char *name)
{
    return strspn(name, "0123456789") == 4 && strcmp(name + 4, ".log") == 0;
}

static int compare(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

int journal_years(const char *folder, int years[JOURNAL_YEARS_MAX])
{
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        return errno == ENOENT ? 0 : -1;
    }
    int count = 0;
    const struct dirent *entry = NULL;
    do {
        errno = 0;
        entry = readdir(dir);
        if (entry != NULL && is_year(entry->d_name) &&
            count < JOURNAL_YEARS_MAX) {
            years[count++] = (int)strtol(entry->d_name, NULL, 10);
        }
    } while (entry != NULL);
    int error = errno;
    closedir(dir);
    errno = error;
    qsort(years, (size_t)count, sizeof *years, compare);
    return error == 0 ? count : -1;
}

int journal_open_year(const char *folder, int year)
{
    char path[FILES_PATH_SIZE];
    struct stat st;
    if (!journal_path(path, folder, year)) {
        return -1;
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
        close(fd);
        errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
        return -1;
    }
    return fd;
}

bool journal_is_there(int error)
{
    return error != 0 && error != ENOENT && error != ENOTDIR &&
           error != EISDIR && error != EINVAL;
}

/* As much as there is, up to `length`. -1 with errno. */
static ssize_t read_at(int fd, char *out, size_t length, int64_t at)
{
    size_t done = 0;
    while (done < length) {
        ssize_t n =
            pread(fd, out + done, length - done, (off_t)(at + (int64_t)done));
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return -1;
        }
        if (n == 0) {
            break;
        }
        done += (size_t)n;
    }
    return (ssize_t)done;
}

/* A file as it is read: a part of it, which grows to hold a whole line. */
struct part {
    int fd;
    char *bytes; /* `size` of them, and one for a NUL */
    size_t size, length;
    int64_t at; /* of the first */
    bool end;   /* no more comes behind */
};

/* Drops what was used, and reads on. False with errno. */
static bool read_on(struct part *part, size_t used)
{
    memmove(part->bytes, part->bytes + used, part->length - used);
    part->length -= used;
    part->at += (int64_t)used;
    if (part->length == part->size) {
        char *bytes = realloc(part->bytes, 2 * part->size + 1);
        if (bytes == NULL) {
            return false;
        }
        part->bytes = bytes;
        part->size *= 2;
    }
    ssize_t n =
        read_at(part->fd, part->bytes + part->length, part->size - part->length,
                part->at + (int64_t)part->length);
    if (n < 0) {
        return false;
    }
    part->end = part->length + (size_t)n < part->size;
    part->length += (size_t)n;
    return true;
}

/* What is left of a file. */
struct reading {
    struct journal_scan *scan;
    struct part part;
    struct journal_line line;
    int64_t from;  /* it is read from this byte on */
    bool skipping; /* in a line that began before that, or that is longer than
                      any this program writes */
    bool enough;   /* `take` said so */
};

static void take(struct reading *reading, size_t from, size_t length)
{
    bool rest = reading->skipping;
    reading->skipping = false;
    if (rest || length == 0) {
        return;
    }
    reading->line.at = reading->part.at + (int64_t)from;
    if (!journal_line_read(reading->part.bytes + from, length,
                           &reading->line)) {
        reading->scan->bad++;
        return;
    }
    reading->enough =
        !reading->scan->take(reading->scan->context, &reading->line);
}

/* Takes the whole lines of the part; returns how many bytes they are. */
static size_t take_lines(struct reading *reading)
{
    struct part *part = &reading->part;
    size_t from = 0;
    while (!reading->enough && from < part->length) {
        const char *end = memchr(part->bytes + from, '\n', part->length - from);
        if (end == NULL && !part->end) {
            break;
        }
        size_t length = end == NULL ? part->length - from
                                    : (size_t)(end - part->bytes) - from;
        take(reading, from, length);
        from += length + (end != NULL);
    }
    if (from == 0 && part->length >= JOURNAL_LINE_MOST) {
        reading->scan->bad += !reading->skipping;
        reading->skipping = true;
        from = part->length;
    }
    return from;
}

static bool read_lines(struct reading *reading)
{
    struct part *part = &reading->part;
    size_t used = 0;
    while (!reading->enough && !part->end) {
        if (!read_on(part, used)) {
            return false;
        }
        used = reading->scan->take == NULL ? part->length : take_lines(reading);
    }
    return true;
}

/* The last `span` bytes of the file, and not the line that they begin
   within. */
static bool read_year(struct reading *reading, int year, int64_t span)
{
    struct part *part = &reading->part;
    part->fd = journal_open_year(reading->scan->folder, year);
    if (part->fd < 0) {
        return false;
    }
    int64_t size = lseek(part->fd, 0, SEEK_END);
    reading->from = size > span ? size - span : 0;
    reading->skipping = reading->from > 0;
    reading->line.year = year;
    part->at = reading->from;
    part->length = 0;
    part->end = false;
    bool done = read_lines(reading);
    int error = errno;
    close(part->fd);
    errno = error;
    return done;
}

static bool begin(struct reading *reading)
{
    reading->part.size = BLOCK;
    reading->part.bytes = malloc(BLOCK + 1);
    return reading->part.bytes != NULL;
}

bool journal_read(struct journal_scan *scan)
{
    int years[JOURNAL_YEARS_MAX];
    int count = journal_years(scan->folder, years);
    struct reading reading = {.scan = scan};
    int error = count < 0 ? errno : 0;
    scan->bad = 0;
    if (!begin(&reading)) {
        return false;
    }
    int64_t span = scan->span > 0 ? scan->span : INT64_MAX;
    int first = scan->span > 0 && count > 0 ? count - 1 : 0;
    for (int i = first; i < count && !reading.enough; i++) {
        if (years[i] >= journal_year(scan->from_day) &&
            !read_year(&reading, years[i], span) && !journal_is_there(error)) {
            error = errno; /* the gravest of them */
        }
    }
    free(reading.part.bytes);
    errno = error;
    return error == 0;
}

bool journal_readable(const char *folder)
{
    struct journal_scan scan = {.folder = folder, .from_day = INT32_MIN};
    return journal_read(&scan) || !journal_is_there(errno);
}

static bool keep_row(void *context, const struct journal_line *line)
{
    struct row *last = context;
    /* Rows that a hole lacked come behind later ones. */
    if (line->kind == JOURNAL_ROW && line->row.seq > last->seq) {
        *last = line->row;
    }
    return true;
}

/* Reads ever more of the end of the file, until there is a row in it. */
static bool last_of_year(struct reading *reading, int year, struct row *row)
{
    int64_t span = BLOCK;
    while (read_year(reading, year, span)) {
        if (row->seq != 0 || reading->from == 0) {
            return true;
        }
        span *= 16;
    }
    return false;
}

bool journal_last(const char *folder, struct row *row)
{
    int years[JOURNAL_YEARS_MAX];
    int count = journal_years(folder, years);
    struct journal_scan scan = {
        .folder = folder, .take = keep_row, .context = row};
    struct reading reading = {.scan = &scan};
    bool read = count >= 0 && begin(&reading);
    *row = (struct row){0};
    while (read && row->seq == 0 && count > 0) {
        read = last_of_year(&reading, years[--count], row);
    }
    int error = errno;
    free(reading.part.bytes);
    errno = error;
    return read;
}

int64_t journal_size(const char *folder)
{
    int years[JOURNAL_YEARS_MAX];
    int count = journal_years(folder, years);
    int64_t sum = 0;
    for (int i = 0; i < count; i++) {
        char path[FILES_PATH_SIZE];
        int64_t size =
            journal_path(path, folder, years[i]) ? files_size(path) : 0;
        sum += size > 0 ? size : 0;
    }
    return sum;
}

bool journal_move(const char *folder, const char *to)
{
    int years[JOURNAL_YEARS_MAX];
    int count = journal_years(folder, years);
    for (int i = 0; i < count; i++) {
        char from[FILES_PATH_SIZE];
        char target[FILES_PATH_SIZE];
        if (!journal_path(from, folder, years[i]) ||
            !journal_path(target, to, years[i]) || rename(from, target) != 0) {
            return false;
        }
    }
    return count >= 0 && files_sync_folder(to) && files_sync_folder(folder);
}
