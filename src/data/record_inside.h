/*
 * The inside of the record, shared by the record_*.c and nobody else:
 * record_keep.c (rows in), record_open.c (the start), record_read.c (rows
 * out), record_alive.c (when it ran), record_runs.c, record_sums.c.
 */
#ifndef DATA_RECORD_INSIDE_H
#define DATA_RECORD_INSIDE_H

#include "base/files.h"
#include "data/record.h"
#include "data/digest.h"

struct day_sum;

struct record {
    struct store *store;
    const struct config *config;
    enum record_use use;
    char data_dir[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    char error[FILES_PATH_SIZE + 256]; /* of our own; else the store's */

    /* Hashes of the config's forms. */
    char wordings[CONFIG_FORMS_MAX][DIGEST_HEX_SIZE];
    int64_t boot;      /* of the rows to come */
    int64_t seq;       /* of the last row, 0: none */
    int32_t first_day; /* of the first row */
    int32_t last_day;  /* of the last row */
    int32_t closed_day;
    struct tally tally;

    struct record_trust trust; /* how the chain stands */

    struct moment seen;    /* the last moment of this run */
    bool running;          /* there was one */
    int64_t known_wall_ms; /* the latest that the wall clock ever showed */

    /* Until when the last run lasted, as far as is known: this one, or, of a
       command, the terminal's; and what time it is, as far as that. */
    int64_t alive_ms, now_ms;
    bool stopped;    /* the last run ended as asked, or there was none */
    bool alive_told; /* that the sign of life could not be written */

    int64_t visit; /* the open one; 0: none */
    int32_t visit_day;

    struct day_sum *summing; /* NULL until a sum was made */
    int32_t mend_day;        /* the next one to be summed late */
};

/* Rows of one transaction on their way, and the wordings that come with them,
   whose texts are the caller's. */
struct record_batch {
    struct row rows[RECORD_ROWS_MAX];
    int count;
    struct store_wording wordings[CONFIG_FORMS_MAX];
    int wording_count;
    struct store_sum sum; /* of the day that is closed; text NULL: none */
    struct moment at;
};

/* The next row of a batch, stamped; the caller fills in the rest, but not
   `visit`, `day` or `seq`. A visit's rows need record_keep. */
struct row *record_add(struct record *record, struct record_batch *batch,
                       enum row_kind kind);

/* A ROW_CLOCK when the wall clock ran otherwise than the other one. */
void record_watch_clock(struct record *record, struct record_batch *batch);

/* The last row up to `seq` that the terminal itself wrote, and not a command
   that took files out; its seq is 0 when there is none. */
enum store_result record_last_life(struct record *record, int64_t seq,
                                   struct row *row)
    __attribute__((warn_unused_result));

/* Gives back what making sums took. */
void record_forget_sums(struct record *record);

/* Looks when the run before was last alive, as of `now`. */
enum store_result record_look_back(struct record *record, struct moment now)
    __attribute__((warn_unused_result));

/* A ROW_SEEN, when it did not stop as asked. */
void record_add_seen(struct record *record, struct record_batch *batch);

/* Adds the batch to the store and, when it is there, to what is known. */
enum store_result record_commit(struct record *record,
                                const struct record_batch *batch);

#endif
