/* Codes that other programs take for something else than text. */
#include "survey/codes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void each_is_taken_for_what_it_looks_like(void **state)
{
    static const struct {
        const char *code;
        enum codes_guess guess;
    } cases[] = {
        {"VT-01", CODES_TEXT},       {"QUAY-1", CODES_TEXT},
        {"van-truong", CODES_TEXT},  {"", CODES_TEXT},
        {"1A", CODES_TEXT},          {"E5", CODES_TEXT},
        {"1E", CODES_TEXT},          {"1E5X", CODES_TEXT},
        {"MAR", CODES_TEXT},         {"MARX-1", CODES_TEXT},
        {"1-2-3-4", CODES_TEXT},     {"MAR-APR", CODES_TEXT},
        {"12345-6", CODES_TEXT},     {"1-", CODES_TEXT},
        {"NAM", CODES_TEXT},         {"0x", CODES_TEXT},
        {"00004", CODES_NUMBER},     {"7", CODES_NUMBER},
        {"1E5", CODES_NUMBER},       {"12e-3", CODES_NUMBER},
        {"1D5", CODES_NUMBER},       {"0x1A", CODES_NUMBER},
        {"1-2", CODES_DATE},         {"2026-1-5", CODES_DATE},
        {"MAR-1", CODES_DATE},       {"1-mar-26", CODES_DATE},
        {"August-2026", CODES_DATE}, {"NA", CODES_VALUE},
        {"null", CODES_VALUE},       {"TRUE", CODES_VALUE},
        {"Inf", CODES_VALUE},        {"T", CODES_VALUE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        enum codes_guess guess = codes_guess(cases[i].code);
        if (guess != cases[i].guess) {
            fail_msg("%s: got %d, want %d", cases[i].code, (int)guess,
                     (int)cases[i].guess);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_taken_for_what_it_looks_like),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
