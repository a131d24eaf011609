/* The terminal is put up by taps at coordinates, with files on a real disk;
   the power fails wherever it can. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/setup_file.h"
#include "trust/chain_key.h"
#include "trust/pin_file.h"
#include "with_set_up.h"
#include "tried.h"

#define PIN "739182"

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

static bool pin_opens(struct installing *installing, const char *pin)
{
    struct pin_gate gate = {.wrong = 0};
    return pin_file_try(&gate, installing->data.path, pin,
                        (struct pin_time){0}) == PIN_RIGHT;
}

static struct chain_key chain_of(struct installing *installing)
{
    struct chain_key chain = {.shown = false};
    assert_int_equal(chain_key_load(&chain, installing->data.path),
                     SECRET_READ);
    return chain;
}

static void to_device(struct installing *installing)
{
    installing_tap(installing, "enter");
    installing_type(installing, "letter", "BA-DONG");
    installing_tap(installing, "enter");
}

static void to_width(struct installing *installing)
{
    installing_type(installing, "letter", "QUAY-1");
    installing_tap(installing, "enter");
}

static void to_pin(struct installing *installing)
{
    installing_tap(installing, "less:10");
    installing_tap(installing, "more:1");
    installing_tap(installing, "enter");
}

static void to_date(struct installing *installing)
{
    installing_type(installing, "digit", PIN);
    installing_tap(installing, "enter");
    installing_type(installing, "digit", PIN);
    installing_tap(installing, "enter");
}

static void to_key(struct installing *installing)
{
    installing_tap(installing, "enter");
    installing_tap(installing, "enter");
}

static void to_end(struct installing *installing)
{
    installing_tap(installing, "enter");
    installing_tap(installing, "enter");
}

static const char all_of_it[] =
    "[office]\nunit_code=BA-DONG\ndevice_id=QUAY-1\n"
    "\n[set-up]\nbegun=yes\ndone=2026-11-23\n"
    "\n[screen]\nwidth_mm=353\n";

static void from_the_welcome_to_the_first_question(void **state)
{
    struct installing *installing = *state;
    char entered[4096];
    installing_start(installing, false);
    assert_true(installing_says(installing, WORD_SET_UP));
    to_device(installing);
    to_width(installing);
    to_pin(installing);
    to_date(installing);
    to_key(installing);
    to_end(installing);
    assert_true(installing_says(installing, WORD_READY));
    installing_tap(installing, "enter");
    assert_int_equal(set_up_ended(installing->set_up), SET_UP_DONE);
    assert_true(set_up_vouches(installing->set_up));
    assert_string_equal(installing_entered(installing, entered), all_of_it);
    assert_true(pin_opens(installing, PIN));
    assert_true(chain_of(installing).shown);
    installing_kill(installing);
    installing_start(installing, false);
    assert_null(installing->set_up); /* never again */
    assert_string_equal(installing->config.unit_code, "BA-DONG");
    assert_int_equal(installing->config.width_mm, 353);
}

static void cut(struct installing *installing)
{
    installing_kill(installing);
    installing_start(installing, false);
    assert_non_null(installing->set_up);
}

static void the_power_fails_on_each_page(void **state)
{
    struct installing *installing = *state;
    char entered[4096];
    installing_start(installing, false);
    cut(installing);
    assert_true(installing_says(installing, WORD_SET_UP));
    installing_tap(installing, "enter");
    installing_type(installing, "letter", "HALF");
    cut(installing);
    to_device(installing);
    cut(installing);
    assert_true(installing_says(installing, WORD_DEVICE));
    to_width(installing);
    cut(installing);
    assert_true(installing_says(installing, WORD_WIDTH));
    to_pin(installing);
    cut(installing);
    installing_type(installing, "digit", PIN);
    cut(installing);
    assert_false(pin_opens(installing, PIN));
    to_date(installing);
    cut(installing);
    assert_true(installing_says(installing, WORD_NOW));
    assert_true(pin_opens(installing, PIN));
    to_key(installing);
    struct chain_key first = chain_of(installing);
    assert_true(first.shown);
    cut(installing);
    assert_true(installing_says(installing, WORD_NOW));
    to_key(installing);
    assert_string_not_equal(chain_of(installing).id, first.id);
    to_end(installing);
    assert_string_equal(installing_entered(installing, entered), all_of_it);
    installing_kill(installing);
    installing_start(installing, false);
    assert_null(installing->set_up);
    tried("photographs the first key, and walks");
    tried("Enrolled");
    tried("what was confirmed is kept");
}

