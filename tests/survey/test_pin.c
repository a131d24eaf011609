/* Which PINs are refused, and how long a wrong one makes wait. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "survey/pin.h"

static void a_pin_is_judged(void **state)
{
    static const struct {
        const char *pin;
        enum pin_fault fault;
    } pins[] = {
        {"", PIN_NOT_SIX},          {"73918", PIN_NOT_SIX},
        {"7391825", PIN_NOT_SIX},   {"73918a", PIN_NOT_SIX},
        {" 73918", PIN_NOT_SIX},    {"-73918", PIN_NOT_SIX},
        {"73918\n", PIN_NOT_SIX},   {"７３", PIN_NOT_SIX},
        {"12345\x80", PIN_NOT_SIX}, {"000000", PIN_SAME},
        {"777777", PIN_SAME},       {"121212", PIN_SAME},
        {"111222", PIN_SAME},       {"900009", PIN_SAME},
        {"373733", PIN_SAME},       {"123456", PIN_RUN},
        {"456789", PIN_RUN},        {"890123", PIN_RUN},
        {"654321", PIN_RUN},        {"210987", PIN_RUN},
        {"012345", PIN_RUN},        {"123123", PIN_REPEATED},
        {"907907", PIN_REPEATED},   {"311285", PIN_DATE}, /* 31 Dec */
        {"010170", PIN_DATE},       {"290200", PIN_DATE}, /* a leap day */
        {"851231", PIN_DATE},       {"700101", PIN_DATE},
        {"300475", PIN_DATE},       {"750430", PIN_DATE},
        {"198547", PIN_DATE},       {"204793", PIN_DATE},
        {"739182", PIN_SOUND},      {"508264", PIN_SOUND},
        {"320185", PIN_SOUND},      {"300285", PIN_SOUND}, /* no such day */
        {"311185", PIN_SOUND},      {"851331", PIN_SOUND},
        {"000185", PIN_SOUND},      {"310085", PIN_SOUND},
        {"135790", PIN_SOUND},      {"123457", PIN_SOUND},
        {"112233", PIN_SAME},       {"558800", PIN_SAME},
        {"135791", PIN_RUN},        {"246802", PIN_RUN},
        {"142536", PIN_RUN},        {"102030", PIN_RUN},
        {"010203", PIN_RUN},        {"908070", PIN_RUN},
        {"123321", PIN_REPEATED},   {"789987", PIN_REPEATED},
        {"147258", PIN_DRAWN},      {"159753", PIN_DRAWN},
        {"123654", PIN_DRAWN},      {"789456", PIN_DRAWN},
        {"741963", PIN_DRAWN},      {"147259", PIN_SOUND},
        {"741962", PIN_SOUND},      {"112234", PIN_SOUND},
        {"123421", PIN_SOUND},      {"102031", PIN_SOUND},
        {"123124", PIN_SOUND},      {"990099", PIN_SAME},
        {"218547", PIN_SOUND},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pins / sizeof pins[0]; i++) {
        enum pin_fault fault = pin_judge(pins[i].pin);
        if (fault != pins[i].fault) {
            fail_msg("%s: judged %d, should be %d", pins[i].pin, (int)fault,
                     (int)pins[i].fault);
        }
    }
}

/* A refusal must leave a free choice. */
static void most_pins_are_sound(void **state)
{
    (void)state;
    int sound = 0;
    for (int i = 0; i < 1000000; i++) {
        char pin[16];
        snprintf(pin, sizeof pin, "%06d", i);
        sound += pin_judge(pin) == PIN_SOUND;
    }
    assert_in_range(sound, 900000, 930000);
}

static void a_wrong_one_makes_wait(void **state)
{
    static const int64_t seconds[PIN_LOCKED_TRIES] = {
        0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 960, 1920, 3840, 7680};
    (void)state;
    for (int wrong = 0; wrong < PIN_LOCKED_TRIES; wrong++) {
        assert_int_equal(pin_wait_ms(wrong), seconds[wrong] * 1000);
    }
    for (int wrong = PIN_LOCKED_TRIES; wrong < 100; wrong++) {
        assert_true(pin_wait_ms(wrong) == INT64_MAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pin_is_judged),
        cmocka_unit_test(most_pins_are_sound),
        cmocka_unit_test(a_wrong_one_makes_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
