/*
 * The store: the SQLite file under the record, and the only room that knows
 * SQLite. One connection in one process, and nobody else while it
 * is open. What store_append has answered STORE_OK for survives kill -9 and a
 * power cut.
 *
 * Nothing is tried twice. After a failed write the store takes no more, and
 * closing it leaves the files as they are, for the next opening to judge.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "format/row.h"

struct store;

enum store_result {
    STORE_OK,
    STORE_MISSING,  /* there is no such database, or none was to be made */
    STORE_BUSY,     /* another process has it */
    STORE_DAMAGED,  /* not made by this program, or not sound */
    STORE_FULL,     /* the disk is full */
    STORE_READONLY, /* the file or its folder cannot be written */
    STORE_FAILED,   /* anything else: store_error tells */
    STORE_OTHER,    /* as this program makes it, but for the number of its
                       version: another's, or damaged */
};

/*
 * Opens the database at `path`, and makes a new one when it is missing and
 * `make` is set. `*out` is set in any case and must be given to store_close;
 * it is NULL only when there was no memory (STORE_FAILED).
 */
enum store_result store_open(struct store **out, const char *path, bool make)
    __attribute__((warn_unused_result));

/* Reads the whole database and looks whether it is sound. */
enum store_result store_check(struct store *store)
    __attribute__((warn_unused_result));

/* Likewise of all tables but that of the rows, which whoever walks through them
   (store_walk) has read anyway. */
enum store_result store_check_others(struct store *store)
    __attribute__((warn_unused_result));

/* Whether the index holds what the table of the rows does, all of which is
   read; makes it anew from them; and whether that was done, here or by the
   opening, which finds one of another text. */
enum store_result store_check_index(struct store *store, bool *same)
    __attribute__((warn_unused_result));
enum store_result store_mend_index(struct store *store)
    __attribute__((warn_unused_result));
bool store_index_mended(const struct store *store);

/* What went wrong first, with the file, SQLite's own words and the remedy;
   "" when nothing did. Takes NULL, for which it speaks of memory. */
const char *store_error(const struct store *store);

/* Of that, the cause alone: SQLite's words and the system's. */
const char *store_cause(const struct store *store);

/* What the last failure was; STORE_FAILED when the store had none: then it was
   memory that lacked. */
enum store_result store_failure(const struct store *store);

/* A wording to be kept: its hash, 64 hex digits, and its canonical text. */
struct store_wording {
    const char *hash;
    const char *text;
};

/* The sum of a closed day (sum.h). */
struct store_sum {
    int32_t day;
    const char *text;
};

/* The seal of a day and its signature (seal.h, sshsig.h). */
struct store_seal {
    int32_t day;
    const char *text;
    const char *signature;
};

/* What is added as one transaction with one sync. The rows' `seq` must go on
   from the last one's without a gap. */
struct store_batch {
    const struct row *rows;
    int row_count;
    const struct store_wording *wordings; /* not there yet */
    int wording_count;
    const struct store_sum *sums; /* likewise */
    int sum_count;
    const struct store_seal *seals; /* likewise */
    int seal_count;
};
enum store_result store_append(struct store *store,
                               const struct store_batch *batch)
    __attribute__((warn_unused_result));

/* Brings the write-ahead log home into the database file when it has grown
   enough: to be called when nobody waits, so that no answer waits for it. */
enum store_result store_rest(struct store *store)
    __attribute__((warn_unused_result));

/* Each reads one row; its seq is 0 when there is no such row. Of a kind it is
   the one with the highest value, the last among those; the kind may not be
   one of a visit's rows, which are not indexed. */
enum store_result store_read(struct store *store, int64_t seq, struct row *row)
    __attribute__((warn_unused_result));
enum store_result store_last(struct store *store, struct row *row)
    __attribute__((warn_unused_result));
enum store_result store_last_of(struct store *store, enum row_kind kind,
                                struct row *row)
    __attribute__((warn_unused_result));

/* Reads the row of a kind (not of a visit) with the least value from `value`
   on. */
enum store_result store_next_of(struct store *store, enum row_kind kind,
                                int value, struct row *row)
    __attribute__((warn_unused_result));

/* Reads the last row of a kind (not of a visit) before seq `before`, whatever
   its value. */
enum store_result store_newest(struct store *store, enum row_kind kind,
                               int64_t before, struct row *row)
    __attribute__((warn_unused_result));

/* Counts the rows of a kind (not of a visit) that bear a note, and reads the
   last of them; its seq is 0 when there is none. */
enum store_result store_noted(struct store *store, enum row_kind kind,
                              struct row *last, int64_t *count)
    __attribute__((warn_unused_result));

/* Reads the last row up to `seq` that is of any other kind. */
enum store_result store_last_but(struct store *store, enum row_kind kind,
                                 int64_t seq, struct row *row)
    __attribute__((warn_unused_result));

/* Whether there is a row of this kind (not of a visit) and value. */
enum store_result store_has(struct store *store, enum row_kind kind, int value,
                            bool *has) __attribute__((warn_unused_result));

/* The seq of the first row of this day or a later one; one more than the last
   seq when there is none. As quick among ten years as among one month. */
enum store_result store_find_day(struct store *store, int32_t day, int64_t *seq)
    __attribute__((warn_unused_result));

