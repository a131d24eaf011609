/*
 * Whether there is a touch screen: said to staff on the idle screen while there
 * is none, on the panel and in the status. And the touch test, by taps at
 * coordinates.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/with_devices.h"
#include "kiosk/inside.h"
#include "kiosk/with_staff.h"
#include "writer/status.h"
#include "tried.h"

static struct terminal terminal;
static char devices[FILES_PATH_SIZE];

static int setup(void **state)
{
    (void)state;
    terminal_open(&terminal, with_moment(WITH_MONDAY, 9, 0));
    assert_true(text_copy(devices, sizeof devices,
                          data_folder_path(&terminal.folder, "input")));
    devices_plug(devices, "event0", DEVICE_KEYBOARD);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    terminal_close(&terminal);
    return 0;
}

/* As the unit of a terminal starts it. */
static void begin(void)
{
    terminal.touch_folder = devices;
    terminal_restart(&terminal);
}

static bool says_missing(void)
{
    return terminal_says(&terminal, "touch-missing");
}

static void wait_for_beat(void)
{
    terminal_wait(&terminal, KIOSK_WALL_LOOK_MS);
}

static void it_comes_and_goes_with_the_cable(void **state)
{
    (void)state;
    begin();
    assert_true(says_missing());
    wait_for_beat();
    assert_true(says_missing());
    devices_plug(devices, "event1", DEVICE_TOUCH);
    wait_for_beat();
    assert_false(says_missing());
    devices_pull(devices, "event1");
    wait_for_beat();
    assert_true(says_missing());
    tried("No touchscreen found");
}

static void a_desktop_says_nothing(void **state)
{
    (void)state;
    assert_false(says_missing());
    wait_for_beat();
    assert_false(says_missing());
    assert_int_equal(touch_watch_says(&terminal.kiosk->touch), TOUCH_UNKNOWN);
}

/* The line goes, and nothing of the visit before was moved by it. */
static void a_finger_that_came_is_a_touch_screen(void **state)
{
    (void)state;
    begin();
    struct input finger = terminal_at(&terminal, INPUT_DOWN, ANSWER(2));
    terminal_input(&terminal, finger);
    assert_true(says_missing());
    terminal_wait(&terminal, 100);
    assert_true(says_missing());
    finger.kind = INPUT_UP;
    terminal_input(&terminal, finger);
    terminal_hear(&terminal);
    assert_false(says_missing());
    terminal_wait(&terminal, terminal.config.timing.advance_ms);
    terminal_wait(&terminal, terminal.config.timing.settle_ms);
    for (int i = 0; i < 3; i++) {
        terminal_answer(&terminal, 2);
    }
    wait_for_beat();
    assert_true(staff_gone(&terminal));
    assert_false(says_missing());
    /* Until something is pulled. */
    devices_pull(devices, "event0");
    wait_for_beat();
    assert_true(says_missing());
    tried("No touchscreen found");
}

static int wakes(int64_t ms)
{
    return terminal_sleep(&terminal, ms);
}

/* As long as somebody is told to plug it in, it is looked for; else it costs
   nothing. */
static void only_one_that_is_missing_is_waited_for(void **state)
{
    (void)state;
    enum { HOUR_MS = 3600000, LOOKS = 2 * HOUR_MS / 2000 };
    wakes(HOUR_MS);
    terminal_stop(&terminal);
    terminal_start(&terminal, with_moment(WITH_MONDAY, 9, 0));
    int without = wakes(2 * HOUR_MS);
    terminal.touch_folder = devices;
    terminal_stop(&terminal);
    terminal_start(&terminal, with_moment(WITH_MONDAY, 9, 0));
    assert_in_range(wakes(2 * HOUR_MS), without, without + LOOKS);
    assert_true(says_missing());
    devices_plug(devices, "event1", DEVICE_TOUCH);
    terminal_wait(&terminal, 2000);
    assert_false(says_missing());
    assert_in_range(wakes(2 * HOUR_MS), without - 1, without + 1);
}

static const struct light *touch_light(void)
{
    const struct panel *panel = &terminal.kiosk->panel;
    for (int i = 0; i < panel->light_count; i++) {
        if (panel->lights[i].kind == LIGHT_TOUCH) {
            return &panel->lights[i];
        }
    }
    fail();
    return NULL;
}

