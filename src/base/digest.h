/*
 * Digests: SHA-256, by which a daily file, a config and a wording are told
 * from every other.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { DIGEST_HEX_SIZE = 65 }; /* 64 hex digits and the end */

/* A digest on its way; the inside is libsodium's. */
struct digest {
    uint64_t state[16];
};

void digest_begin(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t length);
void digest_end(struct digest *digest, char hex[DIGEST_HEX_SIZE]);

/* All of it at once. */
void digest_of(const void *bytes, size_t length, char hex[DIGEST_HEX_SIZE]);

#endif
