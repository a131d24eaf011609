/*
 * Uploading: the command of the config ([export] upload_command) is run for
 * the file of each closed day in the outbox that it has not taken yet, the
 * oldest first, with the file's path as its only argument; its seal lies beside
 * it by then, for the command to take. That is a thread of its
 * own: nobody waits for the command, and without a file it sleeps.
 *
 * Exit 0 means: taken. That is kept as one line of the file `uploads` in the
 * data directory, in the form of sha256sum ("<sha256>  <name>"), so that
 * `sha256sum -c ../uploads` in the outbox checks them all. A file that could
 * not be noted, because the power failed at that moment or the disk is full, is
 * given to the command again. Anything but 0 is tried again after a pause that
 * doubles from a minute to six hours; files behind it wait for it.
 *
 * The command gets PATH, HOME and LANG, no open file but an empty standard
 * input and a pipe for what it says, and runs in /. After ten minutes it is
 * told to end, and then killed.
 */
#ifndef CARRY_UPLOAD_H
#define CARRY_UPLOAD_H

#include <stdbool.h>
#include <stdint.h>

struct upload;

enum { UPLOAD_SAID_MAX = 200, UPLOAD_MESSAGE_SIZE = 512 };

/* Any that is 0 stands for what is said behind it. */
struct upload_times {
    int64_t pause_ms;      /* before the second try: a minute */
    int64_t pause_most_ms; /* six hours */
    int64_t limit_ms;      /* that the command may take: ten minutes */
    int64_t grace_ms;      /* between SIGTERM and SIGKILL: ten seconds */
};

struct upload_params {
    const char *data_dir; /* exists */
    const char *command;  /* absolute */
    struct upload_times times;
    void (*wake)(void *context); /* when the status changed; on the thread of
                                    the upload; may be NULL */
    void *context;
};

/* Starts the thread, which looks at once. NULL, after a message, when there is
   no memory or no thread to be had. */
struct upload *upload_start(const struct upload_params *params);

/* Tells that the outbox may have new files: after days were closed. Does not
   shorten a pause. Takes NULL: no command is configured. */
void upload_look(struct upload *upload);

struct upload_status {
    int waiting;                       /* files not yet taken; -1: not known */
    int tries;                         /* of the first of them, in vain */
    bool running;                      /* the command, now */
    int64_t next_boot_ms;              /* of the next try; -1: none is due */
    char message[UPLOAD_MESSAGE_SIZE]; /* of the last try that failed: file,
                                          cause, what the command said; "" once
                                          one succeeded */
};

/* Takes NULL: nothing waits. */
void upload_status(struct upload *upload, struct upload_status *out);

/* How long to wait after so many tries in vain; `chance` is any number, and
   lengthens it by up to a quarter, so that many terminals do not all come at
   once. Pure. */
int64_t upload_pause(const struct upload_times *times, int tries,
                     uint32_t chance);

enum upload_end {
    UPLOAD_ENDED,
    UPLOAD_HUNG, /* the disk does not answer: as COURIER_HUNG */
};

/* Tells a command that runs to end, and leaves it; ends the thread. Takes
   NULL. */
enum upload_end upload_stop(struct upload *upload);

#endif