static void what_was_kept_can_be_gone_back_to(void **state)
{
    struct installing *installing = *state;
    char entered[4096];
    installing_start(installing, false);
    to_device(installing);
    to_width(installing);
    cut(installing);
    installing_tap(installing, "back");
    installing_tap(installing, "back");
    installing_tap(installing, "erase");
    installing_tap(installing, "enter");
    assert_non_null(
        strstr(installing_entered(installing, entered), "unit_code=BA-DON\n"));
}

static struct box box_of(struct installing *installing, const char *name)
{
    const struct scene *scene = set_up_scene(installing->set_up);
    const struct item *item = scene_named(scene, name);
    assert_non_null(item);
    return item->box;
}

static struct box card_of(struct installing *installing)
{
    const struct scene *scene = set_up_scene(installing->set_up);
    for (int i = 0; i < scene->count; i++) {
        if (scene->items[i].look == LOOK_CARD) {
            return scene->items[i].box;
        }
    }
    fail_msg("no card on this page");
    return (struct box){0};
}

static void the_card_is_as_long_as_it_says_and_nothing_else_moves(void **state)
{
    struct installing *installing = *state;
    installing_start(installing, false);
    to_device(installing);
    to_width(installing);
    struct box key = box_of(installing, "more:1");
    struct box card = card_of(installing);
    for (int mm = 344; mm > 110; mm -= 10) {
        struct box now = card_of(installing);
        /* To half a pixel. */
        assert_in_range(2 * now.w * mm, 2 * 85.6 * 1280 - mm,
                        2 * 85.6 * 1280 + mm);
        assert_int_equal(now.x, card.x);
        struct box still = box_of(installing, "more:1");
        assert_memory_equal(&still, &key, sizeof key);
        installing_tap(installing, "more:10");
    }
    for (int mm = 104; mm < 224; mm += 10) {
        installing_tap(installing, "less:10");
    }
    installing_tap(installing, "enter");
    assert_true(installing_says(installing, WORD_PIN_NEW));
    /* From here on all is laid out for the glass as it is. */
    struct box digit = box_of(installing, "digit:5");
    assert_in_range(digit.h * 224 / 1280, 16, 40);
}

static void a_tap_right_after_a_page_is_not_heard(void **state)
{
    struct installing *installing = *state;
    installing_start(installing, false);
    installing_tap(installing, "enter");
    struct box box = box_of(installing, "letter:Q");
    struct input input = {.kind = INPUT_DOWN,
                          .source = INPUT_FINGER,
                          .x = box.x + 5,
                          .y = box.y + 5};
    set_up_input(installing->set_up, &input, installing->now);
    input.kind = INPUT_UP;
    set_up_input(installing->set_up, &input, installing->now);
    installing_tap(installing, "enter");
    assert_true(installing_says(installing, WORD_CODE_EMPTY));
}

static void the_disk_is_announced_before_it_is_waited_for(void **state)
{
    struct installing *installing = *state;
    char entered[4096];
    installing_start(installing, false);
    installing_tap(installing, "enter");
    installing_type(installing, "letter", "A");
    installing_wait(installing, 1000);
    struct box box = box_of(installing, "enter");
    struct input input = {.kind = INPUT_DOWN,
                          .source = INPUT_FINGER,
                          .x = box.x + 5,
                          .y = box.y + 5};
    set_up_input(installing->set_up, &input, installing->now);
    input.kind = INPUT_UP;
    set_up_input(installing->set_up, &input, installing->now);
    set_up_tick(installing->set_up, installing->now);
    assert_string_equal(installing_entered(installing, entered), "");
    assert_int_equal(set_up_deadline(installing->set_up, installing->now), 0);
    assert_true(installing_says(installing, WORD_SET_UP_SAVING));
    set_up_tick(installing->set_up, installing->now);
    assert_string_equal(installing_entered(installing, entered),
                        "[office]\nunit_code=A\n\n[set-up]\nbegun=yes\n");
}

