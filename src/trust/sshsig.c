#include "trust/sshsig.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

/*
 * The blob: everything but the two keys' worth of bytes is always the same.
 *
 *     "SSHSIG", version 1
 *     public key   (string of: "ssh-ed25519", 32 bytes)
 *     namespace, reserved (empty), hash algorithm
 *     signature    (string of: "ssh-ed25519", 64 bytes)
 *
 * A string is its length in four bytes, and its bytes. What is signed begins
 * likewise: "SSHSIG", namespace, reserved, hash algorithm, the text's hash.
 */
#define MAGIC     "SSHSIG"
#define ALGORITHM "\0\0\0\013ssh-ed25519"
#define WHERE                                                                  \
    "\0\0\0\007" SSHSIG_NAMESPACE "\0\0\0\0"                                   \
    "\0\0\0\006sha512"

static const char key_head[] = MAGIC "\0\0\0\001"
                                     "\0\0\0\063" ALGORITHM "\0\0\0\040";
static const char signature_head[] = WHERE "\0\0\0\123" ALGORITHM "\0\0\0\100";
static const char signed_head[] = MAGIC WHERE "\0\0\0\100";

enum {
    KEY_AT = sizeof key_head - 1,
    SIGNATURE_HEAD_AT = KEY_AT + SIGN_PUBLIC_SIZE,
    SIGNATURE_AT = SIGNATURE_HEAD_AT + sizeof signature_head - 1,
    BLOB_SIZE = SIGNATURE_AT + SIGN_BYTES,
    HASH_AT = sizeof signed_head - 1,
    SIGNED_SIZE = HASH_AT + crypto_hash_sha512_BYTES,
};
static_assert(sizeof SSHSIG_NAMESPACE - 1 == 7, "its length stands above");

static const char armour_head[] = "-----BEGIN SSH SIGNATURE-----\n";
static const char armour_foot[] = "-----END SSH SIGNATURE-----\n";

enum {
    ARMOUR_WIDTH = 70,
    BASE64_LENGTH = BLOB_SIZE / 3 * 4,
    ARMOUR_LENGTH = sizeof armour_head - 1 + BASE64_LENGTH +
                    (BASE64_LENGTH + ARMOUR_WIDTH - 1) / ARMOUR_WIDTH +
                    sizeof armour_foot - 1,
};
static_assert(BLOB_SIZE % 3 == 0, "base 64 would end in =");
static_assert((int)ARMOUR_LENGTH < (int)SSHSIG_SIZE,
              "a signature has outgrown its room");

static char *put(char *p, const char *bytes, size_t length)
{
    memcpy(p, bytes, length);
    return p + length;
}

static void armour(const unsigned char blob[BLOB_SIZE], char out[SSHSIG_SIZE])
{
    char base64[BASE64_LENGTH + 1];
    sodium_bin2base64(base64, sizeof base64, blob, BLOB_SIZE,
                      sodium_base64_VARIANT_ORIGINAL);
    char *p = put(out, armour_head, sizeof armour_head - 1);
    for (size_t at = 0; at < BASE64_LENGTH; at += ARMOUR_WIDTH) {
        size_t left = BASE64_LENGTH - at;
        p = put(p, base64 + at, left < ARMOUR_WIDTH ? left : ARMOUR_WIDTH);
        *p++ = '\n';
    }
    p = put(p, armour_foot, sizeof armour_foot); /* with the end */
    assert(p - out == ARMOUR_LENGTH + 1);
}

/* Of the blob only the key and the signature can differ: taken out of it and
   put into a new one, they must give the same armour. */
static bool unarmour(const char *armoured, unsigned char blob[BLOB_SIZE])
{
    char again[SSHSIG_SIZE];
    size_t length = 0;
    if (strlen(armoured) != ARMOUR_LENGTH ||
        sodium_base642bin(
            blob, BLOB_SIZE, armoured + sizeof armour_head - 1,
            ARMOUR_LENGTH - (sizeof armour_head - 1) - (sizeof armour_foot - 1),
            "\n", &length, NULL, sodium_base64_VARIANT_ORIGINAL) != 0 ||
        length != BLOB_SIZE) {
        return false;
    }
    memcpy(blob, key_head, sizeof key_head - 1);
    memcpy(blob + SIGNATURE_HEAD_AT, signature_head, sizeof signature_head - 1);
    armour(blob, again);
    return strcmp(again, armoured) == 0;
}

static void make_signed(const void *text, size_t length,
                        unsigned char out[SIGNED_SIZE])
{
    memcpy(out, signed_head, HASH_AT);
    crypto_hash_sha512(out + HASH_AT, text, length);
}

void sshsig_make(const struct sign_key *key, const void *text, size_t length,
                 char out[SSHSIG_SIZE])
{
    unsigned char what[SIGNED_SIZE];
    unsigned char blob[BLOB_SIZE];
    make_signed(text, length, what);
    memcpy(blob, key_head, sizeof key_head - 1);
    memcpy(blob + KEY_AT, key->public_key, SIGN_PUBLIC_SIZE);
    memcpy(blob + SIGNATURE_HEAD_AT, signature_head, sizeof signature_head - 1);
    crypto_sign_detached(blob + SIGNATURE_AT, NULL, what, sizeof what,
                         key->secret);
    armour(blob, out);
}

enum sshsig_result sshsig_check(const char *armoured, const void *text,
                                size_t length,
                                unsigned char public_key[SIGN_PUBLIC_SIZE])
{
    unsigned char what[SIGNED_SIZE];
    unsigned char blob[BLOB_SIZE];
    if (!unarmour(armoured, blob)) {
        return SSHSIG_BROKEN;
    }
    memcpy(public_key, blob + KEY_AT, SIGN_PUBLIC_SIZE);
    make_signed(text, length, what);
    return crypto_sign_verify_detached(blob + SIGNATURE_AT, what, sizeof what,
                                       public_key) == 0
               ? SSHSIG_GOOD
               : SSHSIG_BAD;
}
