/*
 * The inside of the recovery. From the top: start.c (and database and journal
 * compared); inspect.c (are the rows those that were written); mend.c (a
 * database that does not open), restore.c (from the backup), rejoin.c (rows
 * that come back); rebuild_gather.c (what is found), rebuild_prove.c (what of
 * it is proven) and rebuild_put.c (the new database); found_rows.c (where each
 * row lies), prove.c (by seals and tags) and tell.c (what a start has to say).
 * backup.c makes the backup, at night.
 */
#ifndef RECOVERY_INSIDE_H
#define RECOVERY_INSIDE_H

#include "base/digest.h"
#include "format/seal.h"
#include "recovery/found_rows.h"
#include "recovery/recovery.h"
#include "trust/keys.h"

/* A start on its way. */
struct recovering {
    const struct recovery_params *params;
    struct recovery *out;
    bool restored; /* the backup took the database's place, or must not */
    bool rebuilt;  /* what could be proven was */
    int doubts; /* so often it was to be set aside, and was looked at again */
    bool again; /* that look is still to come */
    char damaged[FILES_PATH_SIZE]; /* the first that was set aside, "": none; a
                                      second one is a copy of the backup */
};

/* Fails, with this to say. */
enum store_result recovering_fault(struct recovering *start, const char *path,
                                   const char *remedy, int error);

/* Opens the store; one that is damaged or gone is rebuilt from what there
   is. */
enum store_result recovering_mend(struct recovering *start)
    __attribute__((warn_unused_result));

/* Sets the database aside and makes it anew; but the first times it only asks
   for another look (`again`): what a disk does not give at one moment is often
   there at the next. One that still cannot be read is not damaged: the start
   ends, unless it is given up (base/unread.h). */
enum store_result recovering_set_aside(struct recovering *start,
                                       const char *cause)
    __attribute__((warn_unused_result));

/* Puts the backup in the place of a large database, which is gone, and opens
   it. False: there is none that would do, and nothing was made. */
bool recovering_restore(struct recovering *start, int64_t *rows)
    __attribute__((warn_unused_result));

/* The newest row of a rebuilding after which rows were lost or unproven, or
   came from the backup; its seq 0: there is none. */
enum store_result recovery_unproven(struct store *store, struct row *out)
    __attribute__((warn_unused_result));

/* What a rebuilding tells that put all right, behind its reason and its
   rows. */
#define RECOVERY_BACK   " rows back"
#define RECOVERY_PROVEN RECOVERY_BACK ", 0 lost, 0 unproven, "

/* Looks whether the last days' rows are those that were sealed or tagged; where
   not, the database is set aside and rebuilt. */
enum store_result recovering_inspect(struct recovering *start)
    __attribute__((warn_unused_result));

/* Puts back the rows of the journal that come after `last`, as far as their
   tags fit; gives out how many. The key goes forward with them. */
enum store_result recovering_rejoin(struct recovering *start,
                                    const struct row *last, int64_t *count)
    __attribute__((warn_unused_result));

/* Whether each wording is the text of its hash. */
enum store_result prove_wordings(struct store *store, bool *good)
    __attribute__((warn_unused_result));

/* Whatever there is of the keys: one alone proves something too. One that is
   missing has no id or no fingerprint. The caller wipes them. */
void prove_keys(const char *data_dir, struct keys *keys);

struct prove_params {
    struct store *store;
    int64_t after;     /* seals that come up to this row are not looked at */
    int64_t rows_most; /* nor older ones, after so many rows */
};

/* Looks at the seals, from the newest back: can each be read, is it signed, and
   are the rows of its range those of its digest? `cause` tells what is not as
   it was, "" when all is. */
enum store_result prove_seals(const struct prove_params *params,
                              char cause[ROW_NOTE_SIZE])
    __attribute__((warn_unused_result));

/* Whether the rows from `first` to `last` can be read, and bear the tags of
   this key (NULL: whichever); those that have no tag are passed over. */
struct prove_span {
    struct store *store;
    int64_t first, last;
    const struct tag_key *key;
};
enum store_result prove_tags(const struct prove_span *span, bool *good)
    __attribute__((warn_unused_result));

/* Whether the row of a seal names the seal that is kept for its day. */
enum store_result prove_seal_row(struct store *store, const struct row *row,
                                 bool *good)
    __attribute__((warn_unused_result));

struct rebuild_params {
    const char *database;    /* to be made; nothing lies there */
    const char *damaged;     /* where the old one lies now; NULL: it was gone */
    const char *backup;      /* may be missing */
    const char *journal;     /* the folder; may be missing */
    const struct keys *keys; /* to prove rows by; NULL: there are none. What
                                of them is missing has no id or no fingerprint
                              */
};

struct rebuilt {
    int64_t rows;     /* there now */
    int64_t lost;     /* of these, ROW_LOST */
    int64_t unproven; /* taken on their check alone */
    int64_t dropped;  /* rows at the end that were there and not proven */
    char error[RECOVERY_ERROR_SIZE]; /* of the failure, in one line */
};

/* STORE_OK with rows 0: nothing was found, and no database was made. A journal
   that is there and cannot be read is no empty one: STORE_FAILED. A key of the
   chain that is older than the last seal, as of a card that was put back, is
   moved forward to prove what came since; the file is not. */
enum store_result rebuild_database(const struct rebuild_params *params,
                                   struct rebuilt *out)
    __attribute__((warn_unused_result));

/* A seal that was found, and what of it is needed to prove rows. */
struct found_seal {
    int32_t day;
    char *text, *signature;
    bool ours;                   /* this terminal's key signed it */
    char chain[TAG_KEY_ID_SIZE]; /* of the key of its rows, */
    int64_t epoch;               /* as it was then */
    int64_t first, last;
    char rows_digest[TAG_DIGEST_HEX_SIZE];
    char sha256[DIGEST_HEX_SIZE]; /* of the text */
    unsigned char last_tag[TAG_SIZE];
    bool closed; /* the row that closes its day is in the new database */
};

struct found_wording {
    char hash[DIGEST_HEX_SIZE];
    char *text;
};

struct gathered {
    struct found_rows *rows;
    struct found_seal *seals; /* in the order of their rows; a day has one */
    int seal_count, seal_capacity;
    struct found_wording *wordings;
    int wording_count, wording_capacity;
    const struct keys *keys;
    const char *journal; /* the folder */
    bool failed;         /* without memory */
};

/* Looks through all that there is. False, with the error of `out`, without
   memory, and when the journal is there and cannot be read. */
bool rebuild_gather(struct gathered *gathered,
                    const struct rebuild_params *params, struct rebuilt *out)
    __attribute__((warn_unused_result));

/* Says that the journal is there and cannot be read. */
void rebuild_tell_journal(const char *journal, int error,
                          char out[RECOVERY_ERROR_SIZE]);
void rebuild_forget(struct gathered *gathered);

/* The new database on its way: zeroed before. */
struct rebuild_new {
    struct store *store;
    char path[FILES_PATH_SIZE]; /* while it is made */
    struct row *rows;           /* not yet in it */
    int count;
    struct row last; /* seq 0: none yet */
    enum store_result result;
    char *error; /* of struct rebuilt */
};

/* Each does nothing once one of them failed (result). */
void rebuild_begin(struct rebuild_new *made, const char *database,
                   struct rebuilt *out);
void rebuild_put(struct rebuild_new *made, const struct row *row);
void rebuild_put_rest(struct rebuild_new *made,
                      const struct gathered *gathered);

/* Checks it and gives it its name. When something failed, or there is no row,
   nothing is left of it. */
void rebuild_end(struct rebuild_new *made, const char *database);

#endif
