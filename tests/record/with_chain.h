/* A chain checked from outside: with the first keys in hand, row by row and
   seal by seal, by a loop of its own. */
#ifndef TESTS_RECORD_WITH_CHAIN_H
#define TESTS_RECORD_WITH_CHAIN_H

#include "format/seal.h"
#include "trust/chain_key.h"

enum { CHAIN_KEYS_MAX = 8 };

/* The first keys that were noted. Zeroed at the start. */
struct chain {
    struct chain_key first[CHAIN_KEYS_MAX];
    int count;
};

/* Notes the key that lies in a data directory, which must be a first one. */
void chain_note(struct chain *chain, const char *data_dir);

/* What was counted on the way. */
struct chain_found {
    int64_t rows, untagged; /* the latter are all before the first ROW_ENROL */
    int enrols, recoveries, seals, closes;
    int64_t epoch; /* seals since the last ROW_ENROL */
    struct seal last;
};

/* Checks the database of a data directory, which nobody has open: every tag;
   every seal, its digest, its place, its counts, its signature. Fails the
   test at the first that is wrong. */
struct chain_found chain_check(const struct chain *chain, const char *data_dir);

#endif
