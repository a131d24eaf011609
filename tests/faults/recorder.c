/*
 * Notes every change that a program makes to files (LD_PRELOAD), in the order
 * in which they come to pass: operation.h has the layout. What a disk may have
 * made of it when the power fails, tests/verify/make_cuts.c works out.
 *
 *     RECORDER_FOLDER  changes below it are noted
 *     RECORDER_LOG     where to; a second program's go behind the first one's
 *     RECORDER_SHOWN   a file made below it is a visitor's thanks
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "faults/operation.h"

/* Written once, before there are threads. */
static struct {
    int log;
    char folder[PATH_MAX];
    char shown[PATH_MAX];
} recorder = {.log = -1};

/* An operation and its note are one. */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

/* The function that ours stands before; POSIX has pointers to functions fit in
   a void *. */
static void find(void *function, const char *name)
{
    *(void **)function = dlsym(RTLD_NEXT, name);
}

static void take(char out[PATH_MAX], const char *name)
{
    const char *text = getenv(name);
    snprintf(out, PATH_MAX, "%s", text == NULL ? "" : text);
}

__attribute__((constructor)) static void begin(void)
{
    char path[PATH_MAX];
    int (*real)(const char *, int, ...);
    find(&real, "open");
    take(recorder.folder, "RECORDER_FOLDER");
    take(recorder.shown, "RECORDER_SHOWN");
    take(path, "RECORDER_LOG");
    recorder.log = real(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (recorder.log < 0) {
        fprintf(stderr, "recorder: %s: %s\n", path, strerror(errno));
        _exit(EXIT_FAILURE);
    }
}

static bool below(const char *path, const char *folder)
{
    return recorder.log >= 0 && folder[0] != '\0' &&
           strncmp(path, folder, strlen(folder)) == 0;
}

static bool path_of(int fd, char out[PATH_MAX])
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = fd < 0 ? -1 : readlink(link, out, PATH_MAX - 1);
    out[length < 0 ? 0 : length] = '\0';
    return below(out, recorder.folder);
}

static bool path_at(int folder, const char *path, char out[PATH_MAX])
{
    char in[PATH_MAX] = "";
    if (path[0] != '/' && folder != AT_FDCWD) {
        path_of(folder, in);
    }
    int length = in[0] == '\0' ? snprintf(out, PATH_MAX, "%s", path)
                               : snprintf(out, PATH_MAX, "%s/%s", in, path);
    return length < PATH_MAX && below(out, recorder.folder);
}

/* Paths are noted from the folder on. */
static const char *short_path(const char *path)
{
    size_t length = strlen(recorder.folder);
    return strlen(path) > length ? path + length + 1 : "";
}

static void note(struct operation *operation, const char *path,
                 const char *other, const void *bytes)
{
    ssize_t (*real)(int, const struct iovec *, int);
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    operation->wall_ms = now.tv_sec * 1000 + now.tv_nsec / 1000000;
    operation->path_length = (uint32_t)strlen(path);
    operation->other_length = (uint32_t)strlen(other);
    union {
        const void *from;
        void *to; /* struct iovec is for reading, too */
    } parts[] = {{operation}, {path}, {other}, {bytes}};
    const struct iovec pieces[] = {{parts[0].to, sizeof *operation},
                                   {parts[1].to, operation->path_length},
                                   {parts[2].to, operation->other_length},
                                   {parts[3].to, operation->bytes_length}};
    find(&real, "writev");
    int error = errno;
    if (real(recorder.log, pieces, 4) < 0) {
        abort();
    }
    errno = error;
}

static uint64_t inode(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 ? st.st_ino : 0;
}

static void note_fd(enum operation_kind kind, int fd, const char *path,
                    int64_t at)
{
    struct operation operation = {.kind = kind, .file = inode(fd), .at = at};
    note(&operation, short_path(path), "", NULL);
}

/* A file that was opened: made, or emptied. */
static void opened(int fd, const char *path, int flags, bool was)
{
    if (fd < 0 || (flags & (O_CREAT | O_TRUNC)) == 0) {
        return;
    }
    if (!was) {
        note_fd(OPERATION_MAKE, fd, path, 0);
    } else if ((flags & O_TRUNC) != 0) {
        note_fd(OPERATION_SIZE, fd, path, 0);
    }
}

