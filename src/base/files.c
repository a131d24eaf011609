#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

enum { LOCK_TRIES = 5 };

bool files_join(char out[FILES_PATH_SIZE], const char *folder, const char *name)
{
    size_t length = strlen(folder);
    const char *slash = length > 0 && folder[length - 1] == '/' ? "" : "/";
    if (!text_format(out, FILES_PATH_SIZE, "%s%s%s", folder, slash, name)) {
        errno = ENAMETOOLONG;
        return false;
    }
    return true;
}

static bool read_all(int fd, size_t most, struct text *out)
{
    struct stat st;
    if (fstat(fd, &st) != 0) {
        return false;
    }
    if (!S_ISREG(st.st_mode)) {
        errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
        return false;
    }
    char chunk[16384];
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            text_append(out, "", 0);
            errno = n == 0 && out->failed ? ENOMEM : errno;
            return n == 0 && !out->failed;
        }
        if (out->length + (size_t)n > most) {
            errno = EFBIG;
            return false;
        }
        text_append(out, chunk, (size_t)n);
    }
}

void files_close(int fd)
{
    int error = errno;
    if (fd >= 0) {
        close(fd);
    }
    errno = error;
}

bool files_read(const char *path, size_t most, struct text *out)
{
    /* Not blocking: a pipe in the place of a file is refused, not waited for.
     */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return false;
    }
    bool done = read_all(fd, most, out);
    files_close(fd);
    return done;
}

static bool make_one(const char *path)
{
    if (mkdir(path, 0755) == 0) {
        return true;
    }
    struct stat st;
    if (errno == EEXIST && stat(path, &st) == 0) {
        errno = ENOTDIR;
        return S_ISDIR(st.st_mode);
    }
    return false;
}

bool files_make_folder(const char *path)
{
    char part[FILES_PATH_SIZE];
    if (!text_copy(part, sizeof part, path)) {
        errno = ENAMETOOLONG;
        return false;
    }
    for (char *p = part + 1; part[0] != '\0' && *p != '\0'; p++) {
        if (*p == '/') {
            *p = '\0';
            if (!make_one(part)) {
                return false;
            }
            *p = '/';
        }
    }
    return make_one(part);
}

bool files_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool files_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int64_t files_size(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) ? st.st_size : -1;
}

/* files_locked holds a shared lock for an instant; that is no owner. */
static bool take_lock(int fd)
{
    const struct timespec instant = {.tv_nsec = 2000000};
    for (int i = 0; i < LOCK_TRIES; i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
            return true;
        }
        if (errno != EWOULDBLOCK) {
            return false;
        }
        nanosleep(&instant, NULL);
    }
    errno = EWOULDBLOCK;
    return false;
}

int64_t files_free(const char *folder)
{
    struct statvfs disk;
    return statvfs(folder, &disk) == 0
               ? (int64_t)(disk.f_bavail * disk.f_frsize)
               : -1;
}

int files_lock(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
                  S_IRUSR | S_IWUSR);
    if (fd < 0) {
        return -1;
    }
    char owner[32];
    int n = snprintf(owner, sizeof owner, "%ld\n", (long)getpid());
    if (!take_lock(fd)) {
        files_close(fd);
        return -1;
    }
    /* The number is for a person to read; a full disk must not stop us. */
    if (ftruncate(fd, 0) == 0 && n > 0) {
        ssize_t written = write(fd, owner, (size_t)n);
        (void)written;
    }
    return fd;
}

bool files_locked(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return false;
    }
    bool held = flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    close(fd);
    return held;
}

bool files_sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    /* vfat and some network file systems cannot sync a folder: not a fault. */
    bool done = fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;
    files_close(fd);
    return done;
}

bool files_sync_folder_of(const char *path)
{
    char folder[FILES_PATH_SIZE];
    if (!text_copy(folder, sizeof folder, path)) {
        errno = ENAMETOOLONG;
        return false;
    }
    char *slash = strrchr(folder, '/');
    if (slash == NULL) {
        return files_sync_folder(".");
    }
    slash[slash == folder] = '\0';
    return files_sync_folder(folder);
}

/* O_EXCL opens nothing that is there, whatever it is or leads to. */
int files_create(int folder, const char *name, unsigned mode)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
    int fd = openat(folder, name, flags, mode);
    if (fd < 0 && errno == EEXIST && unlinkat(folder, name, 0) == 0) {
        fd = openat(folder, name, flags, mode);
    }
    return fd;
}

