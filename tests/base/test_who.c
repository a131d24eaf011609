/* Codes of an office and a desk, and the two as one name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/who.h"

static void a_code_is_letters_digits_and_dashes(void **state)
{
    (void)state;
    static const char *const good[] = {"a", "VAN-TRUONG", "quay-1", "-",
                                       "0123456789012345678901234567890"};
    static const char *const bad[] = {
        "",    "a b",      "a/b",
        "a_b", "\303\240", "01234567890123456789012345678901"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(who_is_code(good[i]));
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(who_is_code(bad[i]));
    }
}

static void the_longest_codes_fit(void **state)
{
    (void)state;
    char code[WHO_CODE_SIZE];
    char who[WHO_SIZE];
    memset(code, 'x', sizeof code - 1);
    code[sizeof code - 1] = '\0';
    who_write(code, code, who);
    assert_int_equal(strlen(who), 2 * strlen(code) + 1);
    assert_true(who_is(who));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_letters_digits_and_dashes),
        cmocka_unit_test(the_longest_codes_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
