/*
 * The key with which the terminal signs its seals: Ed25519, made once. The
 * file `sign-key` in the data directory (secret.h) holds its seed. The public
 * half goes into `allowed_signers` (signers.h), and its fingerprint is what
 * people compare: "SHA256:" and 43 letters, as `ssh-keygen -l` prints it.
 */
#ifndef TRUST_SIGN_KEY_H
#define TRUST_SIGN_KEY_H

#include <stdbool.h>

#include "base/text.h"
#include "trust/secret.h"

#define SIGN_KEY_NAME "sign-key"

enum {
    SIGN_PUBLIC_SIZE = 32,
    SIGN_SECRET_SIZE = 64,
    SIGN_BYTES = 64,
    SIGN_FINGERPRINT_SIZE = 51, /* "SHA256:", 43 letters, the end */
};

struct sign_key {
    unsigned char public_key[SIGN_PUBLIC_SIZE];
    unsigned char secret[SIGN_SECRET_SIZE];
    char fingerprint[SIGN_FINGERPRINT_SIZE];
};

/* Makes one and writes it. False with errno. */
bool sign_key_make(struct sign_key *key, const char *data_dir)
    __attribute__((warn_unused_result));

/* Reads it, as secret_read does. */
enum secret_read sign_key_load(struct sign_key *out, const char *data_dir)
    __attribute__((warn_unused_result));

/* Overwrites the secret half for good. */
void sign_key_wipe(struct sign_key *key);

/* The public half as SSH writes it, in base 64: what stands behind the word
   ssh-ed25519 wherever it does. Read back, to the letter: false when it is
   none. */
enum { SIGN_BLOB_SIZE = 51, SIGN_BASE64_SIZE = 69 };
void sign_base64(const unsigned char public_key[SIGN_PUBLIC_SIZE],
                 char out[SIGN_BASE64_SIZE]);
bool sign_read_base64(const char *text,
                      unsigned char public_key[SIGN_PUBLIC_SIZE])
    __attribute__((warn_unused_result));

void sign_fingerprint(const unsigned char public_key[SIGN_PUBLIC_SIZE],
                      char out[SIGN_FINGERPRINT_SIZE]);

#endif
