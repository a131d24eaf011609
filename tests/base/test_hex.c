/* Bytes as hex digits, and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hex.h"

static void every_byte_comes_back(void **state)
{
    (void)state;
    unsigned char bytes[256];
    unsigned char back[256];
    char hex[2 * sizeof bytes + 1];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char)i;
    }
    hex_write(bytes, sizeof bytes, hex);
    assert_true(hex_read(hex, back, sizeof back));
    assert_memory_equal(back, bytes, sizeof back);
}

static void one_number_has_one_text(void **state)
{
    (void)state;
    unsigned char two[2];
    static const char *const others[] = {"",     "0",     "00f",   "00ff0",
                                         "00FF", " 00ff", "00ff ", "0x0f",
                                         "00:f", "00fg",  "00ff00"};
    assert_true(hex_read("00ff", two, sizeof two));
    assert_int_equal(two[0], 0);
    assert_int_equal(two[1], 255);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_false(hex_read(others[i], two, sizeof two));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_comes_back),
        cmocka_unit_test(one_number_has_one_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
