/*
 * Tags: the chain of the record (docs/verify.md, "The chain"). The tag of a row
 * is a keyed BLAKE2b over the row and the tag before it, so that no row can be
 * changed, left out, put in or moved without the key. The key moves forward by
 * hashing after each seal, and the old one is erased: who takes the machine
 * today cannot make yesterday's tags.
 *
 * What is hashed, all numbers big-endian, in two's complement:
 *
 *     1 byte    1, the version of this layout
 *     16 bytes  the tag of the row before; zeros when that has none
 *     4 x 8     seq, boot, boottime_ms, wall_ms
 *     4         day
 *     8         visit, 0: none
 *     4         value, 0: none
 *     8         elapsed_ms, 0: none
 *     4         flags, 0: none
 *     3 texts   kind, item, note: each one byte of length, then as many bytes
 *
 *     tag        BLAKE2b, 16 bytes, keyed with the key of the row's epoch
 *     next key   BLAKE2b, 32 bytes, keyed with the key, of "bonluon next key"
 *     spool key  likewise, of "bonluon spool key"
 *     key's id   BLAKE2b, 8 bytes, keyed with the first key, of
 *                "bonluon key id"
 *     code       the tag's first 65 bits as 13 letters and digits, without
 *                those that look alike (Crockford's base 32)
 */
#ifndef TRUST_TAG_H
#define TRUST_TAG_H

#include <stdbool.h>
#include <stddef.h>

#include "format/row.h"

enum {
    TAG_KEY_SIZE = 32,
    TAG_KEY_HEX_SIZE = 65,
    TAG_CODE_SIZE = 14,
    /* The most that a row comes to. */
    TAG_BYTES_MAX = 1 + TAG_SIZE + 4 * 8 + 4 + 8 + 4 + 8 + 4 + 3 + 16 +
                    ROW_ITEM_SIZE + ROW_NOTE_SIZE
};

struct tag_key {
    unsigned char bytes[TAG_KEY_SIZE];
};

/* What is hashed of a row that comes after this tag. Returns how many bytes. */
size_t tag_bytes(const struct row *row, const unsigned char before[TAG_SIZE],
                 unsigned char out[TAG_BYTES_MAX]);

/* The tag of these bytes. */
void tag_make(const struct tag_key *key, const unsigned char *bytes,
              size_t length, unsigned char out[TAG_SIZE]);

/* Whether a row bears the tag that this key gives it after that one. */
bool tag_fits(const struct tag_key *key, const struct row *row,
              const unsigned char before[TAG_SIZE]);

/* Whether two tags are the same, in a time that tells nothing of them. */
bool tag_same(const unsigned char a[TAG_SIZE], const unsigned char b[TAG_SIZE]);

/* A key drawn by the kernel. */
void tag_key_draw(struct tag_key *key);

/* Moves the key forward; the old one is gone from it. */
void tag_key_forward(struct tag_key *key);

/* The key under which the spool's rows bear tags (record/spool.h), of the key
   of the chain after the next seal: the power may fail when that has moved
   forward, and before the spool was taken. */
void tag_key_spool(const struct tag_key *next, struct tag_key *out);

/* Overwrites it for good. */
void tag_key_wipe(struct tag_key *key);

void tag_key_id(const struct tag_key *first, char out[TAG_KEY_ID_SIZE]);

/* In hex, which is as secret as the key, and back; false when it is not that,
   in small letters. */
void tag_key_hex(const struct tag_key *key, char out[TAG_KEY_HEX_SIZE]);
bool tag_key_read_hex(const char *hex, struct tag_key *out)
    __attribute__((warn_unused_result));

/* The witness's code, "K7QM2XRD9F4TB"; and, of what a person typed, the same:
   in any case, with blanks and dashes, O for 0, I and L for 1. False when that
   is no code. */
void tag_code(const unsigned char tag[TAG_SIZE], char out[TAG_CODE_SIZE]);
bool tag_read_code(const char *typed, char out[TAG_CODE_SIZE])
    __attribute__((warn_unused_result));

/*
 * The digest of many rows: BLAKE2b, 32 bytes, without a key, over their bytes
 * (tag_bytes) one after the other. By it a seal holds the rows of its day
 * also for those who have no key. The inside is libsodium's, which wants it
 * aligned more than every stack and heap does: it lies somewhere in the room
 * kept for it, and so a digest on its way is not to be copied.
 */
struct tag_digest {
    unsigned char room[384 + 63];
};
void tag_digest_begin(struct tag_digest *digest);
void tag_digest_add(struct tag_digest *digest, const unsigned char *bytes,
                    size_t length);
/* The row that comes after this tag, which becomes the row's own. */
void tag_digest_row(struct tag_digest *digest, const struct row *row,
                    unsigned char before[TAG_SIZE]);
void tag_digest_end(struct tag_digest *digest, char hex[TAG_DIGEST_HEX_SIZE]);

#endif
