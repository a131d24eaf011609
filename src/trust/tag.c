#include "trust/tag.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/hex.h"
#include "trust/chance.h"

enum { ALIGNED = 64 };

static_assert(sizeof(crypto_generichash_state) + ALIGNED - 1 <=
                      sizeof(struct tag_digest) &&
                  _Alignof(crypto_generichash_state) <= ALIGNED,
              "there is room for libsodium's state");
static_assert(ROW_ITEM_SIZE <= 256 && ROW_NOTE_SIZE <= 256,
              "a text has outgrown the byte of its length");

/* Without it libsodium hashes all the same, only slower: it has not yet looked
   what this processor can do. */
static void begin(void)
{
    bool begun = chance_begin();
    assert(begun);
}

/* libsodium refuses nothing but sizes, and those are ours. */
static void hash(unsigned char *out, size_t size, const void *bytes,
                 size_t length, const struct tag_key *key)
{
    int failed = crypto_generichash(out, size, bytes, length, key->bytes,
                                    sizeof key->bytes);
    assert(failed == 0);
}

static unsigned char *put_32(unsigned char *p, uint32_t n)
{
    for (int i = 0; i < 4; i++) {
        p[i] = (unsigned char)(n >> (24 - 8 * i));
    }
    return p + 4;
}

static unsigned char *put_64(unsigned char *p, int64_t number)
{
    uint64_t n = (uint64_t)number;
    p = put_32(p, (uint32_t)(n >> 32));
    return put_32(p, (uint32_t)n);
}

static unsigned char *put_text(unsigned char *p, const char *text)
{
    size_t length = strlen(text);
    *p = (unsigned char)length;
    memcpy(p + 1, text, length);
    return p + 1 + length;
}

size_t tag_bytes(const struct row *row, const unsigned char before[TAG_SIZE],
                 unsigned char out[TAG_BYTES_MAX])
{
    unsigned char *p = out;
    *p++ = 1;
    memcpy(p, before, TAG_SIZE);
    p = put_64(p + TAG_SIZE, row->seq);
    p = put_64(p, row->boot);
    p = put_64(p, row->boottime_ms);
    p = put_64(p, row->wall_ms);
    p = put_32(p, (uint32_t)row->day);
    p = put_64(p, row->visit);
    p = put_32(p, (uint32_t)row->value);
    p = put_64(p, row->elapsed_ms);
    p = put_32(p, row->flags);
    p = put_text(p, row_kind_name(row->kind));
    p = put_text(p, row->item);
    p = put_text(p, row->note);
    return (size_t)(p - out);
}

void tag_make(const struct tag_key *key, const unsigned char *bytes,
              size_t length, unsigned char out[TAG_SIZE])
{
    hash(out, TAG_SIZE, bytes, length, key);
}

bool tag_fits(const struct tag_key *key, const struct row *row,
              const unsigned char before[TAG_SIZE])
{
    unsigned char bytes[TAG_BYTES_MAX];
    unsigned char tag[TAG_SIZE];
    tag_make(key, bytes, tag_bytes(row, before, bytes), tag);
    return row->tagged && tag_same(tag, row->tag);
}

bool tag_same(const unsigned char a[TAG_SIZE], const unsigned char b[TAG_SIZE])
{
    return sodium_memcmp(a, b, TAG_SIZE) == 0;
}

void tag_key_draw(struct tag_key *key)
{
    begin();
    randombytes_buf(key->bytes, sizeof key->bytes);
}

void tag_key_forward(struct tag_key *key)
{
    static const char next[] = "bonluon next key";
    struct tag_key old = *key;
    hash(key->bytes, sizeof key->bytes, next, sizeof next - 1, &old);
    tag_key_wipe(&old);
}

void tag_key_spool(const struct tag_key *next, struct tag_key *out)
{
    static const char words[] = "bonluon spool key";
    begin();
    hash(out->bytes, sizeof out->bytes, words, sizeof words - 1, next);
}

void tag_key_wipe(struct tag_key *key)
{
    sodium_memzero(key, sizeof *key);
}

void tag_key_id(const struct tag_key *first, char out[TAG_KEY_ID_SIZE])
{
    static const char words[] = "bonluon key id";
    unsigned char id[(TAG_KEY_ID_SIZE - 1) / 2];
    begin();
    hash(id, sizeof id, words, sizeof words - 1, first);
    hex_write(id, sizeof id, out);
}

void tag_key_hex(const struct tag_key *key, char out[TAG_KEY_HEX_SIZE])
{
    hex_write(key->bytes, sizeof key->bytes, out);
}

bool tag_key_read_hex(const char *hex, struct tag_key *out)
{
    return hex_read(hex, out->bytes, sizeof out->bytes);
}

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void tag_code(const unsigned char tag[TAG_SIZE], char out[TAG_CODE_SIZE])
{
    for (int i = 0; i < TAG_CODE_SIZE - 1; i++) {
        int bit = 5 * i;
        int two = tag[bit / 8] << 8 | tag[bit / 8 + 1];
        out[i] = letters[two >> (11 - bit % 8) & 31];
    }
    out[TAG_CODE_SIZE - 1] = '\0';
}

/* The letter that was meant; '\0' when none can be. */
static char meant(char typed)
{
    char c = typed >= 'a' && typed <= 'z' ? (char)(typed - 'a' + 'A') : typed;
    switch (c) {
    case 'O': return '0';
    case 'I':
    case 'L': return '1';
    default: return c != '\0' && strchr(letters, c) != NULL ? c : '\0';
    }
}

bool tag_read_code(const char *typed, char out[TAG_CODE_SIZE])
{
    int count = 0;
    for (const char *p = typed; *p != '\0'; p++) {
        if (strchr(" \t-", *p) != NULL) {
            continue;
        }
        char c = meant(*p);
        if (c == '\0' || count == TAG_CODE_SIZE - 1) {
            return false;
        }
        out[count++] = c;
    }
    out[count] = '\0';
    return count == TAG_CODE_SIZE - 1;
}

static crypto_generichash_state *inside(struct tag_digest *digest)
{
    uintptr_t at = (uintptr_t)digest->room;
    size_t skipped = (ALIGNED - at % ALIGNED) % ALIGNED;
    return (crypto_generichash_state *)(void *)(digest->room + skipped);
}

void tag_digest_begin(struct tag_digest *digest)
{
    begin();
    int failed = crypto_generichash_init(inside(digest), NULL, 0,
                                         crypto_generichash_BYTES);
    assert(failed == 0);
}

void tag_digest_add(struct tag_digest *digest, const unsigned char *bytes,
                    size_t length)
{
    int failed = crypto_generichash_update(inside(digest), bytes, length);
    assert(failed == 0);
}

void tag_digest_row(struct tag_digest *digest, const struct row *row,
                    unsigned char before[TAG_SIZE])
{
    unsigned char bytes[TAG_BYTES_MAX];
    tag_digest_add(digest, bytes, tag_bytes(row, before, bytes));
    memcpy(before, row->tag, TAG_SIZE);
}

void tag_digest_end(struct tag_digest *digest, char hex[TAG_DIGEST_HEX_SIZE])
{
    unsigned char raw[crypto_generichash_BYTES];
    int failed = crypto_generichash_final(inside(digest), raw, sizeof raw);
    assert(failed == 0);
    sodium_bin2hex(hex, TAG_DIGEST_HEX_SIZE, raw, sizeof raw);
}
