/* A signature of one text by one key: there is a single one that is good. */
#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/with_input.h"
#include "trust/sshsig.h"

static const char signed_text[] = "bonluon-seal 2\n";

int fuzz_one(const uint8_t *data, size_t size)
{
    static const unsigned char seed[crypto_sign_SEEDBYTES] = {1, 2, 3};
    static struct sign_key key;
    static char good[SSHSIG_SIZE];
    if (good[0] == '\0') {
        assert(sodium_init() >= 0);
        crypto_sign_seed_keypair(key.public_key, key.secret, seed);
        sshsig_make(&key, signed_text, strlen(signed_text), good);
    }
    char *text = input_string(data, size);
    unsigned char by[SIGN_PUBLIC_SIZE];
    enum sshsig_result result =
        sshsig_check(text, signed_text, strlen(signed_text), by);
    bool is_ours =
        result == SSHSIG_GOOD && memcmp(by, key.public_key, sizeof by) == 0;
    assert(is_ours == (strcmp(text, good) == 0));
    free(text);
    return 0;
}
