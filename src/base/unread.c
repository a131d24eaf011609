#include "base/unread.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"

enum { BLOCK = 65536 };

bool unread_is(const char *path)
{
    char block[BLOCK];
    ssize_t n = 1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return errno == EIO;
    }
    while (n > 0 || (n < 0 && errno == EINTR)) {
        n = read(fd, block, sizeof block);
    }
    bool unread = n < 0 && errno == EIO;
    close(fd);
    return unread;
}

static bool name(char out[FILES_PATH_SIZE], const char *path)
{
    return text_format(out, FILES_PATH_SIZE, "%s.unread", path);
}

bool unread_gives_up(const char *path)
{
    char counted[FILES_PATH_SIZE];
    struct stat st;
    int fd = name(counted, path) ? open(counted,
                                        O_WRONLY | O_CREAT | O_APPEND |
                                            O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK,
                                        S_IRUSR | S_IWUSR)
                                 : -1;
    if (fd < 0) {
        return false;
    }
    bool done =
        files_write_all(fd, "\n", 1) && fsync(fd) == 0 && fstat(fd, &st) == 0;
    close(fd);
    return done && st.st_size >= UNREAD_STARTS;
}

void unread_forget(const char *path)
{
    char counted[FILES_PATH_SIZE];
    if (name(counted, path)) {
        unlink(counted); /* mostly it was never there */
    }
}
