#include "base/digest.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct digest),
              "libsodium's state has grown");

/* Through a copy: the two types share no alignment rule that C knows of, and
   100 bytes are nothing beside the 64 KiB that come with each call. */
static crypto_hash_sha256_state inside(const struct digest *digest)
{
    crypto_hash_sha256_state state;
    memcpy(&state, digest->state, sizeof state);
    return state;
}

void digest_begin(struct digest *digest)
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    memcpy(digest->state, &state, sizeof state);
}

void digest_add(struct digest *digest, const void *bytes, size_t length)
{
    crypto_hash_sha256_state state = inside(digest);
    crypto_hash_sha256_update(&state, bytes, length);
    memcpy(digest->state, &state, sizeof state);
}

void digest_end(struct digest *digest, char hex[DIGEST_HEX_SIZE])
{
    unsigned char raw[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state = inside(digest);
    crypto_hash_sha256_final(&state, raw);
    sodium_bin2hex(hex, DIGEST_HEX_SIZE, raw, sizeof raw);
}

void digest_of(const void *bytes, size_t length, char hex[DIGEST_HEX_SIZE])
{
    struct digest digest;
    digest_begin(&digest);
    digest_add(&digest, bytes, length);
    digest_end(&digest, hex);
}