static void the_panel_looks_when_it_is_opened(void **state)
{
    (void)state;
    staff_set_pin(&terminal, STAFF_PIN);
    devices_plug(devices, "event1", DEVICE_TOUCH);
    begin();
    staff_come_in(&terminal);
    assert_int_equal(touch_light()->state, LIGHT_WELL);
    staff_press(&terminal, PRESS(CLOSE));
    devices_pull(devices, "event1");
    staff_come_in(&terminal);
    assert_int_equal(touch_light()->state, LIGHT_BAD);
    assert_true(terminal_says(&terminal, "touch-missing"));
    tried("The touchscreen responds");
}

static int64_t status_touch(void)
{
    struct status status;
    assert_int_equal(status_read(&status, terminal.folder.path), STATUS_READ);
    return status.touch;
}

static void the_status_tells_it(void **state)
{
    (void)state;
    begin();
    wait_for_beat();
    terminal_stop(&terminal);
    assert_int_equal(status_touch(), TOUCH_MISSING);
    devices_plug(devices, "event1", DEVICE_TOUCH);
    terminal_start(&terminal, terminal.now);
    wait_for_beat();
    terminal_stop(&terminal);
    assert_int_equal(status_touch(), TOUCH_FOUND);
    terminal.touch_folder = NULL;
    terminal_start(&terminal, terminal.now);
    wait_for_beat();
    terminal_stop(&terminal);
    assert_int_equal(status_touch(), TOUCH_UNKNOWN);
    terminal_start(&terminal, terminal.now);
}

/* Dirt, or a frame that presses on the glass: a finger that never lifts. It
   wakes the terminal once to tell so, and hinders nobody meanwhile. */
static void what_lies_on_the_glass_is_told(void **state)
{
    (void)state;
    struct input dirt = {.kind = INPUT_DOWN,
                         .source = INPUT_FINGER,
                         .finger = 7,
                         .x = 640,
                         .y = 798};
    staff_set_pin(&terminal, STAFF_PIN);
    devices_plug(devices, "event1", DEVICE_TOUCH);
    begin();
    terminal_input(&terminal, dirt);
    terminal_sleep(&terminal, PRESS_TOLD_MS + 1);
    terminal_stop(&terminal);
    assert_int_equal(status_touch(), TOUCH_STUCK);
    terminal_start(&terminal, terminal.now);
    terminal_input(&terminal, dirt);
    staff_come_in(&terminal);
    terminal_wait(&terminal, PRESS_TOLD_MS);
    staff_press(&terminal, PRESS(CLOSE));
    staff_come_in(&terminal);
    assert_int_equal(touch_light()->state, LIGHT_CARE);
    assert_true(terminal_says(&terminal, "touch-stuck"));
    staff_press(&terminal, PRESS(CLOSE));
    dirt.kind = INPUT_UP;
    terminal_input(&terminal, dirt);
    staff_come_in(&terminal);
    assert_int_equal(touch_light()->state, LIGHT_WELL);
    assert_false(terminal_says(&terminal, "touch-stuck"));
    staff_press(&terminal, PRESS(CLOSE));
    wait_for_beat();
    terminal_stop(&terminal);
    assert_int_equal(status_touch(), TOUCH_FOUND);
    terminal_start(&terminal, terminal.now);
}

static void go_to_test(void)
{
    staff_set_pin(&terminal, STAFF_PIN);
    terminal_restart(&terminal);
    staff_come_in(&terminal);
    staff_press(&terminal, PRESS(TOUCH_TEST));
    assert_int_equal(terminal.kiosk->staff.screen, SCREEN_TOUCH_TEST);
}

static const struct item *look(enum look look, int which)
{
    const struct scene *scene = kiosk_scene(terminal.kiosk);
    for (int i = 0; i < scene->count; i++) {
        if (scene->items[i].look == look && which-- == 0) {
            return &scene->items[i];
        }
    }
    return NULL;
}

/* A finger, on a glass that is mirrored or is not, in the middle of the spot
   that is asked for, a little to the right. */
static void touch_spot(int spot, int right_px, bool mirrored)
{
    const struct item *item = look(LOOK_SPOT, spot);
    assert_non_null(item);
    assert_int_equal(item->current, SPOT_ASKED);
    int x = item->box.x + item->box.w / 2 + right_px;
    struct input finger = {.kind = INPUT_DOWN,
                           .source = INPUT_FINGER,
                           .finger = 1,
                           .x = mirrored ? 1279 - x : x,
                           .y = item->box.y + item->box.h / 2};
    terminal_input(&terminal, finger);
    terminal_wait(&terminal, 100);
    finger.kind = INPUT_UP;
    terminal_input(&terminal, finger);
    terminal_wait(&terminal, 900);
}

