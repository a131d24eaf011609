/*
 * People see the time: on the idle screen, on the panel; staff set it there, by
 * the steward, which is a process of its own here, and pretend time follows.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/with_steward.h"
#include "record/record.h"
#include "survey/dial.h"
#include "with_staff.h"
#include "tried.h"

enum { DAY_MS = 86400000, MINUTE_MS = 60000 };

/* The machine comes up two days back: its clock had no battery. */
static void set_back(struct terminal *terminal)
{
    struct moment at = terminal->now;
    terminal->config.clock = true;
    staff_prepare(terminal);
    terminal->unvouched = true;
    terminal_stop(terminal);
    at.wall_ms -= 2 * (int64_t)DAY_MS;
    terminal_start(terminal, at);
}

/* In a service, whose steward is to be asked this once, and answers so. */
static void set_back_in_service(struct terminal *terminal,
                                struct steward *steward, const char *answer)
{
    char wanted[64];
    steward_listen(steward, terminal->folder.path);
    snprintf(wanted, sizeof wanted, "set-clock %" PRId64,
             with_moment(WITH_MONDAY, 9, 0).wall_ms / 1000);
    steward_answer(steward, wanted, answer);
    set_back(terminal);
    /* Whatever it took to come here. */
    terminal->now.wall_ms = with_moment(WITH_MONDAY - 2, 9, 0).wall_ms;
    staff_come_in(terminal);
    terminal->now.wall_ms = with_moment(WITH_MONDAY - 2, 9, 0).wall_ms;
    staff_press(terminal, PRESS(SET_CLOCK));
}

static void turn(struct terminal *terminal, enum action_kind kind, int part)
{
    terminal_tap(terminal, (struct action){kind, part});
}

static bool take_confirm(void *context, const struct row *row)
{
    if (row->kind == ROW_CONFIRM) {
        text_append_format(context, "confirm %d\n", row->value);
    }
    return true;
}

/* "confirm day" for each; the program stops for it. */
static void expect_confirms(struct terminal *terminal, const char *expected)
{
    struct record *record;
    struct text out = {0};
    terminal_stop(terminal);
    const struct record_params params = {.config = &terminal->config,
                                         .data_dir = terminal->folder.path,
                                         .now = terminal->now,
                                         .use = RECORD_COMMAND};
    assert_int_equal(record_open(&record, &params), STORE_OK);
    text_append(&out, "", 0);
    for (int32_t day = WITH_MONDAY - 3; day < WITH_MONDAY + 3; day++) {
        const struct record_scan scan = {day, take_confirm, &out};
        assert_int_equal(record_scan(record, &scan), STORE_OK);
    }
    record_close(record);
    assert_string_equal(out.data, expected);
    text_free(&out);
    terminal_start(terminal, terminal->now);
}

static bool at_panel(struct terminal *terminal)
{
    return staff_at_panel(terminal);
}

static bool is_stuck(struct terminal *terminal)
{
    return terminal_says(terminal, "now-failed");
}

static void staff_set_the_clock(void **state)
{
    struct terminal *terminal = *state;
    struct steward steward;
    set_back_in_service(terminal, &steward, "ok\n");
    assert_true(terminal_says(terminal, "clock-set"));
    turn(terminal, ACTION_MORE, DIAL_DAY);
    turn(terminal, ACTION_MORE, DIAL_DAY);
    staff_press(terminal, PRESS(ENTER));
    assert_true(terminal_says(terminal, "now-far"));
    terminal->now.wall_ms = with_moment(WITH_MONDAY - 2, 9, 0).wall_ms;
    terminal_tap(terminal, PRESS(ENTER));
    terminal_await(terminal, at_panel);
    steward_expect_asked(&steward);
    terminal->now.wall_ms = with_moment(WITH_MONDAY, 9, 0).wall_ms;
    terminal_wait(terminal, 0);
    assert_false(terminal_says(terminal, "clock-ask"));
    expect_confirms(terminal, "confirm 20780\n");
    assert_int_equal(unsetenv("BONLUON_STEWARD"), 0);
    tried("Set it to this, and then the panel");
}

