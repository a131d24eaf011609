/*
 * Where files can be carried to: the USB sticks that are mounted, found in
 * /proc/self/mounts, and the folders that the config names.
 *
 * A stick is a file system of the kind that sticks have, mounted at or below
 * /media, /run/media or /mnt. A folder of the config is offered when it is
 * there; below those three places only while something is mounted at it, so
 * that nothing is carried into the empty folder of a stick that is not in.
 */
#ifndef CARRY_STICK_H
#define CARRY_STICK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/files.h"

enum {
    STICKS_MAX = 16,
    STICK_LABEL_SIZE = 128,
};

struct stick {
    char path[FILES_PATH_SIZE];
    char label[STICK_LABEL_SIZE]; /* last part of the path, fit to be shown */
    bool mount;                   /* a file system of its own is mounted there:
                                     carry_job.mount */
    bool read_only;
    int64_t free_bytes; /* -1: not known */
};

/* Sorted by label, then by path. */
struct sticks {
    struct stick list[STICKS_MAX];
    int count;
    bool more; /* than the list holds */
};

/* The folders that the config names. */
struct stick_targets {
    const char (*paths)[FILES_PATH_SIZE]; /* absolute: as the config has them */
    int count;
};

/* What a mount table (fstab(5)) and the config name; `free_bytes` is -1, and a
   folder of the config that is not mounted is taken to be there. Lines that are
   none are passed over. False, with errno and the configured folders only, when
   the file cannot be read. */
bool sticks_read(struct sticks *sticks, const char *mounts_path,
                 const struct stick_targets *targets)
    __attribute__((warn_unused_result));

/* The same, of /proc/self/mounts in use, with the free space, and without
   folders that are not there. May wait for a stick that hangs: not for the
   thread of the glass (courier_look). */
bool sticks_look(struct sticks *sticks, const char *mounts_path,
                 const struct stick_targets *targets)
    __attribute__((warn_unused_result));

#endif
