/*
 * What a disk may have made of a program's operations (faults/operation.h) when
 * the power failed in the middle of them. A file's bytes are there for certain
 * when it was synced after them, a name when its folder was. All else is there,
 * or not, or half: each write may be kept, dropped, torn at a sector of 512
 * bytes, or be garbage; each name may be the old one.
 */
#ifndef TESTS_VERIFY_WITH_REPLAY_H
#define TESTS_VERIFY_WITH_REPLAY_H

#include <stdbool.h>
#include <stdint.h>

#include "faults/operation.h"
#include "verify/with_past.h"

struct replay;

/* Reads a log. The program ends when it cannot. */
struct replay *replay_open(const char *log);
void replay_close(struct replay *replay);

int replay_count(const struct replay *replay);

struct replay_cut {
    int at;              /* operations that were begun */
    const char *deaf_to; /* of files and folders whose path holds this text no
                            sync counts; NULL: all do */
    struct draw draw;
    int shown;       /* thanks that were seen before the cut */
    int64_t wall_ms; /* when it came */
};

/* Makes the folder, which is there and empty, as the cut leaves it; sets
   `shown` and `wall_ms`. */
void replay_make(struct replay *replay, struct replay_cut *cut,
                 const char *folder);

#endif
