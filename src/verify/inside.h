/*
 * What the parts of a verification share: what was given, whom findings are
 * told, what was seen so far. Within this room only.
 */
#ifndef VERIFY_INSIDE_H
#define VERIFY_INSIDE_H

#include "trust/first_key.h"
#include "trust/signers.h"
#include "verify/account.h"
#include "verify/findings.h"
#include "verify/verify.h"
#include "verify/witness.h"

/* Terminals that were met, by "<unit>/<device>". */
struct terminals {
    char (*list)[WHO_SIZE];
    int count, capacity;
};

/* The seals that the last database has. */
struct known_day {
    int32_t day;
    char sha256[DIGEST_HEX_SIZE];
};
struct known_days {
    struct known_day *list;
    int count, capacity;
};

struct inquiry {
    const struct first_key *keys;
    int key_count;
    const struct signers *signers; /* NULL: none given */
    bool signers_beside;           /* they lay beside what is looked at */
    struct span span;
    struct findings findings;
    struct account account;
    struct witness witness;
    struct terminals terminals;
    struct known_days known;
    void (*progress)(void *context, int64_t done, int64_t total);
    void *context;
    bool failed; /* memory ran out */
};

/* Says what is wrong there, in the file that is looked at. */
#define SAY(inquiry, spot, ...)                                                \
    findings_add(&(inquiry)->findings, (spot), __VA_ARGS__)

/* Says what could not be read, of which nothing vouches, or that is to note. */
#define TELL(inquiry, level, spot, ...)                                        \
    findings_tell(&(inquiry)->findings, (level), (spot), __VA_ARGS__)

/* Counts it when it is met for the first time. */
void inquiry_terminal(struct inquiry *inquiry, const char *who);

/* Remembers a seal of the database. */
void inquiry_know(struct inquiry *inquiry, int32_t day, const char *sha256);

/* Frees what it holds. */
void inquiry_free(struct inquiry *inquiry);

/* The first key of this id; NULL: not given. */
const struct first_key *inquiry_key(const struct inquiry *inquiry,
                                    const char *id);

#endif
