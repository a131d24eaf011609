#include "base/socket.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include "base/files.h"
#include "base/text.h"

/* An address that begins with @ is none of the file system's: the kernel has a
   NUL there, and counts the bytes. */
static bool write_address(struct sockaddr_un *to, const char *address)
{
    *to = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (address[0] != '/' && address[0] != '@') {
        errno = EAFNOSUPPORT;
        return false;
    }
    if (!text_copy(to->sun_path, sizeof to->sun_path, address)) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (address[0] == '@') {
        to->sun_path[0] = '\0';
    }
    return true;
}

static bool be_patient(int fd, int patience_s)
{
    const struct timeval patience = {.tv_sec = patience_s};
    return setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience,
                      sizeof patience) == 0 &&
           setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience,
                      sizeof patience) == 0;
}

int socket_connect(const char *address, int type, int patience_s)
{
    struct sockaddr_un to;
    if (!write_address(&to, address)) {
        return -1;
    }
    int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
    socklen_t length =
        (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(address));
    if (fd >= 0 && (!be_patient(fd, patience_s) ||
                    connect(fd, (const struct sockaddr *)&to, length) != 0)) {
        errno = errno == EAGAIN ? ETIMEDOUT : errno;
        files_close(fd);
        return -1;
    }
    return fd;
}
