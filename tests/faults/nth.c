/*
 * The n-th operation fails: loaded before the program (LD_PRELOAD), it counts
 * what the program asks of the system, and has one call, or every one from
 * there on, come to nothing. sweep.py drives it.
 *
 *     NTH_FOLDERS  calls on files count below these, set apart by ":"
 *     NTH_KIND     one of names[]; without it calls are only counted
 *     NTH_AT       which call of that kind, from 1
 *     NTH_EVER     set: every later one, too
 *     NTH_ERRNO    what it fails with, a number; 0: the program is killed there
 *     NTH_COUNT    a file for the counts, an int64_t for each of names[]
 *     NTH_AHEAD_S  how far the clock of the wall is ahead
 *
 * The kernel's clock is called synchronised, so that days are closed.
 */
#include <SDL.h>
#include <SDL_ttf.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

/* sweep.py has the same order. */
enum kind {
    OPEN,
    READ,
    WRITE,
    SYNC,
    MOVE,
    STAT,
    MAP,
    ROOM,
    RANDOM,
    THREAD,
    MEMORY,
    SURFACE,
    KINDS
};

static const char *const names[KINDS] = {
    "open", "read", "write",  "sync",   "move",   "stat",
    "map",  "room", "random", "thread", "memory", "surface"};

/* The program's threads read it; it is written before there are any. */
static struct {
    bool ready;
    enum kind kind;
    int64_t at;
    bool ever;
    int number;
    int64_t ahead_s;
    char folders[PATH_MAX];
    _Atomic int64_t *counted;
} nth = {.kind = KINDS};

static int64_t number_of(const char *name, int64_t otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : strtoll(text, NULL, 10);
}

static void map_counts(const char *path)
{
    size_t size = KINDS * sizeof *nth.counted;
    int fd = path == NULL ? -1 : open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0 && ftruncate(fd, (off_t)size) == 0) {
        void *map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        nth.counted = map == MAP_FAILED ? NULL : map;
    }
    if (fd >= 0) {
        close(fd);
    }
}

__attribute__((constructor)) static void begin(void)
{
    const char *folders = getenv("NTH_FOLDERS");
    const char *kind = getenv("NTH_KIND");
    map_counts(getenv("NTH_COUNT"));
    if (folders == NULL || nth.counted == NULL) {
        fputs("nth: neither folders nor a place for the counts\n", stderr);
        _exit(EXIT_FAILURE);
    }
    snprintf(nth.folders, sizeof nth.folders, "%s", folders);
    for (int i = 0; kind != NULL && i < KINDS; i++) {
        if (strcmp(kind, names[i]) == 0) {
            nth.kind = (enum kind)i;
        }
    }
    nth.at = number_of("NTH_AT", 0);
    nth.ever = getenv("NTH_EVER") != NULL;
    nth.number = (int)number_of("NTH_ERRNO", EIO);
    nth.ahead_s = number_of("NTH_AHEAD_S", 0);
    unsetenv("LD_PRELOAD"); /* what the program starts is not tried */
    nth.ready = true;
}

/* Counts a call. True, with errno: it comes to nothing. */
static bool fails(enum kind kind)
{
    if (!nth.ready) {
        return false;
    }
    int64_t n = atomic_fetch_add(&nth.counted[kind], 1) + 1;
    bool now = kind == nth.kind && (n == nth.at || (nth.ever && n > nth.at));
    if (now && nth.number == 0) {
        kill(getpid(), SIGKILL);
    }
    if (now) {
        errno = nth.number;
    }
    return now;
}

static bool below(const char *path)
{
    const char *folder = nth.folders;
    while (*folder != '\0') {
        size_t length = strcspn(folder, ":");
        if (strncmp(path, folder, length) == 0) {
            return true;
        }
        folder += length + (folder[length] == ':');
    }
    return false;
}

/* Leaves errno as it is: the call itself shall set it. */
static bool fd_below(int fd)
{
    char link[64];
    char path[PATH_MAX];
    int error = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = nth.ready ? readlink(link, path, sizeof path - 1) : -1;
    errno = error;
    path[length < 0 ? 0 : length] = '\0';
    return below(path);
}

static bool at_below(int folder, const char *path)
{
    return path[0] == '/' || folder == AT_FDCWD ? below(path)
                                                : fd_below(folder);
}

static mode_t mode_of(int flags, va_list *more)
{
    bool makes = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    return makes ? va_arg(*more, mode_t) : 0;
}

/* The function that ours stands before; POSIX has pointers to functions fit in
   a void *. */
