/*
 * The seal of a closed day and its signature as files beside its CSV:
 * <name>.csv, <name>.seal, <name>.seal.sig (seal.h). They are written before
 * the CSV: where that is, all of it is. Nothing is ever overwritten.
 */
#ifndef DAILY_SEAL_H
#define DAILY_SEAL_H

#include <stdbool.h>

#include "base/files.h"
#include "record/record.h"

enum day_seal_result {
    DAY_SEAL_WRITTEN, /* or there already, both with these very bytes */
    DAY_SEAL_NONE,    /* the day has none: it was closed before the chain */
    DAY_SEAL_DIFFERS, /* one lies there with other content: left alone */
    DAY_SEAL_FAILED,  /* errno; 0: the record failed */
};

struct day_seal {
    struct record *record;
    int32_t day;
    const char *csv; /* the path of the file that it belongs to */
};

/* `path` is that of the one that differs or failed. */
enum day_seal_result day_seal_write(const struct day_seal *seal,
                                    enum files_sync sync,
                                    char path[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* The path beside a CSV with SEAL_ENDING or SEAL_SIGNATURE_ENDING. False:
   too long. */
bool day_seal_path(char out[FILES_PATH_SIZE], const char *csv,
                   const char *ending) __attribute__((warn_unused_result));

/* Whether the CSV or, of a day that has a seal, one of the two is missing. */
enum store_result day_seal_missing(const struct day_seal *seal, bool *missing)
    __attribute__((warn_unused_result));

/* The lines of a day's seal that tell what the office is called
   (format/seal.h);
   "" when it has none. False when it cannot be read. */
bool day_seal_offices(struct record *record, int32_t day,
                      char out[SEAL_OFFICES_SIZE])
    __attribute__((warn_unused_result));

#endif
