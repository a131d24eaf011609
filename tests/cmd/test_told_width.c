/* A width that was typed wrong is told of, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/told_width.h"
#include "with_sample.h"

static void more_than_a_tenth_is_said(void **state)
{
    static const struct {
        int config_mm, told_mm;
        bool said;
    } cases[] = {{344, 344, false}, {310, 344, false}, {309, 344, true},
                 {378, 344, false}, {379, 344, true},  {217, 344, true},
                 {344, 0, false}};
    struct config config;
    (void)state;
    with_sample(&config, "4-luon", 5);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        config.width_mm = cases[i].config_mm;
        if (told_width_warn(&config, cases[i].told_mm) != cases[i].said) {
            fail_msg("%d against %d: not %d", cases[i].config_mm,
                     cases[i].told_mm, cases[i].said);
        }
        assert_int_equal(config.width_mm, cases[i].config_mm);
    }
    config_free(&config);
}

static void a_machine_without_monitors_tells_nothing(void **state)
{
    (void)state;
    assert_int_equal(told_width_mm("/nowhere/at/all", 1920, 1080), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_than_a_tenth_is_said),
        cmocka_unit_test(a_machine_without_monitors_tells_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
