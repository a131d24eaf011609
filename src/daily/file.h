/*
 * The daily file (docs/verify.md, "The CSV"): one row an answer, as CSV. The
 * same day gives the same bytes every time once it is closed, whatever became
 * of the config. Of a day that is open it holds the finished stretches
 * (stretch.h).
 */
#ifndef DAILY_FILE_H
#define DAILY_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/files.h"
#include "daily/rows.h"
#include "format/csv_write.h"
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
    bool closing;   /* the day is about to be closed: as it will be then */
    bool unwritten; /* with `closing`: its bytes are only counted, and the disk
                       keeps its space for the day's row */
};

enum { DAY_FILE_NAME_SIZE = 160, DAY_FILE_ERROR_SIZE = FILES_PATH_SIZE + 512 };

struct day_file_done {
    char path[FILES_PATH_SIZE];
    char name[DAY_FILE_NAME_SIZE];
    int64_t bytes;
    char sha256[DIGEST_HEX_SIZE];
    int visits;  /* that it was made from */
    int answers; /* questions answered, not skipped or left */
    bool closed; /* else the name ends in _tam and the file may be replaced */
    bool sealed; /* seal and signature lie beside it (seal.h) */
    char error[DAY_FILE_ERROR_SIZE]; /* file, cause, remedy; "" when well */
};

/*
 * Writes the file of a day into a folder: 4luon_<unit>_<device>_<date>.csv,
 * or ..._tam.csv for a day that is not closed. Whole or not at all; a file of
 * a closed day is never overwritten by other content, nor written again when
 * it is there. `done` is filled in any case, as far as it got. The seal of a
 * closed day is written beside it first; where that differs the file is
 * written all the same, and the result is DAY_FILE_DIFFERS.
 */
enum day_file_result day_file_write(struct day_file *file,
                                    const struct day_file_params *params,
                                    struct day_file_done *done)
    __attribute__((warn_unused_result));

/*
 * The same in two steps, between which a day is closed. The first loads the
 * day and encodes it, under a temporary name; the second puts seal and file in
 * their places. That the file cannot be written is no failure of the first one
 * where the day is being closed: `done` names its bytes all the same, and
 * the second one fails. False when the day cannot be loaded or encoded, with
 * the name, and the digest of no bytes.
 */
bool day_file_begin(struct day_file *file, const struct day_file_params *params,
                    struct day_file_done *done)
    __attribute__((warn_unused_result));
enum day_file_result day_file_end(struct day_file *file,
                                  const struct day_file_params *params,
                                  struct day_file_done *done)
    __attribute__((warn_unused_result));

/* Gives up what was begun. */
void day_file_drop(struct day_file *file);

/* The rows of the day that was loaded last, in the order of its file. */
const struct day_rows *day_file_rows(const struct day_file *file);

/* The path that day_file_write would give the file. False: it is too long, or
   the record failed. */
bool day_file_path(struct day_file *file, int32_t day, const char *folder,
                   char out[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* Encodes a day into any sink, for pipes and tests. `write` gets blocks of up
   to 64 KiB. False after a failure; `error` tells it. */
struct day_file_sink {
    csv_write *write;
    void *context;
    char error[DAY_FILE_ERROR_SIZE]; /* set by the call, when it fails */
};
bool day_file_send(struct day_file *file, int32_t day,
                   struct day_file_sink *sink)
    __attribute__((warn_unused_result));

#endif
