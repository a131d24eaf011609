/* Tags: the layout to the byte, what was computed by somebody else, and that
   no bit of a row is without effect. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/hex.h"
#include "trust/tag.h"

/*
 * The hex below is by Python's standard library:
 *
 *     import struct
 *     from hashlib import blake2b
 *     key, before = bytes(range(32)), bytes(range(16, 32))
 *     row = struct.pack(">B16sqqqqiqiqI", 1, before, 4711, 12, 98765432,
 *         1795392000123, 20780, 123456789012345, 5, 1234, 3)
 *     for text in ("answer", "mim-cuoi", "vi 0123456789abcdef"):
 *         row += bytes([len(text)]) + text.encode()
 *     print(row.hex())
 *     print(blake2b(row, digest_size=16, key=key).hexdigest())
 *     least = struct.pack(">B16sqqqqiqiqI", 1, bytes(16), -1, -2, -3,
 *         -2**63, -4, 0, -2**31, -5, 2**32 - 1) + b"\3pin\0\0"
 *     print(blake2b(least, digest_size=16, key=key).hexdigest())
 *     print(blake2b(row + least, digest_size=32).hexdigest())
 *     print(blake2b(b"", digest_size=32).hexdigest())
 *     print(blake2b(b"bonluon key id", digest_size=8, key=key).hexdigest())
 *     for i in range(3):
 *         key = blake2b(b"bonluon next key", digest_size=32,
 *             key=key).digest()
 *         print(key.hex())
 */
static const char row_hex[] =
    "01101112131415161718191a1b1c1d1e1f0000000000001267000000000000000c"
    "0000000005e30a78000001a205b3d07b0000512c00007048860ddf790000000500"
    "000000000004d20000000306616e73776572086d696d2d63756f69137669203031"
    "3233343536373839616263646566";
static const char row_tag[] = "4134b05100101c2cb11f909a82395e41";
static const char least_tag[] = "5dedab016b843145f8daea44a3a00f67";
static const char both_digest[] =
    "e048aed6638abf1851d730f4e01743d1a957a8145e43aaa9323b38701b0acd97";
static const char empty_digest[] =
    "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8";
static const char key_id[] = "0cd5fa7f61521e8a";
static const char *const next_keys[] = {
    "978a574612728dc8cd3839a6e5253d9446f6a86b7022df9a31b628d8b9470e7c",
    "675f15e1dbc4ad7e94989294a3bf6d1da17cdb8e3fd21123073caf292508d2be",
    "de51d2b8c42dd9cabe27f82a5910a5c149881435747e1249da42a9d1bb21f921",
};

static const struct row answer = {
    .seq = 4711,
    .boot = 12,
    .boottime_ms = 98765432,
    .wall_ms = 1795392000123,
    .day = 20780,
    .kind = ROW_ANSWER,
    .visit = 123456789012345,
    .item = "mim-cuoi",
    .value = 5,
    .elapsed_ms = 1234,
    .flags = 3,
    .note = "vi 0123456789abcdef",
};

static const struct row least = {
    .seq = -1,
    .boot = -2,
    .boottime_ms = -3,
    .wall_ms = INT64_MIN,
    .day = -4,
    .kind = ROW_PIN,
    .value = INT32_MIN,
    .elapsed_ms = -5,
    .flags = UINT32_MAX,
};

static const unsigned char none[TAG_SIZE];

/* 0, 1, 2 ... */
static struct tag_key counted(void)
{
    struct tag_key key;
    for (int i = 0; i < TAG_KEY_SIZE; i++) {
        key.bytes[i] = (unsigned char)i;
    }
    return key;
}

static void assert_key(const struct tag_key *key, const char *expected)
{
    char hex[TAG_KEY_HEX_SIZE];
    tag_key_hex(key, hex);
    assert_string_equal(hex, expected);
}

static void tag_of(const struct row *row, const unsigned char *before,
                   char hex[TAG_HEX_SIZE])
{
    unsigned char bytes[TAG_BYTES_MAX];
    unsigned char tag[TAG_SIZE];
    struct tag_key key = counted();
    size_t length = tag_bytes(row, before, bytes);
    tag_make(&key, bytes, length, tag);
    hex_write(tag, TAG_SIZE, hex);
}

