/*
 * The files of one day, as the outbox holds them: CSV, seal and signature
 * beside each other. Each is looked at by itself, and whether they belong
 * together. What days have to do with each other is lineage.h's matter.
 */
#ifndef VERIFY_DAILY_H
#define VERIFY_DAILY_H

#include <stdbool.h>
#include <stdint.h>

#include "format/file_name.h"
#include "format/seal.h"
#include "verify/sealed.h"
#include "verify/inside.h"

enum part { PART_CSV, PART_SEAL, PART_SIGNATURE, PART_COUNT };

/* ".csv", ".seal", ".seal.sig". */
const char *daily_ending(enum part part);

/* What of a day was found, and what its seal says: all that is kept of it. */
struct daily {
    char *paths[PART_COUNT]; /* NULL: it has no such file */
    int root;                /* of what was given, which it lies in */
    /* Filled by daily_verify: */
    char who[WHO_SIZE];  /* "" when nothing told */
    char line[WHO_SIZE]; /* the first codes of the terminal (lineage_name) */
    int32_t day;
    bool provisional;
    bool sealed; /* the seal was read; the rest is of no meaning else */
    bool good;   /* and its signature is good */
    unsigned char signer[SIGN_PUBLIC_SIZE];
    char sha256[DIGEST_HEX_SIZE]; /* of the seal */
    int64_t number;
    char chain[TAG_KEY_ID_SIZE];
    int64_t epoch;
    int32_t before_day;
    char before_sha256[DIGEST_HEX_SIZE];
};

/* The path of the first of its files, and of that the name without its folder
   and its ending, so many bytes. */
const char *daily_path(const struct daily *daily);
const char *daily_stem(const struct daily *daily, int *length);

void daily_free(struct daily *daily);

/* Reads the files and tells what is wrong with them. Days that a database is
   known to have sealed may lack some of their files: the next start writes
   them. */
void daily_verify(struct daily *daily, struct inquiry *inquiry,
                  bool may_be_unfinished);

/* A part of it (table.c): the rows of the CSV, each by itself and as it stands
   to the one before; and what they come to, held against the seal. */
struct table_params {
    struct inquiry *inquiry;
    struct file_name name;   /* whose rows they must be */
    const struct seal *seal; /* NULL: there is none to hold it against */
    bool differs; /* the bytes are not those that were sealed: where a place of
                     a visit is missing says why */
};

/* Changes the bytes. */
void table_verify(const struct table_params *params, struct text *bytes);

#endif
