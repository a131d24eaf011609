#include "trust/sign_key.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <string.h>

#include "trust/tag.h"

static_assert(SIGN_PUBLIC_SIZE == crypto_sign_PUBLICKEYBYTES &&
                  SIGN_SECRET_SIZE == crypto_sign_SECRETKEYBYTES &&
                  SIGN_BYTES == crypto_sign_BYTES &&
                  TAG_KEY_SIZE == crypto_sign_SEEDBYTES,
              "libsodium's Ed25519 is of other sizes");

static const char head[] = "bonluon-sign-key 1 "; /* and the seed, in hex */

/* What an SSH public key begins with; the key itself follows. */
static const unsigned char blob_head[] = "\0\0\0\013ssh-ed25519\0\0\0\040";
enum { BLOB_HEAD_SIZE = sizeof blob_head - 1 };
static_assert(BLOB_HEAD_SIZE + SIGN_PUBLIC_SIZE == SIGN_BLOB_SIZE,
              "an SSH key is of another size");

static void fill(struct sign_key *key, const struct tag_key *seed)
{
    crypto_sign_seed_keypair(key->public_key, key->secret, seed->bytes);
    sign_fingerprint(key->public_key, key->fingerprint);
}

bool sign_key_make(struct sign_key *key, const char *data_dir)
{
    struct secret secret;
    struct tag_key seed; /* as random as one of the chain, and as long */
    char hex[TAG_KEY_HEX_SIZE];
    *key = (struct sign_key){{0}, {0}, ""};
    tag_key_draw(&seed);
    tag_key_hex(&seed, hex);
    text_must(secret.text, sizeof secret.text, "%s%s", head, hex);
    bool written = secret_write(&secret, data_dir, SIGN_KEY_NAME);
    if (written) {
        fill(key, &seed);
    }
    tag_key_wipe(&seed);
    secret_wipe(hex, sizeof hex);
    secret_wipe(&secret, sizeof secret);
    return written;
}

enum secret_read sign_key_load(struct sign_key *out, const char *data_dir)
{
    struct secret secret;
    struct tag_key seed;
    *out = (struct sign_key){{0}, {0}, ""};
    enum secret_read result = secret_read(&secret, data_dir, SIGN_KEY_NAME);
    if (result == SECRET_READ) {
        if (strncmp(secret.text, head, sizeof head - 1) == 0 &&
            tag_key_read_hex(secret.text + sizeof head - 1, &seed)) {
            fill(out, &seed);
        } else {
            result = SECRET_UNREADABLE;
            errno = 0;
        }
        tag_key_wipe(&seed);
    }
    secret_wipe(&secret, sizeof secret);
    return result;
}

void sign_key_wipe(struct sign_key *key)
{
    sodium_memzero(key->secret, sizeof key->secret);
}

static void make_blob(const unsigned char public_key[SIGN_PUBLIC_SIZE],
                      unsigned char out[SIGN_BLOB_SIZE])
{
    memcpy(out, blob_head, BLOB_HEAD_SIZE);
    memcpy(out + BLOB_HEAD_SIZE, public_key, SIGN_PUBLIC_SIZE);
}

void sign_base64(const unsigned char public_key[SIGN_PUBLIC_SIZE],
                 char out[SIGN_BASE64_SIZE])
{
    unsigned char blob[SIGN_BLOB_SIZE];
    make_blob(public_key, blob);
    sodium_bin2base64(out, SIGN_BASE64_SIZE, blob, sizeof blob,
                      sodium_base64_VARIANT_ORIGINAL);
}

bool sign_read_base64(const char *text,
                      unsigned char public_key[SIGN_PUBLIC_SIZE])
{
    unsigned char blob[SIGN_BLOB_SIZE];
    char again[SIGN_BASE64_SIZE];
    size_t length = 0;
    if (strlen(text) != SIGN_BASE64_SIZE - 1 ||
        sodium_base642bin(blob, sizeof blob, text, SIGN_BASE64_SIZE - 1, NULL,
                          &length, NULL, sodium_base64_VARIANT_ORIGINAL) != 0 ||
        length != sizeof blob || memcmp(blob, blob_head, BLOB_HEAD_SIZE) != 0) {
        return false;
    }
    memcpy(public_key, blob + BLOB_HEAD_SIZE, SIGN_PUBLIC_SIZE);
    /* libsodium takes some bytes above 0x7f for letters. */
    sign_base64(public_key, again);
    return strcmp(again, text) == 0;
}

void sign_fingerprint(const unsigned char public_key[SIGN_PUBLIC_SIZE],
                      char out[SIGN_FINGERPRINT_SIZE])
{
    static const char name[] = "SHA256:";
    unsigned char blob[SIGN_BLOB_SIZE];
    unsigned char hash[crypto_hash_sha256_BYTES];
    make_blob(public_key, blob);
    crypto_hash_sha256(hash, blob, sizeof blob);
    memcpy(out, name, sizeof name - 1);
    sodium_bin2base64(out + sizeof name - 1,
                      SIGN_FINGERPRINT_SIZE - (sizeof name - 1), hash,
                      sizeof hash, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}
