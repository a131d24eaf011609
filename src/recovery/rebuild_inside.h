/*
 * The inside of rebuild_*.c: what was gathered (rebuild_gather.c), what of it
 * is proven (rebuild_prove.c), and the new database (rebuild_put.c).
 */
#ifndef RECOVERY_REBUILD_INSIDE_H
#define RECOVERY_REBUILD_INSIDE_H

#include "base/digest.h"
#include "format/seal.h"
#include "recovery/found_rows.h"
#include "recovery/rebuild.h"

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
    struct finds *finds;
    struct found_seal *seals; /* in the order of their rows; a day has one */
    int seal_count, seal_capacity;
    struct found_wording *wordings;
    int wording_count, wording_capacity;
    const struct keys *keys;
    const char *log; /* the folder */
    bool failed;     /* without memory */
    int error;       /* the log is there and cannot be read; 0: it can */
};

/* Looks through all that there is. False without memory, or with `error`. */
bool rebuild_gather(struct gathered *gathered,
                    const struct rebuild_params *params)
    __attribute__((warn_unused_result));

/* Says that the log is there and cannot be read, into the error of a struct
   rebuilt. */
void rebuild_tell_log(const char *log, int error, char *out);

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
