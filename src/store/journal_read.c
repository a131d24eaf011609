/* Reading the journal: all of it from the beginning, or its last row from the
   end. */
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
    bool skipping; /* in a line that is longer than any of ours */
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
    size_t used = 0;
    while (!reading->enough && !reading->part.end) {
        if (!read_on(&reading->part, used)) {
            return false;
        }
        used = take_lines(reading);
    }
    return true;
}

static bool read_year(struct reading *reading, int year)
{
    struct part *part = &reading->part;
    part->fd = journal_open_year(reading->scan->folder, year);
    if (part->fd < 0) {
        return false;
    }
    part->length = 0;
    part->at = 0;
    part->end = false;
    reading->line.year = year;
    reading->skipping = false;
    bool done = read_lines(reading);
    int error = errno;
    close(part->fd);
    errno = error;
    return done;
}

bool journal_read(struct journal_scan *scan)
{
    int years[JOURNAL_YEARS_MAX];
    int count = journal_years(scan->folder, years);
    struct reading reading = {.scan = scan, .part = {.size = BLOCK}};
    int error = count < 0 ? errno : 0;
    scan->bad = 0;
    reading.part.bytes = malloc(BLOCK + 1);
    if (reading.part.bytes == NULL) {
        return false;
    }
    for (int i = 0; i < count && !reading.enough; i++) {
        if (years[i] >= journal_year(scan->from_day) &&
            !read_year(&reading, years[i]) && !journal_is_there(error)) {
            error = errno; /* the gravest of them */
        }
    }
    free(reading.part.bytes);
    errno = error;
    return error == 0;
}

static bool readable(const char *folder, int year, char *block)
{
    int fd = journal_open_year(folder, year);
    int64_t at = 0;
    ssize_t n = fd < 0 ? -1 : BLOCK;
    while (n == BLOCK) {
        n = read_at(fd, block, BLOCK, at);
        at += n;
    }
    int error = errno;
    if (fd >= 0) {
        close(fd);
    }
    errno = error;
    return n >= 0 || !journal_is_there(error);
}

bool journal_readable(const char *folder)
{
    int years[JOURNAL_YEARS_MAX];
    int count = journal_years(folder, years);
    char *block = malloc(BLOCK);
    bool done = block != NULL && (count >= 0 || !journal_is_there(errno));
    for (int i = 0; i < count && done; i++) {
        done = readable(folder, years[i], block);
    }
    int error = errno;
    free(block);
    errno = error;
    return done;
}

/* Looks through a block of whole lines, from its end. */
static bool last_of_block(char *block, size_t length, struct row *row)
{
    struct journal_line line;
    while (length > 0) {
        size_t from = length;
        while (from > 0 && block[from - 1] != '\n') {
            from--;
        }
        if (journal_line_read(block + from, length - from, &line) &&
            line.kind == JOURNAL_ROW) {
            *row = line.row;
            return true;
        }
        length = from > 0 ? from - 1 : 0;
    }
    return false;
}

/* Reads the bytes before `end` into the block; gives where they begin. False
   with errno. */
static bool read_before(int fd, int64_t end, struct text *block, size_t size,
                        int64_t *begin)
{
    *begin = end > (int64_t)size ? end - (int64_t)size : 0;
    size_t length = (size_t)(end - *begin);
    ssize_t n = read_at(fd, block->data, length, *begin);
    block->length = n < 0 ? 0 : (size_t)n;
    return n >= 0;
}

/* So much of a block is the end of a line that began before it. */
static size_t head_of(const struct text *block)
{
    const char *cut = memchr(block->data, '\n', block->length);
    return cut == NULL ? block->length : (size_t)(cut - block->data) + 1;
}

/* Goes back block by block. The line that a block begins within is looked at
   with the block before; when a whole block is of one line, in a larger one. */
static bool last_of_file(int fd, struct text *block, struct row *row)
{
    int64_t end = lseek(fd, 0, SEEK_END);
    size_t size = BLOCK;
    while (end > 0 && row->seq == 0) {
        int64_t begin;
        if (!read_before(fd, end, block, size, &begin)) {
            return false;
        }
        size_t head = begin == 0 ? 0 : head_of(block);
        bool whole = head < block->length;
        if (!whole && size < JOURNAL_LINE_MOST) {
            size *= 2;
            continue;
        }
        if (last_of_block(block->data + head, block->length - head, row)) {
            break;
        }
        /* A line of more than the largest block is none of ours. */
        end = whole ? begin + (int64_t)head : begin;
        size = BLOCK;
    }
    return end >= 0;
}

bool journal_last(const char *folder, struct row *row)
{
    int years[JOURNAL_YEARS_MAX];
    int count = journal_years(folder, years);
    struct text block = {.data = malloc(JOURNAL_LINE_MOST + 1)};
    int error = count < 0 || block.data == NULL ? errno : 0;
    *row = (struct row){0};
    for (int i = count - 1; i >= 0 && error == 0 && row->seq == 0; i--) {
        int fd = journal_open_year(folder, years[i]);
        if (fd < 0 || !last_of_file(fd, &block, row)) {
            error = errno;
        }
        if (fd >= 0) {
            close(fd);
        }
    }
    text_free(&block);
    errno = error;
    return error == 0;
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