static void preseed(struct installing *installing)
{
    const struct setup_value values[] = {{"office", "unit_code", "SEED"},
                                         {"office", "device_id", "Q-2"},
                                         {"screen", "width_mm", "217"}};
    assert_true(setup_file_put(installing->data.path, values, 3));
}

static void codes_that_are_there_keep_nobody_waiting(void **state)
{
    struct installing *installing = *state;
    preseed(installing);
    installing_start(installing, false);
    assert_null(installing->set_up);
    assert_string_equal(installing->config.unit_code, "SEED");
}

static void who_holds_the_corner_gets_to_the_rest(void **state)
{
    struct installing *installing = *state;
    preseed(installing);
    installing_start(installing, true);
    assert_true(installing_shows(installing, "close"));
    installing_tap(installing, "enter");
    to_date(installing);
    /* From here on it is to be finished. */
    cut(installing);
    assert_true(installing_says(installing, WORD_NOW));
    to_key(installing);
    to_end(installing);
    installing_kill(installing);
    installing_start(installing, false);
    assert_null(installing->set_up);
    assert_true(pin_opens(installing, PIN));
}

static void who_held_it_for_nothing_leaves_no_trace(void **state)
{
    struct installing *installing = *state;
    char entered[4096];
    preseed(installing);
    installing_start(installing, true);
    installing_tap(installing, "enter");
    installing_type(installing, "digit", "7391");
    installing_wait(installing, INSTALLER_STAY_MS);
    assert_int_equal(set_up_ended(installing->set_up), SET_UP_LEFT);
    assert_null(strstr(installing_entered(installing, entered), "begun"));
}

static void who_lost_the_pin_later_may_leave(void **state)
{
    struct installing *installing = *state;
    const struct setup_value values[] = {{"set-up", "begun", "yes"},
                                         {"set-up", "done", "2026-11-30"}};
    preseed(installing);
    assert_true(setup_file_put(installing->data.path, values, 2));
    installing_start(installing, true);
    assert_true(installing_shows(installing, "close"));
    installing_tap(installing, "close");
    assert_int_equal(set_up_ended(installing->set_up), SET_UP_LEFT);
}

static void the_width_begins_with_what_the_monitor_tells(void **state)
{
    struct installing *installing = *state;
    char entered[4096];
    installing->told_mm = 217;
    installing_start(installing, false);
    to_device(installing);
    to_width(installing);
    assert_true(installing_reads(installing, "217 mm."));
    installing_tap(installing, "enter");
    assert_non_null(
        strstr(installing_entered(installing, entered), "width_mm=217"));
}

static void a_monitor_that_cannot_be_right_is_not_believed(void **state)
{
    struct installing *installing = *state;
    char entered[4096];
    installing->told_mm = INSTALLER_MOST_MM + 1;
    installing_start(installing, false);
    to_device(installing);
    to_width(installing);
    assert_false(installing_reads(installing, "2001 mm."));
    installing_tap(installing, "enter");
    assert_non_null(
        strstr(installing_entered(installing, entered), "width_mm=344"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_it, close_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(from_the_welcome_to_the_first_question),
        TEST(the_power_fails_on_each_page),
        TEST(what_was_kept_can_be_gone_back_to),
        TEST(the_card_is_as_long_as_it_says_and_nothing_else_moves),
        TEST(a_tap_right_after_a_page_is_not_heard),
        TEST(the_disk_is_announced_before_it_is_waited_for),
        TEST(codes_that_are_there_keep_nobody_waiting),
        TEST(who_holds_the_corner_gets_to_the_rest),
        TEST(who_held_it_for_nothing_leaves_no_trace),
        TEST(who_lost_the_pin_later_may_leave),
        TEST(the_width_begins_with_what_the_monitor_tells),
        TEST(a_monitor_that_cannot_be_right_is_not_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
