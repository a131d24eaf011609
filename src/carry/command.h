/*
 * An errand: one run of a command that is not ours, which may fail, hang or
 * talk without end. It gets one argument, PATH, HOME and LANG, an empty
 * standard input and no other open file, runs in / and in a process group of
 * its own.
 */
#ifndef CARRY_COMMAND_H
#define CARRY_COMMAND_H

#include <stdint.h>

enum { ERRAND_SAID_SIZE = 201 };

struct errand_params {
    const char *command; /* absolute */
    const char *argument;
    int64_t limit_ms; /* then it is told to end */
    int64_t grace_ms; /* and then killed */
    int leave_fd;     /* once this can be read, it is told to end, and left */
};

enum errand_end {
    ERRAND_EXITED,   /* code: its exit status */
    ERRAND_SIGNALED, /* code: the signal that ended it */
    ERRAND_TIMEOUT,  /* it was ended by us, after limit_ms */
    ERRAND_LEFT,
    ERRAND_FAILED, /* code: the errno for which it could not be started */
};

struct errand_report {
    enum errand_end end;
    int code;
    char said[ERRAND_SAID_SIZE]; /* the first of what it wrote to standard
                                    output and error, fit to be shown */
};

/* Runs it and waits for its end. */
void errand_run(const struct errand_params *params,
                struct errand_report *report);

#endif
