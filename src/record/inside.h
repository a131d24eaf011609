/*
 * The inside of the record. Its storeys, each of which calls the ones below:
 *
 *     open                    a start; what is done when nobody waits; the end
 *     late, close             rows of an earlier run; the end of a day
 *     start                   the rows of a start
 *     keep, life              rows in; when it ran
 *     watch                   what the clocks have to tell
 *     add                     rows are stamped and added
 *     recall, journal, key    what the rows tell; their second copy; keys, tags
 *     read, runs              rows out; when it ran before
 *     days, clock             which rows are of which day; day and doubt
 *     fault                   what went wrong
 *
 * And what knows no record: spool (answers that wait for one), wordings (of the
 * config's forms), running (the open day's totals).
 */
#ifndef RECORD_INSIDE_H
#define RECORD_INSIDE_H

#include "base/files.h"
#include "format/meant.h"
#include "record/record.h"
#include "record/wordings.h"
#include "recovery/recovery.h"
#include "store/journal.h"
#include "survey/belief.h"
#include "trust/keys.h"

/* A day that is open, and its first row. */
struct record_open {
    int32_t day;
    int64_t first;
};

/* Rows since a clock came into doubt; seq 0: none did. */
struct record_doubt {
    int64_t seq;       /* the first of them */
    bool timed;        /* it was a step: what is to be added to the boot clock
                          of its run had it not stepped is */
    int64_t offset_ms; /* this */
    int64_t boot;
};

/* What the rows since the last closed day tell of the clock. */
struct record_past {
    bool known; /* it was believed: */
    int64_t known_ms;
    int64_t last_ms; /* what it showed last */
    struct record_doubt doubt;
};

