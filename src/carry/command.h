/*
 * One run of a command that this program did not bring along, which may fail,
 * hang or talk without end. It gets one argument, PATH, HOME and LANG, an empty
 * standard input and no other open file, runs in / and in a process group of
 * its own.
 */
#ifndef CARRY_COMMAND_H
#define CARRY_COMMAND_H

#include <stdint.h>

enum { COMMAND_SAID_SIZE = 201 };

struct command_params {
    const char *command; /* absolute */
    const char *argument;
    int64_t limit_ms; /* then it is told to end */
    int64_t grace_ms; /* and then killed */
    int leave_fd;     /* once this can be read, it is told to end, and left */
};

enum command_end {
    COMMAND_EXITED,   /* code: its exit status */
    COMMAND_SIGNALED, /* code: the signal that ended it */
    COMMAND_TIMEOUT,  /* it was ended by us, after limit_ms */
    COMMAND_LEFT,
    COMMAND_FAILED, /* code: the errno for which it could not be started */
};

struct command_report {
    enum command_end end;
    int code;
    char said[COMMAND_SAID_SIZE]; /* the first of what it wrote to standard
                                    output and error, fit to be shown */
};

/* Runs it and waits for its end. */
void command_run(const struct command_params *params,
                 struct command_report *report);

#endif
