/* The line of a first key: as it is written, as people copy it, and what is
   none. The id is that of test_tag. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "trust/first_key.h"

static const char line[] =
    "bonluon-first-key 1 van-truong/quay-1 0cd5fa7f61521e8a "
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

static void a_first_key_is_written_and_read(void **state)
{
    (void)state;
    struct first_key first = {.who = "van-truong/quay-1"};
    char out[FIRST_KEY_SIZE];
    char hex[TAG_KEY_HEX_SIZE];
    for (int i = 0; i < TAG_KEY_SIZE; i++) {
        first.key.bytes[i] = (unsigned char)i;
    }
    tag_key_id(&first.key, first.id);
    first_key_write(&first, out);
    assert_string_equal(out, line);

    static const char *const same[] = {
        line,
        "bonluon-first-key 1 van-truong/quay-1 0cd5fa7f61521e8a "
        "00010203 04050607 08090A0B 0C0D0E0F 10111213 14151617 18191A1B "
        "1C1D1E1F\r\n",
        "  bonluon-first-key  1 van-truong/quay-1\t0CD5FA7F61521E8A 00 0102030"
        "405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1\nf",
    };
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        assert_true(first_key_read(same[i], &first));
        assert_string_equal(first.who, "van-truong/quay-1");
        assert_string_equal(first.id, "0cd5fa7f61521e8a");
        tag_key_hex(&first.key, hex);
        assert_string_equal(hex, line + strlen(line) - 64);
    }
}

/* Every letter another, every length less: a slip shows. */
static void a_slip_in_a_first_key_shows(void **state)
{
    (void)state;
    struct first_key first;
    const size_t who = strlen("bonluon-first-key 1 ");
    const size_t id = who + strlen("van-truong/quay-1 ");
    for (size_t i = 0; i < strlen(line); i++) {
        char other[sizeof line];
        strcpy(other, line);
        other[i] = other[i] == '7' ? '3' : '7';
        if (i >= who && i < id && line[i] != '/' && line[i] != ' ') {
            continue; /* another's */
        }
        assert_false(first_key_read(other, &first));
        strcpy(other, line);
        other[i] = '\0';
        assert_false(first_key_read(other, &first));
    }
    char longer[sizeof line + 1];
    snprintf(longer, sizeof longer, "%s0", line);
    assert_false(first_key_read(longer, &first));
    assert_string_equal(first.who, "");
    assert_string_equal(first.id, "");
}

static void who_is_a_unit_and_a_device(void **state)
{
    (void)state;
    static const char *const good[] = {
        "a/b", "van-truong/quay-1", "X0-/-9",
        "abcdefghijklmnopqrstuvwxyz01234/abcdefghijklmnopqrstuvwxyz01234"};
    static const char *const bad[] = {"",
                                      "a",
                                      "/",
                                      "a/",
                                      "/b",
                                      "a/b/c",
                                      "a b/c",
                                      "a/b ",
                                      "a,b/c",
                                      "*/b",
                                      "\xc3\xaa/b",
                                      "abcdefghijklmnopqrstuvwxyz012345/b",
                                      "a/abcdefghijklmnopqrstuvwxyz012345"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(who_is(good[i]));
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(who_is(bad[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_first_key_is_written_and_read),
        cmocka_unit_test(a_slip_in_a_first_key_shows),
        cmocka_unit_test(who_is_a_unit_and_a_device),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
