/*
 * What the program tells whoever started it as a service: sd_notify(3), by
 * the message that its manual documents, one datagram each. Without
 * $NOTIFY_SOCKET nobody listens, and nothing is told.
 */
#ifndef BASE_NOTIFY_H
#define BASE_NOTIFY_H

#include <stdbool.h>
#include <stdint.h>

struct notify {
    int fd;              /* -1: nobody listens */
    int64_t watchdog_ms; /* so long may pass without a NOTIFY_WATCHDOG until the
                            service is ended; 0: for ever */
};

#define NOTIFY_READY    "READY=1"
#define NOTIFY_WATCHDOG "WATCHDOG=1"
#define NOTIFY_STOPPING "STOPPING=1"

/* Reads $NOTIFY_SOCKET, $WATCHDOG_USEC and $WATCHDOG_PID, and takes them out of
   the environment: programs that are started from here tell nothing. Says, and
   goes on with nobody, what cannot be understood. Before there are threads. */
void notify_open(struct notify *notify);

/* Never waits. False with errno when the message did not go. True when nobody
   listens. */
bool notify_say(const struct notify *notify, const char *message)
    __attribute__((warn_unused_result));

void notify_close(struct notify *notify);

#endif
