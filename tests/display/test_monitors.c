/* Which monitor is meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "display/monitors.h"

static void fill(struct monitors *monitors)
{
    static const char *const names[] = {"eDP-1",   "HDMI-1",          "DP-1",
                                        "HDMI-10", "Dell U2415 24\"", "DP-3"};
    monitors->count = 0;
    for (int i = 0; i < 6; i++) {
        monitors_add(monitors, names[i], (struct box){i * 100, 0, 100, 100});
    }
}

static void a_monitor_is_found_by_number_or_name(void **state)
{
    (void)state;
    static const struct {
        const char *wanted;
        int found;
    } cases[] = {
        {NULL, 0},
        {"", 0},
        {"1", 0},
        {"6", 5},
        {"7", -1},
        {"0", -1},
        {"99999999999", -1},
        {"eDP-1", 0},
        {"DP-1", 2},
        {"dp1", 2},
        {"HDMI-1", 1},
        {"HDMI-A-1", 1},
        {"hdmi-a-10", 3},
        {"hdmi 1", 1},
        {"HDMI-2", -1},
        {"HDMI", 1},
        {"u2415", 4},
        {"Dell U2415", 4},
        {"DP-2", -1},
        {"U24", -1},
        {"---", -1},
        {"VGA-1", -1},
    };
    struct monitors monitors;
    fill(&monitors);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool known = false;
        const struct monitor *chosen =
            monitors_choose(&monitors, cases[i].wanted, &known);
        int found = known ? (int)(chosen - monitors.list) : -1;
        if (found != cases[i].found) {
            fail_msg("'%s': %d, not %d", cases[i].wanted, found,
                     cases[i].found);
        }
    }
}

static void another_than_the_wanted_one_is_the_first(void **state)
{
    (void)state;
    struct monitors monitors;
    bool known = false;
    fill(&monitors);
    assert_ptr_equal(monitors_choose(&monitors, "DP-1", &known),
                     &monitors.list[2]);
    assert_true(known);
    assert_ptr_equal(monitors_choose(&monitors, "VGA-1", &known),
                     &monitors.list[0]);
    assert_false(known);
    monitors.count = 0;
    assert_null(monitors_choose(&monitors, "", &known));
    assert_null(monitors_choose(&monitors, "VGA-1", &known));
}

static void all_of_them_are_told(void **state)
{
    (void)state;
    struct monitors monitors = {.count = 0};
    struct text told = {0};
    monitors_add(&monitors, "HDMI-1", (struct box){0});
    monitors_add(&monitors, "DP\n-1", (struct box){0});
    monitors_tell(&monitors, &told);
    assert_string_equal(told.data, "1 (HDMI-1), 2 (DP -1)");
    text_free(&told);
}

static void more_than_there_is_room_for_are_left_out(void **state)
{
    (void)state;
    struct monitors monitors = {.count = 0};
    for (int i = 0; i < MONITORS_MAX + 3; i++) {
        monitors_add(&monitors, "DP-1", (struct box){0});
    }
    assert_int_equal(monitors.count, MONITORS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_monitor_is_found_by_number_or_name),
        cmocka_unit_test(another_than_the_wanted_one_is_the_first),
        cmocka_unit_test(all_of_them_are_told),
        cmocka_unit_test(more_than_there_is_room_for_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
