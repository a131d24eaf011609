/*
 * The watchdog: the service manager is told that the terminal is ready once
 * its first picture is really on the screen, and after that twice in each of
 * its periods that it lives, while the screen shows what was painted and the
 * disk answers. What stands still is not fed any more, and says why before it
 * is ended. Without a service manager, or without a period, the loop is never
 * woken for this.
 */
#ifndef CMD_WATCHDOG_H
#define CMD_WATCHDOG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/notify.h"

/* What stands still. */
enum watchdog_fault { WATCHDOG_WELL, WATCHDOG_SCREEN, WATCHDOG_DISK };

/* Opened by watchdog_open. */
struct watchdog {
    struct notify notify;
    bool ready;                /* it was told */
    enum watchdog_fault fault; /* as of the last look */
    int64_t since_ms;          /* when it was first seen */
    bool said;                 /* what it is, to everybody */
    int64_t due_ms;            /* of the next look, by the boot clock; -1: no
                                  more */
};

enum {
    /* Between two looks while something is not as it should be. */
    WATCHDOG_AGAIN_MS = 500,
    /* So long the first picture may take before that is said. */
    WATCHDOG_FIRST_MS = 10000,
};

/* Reads the environment (notify.h). */
void watchdog_open(struct watchdog *watchdog);

/* Milliseconds until watchdog_look wants to be called; -1: it does not. */
int64_t watchdog_deadline(const struct watchdog *watchdog, int64_t now_ms);

/* Looks: says that all gets on, or, the second time in a row that it does not,
   what stands still: to the log, to the service manager, and as a last word
   (last_end.h). */
void watchdog_look(struct watchdog *watchdog, enum watchdog_fault fault,
                   int64_t now_ms);

/* The terminal ends, as it was asked or by itself. */
void watchdog_close(struct watchdog *watchdog);

#endif
