#include "carry/upload_list.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"

enum {
    UPLOADS_SIZE_MAX = 16 * 1024 * 1024, /* four hundred years of days */
    NAME_AT = DIGEST_HEX_SIZE - 1 + 2,   /* "<64 digits>  <name>" */
};

struct noted {
    struct text text;
    const char **names; /* sorted */
    size_t count;
};

static void free_noted(struct noted *noted)
{
    const char **names = noted->names;
    free(names);
    text_free(&noted->text);
}

static int by_string(const void *a, const void *b)
{
    const char *const *one = a;
    const char *const *other = b;
    return strcmp(*one, *other);
}

static bool has(const struct noted *noted, const char *name)
{
    return noted->count > 0 && bsearch(&name, noted->names, noted->count,
                                       sizeof noted->names[0], by_string);
}

static bool is_note(const char *line)
{
    return strspn(line, "0123456789abcdef") == DIGEST_HEX_SIZE - 1 &&
           strncmp(line + DIGEST_HEX_SIZE - 1, "  ", 2) == 0;
}

static size_t count_lines(const struct text *text)
{
    size_t count = 0;
    for (size_t i = 0; i < text->length; i++) {
        count += text->data[i] == '\n';
    }
    return count;
}

static bool make_path(const char *data_dir, char path[FILES_PATH_SIZE])
{
    return files_join(path, data_dir, "uploads");
}

static bool load(const char *data_dir, struct noted *noted)
{
    char path[FILES_PATH_SIZE];
    *noted = (struct noted){0};
    if (!make_path(data_dir, path) ||
        !files_read(path, UPLOADS_SIZE_MAX, &noted->text)) {
        bool none = errno == ENOENT;
        text_free(&noted->text);
        return none;
    }
    size_t lines = count_lines(&noted->text);
    noted->names = malloc((lines + 1) * sizeof noted->names[0]);
    if (noted->names == NULL) {
        errno = ENOMEM;
        return false;
    }
    char *line = noted->text.data;
    const char *end = line + noted->text.length;
    for (size_t i = 0; i < lines; i++) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        *stop = '\0';
        if (is_note(line)) {
            noted->names[noted->count++] = line + NAME_AT;
        }
        line = stop + 1;
    }
    qsort(noted->names, noted->count, sizeof noted->names[0], by_string);
    return true;
}

/* "4luon_<unit>_<device>_<date>.csv": of a day that is over. */
static bool is_day_file(const char *name, char date[CLOCK_DATE_SIZE])
{
    enum { TAIL = CLOCK_DATE_SIZE - 1 + 4 }; /* the date and ".csv" */
    size_t length = strlen(name);
    int32_t day;
    if (length <= TAIL + 1 || name[length - TAIL - 1] != '_' ||
        strncmp(name, "4luon_", 6) != 0 ||
        strcmp(name + length - 4, ".csv") != 0) {
        return false;
    }
    memcpy(date, name + length - TAIL, CLOCK_DATE_SIZE - 1);
    date[CLOCK_DATE_SIZE - 1] = '\0';
    return clock_parse_date(date, &day);
}

/* By day, and of one day by name: a terminal may have changed its codes. What
   is no file of a day comes before all. */
static int by_day(const char *a, const char *b)
{
    char of_a[CLOCK_DATE_SIZE] = "";
    char of_b[CLOCK_DATE_SIZE] = "";
    int order = is_day_file(a, of_a) - is_day_file(b, of_b);
    order = order == 0 ? strcmp(of_a, of_b) : order;
    return order == 0 ? strcmp(a, b) : order;
}

/* What is looked for: the first after a name, round the whole outbox. */
struct turn {
    const struct noted *noted;
    const char *after;
    struct uploads_next *next;
};

static bool look_at(const struct turn *turn, const char *name)
{
    char date[CLOCK_DATE_SIZE];
    struct uploads_next *next = turn->next;
    if (!is_day_file(name, date) || has(turn->noted, name)) {
        return true;
    }
    next->waiting++;
    bool passed = by_day(name, turn->after) <= 0;
    bool best_passed = by_day(next->name, turn->after) <= 0;
    if (next->name[0] == '\0' || (best_passed && !passed) ||
        (best_passed == passed && by_day(name, next->name) < 0)) {
        errno = ENAMETOOLONG;
        return text_copy(next->name, sizeof next->name, name);
    }
    return true;
}

static bool look_through(const struct turn *turn, DIR *outbox)
{
    errno = 0;
    for (struct dirent *entry = readdir(outbox); entry != NULL;
         entry = readdir(outbox)) {
        if (!look_at(turn, entry->d_name)) {
            return false;
        }
        errno = 0;
    }
    return errno == 0;
}

bool uploads_find(const char *data_dir, const char *after,
                  struct uploads_next *next)
{
    char path[FILES_PATH_SIZE];
    struct noted noted;
    *next = (struct uploads_next){0};
    if (!files_join(path, data_dir, "outbox")) {
        return false;
    }
    DIR *outbox = opendir(path);
    if (outbox == NULL) {
        return errno == ENOENT;
    }
    const struct turn turn = {&noted, after, next};
    bool done = load(data_dir, &noted) && look_through(&turn, outbox);
    int error = errno;
    free_noted(&noted);
    closedir(outbox);
    errno = error;
    return done;
}

bool uploads_digest(const char *path, char sha256[DIGEST_HEX_SIZE])
{
    char block[16384];
    struct digest digest;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return false;
    }
    digest_begin(&digest);
    ssize_t n;
    while ((n = read(fd, block, sizeof block)) > 0) {
        digest_add(&digest, block, (size_t)n);
    }
    files_close(fd);
    digest_end(&digest, sha256);
    return n == 0;
}

/* A line that a power cut left behind ends before the new one begins. */
static bool ends_in_line(int fd, bool *whole)
{
    struct stat st;
    char last = '\n';
    if (fstat(fd, &st) != 0 ||
        (st.st_size > 0 && pread(fd, &last, 1, st.st_size - 1) != 1)) {
        return false;
    }
    *whole = last == '\n';
    return true;
}

static bool append(int fd, const char *name, const char *sha256)
{
    struct text line = {0};
    bool whole = true;
    if (!ends_in_line(fd, &whole)) {
        return false;
    }
    text_append_format(&line, "%s%s  %s\n", whole ? "" : "\n", sha256, name);
    bool done = !line.failed && files_write_all(fd, line.data, line.length) &&
                fsync(fd) == 0;
    text_free(&line);
    return done;
}

bool uploads_note(const char *data_dir, const char *name,
                  const char sha256[DIGEST_HEX_SIZE])
{
    char path[FILES_PATH_SIZE];
    if (!make_path(data_dir, path)) {
        return false;
    }
    bool there = files_exists(path);
    int fd = open(
        path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
        0644);
    if (fd < 0) {
        return false;
    }
    bool done = append(fd, name, sha256);
    files_close(fd);
    return done && (there || files_sync_folder(data_dir));
}
