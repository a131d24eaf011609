/*
 * A witness: somebody who saw, on a day, a code on the terminal's screen or
 * the digest of a seal. The record must hold what he saw: else it was rolled
 * back to an earlier state, or replaced, since.
 */
#ifndef VERIFY_WITNESS_H
#define VERIFY_WITNESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "format/row.h"
#include "trust/tag.h"
#include "verify/findings.h"

struct witness {
    bool given;
    int32_t day;
    char code[TAG_CODE_SIZE];     /* of a tag; "" when it is of a seal: */
    char sha256[DIGEST_HEX_SIZE]; /* 64 hex digits */
    /* What was seen. */
    bool rows;   /* of a database */
    bool found;  /* on that day */
    int64_t row; /* another that fits, of another day; 0: none */
    int32_t row_day;
};

/* What a person typed: a code, or 64 hex digits. False: neither. */
bool witness_read(struct witness *witness, int32_t day, const char *typed)
    __attribute__((warn_unused_result));

/* Looks whether it is this row. */
void witness_row(struct witness *witness, const struct row *row);

/* Looks whether it is this seal of that day. */
void witness_seal(struct witness *witness, int32_t day, const char *sha256,
                  const unsigned char last_tag[TAG_SIZE]);

/* When all was read: whether it was found, else a finding. */
bool witness_end(const struct witness *witness, struct findings *findings);

#endif