static void a_hand_that_trembles_leaps_nowhere(void **state)
{
    struct terminal *terminal = *state;
    struct steward steward;
    set_back_in_service(terminal, &steward, "ok\n");
    turn(terminal, ACTION_MORE, DIAL_MONTH);
    terminal_tap(terminal, PRESS(ENTER));
    terminal_tap(terminal, PRESS(ENTER)); /* within the settling */
    assert_true(terminal_says(terminal, "now-far"));
    /* Another part is turned: what was asked is not what is meant now. */
    terminal_wait(terminal, terminal->config.timing.settle_ms);
    turn(terminal, ACTION_LESS, DIAL_MONTH);
    assert_false(terminal_says(terminal, "now-far"));
    turn(terminal, ACTION_LESS, DIAL_YEAR); /* 2025 */
    assert_true(terminal_says(terminal, "now-outside"));
    staff_press(terminal, PRESS(CLOSE));
    assert_true(staff_at_panel(terminal));
    kill(steward.pid, SIGKILL);
    close(steward.fd);
    expect_confirms(terminal, "");
    assert_int_equal(unsetenv("BONLUON_STEWARD"), 0);
    tried("From ... to ...? If that is right, press once more");
}

static void a_steward_that_refuses_is_said(void **state)
{
    struct terminal *terminal = *state;
    struct steward steward;
    set_back_in_service(terminal, &steward, "error: no\n");
    turn(terminal, ACTION_MORE, DIAL_DAY);
    turn(terminal, ACTION_MORE, DIAL_DAY);
    staff_press(terminal, PRESS(ENTER));
    terminal->now.wall_ms = with_moment(WITH_MONDAY - 2, 9, 0).wall_ms;
    terminal_tap(terminal, PRESS(ENTER));
    terminal_await(terminal, is_stuck);
    steward_expect_asked(&steward);
    terminal_wait(terminal, terminal->config.timing.settle_ms);
    staff_press(terminal, PRESS(ENTER)); /* "later" */
    assert_true(staff_at_panel(terminal));
    assert_true(terminal_says(terminal, "clock-ask"));
    expect_confirms(terminal, "");
    assert_int_equal(unsetenv("BONLUON_STEWARD"), 0);
    tried("Set it to this, and then the panel");
}

static void without_a_steward_it_is_said_how(void **state)
{
    struct terminal *terminal = *state;
    set_back(terminal);
    staff_come_in(terminal);
    staff_press(terminal, PRESS(SET_CLOCK));
    assert_true(is_stuck(terminal));
    turn(terminal, ACTION_MORE, DIAL_DAY);
    assert_true(is_stuck(terminal)); /* of the day that is turned to */
    staff_press(terminal, PRESS(ENTER));
    assert_true(staff_at_panel(terminal));
    expect_confirms(terminal, "");
}

static void what_was_not_turned_is_right(void **state)
{
    struct terminal *terminal = *state;
    struct steward steward;
    set_back_in_service(terminal, &steward, "ok\n");
    staff_press(terminal, PRESS(ENTER));
    assert_true(staff_at_panel(terminal));
    kill(steward.pid, SIGKILL);
    close(steward.fd);
    expect_confirms(terminal, "confirm 20778\n");
    assert_int_equal(unsetenv("BONLUON_STEWARD"), 0);
}

static bool is_asked(struct terminal *terminal)
{
    return terminal_says(terminal, "clock-staff");
}

static struct box box_of(struct terminal *terminal, const char *name)
{
    return scene_named(kiosk_scene(terminal->kiosk), name)->box;
}

static bool is_quiet(struct terminal *terminal)
{
    return staff_gone(terminal) && !is_asked(terminal);
}

static bool is_sure(struct terminal *terminal)
{
    return staff_at_panel(terminal) && !terminal_says(terminal, "clock-ask");
}