/* Takes each row from seq `first` to `last` in order, until `take` returns
   false. The row is the scan's own, and valid during the call; of what tells
   only about the start (seq, boot, boottime_ms) it holds nothing. */
struct store_scan {
    int64_t first, last;
    bool (*take)(void *context, const struct row *row);
    void *context;
};
enum store_result store_scan(struct store *store, const struct store_scan *scan)
    __attribute__((warn_unused_result));

/* Many readings as one: between the two the store looks only once whether the
   file has changed. Nothing may be added in between. */
enum store_result store_hold(struct store *store)
    __attribute__((warn_unused_result));
enum store_result store_release(struct store *store)
    __attribute__((warn_unused_result));

/* The text of the wording whose hash begins so; `out` stays empty when there
   is none. */
enum store_result store_find_wording(struct store *store, const char *prefix,
                                     struct text *out)
    __attribute__((warn_unused_result));

/* Takes each sum from day `first` to `last` in order, until `take` returns
   false; the text is valid during the call. */
struct store_sums {
    int32_t first, last;
    bool (*take)(void *context, int32_t day, const char *text);
    void *context;
};
enum store_result store_sums(struct store *store, const struct store_sums *scan)
    __attribute__((warn_unused_result));

/* The first day from `day` on that was closed and has no sum; INT32_MAX when
   none has. */
enum store_result store_unsummed(struct store *store, int32_t day, int32_t *out)
    __attribute__((warn_unused_result));

/* Takes out the sum of a day, for one that is made anew. */
enum store_result store_drop_sum(struct store *store, int32_t day)
    __attribute__((warn_unused_result));

/* So many rows of this kind (not of a visit) come after seq `after`. */
enum store_result store_count(struct store *store, enum row_kind kind,
                              int64_t after, int64_t *count)
    __attribute__((warn_unused_result));

/* Takes each row from seq `first` to `last` whole, in the order of seq, until
   `take` returns false: slower than store_scan, and trusting nothing. `fault`
   is NULL, or tells what is wrong with a row that is not part of it (a column
   of another type, longer than any, filled though its kind has no use for it):
   of such a row only seq counts. `take` may not walk itself. */
struct store_walk {
    int64_t first, last;
    bool (*take)(void *context, const struct row *row, const char *fault);
    void *context;
};
enum store_result store_walk(struct store *store, const struct store_walk *walk)
    __attribute__((warn_unused_result));

/* Takes each seal from day `first` to `last` in order, until `take` returns
   false; the texts are valid during the call. */
struct store_seals {
    int32_t first, last;
    bool (*take)(void *context, const struct store_seal *seal);
    void *context;
};
enum store_result store_seals(struct store *store,
                              const struct store_seals *scan)
    __attribute__((warn_unused_result));

/* Likewise from day `last` back. */
enum store_result store_seals_back(struct store *store,
                                   const struct store_seals *scan)
    __attribute__((warn_unused_result));

/* Takes each wording, by its hash. */
struct store_wordings {
    bool (*take)(void *context, const struct store_wording *wording);
    void *context;
};
enum store_result store_wordings(struct store *store,
                                 const struct store_wordings *scan)
    __attribute__((warn_unused_result));

/* What in the tables, triggers, views and indexes is not as this program makes
   it: "trigger events_no_update is missing, table x is not part of it, view
   days is changed", and the file's application_id and user_version; "" when all
   is well. An older version's may be without what came later. */
enum store_result store_schema(struct store *store, struct text *differs)
    __attribute__((warn_unused_result));

/* Opens a database as evidence: changes nothing in it, and none of its files;
   what is still in its write-ahead log counts. Only the calls above that read
   may follow. STORE_BUSY while a terminal has it, which in turn cannot start
   while it is open. Seals and wordings with a NUL inside are STORE_DAMAGED
   here. */
enum store_result store_open_evidence(struct store **out, const char *path)
    __attribute__((warn_unused_result));

/* Copies all of it into a new file, its owner's alone, which is not synced.
   `stop` is asked now and then, and true ends it (STORE_BUSY); STORE_FULL, or
   STORE_FAILED when the file is there already: `cause` tells. The store is good
   for more either way, and a file that was begun is to be removed.
   STORE_DAMAGED is the store's own, which store_error tells. */
enum { STORE_CAUSE_SIZE = 256 };
struct store_copy {
    const char *path;
    bool (*stop)(void *context);
    void *context;
    char cause[STORE_CAUSE_SIZE]; /* set by the call, when it fails */
};
enum store_result store_copy(struct store *store, struct store_copy *copy)
    __attribute__((warn_unused_result));

/* Takes the rows that tell when the terminal ran (ROW_START, ROW_STOP,
   ROW_SEEN, ROW_CLOCK), whole, in order: from the last start before seq
   `before` on, or from the first one. */
struct store_runs {
    int64_t before;
    bool (*take)(void *context, const struct row *row);
    void *context;
};
enum store_result store_runs(struct store *store, const struct store_runs *scan)
    __attribute__((warn_unused_result));

/* Takes NULL, and a store that did not open. */
void store_close(struct store *store);

/* Likewise, and leaves its files as they are: what it found is doubtful, and
   they are evidence. */
void store_leave(struct store *store);

#endif
