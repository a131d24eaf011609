/* Damage to the files of a terminal, drawn from a seed. */
#ifndef TESTS_RECOVERY_WITH_DAMAGE_H
#define TESTS_RECOVERY_WITH_DAMAGE_H

#include "base/with_data_folder.h"

/* What may be damaged. */
enum file {
    DATABASE,
    WAL,
    LOG,
    BACKUP,
    CHAIN_KEY,
    SIGN_KEY,
    SIGNERS,
    ALIVE,
    PIN,
    PIN_TRIES,
    FILE_COUNT
};
extern const char *const damage_names[FILE_COUNT];

enum kind {
    FLIP_BITS,
    FLIP_BURST,
    TRUNCATE,
    ZERO_PAGE,
    SWAP_PAGES,
    APPEND,
    DELETE,
    OLDER,
    EMPTY,
    FOLDER,
    UNREADABLE,
    KIND_COUNT
};
/* A file as bytes; data NULL: there is none. */
struct bytes {
    char *data;
    size_t length;
};

/* Where, by what draws, and from what. */
struct damage {
    const struct data_folder *folder;
    const struct bytes *older; /* the files of an earlier day */
    unsigned long random;
    char told[512]; /* what was done in this draw */
};

/* The bytes of a file; none when it is no file that can be read. */
struct bytes damage_take_file(const char *file);
void damage_write_file(const char *file, const struct bytes *bytes);

void damage_one(struct damage *f, enum file file, enum kind kind);

/* One to three files, the database and the journal most of all. */
void damage_some(struct damage *f);

/* Whether the bytes that a file had are still there: in place, perhaps with
   more behind them, or set aside. */
bool damage_is_kept(const struct damage *f, enum file file,
                    const struct bytes *bytes);

/* Whether the database was set aside; and how many things were. */
bool damage_was_taken(const struct damage *f);
int damage_quarantined(const struct damage *f);

#endif