struct record {
    struct store *store;
    const struct config *config;
    enum record_use use;
    char data_dir[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    char error[FILES_PATH_SIZE + 256]; /* of our own; else the store's */

    struct wordings_hashes wordings; /* of the config's forms */
    int64_t boot;                    /* of the rows to come */
    int64_t seq;                     /* of the last row, 0: none */
    int32_t first_day;               /* of the first row */
    int32_t last_day;                /* of the last row */
    int32_t closed_day;
    int64_t closed_ms;        /* when it was, INT64_MAX: none is */
    int64_t closed_last;      /* the last row of that day, 0: none is closed */
    struct record_open *open; /* days with rows that are open, in order */
    int open_count, open_capacity;
    struct meant_list meant;
    struct running_totals totals;

    /* The chain. A record of an earlier version has none until the terminal
       starts. */
    bool chained; /* each row is tagged */
    bool keyed;   /* `keys` holds the key of the next row's tag */
    struct keys keys;
    char enrol[ROW_NOTE_SIZE];   /* the note of the last ROW_ENROL */
    unsigned char tag[TAG_SIZE]; /* of the last row; zeros: it has none */
    int64_t chain_seals;         /* seals since the last ROW_ENROL */
    int64_t seals;               /* of all days */
    int64_t unsealed;            /* the first row that no seal covers */
    struct record_trust trust;
    bool failed; /* the disk holds a key of another state than the rows: no
                    more is added */

    struct journal journal;
    bool journaling;    /* rows go into it */
    int64_t journaled;  /* the last row that did */
    int32_t filled_day; /* holes in it were looked for when this was the last
                           day that is closed */

    struct belief belief;
    struct record_past past;   /* as the rows told when last gone through */
    struct record_doubt doubt; /* that is not ended */
    int64_t run_first, run_boot_ms; /* the first row of this run, and when */
    int64_t unvouched[BELIEF_KERNEL + 1]; /* the first row after the last
                                             moment for which one of that rank
                                             vouches */

    /* Until when the last run lasted, as far as is known: this one, or, of a
       command, the terminal's; and what time it is, as far as that. */
    int64_t alive_ms;
    struct moment now;
    bool stopped; /* the last run ended as asked, or there was none */
    char ended[ROW_NOTE_SIZE]; /* else how; "": nobody told */
    bool alive_told;           /* that the sign of life could not be written */

    int64_t visit; /* the open one; 0: none */
    int32_t visit_day;

    bool late_left; /* something lies in the spool still */
};

/* Rows of one transaction on their way, and the wordings that come with them,
   whose texts are the caller's. */
struct record_batch {
    struct row rows[RECORD_ROWS_MAX];
    int32_t days[RECORD_ROWS_MAX]; /* for which they count */
    int count;
    struct store_wording wordings[CONFIG_FORMS_MAX];
    int wording_count;
    int tagged;             /* so many of the rows have their tag */
    struct store_sum sum;   /* of the day that is closed; text NULL: none */
    struct store_seal seal; /* likewise */
    struct moment at;
};

/* The next row of a batch, stamped; the caller fills in the rest, but not
   `visit`, `day` or `seq`. A visit's rows need record_keep. */
struct row *record_add(struct record *record, struct record_batch *batch,
                       enum row_kind kind);

/* The same of a row of a job: with what is the caller's in it. */
struct row *record_add_given(struct record *record, struct record_batch *batch,
                             const struct row *given);

/* The note of a ROW_CLOCK of a run that goes on. */
#define RECORD_STEPPED "jumped while running"

/* What the clocks have to tell at this moment (watch.c). */
void record_watch_clock(struct record *record, struct record_batch *batch);

/* Somebody says that the clock is right, or it came back by itself: rows for
   what was kept before. */
struct record_word {
    enum belief_voucher by;
    const struct belief *before; /* as it was then */
    int64_t offset_ms;           /* wall less boot clock, now */
};
void record_tell_meant(struct record *record, struct record_batch *batch,
                       const struct record_word *word);

/* The wall time before which this row, or a later one, counts for a day that
   had not come: a wrong clock had its own closed, or had a later one begun.
   After closing time rows count for the next day, rightly. */
int64_t record_own_from(const struct record *record, int64_t seq);

/* GUARD_CLOCK, or nothing: of a row that comes at this moment. */
unsigned record_flags(const struct record *record, struct moment at);

/* The clocks were looked at, and what they had to tell is kept. */
void record_look(struct record *record, struct moment at);

struct belief_moment record_moment(struct moment at);
int32_t record_local_day(const struct record *record, int64_t wall_ms);

/* Which rows count for which day (days.c): finds out anew; adds the first row
   of an open day; forgets the open days up to one that was closed. */
enum store_result record_days_recall(struct record *record)
    __attribute__((warn_unused_result));
enum store_result record_days_add(struct record *record, int32_t day,
                                  int64_t seq)
    __attribute__((warn_unused_result));
void record_days_close(struct record *record, const struct row *close);

/* The same, and the totals of the last day (recall.c). */
enum store_result record_recall_days(struct record *record)
    __attribute__((warn_unused_result));

/* The rows of a day; those that bear it, which nearly always are the same; the
   first row of a day or a later one. */
enum store_result record_rows_of(struct record *record, int32_t day,
                                 struct meant_rows *out)
    __attribute__((warn_unused_result));
enum store_result record_rows_bearing(struct record *record, int32_t day,
                                      struct meant_rows *out)
    __attribute__((warn_unused_result));
enum store_result record_first_row(struct record *record, int32_t day,
                                   int64_t *seq)
    __attribute__((warn_unused_result));

/* What the rows tell. */
enum store_result record_recall(struct record *record)
    __attribute__((warn_unused_result));

/* RECORD_TERMINAL only: the keys, made when there are none. `enrol` is then the
   note of the ROW_ENROL that must come first, "" when none must; `recovery`
   that of a ROW_RECOVERY, "" likewise. */
struct record_enrol {
    char enrol[ROW_NOTE_SIZE];
    char recovery[ROW_NOTE_SIZE];
};
enum store_result record_enrol(struct record *record, struct record_enrol *out)
    __attribute__((warn_unused_result));

/* Tags the rows of the batch that have no tag yet, if the record is chained;
   fails when the key is not there. */
enum store_result record_tag(struct record *record, struct record_batch *batch)
    __attribute__((warn_unused_result));

/* Moves the key forward, after a seal. */
enum store_result record_key_forward(struct record *record)
    __attribute__((warn_unused_result));

/* This row of a seal is the last one now. */
void record_sealed(struct record *record, const struct row *seal);

/* The folder of the journal. False: the path is too long. */
bool record_journal_folder(const struct record *record,
                           char folder[FILES_PATH_SIZE])
    __attribute__((warn_unused_result));

/* Adds the rows between others that the journal lacks, and says so. `stop` is
   asked now and then, and true gives it up until another time; NULL: never. */
struct record_holes {
    int64_t span; /* only what the last so many bytes of it tell; 0: all */
    bool (*stop)(void *context);
    void *context;
};
enum store_result record_fill_holes(struct record *record,
                                    const struct record_holes *holes)
    __attribute__((warn_unused_result));

/* RECORD_TERMINAL only: rows after `journaled` go into it from here on. */
void record_journal_open(struct record *record, int64_t journaled);

/* Writes what the store has now, if nothing before it is missing in it. */
void record_journal_add(struct record *record, const struct store_batch *batch);

/* Syncs that: for when nobody waits. */
void record_journal_sync(struct record *record);

/* Says that there is no journal, and why. */
void record_journal_fail(struct record *record, int error);

/* What the rows of a start have to tell (start.c). */
struct record_start {
    struct recovery recovery; /* the store in it is the record's */
    struct record_enrol enrol;
    struct text wordings[CONFIG_FORMS_MAX]; /* of the config's forms */
};

/* The rows of a run, be it this one or one that had no record: what the first
   of them has told the next need not tell. */
enum store_result record_begin_run(struct record *record,
                                   struct record_start *start, struct moment at)
    __attribute__((warn_unused_result));

/* The rows of a chain that begins anew, if it does: for a run whose start the
   record has. */
enum store_result record_begin_chain(struct record *record,
                                     struct record_start *start,
                                     struct moment at)
    __attribute__((warn_unused_result));

/* Of the terminal, before its own start: adds what earlier runs left in the
   spool, each behind the rows of a start; but not what is of `but_run`.
   `*lost`: so much of it does not go with the rest, or is damaged. */
enum store_result record_take_late(struct record *record,
                                   struct record_start *start, int64_t but_run,
                                   int64_t *lost)
    __attribute__((warn_unused_result));

/* Fails for good, with this to say. */
enum store_result record_fault(struct record *record, const char *path,
                               const char *remedy, int error)
    __attribute__((warn_unused_result));

/* The last row up to `seq` that the terminal itself wrote, and not a command
   that took files out; its seq is 0 when there is none. */
enum store_result record_last_life(struct record *record, int64_t seq,
                                   struct row *row)
    __attribute__((warn_unused_result));

/* Fails for want of memory. */
enum store_result record_no_memory(struct record *record);

/* Looks when the run before was last alive, as of `now`. */
enum store_result record_look_back(struct record *record, struct moment now)
    __attribute__((warn_unused_result));

/* A ROW_SEEN, when it did not stop as asked. */
void record_add_seen(struct record *record, struct record_batch *batch);

/* Adds the batch to the store and, when it is there, to what is known. */
enum store_result record_commit(struct record *record,
                                struct record_batch *batch)
    __attribute__((warn_unused_result));

#endif