static void visitors_see_the_date_and_staff_are_asked(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.clock = true;
    terminal->config.width_mm = 217; /* even letters leave it room there */
    terminal_restart(terminal);
    assert_true(terminal_says(terminal, "clock-time"));
    assert_false(is_asked(terminal));
    set_back(terminal);
    terminal_await(terminal, is_asked);
    assert_true(terminal_says(terminal, "clock-time"));
    struct box before = box_of(terminal, "answer:1");
    terminal_answer(terminal, 5);
    struct box after = box_of(terminal, "answer:1");
    assert_memory_equal(&before, &after, sizeof before);
    assert_false(is_asked(terminal));
    assert_false(terminal_says(terminal, "clock-time"));
    terminal_tap(terminal, PRESS(BACK));
    assert_false(is_asked(terminal));
    assert_false(terminal_says(terminal, "clock-time"));
    tried("date and time on the idle screen");
    tried("Staff: check the clock");
}

/* Nothing speaks against it, and nothing for it: so after every power cut of a
   machine without a battery whose clock comes up a little late. */
static void a_start_that_nothing_vouches_for_asks_once(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    terminal->unvouched = true;
    terminal_restart(terminal);
    terminal_await(terminal, is_asked);
    staff_come_in(terminal);
    assert_true(terminal_says(terminal, "clock-ask"));
    for (int i = 0; i < 2; i++) {
        struct local_time now =
            clock_local(terminal->now.wall_ms, terminal->config.utc_offset_min);
        staff_press(terminal, (struct action){ACTION_CONFIRM, now.day});
    }
    terminal_await(terminal, is_sure);
    staff_press(terminal, PRESS(CLOSE));
    terminal_await(terminal, is_quiet);
    terminal_restart(terminal);
    terminal_wait(terminal, 1000);
    assert_false(is_asked(terminal)); /* the machine runs on */
    terminal_stop(terminal);
    terminal->now.boot_ms = 60000;
    terminal_start(terminal, terminal->now);
    terminal_await(terminal, is_asked);
    expect_confirms(terminal, "confirm 20780\n");
    tried("Staff: check the clock");
}

static void the_date_may_be_left_out(void **state)
{
    struct terminal *terminal = *state;
    set_back(terminal);
    terminal->config.clock = false;
    terminal_restart(terminal);
    terminal_await(terminal, is_asked);
    assert_false(terminal_says(terminal, "clock-time"));
}

static void it_costs_a_wake_up_a_minute(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.shift_ms = 0;
    terminal->config.timing.dim_ms = 1000;
    terminal->config.clock = true;
    terminal_restart(terminal);
    terminal_wait(terminal, 2000);
    int minutes = 2 * KIOSK_WALL_LOOK_MS / MINUTE_MS;
    int woken = terminal_sleep(terminal, minutes * MINUTE_MS);
    assert_in_range(woken, minutes, minutes + 2); /* and for the beats */
    terminal->config.clock = false;
    terminal_restart(terminal);
    terminal_wait(terminal, 2000);
    assert_in_range(terminal_sleep(terminal, minutes * MINUTE_MS), 0, 2);
    tried("date and time on the idle screen");
}

static void the_sleeping_screen_needs_none(void **state)
{
    struct terminal *terminal = *state;
    terminal->config.shift_ms = 0;
    terminal->config.timing.dim_ms = 1000;
    terminal->config.clock = true;
    terminal_stop(terminal);
    terminal_start(terminal, with_moment(WITH_MONDAY, 20, 0));
    terminal_wait(terminal, 2000);
    assert_true(terminal_says(terminal, "asleep"));
    assert_in_range(terminal_sleep(terminal, 2 * KIOSK_WALL_LOOK_MS), 0, 2);
}

#define TEST(f)                                                                \
    cmocka_unit_test_setup_teardown(f, terminal_setup, terminal_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(staff_set_the_clock),
        TEST(a_hand_that_trembles_leaps_nowhere),
        TEST(a_steward_that_refuses_is_said),
        TEST(without_a_steward_it_is_said_how),
        TEST(what_was_not_turned_is_right),
        TEST(visitors_see_the_date_and_staff_are_asked),
        TEST(a_start_that_nothing_vouches_for_asks_once),
        TEST(the_date_may_be_left_out),
        TEST(it_costs_a_wake_up_a_minute),
        TEST(the_sleeping_screen_needs_none),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return tried_all(failed, "sets the clock back, or far ahead");
}