static void spots_fill_and_crosses_show_where(void **state)
{
    (void)state;
    go_to_test();
    int right_px = 3 * 1280 / terminal.config.width_mm;
    for (int i = 0; i < TOUCH_TEST_SPOTS; i++) {
        assert_null(look(LOOK_CROSS, i));
        touch_spot(i, right_px, false);
        assert_int_equal(look(LOOK_SPOT, i)->current, SPOT_MET);
        const struct box spot = look(LOOK_SPOT, i)->box;
        const struct box cross = look(LOOK_CROSS, i)->box;
        assert_int_equal(cross.x + cross.w / 2, spot.x + spot.w / 2 + right_px);
        assert_int_equal(cross.y + cross.h / 2, spot.y + spot.h / 2);
    }
    struct touch_verdict verdict =
        touch_test_verdict(&terminal.kiosk->staff.test);
    assert_int_equal(verdict.result, TOUCH_WELL);
    assert_int_equal(verdict.worst_mm, 3);
    assert_true(terminal_says(&terminal, "3"));
    assert_true(terminal_says(&terminal, "test-well"));
    staff_press(&terminal, PRESS(AGAIN));
    assert_null(look(LOOK_CROSS, 0));
    staff_press(&terminal, PRESS(CLOSE));
    assert_true(staff_at_panel(&terminal));
}

static void a_mirrored_touch_is_named_and_never_caught(void **state)
{
    (void)state;
    go_to_test();
    for (int i = 0; i < TOUCH_TEST_SPOTS; i++) {
        touch_spot(i, 0, true);
    }
    struct touch_verdict verdict =
        touch_test_verdict(&terminal.kiosk->staff.test);
    assert_int_equal(verdict.result, TOUCH_TURNED);
    assert_int_equal(verdict.turn, TOUCH_LEFT_RIGHT);
    assert_true(terminal_says(&terminal, "test-turned"));
    assert_true(terminal_says(&terminal, "test-matrix"));
    (void)wakes(terminal.config.staff_idle_ms + 1000);
    assert_true(staff_gone(&terminal));
}

/* Nothing comes, and it comes to its end by the times that it asks for. */
static void a_dead_glass_is_told_and_left(void **state)
{
    (void)state;
    go_to_test();
    (void)wakes(95000);
    assert_true(terminal_says(&terminal, "test-nothing"));
    assert_non_null(look(LOOK_SPOT, 0));
    assert_int_equal(look(LOOK_SPOT, 0)->current, SPOT_SILENT);
    (void)wakes(terminal.config.staff_idle_ms);
    assert_true(staff_gone(&terminal));
}

static void it_answers_nothing(void **state)
{
    (void)state;
    go_to_test();
    for (int i = 0; i < TOUCH_TEST_SPOTS; i++) {
        touch_spot(i, 0, false);
    }
    staff_press(&terminal, PRESS(CLOSE));
    staff_press(&terminal, PRESS(CLOSE));
    assert_true(staff_gone(&terminal));
    terminal_expect_rows(&terminal, "");
}

static void another_size_begins_it_anew(void **state)
{
    (void)state;
    go_to_test();
    touch_spot(0, 0, false);
    kiosk_resize(terminal.kiosk, 800, 1280);
    (void)wakes(60000);
    assert_int_equal(terminal.kiosk->staff.test.glass.height_px, 1280);
    assert_false(terminal.kiosk->staff.test.came[0]);
}

#define touch_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        touch_test(it_comes_and_goes_with_the_cable),
        touch_test(a_desktop_says_nothing),
        touch_test(a_finger_that_came_is_a_touch_screen),
        touch_test(only_one_that_is_missing_is_waited_for),
        touch_test(the_panel_looks_when_it_is_opened),
        touch_test(the_status_tells_it),
        touch_test(what_lies_on_the_glass_is_told),
        touch_test(spots_fill_and_crosses_show_where),
        touch_test(a_mirrored_touch_is_named_and_never_caught),
        touch_test(a_dead_glass_is_told_and_left),
        touch_test(it_answers_nothing),
        touch_test(another_size_begins_it_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