#define OPEN(name, takes, last, folder, given)                                 \
    int name takes                                                             \
    {                                                                          \
        int(*real) takes;                                                      \
        char full[PATH_MAX];                                                   \
        va_list more;                                                          \
        va_start(more, last);                                                  \
        mode_t mode = (last & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;        \
        va_end(more);                                                          \
        find(&real, #name);                                                    \
        if (!path_at(folder, path, full)) {                                    \
            return real given;                                                 \
        }                                                                      \
        pthread_mutex_lock(&turn);                                             \
        bool was = access(full, F_OK) == 0;                                    \
        int fd = real given;                                                   \
        opened(fd, full, last, was);                                           \
        pthread_mutex_unlock(&turn);                                           \
        return fd;                                                             \
    }

OPEN(open, (const char *path, int flags, ...), flags, AT_FDCWD,
     (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), flags, AT_FDCWD,
     (path, flags, mode))
OPEN(openat, (int at, const char *path, int flags, ...), flags, at,
     (at, path, flags, mode))
OPEN(openat64, (int at, const char *path, int flags, ...), flags, at,
     (at, path, flags, mode))

FILE *fopen(const char *path, const char *mode)
{
    FILE *(*real)(const char *, const char *);
    find(&real, __func__);
    if (below(path, recorder.shown)) {
        struct operation operation = {.kind = OPERATION_SHOWN};
        note(&operation, "", "", NULL);
    }
    return real(path, mode);
}

/* Bytes at a place; less than 0: where the file ends or stands. */
static int64_t place(int fd, int64_t at)
{
    struct stat st;
    if (at >= 0) {
        return at;
    }
    bool appends = (fcntl(fd, F_GETFL) & O_APPEND) != 0;
    return appends && fstat(fd, &st) == 0 ? st.st_size : lseek(fd, 0, SEEK_CUR);
}

static void wrote(int fd, const char *path, int64_t at, const void *bytes,
                  ssize_t size)
{
    if (size > 0) {
        struct operation operation = {.kind = OPERATION_WRITE,
                                      .file = inode(fd),
                                      .at = at,
                                      .bytes_length = (uint32_t)size};
        note(&operation, short_path(path), "", bytes);
    }
}

#define WRITE(name, takes, given, offset)                                      \
    ssize_t name takes                                                         \
    {                                                                          \
        ssize_t(*real) takes;                                                  \
        char path[PATH_MAX];                                                   \
        find(&real, #name);                                                    \
        if (!path_of(fd, path)) {                                              \
            return real given;                                                 \
        }                                                                      \
        pthread_mutex_lock(&turn);                                             \
        int64_t at = place(fd, offset);                                        \
        ssize_t size = real given;                                             \
        wrote(fd, path, at, bytes, size);                                      \
        pthread_mutex_unlock(&turn);                                           \
        return size;                                                           \
    }

WRITE(write, (int fd, const void *bytes, size_t length), (fd, bytes, length),
      -1)
WRITE(pwrite, (int fd, const void *bytes, size_t length, off_t to),
      (fd, bytes, length, to), to)
WRITE(pwrite64, (int fd, const void *bytes, size_t length, off64_t to),
      (fd, bytes, length, to), to)

/* What is noted has its bytes: they are written by hand. */
ssize_t sendfile(int to, int from, off_t *at, size_t length)
{
    char bytes[65536];
    length = length < sizeof bytes ? length : sizeof bytes;
    ssize_t n = at == NULL ? read(from, bytes, length)
                           : pread(from, bytes, length, *at);
    n = n > 0 ? write(to, bytes, (size_t)n) : n;
    if (at != NULL && n > 0) {
        *at += n;
    }
    return n;
}

#define CHANGE(name, takes, given, path_found, noted)                          \
    int name takes                                                             \
    {                                                                          \
        int(*real) takes;                                                      \
        char path[PATH_MAX];                                                   \
        find(&real, #name);                                                    \
        if (!(path_found)) {                                                   \
            return real given;                                                 \
        }                                                                      \
        pthread_mutex_lock(&turn);                                             \
        int result = real given;                                               \
        if (result == 0) {                                                     \
            noted;                                                             \
        }                                                                      \
        pthread_mutex_unlock(&turn);                                           \
        return result;                                                         \
    }

static void note_sync(int fd, const char *path)
{
    struct stat st;
    bool folder = fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
    note_fd(folder ? OPERATION_NAMES : OPERATION_SYNC, fd, path, 0);
}

static void note_path(enum operation_kind kind, const char *path)
{
    struct operation operation = {.kind = kind};
    note(&operation, short_path(path), "", NULL);
}

static void note_move(const char *from, int folder, const char *to)
{
    char other[PATH_MAX];
    struct stat st;
    path_at(folder, to, other);
    struct operation operation = {
        .kind = OPERATION_MOVE, .file = stat(other, &st) == 0 ? st.st_ino : 0};
    note(&operation, short_path(from), short_path(other), NULL);
}

CHANGE(ftruncate, (int fd, off_t size), (fd, size), path_of(fd, path),
       note_fd(OPERATION_SIZE, fd, path, size))
CHANGE(ftruncate64, (int fd, off64_t size), (fd, size), path_of(fd, path),
       note_fd(OPERATION_SIZE, fd, path, size))
CHANGE(fsync, (int fd), (fd), path_of(fd, path), note_sync(fd, path))
CHANGE(fdatasync, (int fd), (fd), path_of(fd, path), note_sync(fd, path))
CHANGE(rename, (const char *from, const char *to), (from, to),
       path_at(AT_FDCWD, from, path), note_move(path, AT_FDCWD, to))
CHANGE(renameat, (int a, const char *from, int b, const char *to),
       (a, from, b, to), path_at(a, from, path), note_move(path, b, to))
CHANGE(unlink, (const char *name), (name), path_at(AT_FDCWD, name, path),
       note_path(OPERATION_REMOVE, path))
CHANGE(unlinkat, (int at, const char *name, int flags), (at, name, flags),
       path_at(at, name, path), note_path(OPERATION_REMOVE, path))
CHANGE(rmdir, (const char *name), (name), path_at(AT_FDCWD, name, path),
       note_path(OPERATION_REMOVE, path))
CHANGE(mkdir, (const char *name, mode_t mode), (name, mode),
       path_at(AT_FDCWD, name, path), note_path(OPERATION_FOLDER, path))
