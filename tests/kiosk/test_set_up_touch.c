/* Whether there is a touch screen is said on the first page of the set-up, to
   whoever has its cable in hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/with_devices.h"
#include "kiosk/with_set_up.h"

static int open_it(void **state)
{
    static struct installing installing;
    installing_open(&installing);
    *state = &installing;
    return 0;
}

static int close_it(void **state)
{
    installing_close(*state);
    return 0;
}

static void the_first_page_says_whether_there_is_touch(void **state)
{
    struct installing *installing = *state;
    char devices[FILES_PATH_SIZE];
    assert_true(text_copy(devices, sizeof devices,
                          data_folder_path(&installing->data, "input")));
    devices_plug(devices, "event0", DEVICE_KEYBOARD);
    installing_start(installing, false);
    assert_false(installing_says(installing, WORD_TOUCH_FOUND));
    assert_false(installing_says(installing, WORD_TOUCH_MISSING));
    assert_int_equal(set_up_deadline(installing->set_up, installing->now), -1);
    installing_kill(installing);
    installing->touch_folder = devices;
    installing_start(installing, false);
    assert_true(installing_says(installing, WORD_TOUCH_MISSING));
    devices_plug(devices, "event1", DEVICE_TOUCH);
    installing_wait(installing, 1000);
    assert_true(installing_says(installing, WORD_TOUCH_MISSING));
    assert_int_equal(set_up_deadline(installing->set_up, installing->now),
                     1000);
    installing_wait(installing, 1000);
    assert_true(installing_says(installing, WORD_TOUCH_FOUND));
    devices_pull(devices, "event1");
    installing_wait(installing, 2000);
    assert_true(installing_says(installing, WORD_TOUCH_MISSING));
    installing_tap(installing, "language");
    installing_tap(installing, "language");
    assert_true(installing_says(installing, WORD_TOUCH_FOUND));
    /* Nor does it wake where it is not said. */
    installing_tap(installing, "enter");
    assert_false(installing_says(installing, WORD_TOUCH_FOUND));
    assert_int_equal(set_up_deadline(installing->set_up, installing->now), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            the_first_page_says_whether_there_is_touch, open_it, close_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
