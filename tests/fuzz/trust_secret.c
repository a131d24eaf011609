/* Key files: a '*' at the end of a line becomes its digest. What is read is
   written the same again. */
#include <assert.h>
#include <string.h>

#include "fuzz/with_input.h"
#include "trust/secret.h"
#include "trust/sign_key.h"

int fuzz_one(const uint8_t *data, size_t size)
{
    struct text line = {0};
    struct secret secret;
    struct secret again;
    struct sign_key key;
    const char *folder = input_folder();
    input_checked(&line, data, size, ' ', SECRET_DIGEST_SIZE - 1);
    input_file(SIGN_KEY_NAME, line.data, line.length);
    enum secret_read key_read = sign_key_load(&key, folder);
    enum secret_read read = secret_read(&secret, folder, SIGN_KEY_NAME);
    assert(read != SECRET_MISSING);
    if (read == SECRET_READ) {
        assert(strchr(secret.text, '\n') == NULL);
        assert(secret_write(&secret, folder, "again"));
        assert(secret_read(&again, folder, "again") == SECRET_READ);
        assert(strcmp(secret.text, again.text) == 0);
        assert(strcmp(secret.digest, again.digest) == 0);
    } else {
        assert(key_read == SECRET_UNREADABLE);
    }
    text_free(&line);
    return 0;
}
