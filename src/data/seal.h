/*
 * Digests: SHA-256, by which a daily file, a config and a wording are told
 * from every other. (Of libsodium only this file knows, and pin_file.c.)
 */
#ifndef DATA_SEAL_H
#define DATA_SEAL_H

#include <stddef.h>
#include <stdint.h>

enum { SEAL_HEX_SIZE = 65 }; /* 64 hex digits and the end */

/* A digest on its way; the inside is libsodium's. */
struct seal_digest {
    uint64_t state[16];
};

void seal_digest_begin(struct seal_digest *digest);
void seal_digest_add(struct seal_digest *digest, const void *bytes,
                     size_t length);
void seal_digest_end(struct seal_digest *digest, char hex[SEAL_HEX_SIZE]);

/* All of it at once. */
void seal_digest_of(const void *bytes, size_t length, char hex[SEAL_HEX_SIZE]);

#endif
