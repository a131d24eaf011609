/*
 * The daily file (DESIGN 4): one row an answer, as CSV. The same day gives the
 * same bytes every time once it is closed, whatever became of the config.
 */
#ifndef DAILY_FILE_H
#define DAILY_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/files.h"
#include "config/config.h"
#include "record/record.h"

/* Makes daily files; keeps its memory from one to the next. */
struct day_file;

/* NULL when there is no memory. The record outlives it. */
struct day_file *day_file_new(struct record *record);

/* Takes NULL. */
void day_file_free(struct day_file *file);

enum day_file_result {
    DAY_FILE_WRITTEN,
    DAY_FILE_SAME,    /* it was there already, with these very bytes */
    DAY_FILE_DIFFERS, /* a file of this name has other content: left alone */
    DAY_FILE_FAILED,
};

struct day_file_params {
    int32_t day;
    const char *folder; /* exists */
    enum files_sync sync;
    bool digest; /* work out the SHA-256 */
};

struct day_file_done {
    char path[FILES_PATH_SIZE];
    char sha256[DIGEST_HEX_SIZE]; /* "" when not asked for */
    int visits;
    int answers; /* questions answered, not skipped or left */
    bool closed; /* else the name ends in _tam and the file may be replaced */
    bool sealed; /* seal and signature lie beside it (day_seal.h) */
    char error[FILES_PATH_SIZE + 512]; /* file, cause, remedy; "" when well */
};

/*
 * Writes the file of a day into a folder: 4luon_<unit>_<device>_<date>.csv,
 * or ..._tam.csv for a day that is not closed. Whole or not at all; a file of
 * a closed day is never overwritten by other content. `done` is filled in any
 * case, as far as it got. The seal of a closed day is written beside it first;
 * where that differs the file is written all the same, and the result is
 * DAY_FILE_DIFFERS.
 */
enum day_file_result day_file_write(struct day_file *file,
                                    const struct day_file_params *params,
                                    struct day_file_done *done)
    __attribute__((warn_unused_result));

/* The path that day_file_write would give the file. */
enum day_file_result day_file_path(struct day_file *file, int32_t day,
                                   const char *folder,
                                   char out[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* The file that a day will have which is about to be closed, as its seal names
   it. */
enum { DAY_FILE_NAME_SIZE = 160 };
struct day_file_print {
    char name[DAY_FILE_NAME_SIZE];
    int64_t bytes;
    char sha256[DIGEST_HEX_SIZE];
};

/* False when the day's file cannot be made, told in `error`; `out` is that of
   an empty one then. */
bool day_file_foretell(struct day_file *file, int32_t day,
                       struct day_file_print *out, char *error, size_t size)
    __attribute__((warn_unused_result));

/* Encodes a day into any sink, for pipes and tests. `write` gets blocks of up
   to 64 KiB. False after a failure; `error` tells it. */
struct day_file_sink {
    bool (*write)(void *context, const void *bytes, size_t length);
    void *context;
};
bool day_file_send(struct day_file *file, int32_t day,
                   const struct day_file_sink *sink, char *error, size_t size)
    __attribute__((warn_unused_result));

#endif
