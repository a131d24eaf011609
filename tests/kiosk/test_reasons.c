/*
 * Why an answer was low, and the keys that come down: what a visitor may ask
 * for beside the four taps, in the whole terminal without a glass.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "with_terminal.h"

static int setup(void **state)
{
    static struct terminal terminal;
    terminal_open(&terminal, with_moment(WITH_MONDAY, 9, 0));
    terminal.config.reasons = true;
    terminal_restart(&terminal);
    *state = &terminal;
    return 0;
}

/* Presses what leads to another screen, and waits until that listens. */
static void go_on(struct terminal *terminal, const char *name)
{
    terminal_tap_named(terminal, name);
    terminal_wait(terminal, terminal->config.timing.settle_ms);
}

static void a_low_answer_is_asked_why(void **state)
{
    struct terminal *terminal = *state;
    terminal_answer(terminal, 2);
    terminal_tap_named(terminal, "reason:kho-hieu");
    terminal_tap_named(terminal, "reason:voi-va");
    assert_true(
        scene_named(kiosk_scene(terminal->kiosk), "reason:voi-va")->chosen);
    assert_false(
        scene_named(kiosk_scene(terminal->kiosk), "reason:cho-lau")->chosen);
    go_on(terminal, "done");
    terminal_hear(terminal);
    assert_false(terminal_shows(terminal, PRESS(DONE)));
    terminal_answer(terminal, 3);
    terminal_answer(terminal, 4);
    terminal_answer(terminal, 1);
    terminal_tap_named(terminal, "reason:cho-lau");
    assert_false(terminal_says(terminal, "thanks"));
    go_on(terminal, "done");
    terminal_hear(terminal);
    assert_true(terminal_says(terminal, "thanks"));
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 2\n"
                                   "reason mim-cuoi voi-va\n"
                                   "reason mim-cuoi kho-hieu\n"
                                   "answer nhe-nhang 3\nanswer lang-nghe 4\n"
                                   "answer giup-do 1\n"
                                   "reason giup-do cho-lau\nend  1\n");
}

static void a_reason_taken_back_is_none(void **state)
{
    struct terminal *terminal = *state;
    terminal_answer(terminal, 1);
    terminal_tap_named(terminal, "reason:voi-va");
    terminal_wait(terminal, 500);
    terminal_tap_named(terminal, "reason:voi-va");
    terminal_tap_named(terminal, "reason:cho-lau");
    go_on(terminal, "done");
    terminal_hear(terminal);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 1\n"
                                   "reason mim-cuoi cho-lau\n");
}

static void who_passes_over_the_reasons_leaves_none(void **state)
{
    struct terminal *terminal = *state;
    terminal_answer(terminal, 1);
    terminal_tap_named(terminal, "reason:voi-va");
    go_on(terminal, "skip");
    terminal_answer(terminal, 2);
    go_on(terminal, "done");
    terminal_answer(terminal, 4);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 1\n"
                                   "answer nhe-nhang 2\nanswer lang-nghe 4\n");
}

static void the_way_back_from_the_reasons_is_to_their_question(void **state)
{
    struct terminal *terminal = *state;
    terminal_answer(terminal, 1);
    go_on(terminal, "back");
    terminal_answer(terminal, 5);
    assert_false(terminal_shows(terminal, PRESS(DONE)));
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 1\n"
                                   "answer mim-cuoi 5\n");
}

static void leave(struct terminal *terminal)
{
    terminal_wait(terminal, terminal->config.timing.idle_ms);
    assert_true(terminal_says(terminal, "still-there"));
    terminal_wait(terminal, terminal->config.timing.still_there_ms);
    terminal_hear(terminal);
    assert_false(terminal_shows(terminal, PRESS(BACK)));
}

static void reasons_that_were_chosen_outlive_their_visitor(void **state)
{
    struct terminal *terminal = *state;
    terminal_answer(terminal, 1);
    terminal_tap_named(terminal, "reason:voi-va");
    leave(terminal);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 1\n"
                                   "reason mim-cuoi voi-va\nend  0\n");
}

static void all_is_answered_where_only_reasons_are_left_open(void **state)
{
    struct terminal *terminal = *state;
    for (int i = 0; i < 3; i++) {
        terminal_answer(terminal, 4);
    }
    terminal_answer(terminal, 1);
    terminal_tap_named(terminal, "reason:voi-va");
    leave(terminal);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 4\n"
                                   "answer nhe-nhang 4\nanswer lang-nghe 4\n"
                                   "answer giup-do 1\n"
                                   "reason giup-do voi-va\nend  1\n");
}

static void nobody_is_asked_why_where_the_config_says_no(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.reasons = false;
    terminal_restart(terminal);
    terminal_answer(terminal, 1);
    assert_false(terminal_shows(terminal, PRESS(DONE)));
    assert_true(terminal_shows(terminal, ANSWER(1)));
}

/* The y at which the highest key begins. */
static int highest_key(struct terminal *terminal)
{
    const struct scene *scene = kiosk_scene(terminal->kiosk);
    int top = scene->height;
    for (int i = 0; i < scene->count; i++) {
        const struct item *item = &scene->items[i];
        if (item->action.kind != ACTION_NONE &&
            item->action.kind != ACTION_STAFF && item->box.y < top) {
            top = item->box.y;
        }
    }
    return top;
}

static void expect_low(struct terminal *terminal, bool low)
{
    int half = kiosk_scene(terminal->kiosk)->height / 2;
    if (low) {
        assert_in_range(highest_key(terminal), half, 2 * half);
    } else {
        assert_in_range(highest_key(terminal), 0, half - 1);
    }
}

static void keys_that_came_down_stay_low_till_the_visit_ends(void **state)
{
    struct terminal *terminal = *state;
    expect_low(terminal, false);
    go_on(terminal, "low-reach");
    expect_low(terminal, true);
    terminal_answer(terminal, 1);
    expect_low(terminal, true);
    go_on(terminal, "skip");
    for (int i = 0; i < 3; i++) {
        expect_low(terminal, true);
        terminal_answer(terminal, 4);
    }
    assert_true(terminal_says(terminal, "thanks"));
    terminal_wait(terminal, terminal->config.timing.thanks_ms);
    expect_low(terminal, false);
}

static void keys_that_came_down_for_nobody_go_up_again(void **state)
{
    struct terminal *terminal = *state;
    go_on(terminal, "low-reach");
    terminal_wait(terminal, terminal->config.timing.idle_ms);
    expect_low(terminal, false);
}

static void keys_can_be_low_from_the_start(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.low_reach = true;
    terminal_restart(terminal);
    expect_low(terminal, true);
    go_on(terminal, "low-reach");
    expect_low(terminal, false);
    terminal_wait(terminal, terminal->config.timing.idle_ms);
    expect_low(terminal, true);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, setup, terminal_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_low_answer_is_asked_why),
        TEST(a_reason_taken_back_is_none),
        TEST(who_passes_over_the_reasons_leaves_none),
        TEST(the_way_back_from_the_reasons_is_to_their_question),
        TEST(reasons_that_were_chosen_outlive_their_visitor),
        TEST(all_is_answered_where_only_reasons_are_left_open),
        TEST(nobody_is_asked_why_where_the_config_says_no),
        TEST(keys_that_came_down_stay_low_till_the_visit_ends),
        TEST(keys_that_came_down_for_nobody_go_up_again),
        TEST(keys_can_be_low_from_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
