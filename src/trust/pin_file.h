/*
 * The staff's PIN as it is kept, and the tries at it. Two files of mode 0600
 * in the data directory, each with one writer, so that none undoes what the
 * other wrote and nobody waits for a lock:
 *
 *     pin        the Argon2id hash        written by `bonluon pin` only
 *     pin-tries  wrong ones               written by the running terminal only
 *
 * Tries count for the PIN that they name: setting one, even the same again,
 * forgets those of before. A right PIN does so at the end of its day only: who
 * guesses while staff come and go gets no more tries by their coming.
 *
 * A try is spent before it is looked at: the count is on the disk, and only
 * then the PIN is compared. So nobody gets more tries by killing the program
 * or pulling the plug. Waits run by the clock that nobody can set; a restart
 * begins the wait for the present count anew.
 *
 * What is wrong with a file is said on standard error. A file that cannot be
 * read, or is damaged, locks, and never opens.
 */
#ifndef TRUST_PIN_FILE_H
#define TRUST_PIN_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/pin.h"
#include "trust/secret.h"

/* How hard Argon2id is made to work. */
struct pin_cost {
    unsigned long long passes;
    size_t bytes; /* of memory, given back at once */
};

/* That of the terminal; tests take less. */
extern const struct pin_cost pin_file_cost;

/* Sets a PIN, whatever was there before, and forgets the tries; whether it is
   a sound one is the caller's to ask (pin_judge). False with errno. */
bool pin_file_set(const char *data_dir, const char *pin,
                  const struct pin_cost *cost)
    __attribute__((warn_unused_result));

/* What the running terminal remembers between tries. Zeroed at the start;
   after each call below it is as the disk is. */
struct pin_gate {
    char id[SECRET_DIGEST_SIZE]; /* of the PIN that is set; another one: it was
                                    set anew. "" when none is, or not known */
    int wrong;                   /* tries that were not right, and count */
    int64_t opens_ms;            /* when the next is allowed; INT64_MAX: never,
                                    only a new PIN helps */
};

enum pin_result {
    PIN_READY,   /* pin_file_look: may be tried now */
    PIN_RIGHT,   /* pin_file_try: opens now; the tries are forgotten tomorrow */
    PIN_WRONG,   /* pin_file_try: see gate.wrong and gate.opens_ms */
    PIN_WAITING, /* not before gate.opens_ms; nothing was compared */
    PIN_LOCKED,  /* after too many, or for a damaged file; likewise */
    PIN_UNSET,   /* there is no PIN; likewise */
    PIN_FAILED,  /* the disk or the memory refused; likewise */
};

/* When it is asked. */
struct pin_time {
    int64_t boot_ms; /* since the machine started */
    int32_t day;     /* local, since 1970-01-01 */
};

/* How it stands. Reads two small files. */
enum pin_result pin_file_look(struct pin_gate *gate, const char *data_dir,
                              struct pin_time now);

/* Tries a PIN. Takes some tenths of a second and syncs the disk: not for the
   thread that owns the glass. */
enum pin_result pin_file_try(struct pin_gate *gate, const char *data_dir,
                             const char *pin, struct pin_time now)
    __attribute__((warn_unused_result));

#endif
