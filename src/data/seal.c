#include "data/seal.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct seal_digest),
              "libsodium's state has grown");

/* Through a copy: the two types share no alignment rule that C knows of, and
   100 bytes are nothing beside the 64 KiB that come with each call. */
static crypto_hash_sha256_state inside(const struct seal_digest *digest)
{
    crypto_hash_sha256_state state;
    memcpy(&state, digest->state, sizeof state);
    return state;
}

void seal_digest_begin(struct seal_digest *digest)
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    memcpy(digest->state, &state, sizeof state);
}

void seal_digest_add(struct seal_digest *digest, const void *bytes,
                     size_t length)
{
    crypto_hash_sha256_state state = inside(digest);
    crypto_hash_sha256_update(&state, bytes, length);
    memcpy(digest->state, &state, sizeof state);
}

void seal_digest_end(struct seal_digest *digest, char hex[SEAL_HEX_SIZE])
{
    unsigned char raw[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state = inside(digest);
    crypto_hash_sha256_final(&state, raw);
    sodium_bin2hex(hex, SEAL_HEX_SIZE, raw, sizeof raw);
}

void seal_digest_of(const void *bytes, size_t length, char hex[SEAL_HEX_SIZE])
{
    struct seal_digest digest;
    seal_digest_begin(&digest);
    seal_digest_add(&digest, bytes, length);
    seal_digest_end(&digest, hex);
}