static void a_row_has_these_bytes(void **state)
{
    (void)state;
    unsigned char before[TAG_SIZE];
    unsigned char bytes[TAG_BYTES_MAX];
    char hex[2 * TAG_BYTES_MAX + 1];
    struct tag_key key = counted();
    memcpy(before, key.bytes + TAG_SIZE, TAG_SIZE);
    size_t length = tag_bytes(&answer, before, bytes);
    for (size_t i = 0; i < length; i++) {
        snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
    }
    assert_string_equal(hex, row_hex);
    tag_of(&answer, before, hex);
    assert_string_equal(hex, row_tag);
    tag_of(&least, none, hex);
    assert_string_equal(hex, least_tag);
}

static void the_longest_row_fits(void **state)
{
    (void)state;
    struct row row = least;
    unsigned char bytes[TAG_BYTES_MAX];
    memset(row.item, 'i', sizeof row.item - 1);
    memset(row.note, 'n', sizeof row.note - 1);
    for (int kind = 0; kind < ROW_KIND_COUNT; kind++) {
        row.kind = (enum row_kind)kind;
        size_t length = tag_bytes(&row, none, bytes);
        size_t texts = strlen(row_kind_name(row.kind)) + strlen(row.item) +
                       strlen(row.note);
        assert_int_equal(length, 1 + TAG_SIZE + 6 * 8 + 3 * 4 + 3 + texts);
        assert_true(length <= TAG_BYTES_MAX);
    }
}

/* Every bit of every field, of the tag before and of the key. */
static void every_bit_counts(void **state)
{
    (void)state;
    unsigned char bytes[TAG_BYTES_MAX];
    unsigned char first[TAG_SIZE];
    unsigned char tag[TAG_SIZE];
    struct tag_key key = counted();
    size_t length = tag_bytes(&answer, none, bytes);
    tag_make(&key, bytes, length, first);
    for (size_t bit = 0; bit < 8 * length; bit++) {
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        tag_make(&key, bytes, length, tag);
        assert_false(tag_same(first, tag));
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    for (size_t bit = 0; bit < 8 * sizeof key.bytes; bit++) {
        key.bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        tag_make(&key, bytes, length, tag);
        assert_false(tag_same(first, tag));
        key.bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    tag_make(&key, bytes, length, tag);
    assert_true(tag_same(first, tag));
}

static void every_field_counts(void **state)
{
    (void)state;
    struct row rows[13];
    char tags[14][TAG_HEX_SIZE];
    for (int i = 0; i < 13; i++) {
        rows[i] = answer;
    }
    rows[1].seq++;
    rows[2].boot++;
    rows[3].boottime_ms++;
    rows[4].wall_ms++;
    rows[5].day++;
    rows[6].kind = ROW_SKIP;
    rows[7].visit++;
    rows[8].item[0]++;
    rows[9].value++;
    rows[10].elapsed_ms++;
    rows[11].flags++;
    rows[12].note[0]++;
    for (int i = 0; i < 13; i++) {
        tag_of(&rows[i], none, tags[i]);
    }
    tag_of(&answer, answer.tag, tags[13]); /* zeros: as the first */
    assert_string_equal(tags[13], tags[0]);
    unsigned char before[TAG_SIZE] = {[TAG_SIZE - 1] = 1};
    tag_of(&answer, before, tags[13]);
    for (int i = 0; i < 14; i++) {
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(tags[i], tags[j]);
        }
    }
}

/* The same letters, parted otherwise. */
static void texts_do_not_run_into_each_other(void **state)
{
    (void)state;
    struct row row = least;
    char tags[5][TAG_HEX_SIZE];
    static const char letters[] = "abcd";
    for (size_t i = 0; i < 5; i++) {
        memset(row.item, 0, sizeof row.item);
        memcpy(row.item, letters, i);
        strcpy(row.note, letters + i);
        tag_of(&row, none, tags[i]);
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(tags[i], tags[j]);
        }
    }
    /* What lies behind the end of a text is none of it. */
    char again[TAG_HEX_SIZE];
    memset(row.note, 0x55, sizeof row.note);
    row.note[0] = '\0';
    tag_of(&row, none, again);
    assert_string_equal(again, tags[4]);
}

