/*
 * The first key of a terminal's chain, as the province keeps it: one line,
 * on paper, as a QR code or in a file. With it every tag can be checked
 * (tag.h); the terminal itself has forgotten it after its first seal.
 *
 *     bonluon-first-key 1 <unit>/<device> <key's id> <64 hex digits>
 *
 * What a person typed may have blanks anywhere in the hex digits, which may be
 * of any case; a slip shows by the id.
 */
#ifndef TRUST_FIRST_KEY_H
#define TRUST_FIRST_KEY_H

#include <stdbool.h>

#include "base/who.h"
#include "trust/tag.h"

enum { FIRST_KEY_SIZE = 192 };

struct first_key {
    char who[WHO_SIZE]; /* "van-truong/quay-1" */
    char id[TAG_KEY_ID_SIZE];
    struct tag_key key;
};

void first_key_write(const struct first_key *first, char out[FIRST_KEY_SIZE]);

/* False when the line is not one, or the id does not fit the key. */
bool first_key_read(const char *line, struct first_key *out)
    __attribute__((warn_unused_result));

#endif