static void find(void *function, const char *name)
{
    *(void **)function = dlsym(RTLD_NEXT, name);
}

/* A function in whose stead ours is called: it fails where `counts` says that
   the call counts, and it is that call's turn. */
#define BEFORE(type, name, takes, gives, counts, kind, failure)                \
    type name takes;                                                           \
    type name takes                                                            \
    {                                                                          \
        type(*real) takes;                                                     \
        if ((counts) && fails(kind)) {                                         \
            return failure;                                                    \
        }                                                                      \
        find(&real, #name);                                                    \
        return real gives;                                                     \
    }

#define BEFORE_OPEN(name, takes, last, counts, give)                           \
    int name takes                                                             \
    {                                                                          \
        int(*real) takes;                                                      \
        va_list more;                                                          \
        va_start(more, last);                                                  \
        mode_t mode = mode_of(last, &more);                                    \
        va_end(more);                                                          \
        if ((counts) && fails(OPEN)) {                                         \
            return -1;                                                         \
        }                                                                      \
        find(&real, #name);                                                    \
        return real give;                                                      \
    }

BEFORE_OPEN(open, (const char *path, int flags, ...), flags, below(path),
            (path, flags, mode))
BEFORE_OPEN(open64, (const char *path, int flags, ...), flags, below(path),
            (path, flags, mode))
BEFORE_OPEN(openat, (int at, const char *path, int flags, ...), flags,
            at_below(at, path), (at, path, flags, mode))
BEFORE_OPEN(openat64, (int at, const char *path, int flags, ...), flags,
            at_below(at, path), (at, path, flags, mode))
BEFORE(int, __open_2, (const char *path, int flags), (path, flags), below(path),
       OPEN, -1)
BEFORE(int, __open64_2, (const char *path, int flags), (path, flags),
       below(path), OPEN, -1)
BEFORE(int, __openat_2, (int at, const char *path, int flags),
       (at, path, flags), at_below(at, path), OPEN, -1)
BEFORE(FILE *, fopen, (const char *path, const char *mode), (path, mode),
       below(path), OPEN, NULL)
BEFORE(FILE *, fopen64, (const char *path, const char *mode), (path, mode),
       below(path), OPEN, NULL)
BEFORE(DIR *, opendir, (const char *path), (path), below(path), OPEN, NULL)

BEFORE(struct dirent *, readdir, (DIR * folder), (folder),
       fd_below(dirfd(folder)), READ, NULL)
BEFORE(struct dirent64 *, readdir64, (DIR * folder), (folder),
       fd_below(dirfd(folder)), READ, NULL)
BEFORE(ssize_t, read, (int fd, void *to, size_t size), (fd, to, size),
       fd_below(fd), READ, -1)
BEFORE(ssize_t, __read_chk, (int fd, void *to, size_t size, size_t room),
       (fd, to, size, room), fd_below(fd), READ, -1)
BEFORE(ssize_t, pread, (int fd, void *to, size_t size, off_t from),
       (fd, to, size, from), fd_below(fd), READ, -1)
BEFORE(ssize_t, pread64, (int fd, void *to, size_t size, off64_t from),
       (fd, to, size, from), fd_below(fd), READ, -1)

/* A stream that failed says so: the bit by which glibc's libio knows it. */
static void *spoil(FILE *stream)
{
    stream->_flags |= 0x20;
    return NULL;
}

BEFORE(size_t, fread, (void *to, size_t size, size_t count, FILE *from),
       (to, size, count, from), fd_below(fileno(from)), READ,
       (size_t)spoil(from))
BEFORE(char *, fgets, (char *to, int size, FILE *from), (to, size, from),
       fd_below(fileno(from)), READ, spoil(from))

BEFORE(ssize_t, write, (int fd, const void *from, size_t size),
       (fd, from, size), fd_below(fd), WRITE, -1)
BEFORE(ssize_t, pwrite, (int fd, const void *from, size_t size, off_t to),
       (fd, from, size, to), fd_below(fd), WRITE, -1)
BEFORE(ssize_t, pwrite64, (int fd, const void *from, size_t size, off64_t to),
       (fd, from, size, to), fd_below(fd), WRITE, -1)
BEFORE(int, ftruncate, (int fd, off_t size), (fd, size), fd_below(fd), WRITE,
       -1)
BEFORE(int, ftruncate64, (int fd, off64_t size), (fd, size), fd_below(fd),
       WRITE, -1)

BEFORE(int, fsync, (int fd), (fd), fd_below(fd), SYNC, -1)
BEFORE(int, fdatasync, (int fd), (fd), fd_below(fd), SYNC, -1)
BEFORE(int, syncfs, (int fd), (fd), fd_below(fd), SYNC, -1)

BEFORE(int, rename, (const char *from, const char *to), (from, to), below(from),
       MOVE, -1)
BEFORE(int, renameat, (int a, const char *from, int b, const char *to),
       (a, from, b, to), at_below(a, from), MOVE, -1)
BEFORE(int, link, (const char *from, const char *to), (from, to), below(from),
       MOVE, -1)
BEFORE(int, unlink, (const char *path), (path), below(path), MOVE, -1)
BEFORE(int, unlinkat, (int at, const char *path, int flags), (at, path, flags),
       at_below(at, path), MOVE, -1)
BEFORE(int, mkdir, (const char *path, mode_t mode), (path, mode), below(path),
       MOVE, -1)
BEFORE(int, rmdir, (const char *path), (path), below(path), MOVE, -1)

BEFORE(int, stat, (const char *path, struct stat *out), (path, out),
       below(path), STAT, -1)
BEFORE(int, stat64, (const char *path, struct stat64 *out), (path, out),
       below(path), STAT, -1)
BEFORE(int, lstat, (const char *path, struct stat *out), (path, out),
       below(path), STAT, -1)
BEFORE(int, lstat64, (const char *path, struct stat64 *out), (path, out),
       below(path), STAT, -1)
BEFORE(int, fstat, (int fd, struct stat *out), (fd, out), fd_below(fd), STAT,
       -1)
BEFORE(int, fstat64, (int fd, struct stat64 *out), (fd, out), fd_below(fd),
       STAT, -1)
BEFORE(int, fstatat, (int at, const char *path, struct stat *out, int flags),
       (at, path, out, flags), at_below(at, path), STAT, -1)
BEFORE(int, access, (const char *path, int mode), (path, mode), below(path),
       STAT, -1)

BEFORE(void *, mmap,
       (void *at, size_t size, int protection, int flags, int fd, off_t from),
       (at, size, protection, flags, fd, from), fd >= 0 && fd_below(fd), MAP,
       MAP_FAILED)
BEFORE(void *, mmap64,
       (void *at, size_t size, int protection, int flags, int fd, off64_t from),
       (at, size, protection, flags, fd, from), fd >= 0 && fd_below(fd), MAP,
       MAP_FAILED)
BEFORE(int, statvfs, (const char *path, struct statvfs *out), (path, out),
       below(path), ROOM, -1)
BEFORE(int, fstatvfs, (int fd, struct statvfs *out), (fd, out), fd_below(fd),
       ROOM, -1)
BEFORE(ssize_t, getrandom, (void *to, size_t size, unsigned flags),
       (to, size, flags), true, RANDOM, -1)
BEFORE(int, pthread_create,
       (pthread_t * thread, const pthread_attr_t *how, void *(*run)(void *),
        void *with),
       (thread, how, run, with), true, THREAD, nth.number)

BEFORE(SDL_Surface *, SDL_CreateRGBSurfaceWithFormat,
       (Uint32 flags, int width, int height, int depth, Uint32 format),
       (flags, width, height, depth, format), true, SURFACE, NULL)
BEFORE(SDL_Surface *, SDL_ConvertSurfaceFormat,
       (SDL_Surface * from, Uint32 format, Uint32 flags), (from, format, flags),
       true, SURFACE, NULL)
BEFORE(SDL_Surface *, SDL_GetWindowSurface, (SDL_Window * window), (window),
       true, SURFACE, NULL)
BEFORE(SDL_Surface *, TTF_RenderUTF8_Blended,
       (TTF_Font * font, const char *text, SDL_Color colour),
       (font, text, colour), true, SURFACE, NULL)

/* The C library's own, by the names under which it keeps them: dlsym itself
   asks for memory. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
    return fails(MEMORY) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails(MEMORY) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails(MEMORY) ? NULL : __libc_realloc(old, size);
}

int clock_gettime(clockid_t which, struct timespec *now)
{
    int (*real)(clockid_t, struct timespec *);
    find(&real, __func__);
    int result = real(which, now);
    if (which == CLOCK_REALTIME) {
        now->tv_sec += nth.ahead_s;
    }
    return result;
}

int adjtimex(struct timex *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    *out = (struct timex){.time.tv_sec = now.tv_sec};
    return TIME_OK;
}