static void many_rows_have_one_digest(void **state)
{
    (void)state;
    struct tag_digest digest;
    unsigned char bytes[TAG_BYTES_MAX];
    unsigned char before[TAG_SIZE];
    char hex[TAG_DIGEST_HEX_SIZE];
    struct tag_key key = counted();
    memcpy(before, key.bytes + TAG_SIZE, TAG_SIZE);
    tag_digest_begin(&digest);
    tag_digest_add(&digest, bytes, tag_bytes(&answer, before, bytes));
    tag_digest_add(&digest, bytes, tag_bytes(&least, none, bytes));
    tag_digest_end(&digest, hex);
    assert_string_equal(hex, both_digest);
    tag_digest_begin(&digest);
    tag_digest_end(&digest, hex);
    assert_string_equal(hex, empty_digest);
}

static void a_key_moves_forward(void **state)
{
    (void)state;
    struct tag_key key = counted();
    char id[TAG_KEY_ID_SIZE];
    tag_key_id(&key, id);
    assert_string_equal(id, key_id);
    for (int i = 0; i < 3; i++) {
        tag_key_forward(&key);
        assert_key(&key, next_keys[i]);
    }
    tag_key_wipe(&key);
    assert_key(&key, "00000000000000000000000000000000"
                     "00000000000000000000000000000000");
}

static void every_key_is_another(void **state)
{
    (void)state;
    char ids[100][TAG_KEY_ID_SIZE];
    for (int i = 0; i < 100; i++) {
        struct tag_key key;
        tag_key_draw(&key);
        tag_key_id(&key, ids[i]);
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(ids[i], ids[j]);
        }
    }
}

static void hex_is_read_back(void **state)
{
    (void)state;
    unsigned char tag[TAG_SIZE];
    char hex[TAG_HEX_SIZE];
    static const char *const others[] = {
        "",
        "4134b05100101c2cb11f909a82395e4",
        "4134b05100101c2cb11f909a82395e411",
        "4134b05100101c2cb11f909a82395e4g",
        "4134B05100101C2CB11F909A82395E41",
        " 4134b05100101c2cb11f909a82395e4",
        "4134b05100101c2cb11f909a82395e41 ",
        "4134b05100101c2c b11f909a82395e41",
    };
    assert_true(hex_read(row_tag, tag, TAG_SIZE));
    hex_write(tag, TAG_SIZE, hex);
    assert_string_equal(hex, row_tag);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_false(hex_read(others[i], tag, TAG_SIZE));
    }
}

/* By Python, of the tag's first 18 digits:
   "".join(letters[int(hex, 16) >> 67 - 5 * i & 31] for i in range(13)) */
static void a_code_is_read_as_typed(void **state)
{
    (void)state;
    unsigned char tag[TAG_SIZE];
    char code[TAG_CODE_SIZE];
    assert_true(hex_read("00443214c74254b635cf84653a56d7c6", tag, TAG_SIZE));
    tag_code(tag, code);
    assert_string_equal(code, "0123456789ABC");
    assert_true(hex_read("00443214739adeff0011223344556677", tag, TAG_SIZE));
    tag_code(tag, code);
    assert_string_equal(code, "0123453KKBFFY");
    assert_true(hex_read("ffffffffffffffffff00000000000000", tag, TAG_SIZE));
    tag_code(tag, code);
    assert_string_equal(code, "ZZZZZZZZZZZZZ");

    static const char *const same[] = {"0123453KKBFFY", "0123453kkbffy",
                                       " o1-23 453K kbffY", "OI23-453k-KBFFY",
                                       "ol23\t453k\tkbffy"};
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        assert_true(tag_read_code(same[i], code));
        assert_string_equal(code, "0123453KKBFFY");
    }
    static const char *const none_such[] = {"",
                                            "0123453K",
                                            "0123453KKBFF",
                                            "0123453KKBFFY0",
                                            "U123453KKBFFY",
                                            "0123453KKBFF.",
                                            "0123453KKBFF\xc3\xaa"};
    for (size_t i = 0; i < sizeof none_such / sizeof none_such[0]; i++) {
        assert_false(tag_read_code(none_such[i], code));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_has_these_bytes),
        cmocka_unit_test(the_longest_row_fits),
        cmocka_unit_test(every_bit_counts),
        cmocka_unit_test(every_field_counts),
        cmocka_unit_test(texts_do_not_run_into_each_other),
        cmocka_unit_test(many_rows_have_one_digest),
        cmocka_unit_test(a_key_moves_forward),
        cmocka_unit_test(every_key_is_another),
        cmocka_unit_test(hex_is_read_back),
        cmocka_unit_test(a_code_is_read_as_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
