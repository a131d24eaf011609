#include "base/notify.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/files.h"
#include "base/log.h"
#include "base/socket.h"

/* A whole number and nothing behind it; 0: none. */
static int64_t number_of(const char *name)
{
    const char *value = getenv(name);
    char *end = NULL;
    errno = 0;
    int64_t number = value != NULL ? strtoll(value, &end, 10) : 0;
    return value == NULL || end == value || *end != '\0' || errno != 0 ||
                   number < 0
               ? 0
               : number;
}

/* The watchdog may be another process's, which started this one. */
static int64_t watchdog_ms(void)
{
    bool ours = getenv("WATCHDOG_PID") == NULL ||
                number_of("WATCHDOG_PID") == (int64_t)getpid();
    return ours ? number_of("WATCHDOG_USEC") / 1000 : 0;
}

void notify_open(struct notify *notify)
{
    const char *address = getenv("NOTIFY_SOCKET");
    *notify = (struct notify){.fd = -1};
    if (address != NULL && address[0] != '\0') {
        notify->fd = socket_connect(address, SOCK_DGRAM, 0);
        if (notify->fd < 0) {
            log_warning("%s: %s: the service manager is told nothing", address,
                        strerror(errno));
        } else {
            notify->watchdog_ms = watchdog_ms();
        }
    }
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    unsetenv("WATCHDOG_PID");
}

bool notify_say(const struct notify *notify, const char *message)
{
    size_t length = strlen(message);
    return notify->fd < 0 ||
           send(notify->fd, message, length, MSG_DONTWAIT | MSG_NOSIGNAL) ==
               (ssize_t)length;
}

void notify_close(struct notify *notify)
{
    files_close(notify->fd);
    notify->fd = -1;
}
