#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "format/parse.h"

static struct parse parse_of(const char *text)
{
    return (struct parse){text, text + strlen(text)};
}

static void a_number_has_one_way_of_being_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool read;
        int64_t value;
    } cases[] = {
        {" 0", true, 0},
        {" 7\n", true, 7},
        {" -7 8", true, -7},
        {" 999999999999999999", true, 999999999999999999},
        {" 1999999999999999999", false, 0},
        {" 00", false, 0},
        {" 07", false, 0},
        {" -0", false, 0},
        {" -", false, 0},
        {" +7", false, 0},
        {" 7a", false, 0},
        {"7", false, 0},
        {"  7", false, 0},
        {"\t7", false, 0},
        {" ", false, 0},
        {"", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct parse parse = parse_of(cases[i].text);
        int64_t value = 0;
        bool read = parse_number(&parse, INT64_MIN, INT64_MAX, &value);
        if (read != cases[i].read || value != cases[i].value) {
            fail_msg("\"%s\": %d %" PRId64, cases[i].text, read, value);
        }
        assert_int_equal(parse.at != cases[i].text, read);
    }
}

static void what_does_not_fit_stays(void **state)
{
    (void)state;
    struct parse parse = parse_of(" abcd 12");
    char word[5];
    int value;
    assert_false(parse_word(&parse, word, 4));
    assert_false(parse_hex(&parse, word, 3));
    assert_false(parse_bytes(&parse, " abcd 123"));
    assert_true(parse_word(&parse, word, 5));
    assert_string_equal(word, "abcd");
    assert_false(parse_int(&parse, 13, &value));
    assert_true(parse_int(&parse, 12, &value));
    assert_int_equal(value, 12);
    assert_ptr_equal(parse.at, parse.end);
    assert_false(parse_bytes(&parse, "x"));
    assert_true(parse_bytes(&parse, ""));
}

/* A text ends where it ends, and not where a zero is. */
static void a_zero_is_a_byte_like_others(void **state)
{
    (void)state;
    static const char bytes[] = " ab\0cd";
    struct parse parse = {bytes, bytes + sizeof bytes - 1};
    char word[8];
    assert_true(parse_word(&parse, word, sizeof word));
    assert_string_equal(word, "ab");
    assert_int_equal(parse.end - parse.at, 3);
    assert_false(parse_word(&parse, word, sizeof word));
}

static void words_are_of_their_letters(void **state)
{
    (void)state;
    struct parse parse = parse_of(" ABCD");
    char hex[5];
    char id[FORM_ID_SIZE];
    assert_false(parse_hex(&parse, hex, 4));
    assert_false(parse_id(&parse, id));
    parse = parse_of(" a-9\n");
    assert_true(parse_id(&parse, id));
    assert_string_equal(id, "a-9");
    assert_true(parse_bytes(&parse, "\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_has_one_way_of_being_written),
        cmocka_unit_test(what_does_not_fit_stays),
        cmocka_unit_test(a_zero_is_a_byte_like_others),
        cmocka_unit_test(words_are_of_their_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
