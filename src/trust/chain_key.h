/*
 * The key of the chain as the terminal keeps it: the file `chain-key` in the
 * data directory, mode 0600, with two places of 4096 bytes. A new key is
 * written into the place that is not in use and synced, and only then the old
 * one is overwritten with zeros and synced: a power cut at any moment leaves
 * one that is whole, and of two the later counts. (A card or SSD may keep a
 * copy of a block that was overwritten; docs/threats.md says so.)
 *
 * A place holds, as one line of text with a digest at its end:
 *
 *     bonluon-chain-key 1 <key's id> <epoch> <shown> <64 hex digits> <digest>
 *
 * with the first 16 hex digits of the SHA-256 of what stands before them.
 */
#ifndef TRUST_CHAIN_KEY_H
#define TRUST_CHAIN_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "trust/secret.h"
#include "trust/tag.h"

#define CHAIN_KEY_NAME "chain-key"

struct chain_key {
    char id[TAG_KEY_ID_SIZE]; /* of the first key, whatever became of it */
    int64_t epoch;            /* seals since; 0: it is the first key */
    bool shown;               /* the first key was shown to somebody */
    struct tag_key key;
};

/* A new first key, not yet on the disk. */
void chain_key_draw(struct chain_key *key, bool shown);

/* Writes it as the only one, in place of any. True: it is on the disk for
   good, and none before it is there in any readable place. False with errno. */
bool chain_key_set(const struct chain_key *key, const char *data_dir)
    __attribute__((warn_unused_result));

/* Moves it forward, on the disk and in `key`. False with errno: `key` is as
   it was, and the disk has the old one or the new one. */
bool chain_key_forward(struct chain_key *key, const char *data_dir)
    __attribute__((warn_unused_result));

/* Reads the later of the two, and finishes what a power cut left undone: an
   earlier one is overwritten. SECRET_UNREADABLE: no place is whole (errno 0),
   or the file cannot be read or mended (errno). */
enum secret_read chain_key_load(struct chain_key *out, const char *data_dir)
    __attribute__((warn_unused_result));

#endif
