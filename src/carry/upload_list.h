/*
 * Which files of the outbox were uploaded: the file `uploads` in the data
 * directory, one line a file, only ever added to. A last line that a power cut
 * left without its end counts for nothing.
 */
#ifndef CARRY_UPLOAD_LIST_H
#define CARRY_UPLOAD_LIST_H

#include <stdbool.h>

#include "base/digest.h"
#include "base/files.h"

struct uploads_next {
    int waiting;                /* files of closed days that are not noted */
    char name[FILES_PATH_SIZE]; /* whose turn it is; "": none waits */
};

/* Looks through outbox/ and `uploads`: the oldest that waits comes after the
   name that is given, which was tried last, and after the youngest the oldest;
   so one that never succeeds holds back no other. "" for the oldest. False,
   with errno, when one of the two cannot be read; that there is none yet is no
   failure. */
bool uploads_find(const char *data_dir, const char *after,
                  struct uploads_next *next)
    __attribute__((warn_unused_result));

/* SHA-256 of a file; false with errno. */
bool uploads_digest(const char *path, char sha256[DIGEST_HEX_SIZE])
    __attribute__((warn_unused_result));

/* Adds a line, and syncs it; false with errno. */
bool uploads_note(const char *data_dir, const char *name,
                  const char sha256[DIGEST_HEX_SIZE])
    __attribute__((warn_unused_result));

#endif
