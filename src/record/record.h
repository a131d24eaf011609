/*
 * The record: everything that happened to this terminal, as rows that are only
 * ever added (format/row.h). What stands on the store is here: which number,
 * boot, clock and day a row gets, when a clock is in doubt, which days are
 * closed.
 *
 * The day of a row is the latest of: the local day of the wall clock, the day
 * of the row before it, the day after the last closed one. While a visit is
 * open its day holds, so that a visit is never split at midnight.
 *
 * Whether the wall clock is believed survey/belief.h says. While it is in doubt
 * no day is closed, and it moves no day forward; rows that come then bear
 * GUARD_CLOCK, and so do those that count for a later day than it shows. When
 * the doubt ends a row tells at which time they were kept, as far as the boot
 * clock can (format/meant.h): only then, and at the latest when the day is
 * closed, it is decided for which day they count.
 *
 * Every row has a tag (tag.h) from the first start of a terminal that knows of
 * tags; a command adds rows to such a record only where it has the key.
 */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "config/config.h"
#include "format/imprint.h"
#include "format/row.h"
#include "format/seal.h"
#include "record/job.h"
#include "record/running.h"
#include "recovery/backup.h"
#include "store/store.h"
#include "survey/belief.h"
#include "trust/sign_key.h"

struct record;

enum record_use {
    RECORD_TERMINAL, /* makes a missing database, checks it, sets a damaged one
                        aside; adds the rows of a start */
    RECORD_COMMAND,  /* takes it as it is and adds nothing by itself */
};

struct record_params {
    const struct config *config; /* outlives the record */
    const char *data_dir;        /* exists */
    struct moment now;
    enum record_use use;
    const char *ended; /* how the terminal's last run ended, for the note of
                          ROW_SEEN; NULL: nobody told. Of any length */
    int64_t run;       /* of the terminal's spool (spool.h): what lies there of
                          earlier runs is taken, what is of this one is not */
};

/* Opens data_dir/bonluon.db. `*out` is set in any case and must be given to
   record_close; it is NULL only when there was no memory. */
enum store_result record_open(struct record **out,
                              const struct record_params *params)
    __attribute__((warn_unused_result));

/* The first thing that went wrong: file, cause and remedy, in one line. */
const char *record_error(const struct record *record);

/* Takes NULL. A record that failed leaves its files as they are. */
void record_close(struct record *record);

/* A start has fourteen rows and one for each form; rows that were handed over
   may have a ROW_CLOCK before them. */
enum { RECORD_ROWS_MAX = 14 + CONFIG_FORMS_MAX };

/* Keeps rows as they were handed to the writer: completes, stamps and adds
   them. */
enum store_result record_keep(struct record *record,
                              const struct record_job *job)
    __attribute__((warn_unused_result));

/* Closes a day: its rows are complete, later ones count for the next. Days
   are closed in their order, and never while a visit is open. The day's totals
   and its seal (format/seal.h) are kept with it, and the key of the chain moves
   forward. */
struct record_close {
    int32_t day;
    struct moment at;
    const char *file; /* the name of its daily file, which the seal names: */
    int64_t file_bytes;
    const char *file_sha256;
    const struct sum *totals; /* of its rows; NULL: they cannot be counted */
};
enum store_result record_close_day(struct record *record,
                                   const struct record_close *close)
    __attribute__((warn_unused_result));

/* Staff say that the wall clock is right (ROW_CONFIRM): it is believed from
   here on. The day does not go backwards all the same. */
enum store_result record_confirm(struct record *record, struct moment at)
    __attribute__((warn_unused_result));

/* Files of days that were handed out; zeroed at the start. */
struct record_export {
    int32_t day;
    char sha256[DIGEST_HEX_SIZE];
};
struct record_exports {
    struct record_export *list;
    int count, capacity;
    bool failed; /* memory ran out: not all are in the list */
};
void record_exports_add(struct record_exports *exports, int32_t day,
                        const char *sha256);
void record_exports_free(struct record_exports *exports);

/* Adds a row for each of them. */
enum store_result record_exported(struct record *record,
                                  const struct record_exports *exports,
                                  struct moment at)
    __attribute__((warn_unused_result));

/* The terminal ends as asked. */
enum store_result record_stop(struct record *record, struct moment at)
    __attribute__((warn_unused_result));

/* The terminal runs: tells it to the next start (life.c), and sees whether
   the clock jumped. For when nobody is there: rows tell as much. */
enum store_result record_beat(struct record *record, struct moment at)
    __attribute__((warn_unused_result));

/* Sees whether the clock jumped: before a day is counted, so that its seal
   tells of no other runs than the rows before the one that closes it. */
enum store_result record_see_clock(struct record *record, struct moment at)
    __attribute__((warn_unused_result));

/* Lets the store tidy up, and syncs the journal, when nobody waits. */
enum store_result record_rest(struct record *record)
    __attribute__((warn_unused_result));

/* Adds some of the rows that the journal lacks, for when nobody waits. `*more`
   is false when it has all. That it cannot be written is told once, and is no
   failure of the record. */
enum store_result record_mend_journal(struct record *record, bool *more)
    __attribute__((warn_unused_result));

/* Looks for holes in the journal, and copies the database into the backup, if
   there is none of the last closed day (backup.h). What goes wrong with the
   copy is told there. Store and day of `copy` are the record's. */
enum store_result record_back_up(struct record *record, struct backup *backup,
                                 struct backup_copy copy)
    __attribute__((warn_unused_result));

bool record_visiting(const struct record *record);

