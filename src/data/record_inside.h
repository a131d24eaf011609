/*
 * The inside of the record, shared by record_keep.c (rows in), record_open.c
 * (the start) and record_read.c (rows out), and by nobody else.
 */
#ifndef DATA_RECORD_INSIDE_H
#define DATA_RECORD_INSIDE_H

#include "base/files.h"
#include "data/record.h"
#include "data/seal.h"

struct record {
    struct store *store;
    const struct config *config;
    char path[FILES_PATH_SIZE];
    char error[FILES_PATH_SIZE + 256]; /* of our own; else the store's */

    /* Hashes of the config's forms. */
    char wordings[CONFIG_FORMS_MAX][SEAL_HEX_SIZE];
    int64_t boot;      /* of the rows to come */
    int64_t seq;       /* of the last row, 0: none */
    int32_t first_day; /* of the first row */
    int32_t last_day;  /* of the last row */
    int32_t closed_day;
    struct tally tally;

    struct moment seen;    /* the last moment of this run */
    bool running;          /* there was one */
    int64_t known_wall_ms; /* the latest that the wall clock ever showed */

    int64_t visit; /* the open one; 0: none */
    int32_t visit_day;
};

/* Rows of one transaction on their way, and the wordings that come with them,
   whose texts are the caller's. */
struct record_batch {
    struct row rows[RECORD_ROWS_MAX];
    int count;
    struct store_wording wordings[CONFIG_FORMS_MAX];
    int wording_count;
    struct moment at;
};

/* The next row of a batch, stamped; the caller fills in the rest, but not
   `visit`, `day` or `seq`. A visit's rows need record_keep. */
struct row *record_add(struct record *record, struct record_batch *batch,
                       enum row_kind kind);

/* A ROW_CLOCK when the wall clock ran otherwise than the other one. */
void record_watch_clock(struct record *record, struct record_batch *batch);

/* Adds the batch to the store and, when it is there, to what is known. */
enum store_result record_commit(struct record *record,
                                const struct record_batch *batch);

#endif
