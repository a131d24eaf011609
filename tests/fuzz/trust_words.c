/* What a person types or copies of keys and codes: it reads as one thing, which
   is written in one way. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/with_input.h"
#include "trust/first_key.h"
#include "trust/sign_key.h"

static void try_first_key(const char *text)
{
    struct first_key first;
    struct first_key again;
    char line[FIRST_KEY_SIZE];
    char id[TAG_KEY_ID_SIZE];
    if (first_key_read(text, &first)) {
        tag_key_id(&first.key, id);
        assert(strcmp(id, first.id) == 0 && who_is(first.who));
        first_key_write(&first, line);
        assert(first_key_read(line, &again));
        assert(memcmp(&first.key, &again.key, sizeof first.key) == 0);
    }
}

static void try_code(const char *text)
{
    char code[TAG_CODE_SIZE];
    char again[TAG_CODE_SIZE];
    if (tag_read_code(text, code)) {
        assert(strlen(code) == TAG_CODE_SIZE - 1);
        assert(tag_read_code(code, again) && strcmp(code, again) == 0);
    }
}

int fuzz_one(const uint8_t *data, size_t size)
{
    char *text = input_string(data, size);
    unsigned char public_key[SIGN_PUBLIC_SIZE];
    char base64[SIGN_BASE64_SIZE];
    char hex[TAG_KEY_HEX_SIZE];
    struct tag_key key;
    try_first_key(text);
    try_code(text);
    if (sign_read_base64(text, public_key)) {
        sign_base64(public_key, base64);
        assert(strncmp(base64, text, strlen(base64)) == 0);
    }
    if (tag_key_read_hex(text, &key)) {
        tag_key_hex(&key, hex);
        assert(strcmp(hex, text) == 0);
    }
    free(text);
    return 0;
}
