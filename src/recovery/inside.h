/*
 * The inside of the recovery. From the top: start.c; inspect.c (are the rows
 * those that were written), agree.c (database and journal); mend.c (a database
 * that does not open), restore.c (from the backup), rejoin.c (rows that come
 * back); rebuild_gather.c (what is found), rebuild_prove.c (what of it is
 * proven) and rebuild_put.c (the new database); found_rows.c (where each row
 * lies), prove.c (by seals and tags) and tell.c (what a start has to say).
 * backup.c makes the backup, at night.
 */
#ifndef RECOVERY_INSIDE_H
#define RECOVERY_INSIDE_H

#include "base/digest.h"
#include "format/seal.h"
#include "recovery/found_rows.h"
#include "recovery/rebuild.h"
#include "recovery/recovery.h"

/* A start on its way. */
struct recovering {
    const struct recovery_params *params;
    struct recovery *out;
    bool restored; /* the backup took the database's place, or must not */
    bool rebuilt;  /* what could be proven was */
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

/* Sets the database aside and makes it anew. */
enum store_result recovering_set_aside(struct recovering *start,
                                       const char *cause)
    __attribute__((warn_unused_result));

/* Puts the backup in the place of a large database, which is gone, and opens
   it. False: there is none that would do, and nothing was made. */
bool recovering_restore(struct recovering *start, int64_t *rows)
    __attribute__((warn_unused_result));

/* Looks whether the last days' rows are those that were sealed or tagged; where
   not, the database is set aside and rebuilt. */
enum store_result recovering_inspect(struct recovering *start)
    __attribute__((warn_unused_result));

/* Compares the database with its journal: what that has more is added where it
   is proven, and what fits nothing is set aside. */
enum store_result recovering_agree(struct recovering *start)
    __attribute__((warn_unused_result));

/* Puts back the rows of the journal that come after `last`, as far as their
   tags fit; gives out how many. The key goes forward with them. */
enum store_result recovering_rejoin(struct recovering *start,
                                    const struct row *last, int64_t *count)
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
    int error; /* the journal is there and cannot be read; 0: it can */
};

/* Looks through all that there is. False without memory, or with `error`. */
bool rebuild_gather(struct gathered *gathered,
                    const struct rebuild_params *params)
    __attribute__((warn_unused_result));

/* Says that the journal is there and cannot be read. */
void rebuild_tell_journal(const char *journal, int error,
                          char out[REBUILT_ERROR_SIZE]);

/* Why rebuild_gather was false. */
void rebuild_tell_gather(const struct gathered *gathered,
                         const struct rebuild_params *params,
                         struct rebuilt *out);
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
