/* What counts as a touch screen, in made-up folders of the kernel. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/touch.h"
#include "base/with_devices.h"
#include "base/with_folder.h"

static void assert_found(const char *folder, enum touch touch, int count)
{
    struct touch_devices found = touch_find(folder);
    assert_int_equal(found.touch, touch);
    assert_int_equal(found.count, count);
}

static void each_kind_is_told_from_the_others(void **state)
{
    static const enum touch kinds[] = {
        [DEVICE_KEYBOARD] = TOUCH_MISSING, [DEVICE_MOUSE] = TOUCH_MISSING,
        [DEVICE_TOUCH] = TOUCH_FOUND,      [DEVICE_OLD_TOUCH] = TOUCH_FOUND,
        [DEVICE_TOUCHPAD] = TOUCH_MISSING, [DEVICE_PEN] = TOUCH_MISSING,
        [DEVICE_POINTER] = TOUCH_MISSING,  [DEVICE_TILT] = TOUCH_MISSING,
    };
    const char *folder = folder_path(*state, "input");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        devices_plug(folder, "event0", (enum device)i);
        struct touch_devices found = touch_find(folder);
        if (found.touch != kinds[i]) {
            fail_msg("device %zu: %d, expected %d", i, (int)found.touch,
                     (int)kinds[i]);
        }
        devices_pull(folder, "event0");
    }
}

static void it_is_found_among_others_and_gone_when_pulled(void **state)
{
    const char *folder = folder_path(*state, "input");
    devices_plug(folder, "event0", DEVICE_KEYBOARD);
    devices_plug(folder, "event12", DEVICE_TOUCH);
    devices_plug(folder, "event3", DEVICE_MOUSE);
    devices_plug(folder, "input7", DEVICE_TOUCH); /* the same, once more */
    assert_found(folder, TOUCH_FOUND, 3);
    devices_pull(folder, "event12");
    assert_found(folder, TOUCH_MISSING, 2);
}

static void of_no_folder_nothing_is_known(void **state)
{
    assert_found(NULL, TOUCH_UNKNOWN, 0);
    assert_found(folder_path(*state, "none"), TOUCH_UNKNOWN, 0);
    assert_found(folder_path(*state, ""), TOUCH_MISSING, 0);
}

static void the_folder_is_named_by_the_unit(void **state)
{
    (void)state;
    assert_int_equal(setenv("BONLUON_INPUT", "/sys/class/input", 1), 0);
    assert_string_equal(touch_folder(), "/sys/class/input");
    assert_int_equal(setenv("BONLUON_INPUT", "", 1), 0);
    assert_null(touch_folder());
    assert_int_equal(unsetenv("BONLUON_INPUT"), 0);
    assert_null(touch_folder());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(each_kind_is_told_from_the_others),
        folder_test(it_is_found_among_others_and_gone_when_pulled),
        folder_test(of_no_folder_nothing_is_known),
        cmocka_unit_test(the_folder_is_named_by_the_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