bool files_keeps_private(const char *folder)
{
    char path[FILES_PATH_SIZE];
    struct stat st;
    int fd = files_join(path, folder, ".mode.tmp")
                 ? files_create(AT_FDCWD, path, S_IRUSR | S_IWUSR)
                 : -1;
    if (fd < 0) {
        return true;
    }
    bool kept = fstat(fd, &st) != 0 || (st.st_mode & (S_IRWXG | S_IRWXO)) == 0;
    close(fd);
    unlink(path);
    return kept;
}

static bool begin(struct files_new *file, const char *path,
                  enum files_sync sync)
{
    *file = (struct files_new){.fd = -1, .sync = sync};
    digest_begin(&file->digest);
    errno = ENAMETOOLONG;
    return text_copy(file->path, sizeof file->path, path) &&
           text_format(file->temporary, sizeof file->temporary, "%s.tmp", path);
}

bool files_begin(struct files_new *file, const char *path, enum files_sync sync)
{
    if (!begin(file, path, sync)) {
        return false;
    }
    file->fd = files_create(AT_FDCWD, file->temporary, 0644);
    return file->fd >= 0;
}

bool files_give(int fd, const char *folder)
{
    struct stat st;
    return geteuid() != 0 ||
           (stat(folder, &st) == 0 && fchown(fd, st.st_uid, st.st_gid) == 0);
}

/* Not even while it is empty may others read it: who has it open then can
   read it later. */
bool files_begin_private(struct files_new *file, const char *folder,
                         const char *name)
{
    char path[FILES_PATH_SIZE];
    if (!files_join(path, folder, name) || !begin(file, path, FILES_SYNCED)) {
        return false;
    }
    file->fd = files_create(AT_FDCWD, file->temporary, S_IRUSR | S_IWUSR);
    if (file->fd >= 0 && !files_give(file->fd, folder)) {
        files_drop(file);
    }
    return file->fd >= 0;
}

bool files_write_all(int fd, const void *bytes, size_t length)
{
    const char *p = bytes;
    while (length > 0) {
        ssize_t n = write(fd, p, length);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            errno = n == 0 ? EIO : errno;
            return false;
        }
        p += n;
        length -= (size_t)n;
    }
    return true;
}

bool files_write(struct files_new *file, const void *bytes, size_t length)
{
    if (file->fd >= 0 && file->error == 0 &&
        !files_write_all(file->fd, bytes, length)) {
        file->error = errno;
    }
    digest_add(&file->digest, bytes, length);
    file->size += (int64_t)length;
    errno = file->error != 0 ? file->error : errno;
    return file->error == 0;
}

void files_drop(struct files_new *file)
{
    int error = errno;
    digest_end(&file->digest, file->sha256);
    if (file->fd >= 0) {
        close(file->fd);
        unlink(file->temporary);
        file->fd = -1;
    }
    errno = error;
}

bool files_finish(struct files_new *file)
{
    if (file->error != 0 ||
        (file->sync != FILES_UNSYNCED && fsync(file->fd) != 0)) {
        errno = file->error != 0 ? file->error : errno;
        files_drop(file);
        return false;
    }
    int fd = file->fd;
    file->fd = -1;
    digest_end(&file->digest, file->sha256);
    if (close(fd) != 0 || rename(file->temporary, file->path) != 0) {
        int error = errno;
        unlink(file->temporary);
        errno = error;
        return false;
    }
    return file->sync != FILES_SYNCED || files_sync_folder_of(file->path);
}

bool files_replace(const char *path, const void *bytes, size_t length,
                   enum files_sync sync)
{
    struct files_new file;
    if (!files_begin(&file, path, sync)) {
        return false;
    }
    files_write(&file, bytes, length);
    return files_finish(&file);
}

void files_sweep(const char *folder, const char *begin, const char *end)
{
    char path[FILES_PATH_SIZE];
    size_t first = strlen(begin);
    size_t last = strlen(end);
    DIR *list = opendir(folder);
    if (list == NULL) {
        return;
    }
    for (struct dirent *entry = readdir(list); entry != NULL;
         entry = readdir(list)) {
        size_t length = strlen(entry->d_name);
        if (length >= first + last &&
            strncmp(entry->d_name, begin, first) == 0 &&
            strcmp(entry->d_name + length - last, end) == 0 &&
            files_join(path, folder, entry->d_name)) {
            unlink(path);
        }
    }
    closedir(list);
}