/* The day for which a row would count at this moment. */
int32_t record_day(const struct record *record, struct moment at);

/* Today, even after its closing time, when the record counts for tomorrow. */
int32_t record_today(const struct record *record, struct moment at);

/* Why the wall clock is in doubt, or that it is believed: what comes now bears
   GUARD_CLOCK, and no day is closed; and who vouched for it in this run. */
enum belief_why record_doubt(const struct record *record, struct moment at);
bool record_doubtful(const struct record *record, struct moment at);
enum belief_voucher record_voucher(const struct record *record);

/* The last day that is closed; before the first row's day: none was yet. */
int32_t record_closed_day(const struct record *record);

/* The first day: nothing is known of the time before it. INT32_MAX when there
   is no row. */
int32_t record_first_day(const struct record *record);

/* Many readings as one, which is quicker; nothing may be added in between. */
enum store_result record_hold(struct record *record)
    __attribute__((warn_unused_result));
enum store_result record_release(struct record *record)
    __attribute__((warn_unused_result));

/* Whether the file of a closed day was handed out since it was closed. */
enum store_result record_taken(struct record *record, int32_t day, bool *taken)
    __attribute__((warn_unused_result));

/* The day on which the newest of the days that were handed out was last handed
   out; INT32_MIN when none ever was. */
enum store_result record_last_export(struct record *record, int32_t *day)
    __attribute__((warn_unused_result));

/* The last row that tells of a damaged database (ROW_RECOVERY); its seq is 0
   when there is none. */
enum store_result record_recovered(struct record *record, struct row *row)
    __attribute__((warn_unused_result));

/* How often the terminal was started again after it ended without being asked,
   as the service manager told (ROW_SEEN with a note), and the last of these
   rows; its seq is 0 when there is none. */
enum store_result record_ends(struct record *record, struct row *last,
                              int64_t *count)
    __attribute__((warn_unused_result));

/* Whether something lies in the spool that could not be taken. */
bool record_late_left(const struct record *record);

/* Counts of the latest day that has rows. */
const struct running_totals *record_running_totals(const struct record *record);

/* How the chain stands. */
struct record_trust {
    bool enrolled; /* the first key was shown to somebody */
    bool broken;   /* the journal could not be written: said once */
    char who[WHO_SIZE];
    char fingerprint[SIGN_FINGERPRINT_SIZE]; /* of the signer */
    unsigned char tag[TAG_SIZE];             /* of the last row */
    int32_t sealed_day;                      /* INT32_MIN: none yet */
    char seal_sha256[DIGEST_HEX_SIZE];
};
void record_trust(const struct record *record, struct record_trust *out);

/* The seal of a day and its signature; both empty when it has none, as days
   that were closed before there was a chain. */
enum store_result record_seal(struct record *record, int32_t day,
                              struct text *seal, struct text *signature)
    __attribute__((warn_unused_result));

/* Takes each row of a day in order, until `take` returns false. The row is
   valid during the call, and as store_scan fills it. */
struct record_scan {
    int32_t day;
    bool (*take)(void *context, const struct row *row);
    void *context;
};
enum store_result record_scan(struct record *record,
                              const struct record_scan *scan)
    __attribute__((warn_unused_result));

/* The first day from `day` on that is closed, or that is open and has rows; and
   that is closed: days in between were passed over by a clock that leapt.
   INT32_MAX when there is none. Whether a day was one: not passed over. */
enum store_result record_next_day(struct record *record, int32_t day,
                                  int32_t *out)
    __attribute__((warn_unused_result));
enum store_result record_was(struct record *record, int32_t day, bool *was)
    __attribute__((warn_unused_result));
enum store_result record_next_closed(struct record *record, int32_t day,
                                     int32_t *out)
    __attribute__((warn_unused_result));

/* The totals of days that are closed. The first day from `day` on that has
   none kept, INT32_MAX when each has; keeps some; and takes those that are
   kept (store_sums). */
enum store_result record_unsummed(struct record *record, int32_t day,
                                  int32_t *out)
    __attribute__((warn_unused_result));
enum store_result record_keep_sums(struct record *record,
                                   const struct store_sum *sums, int count)
    __attribute__((warn_unused_result));
/* In place of one that is kept and is not that of its rows, which a row
   tells. */
enum store_result record_renew_sum(struct record *record,
                                   const struct store_sum *sum)
    __attribute__((warn_unused_result));
enum store_result record_kept_sums(struct record *record,
                                   const struct store_sums *scan)
    __attribute__((warn_unused_result));

/* What time it is, as of the last row, the last beat or a command's start; and
   until when the last run lasted, by the wall clock, as far as is known. */
struct moment record_now(const struct record *record);
int64_t record_alive_ms(const struct record *record);

/* The config that it was opened with. */
const struct config *record_config(const struct record *record);

/* The codes under which a terminal ran when a day began, or that day's first
   row was written: a ROW_CONFIG within the day tells of others. "" when the
   record does not tell it, as that of 0.4.0. */
enum store_result record_who(struct record *record, int32_t day,
                             char who[WHO_SIZE])
    __attribute__((warn_unused_result));

/* The imprint of a day: as it was closed, else by the config, and under the
   codes in force at the last row of the day. */
enum store_result record_imprint(struct record *record, int32_t day,
                                 struct imprint *out)
    __attribute__((warn_unused_result));

/* The canonical text of a wording, by the beginning of its hash; empty when
   the record has none such. */
enum store_result record_wording(struct record *record, const char *prefix,
                                 struct text *out)
    __attribute__((warn_unused_result));

#endif
