/*
 * The whole terminal, without a glass: taps at coordinates, a real database,
 * pretend time. Waits only for the writer's word, never for the clock.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "kiosk/press.h"
#include "store/with_faulty_vfs.h"
#include "with_terminal.h"
#include "tried.h"

static int setup(void **state)
{
    static struct terminal terminal;
    faulty_vfs_pass();
    terminal_open(&terminal, with_moment(WITH_MONDAY, 9, 0));
    *state = &terminal;
    return 0;
}

static int teardown(void **state)
{
    faulty_vfs_pass();
    terminal_close(*state);
    return 0;
}

static void a_visit_goes_from_taps_to_rows(void **state)
{
    struct terminal *terminal = *state;
    terminal_answer(terminal, 5);
    assert_true(terminal_shows(terminal, PRESS(BACK)));
    terminal_answer(terminal, 1);
    terminal_tap(terminal, PRESS(SKIP));
    terminal_hear(terminal);
    terminal_wait(terminal, 500);
    terminal_tap(terminal, ANSWER(3));
    terminal_hear(terminal);
    terminal_wait(terminal, 500);
    assert_true(terminal_says(terminal, "thanks"));
    assert_true(terminal_says(terminal, "thanks-more"));
    terminal_wait(terminal, 4000);
    assert_false(terminal_says(terminal, "thanks"));
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 5\n"
                                   "answer nhe-nhang 1\nskip lang-nghe 0\n"
                                   "answer giup-do 3\nend  1\n");
}

/* Nothing was kept of them: they are thanked for having come. */
static void who_passes_over_everything_is_not_told_of_an_opinion(void **state)
{
    struct terminal *terminal = *state;
    for (int i = 0; i < 4; i++) {
        terminal_tap(terminal, PRESS(SKIP));
        terminal_hear(terminal);
        terminal_wait(terminal, 500);
    }
    assert_true(terminal_says(terminal, "thanks"));
    assert_true(terminal_says(terminal, "thanks-none"));
    assert_false(terminal_says(terminal, "thanks-more"));
    tried("Ý kiến đã được ghi nhận");
}

static void a_visit_that_is_left_is_kept_as_partial(void **state)
{
    struct terminal *terminal = *state;
    terminal_answer(terminal, 2);
    terminal_wait(terminal, 30000);
    assert_true(terminal_says(terminal, "still-there"));
    terminal_wait(terminal, 20000);
    terminal_hear(terminal);
    assert_false(terminal_shows(terminal, PRESS(BACK)));
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 2\n"
                                   "timeout nhe-nhang 0\nend  0\n");
    tried("If not, the answers given so");
}

/* One row for each thing that a hand may do which must not answer. */
static void expect_no_visit(struct terminal *terminal)
{
    terminal_wait(terminal, 1000);
    assert_false(terminal_shows(terminal, PRESS(BACK)));
    terminal_expect_rows(terminal, "");
}

static void a_press_that_slides_off_does_nothing(void **state)
{
    struct terminal *terminal = *state;
    struct input down = terminal_at(terminal, INPUT_DOWN, ANSWER(5));
    struct input up = terminal_at(terminal, INPUT_UP, ANSWER(4));
    terminal_input(terminal, down);
    terminal_input(terminal, up);
    up.x = 0;
    up.y = 0;
    terminal_wait(terminal, 600);
    terminal_input(terminal, down);
    terminal_input(terminal, up);
    expect_no_visit(terminal);
    tried("the chosen face is the one");
}

static void a_press_that_slides_off_and_back_counts(void **state)
{
    struct terminal *terminal = *state;
    struct input finger = terminal_at(terminal, INPUT_DOWN, ANSWER(5));
    struct input off = terminal_at(terminal, INPUT_MOVE, ANSWER(4));
    terminal_input(terminal, finger);
    assert_true(scene_find(kiosk_scene(terminal->kiosk), ANSWER(5))->pressed);
    terminal_input(terminal, off);
    assert_false(scene_find(kiosk_scene(terminal->kiosk), ANSWER(5))->pressed);
    finger.kind = INPUT_MOVE;
    terminal_input(terminal, finger);
    finger.kind = INPUT_UP;
    terminal_input(terminal, finger);
    terminal_hear(terminal);
    assert_true(scene_find(kiosk_scene(terminal->kiosk), ANSWER(5))->chosen);
}

static void a_press_that_is_cancelled_does_nothing(void **state)
{
    struct terminal *terminal = *state;
    struct input finger = terminal_at(terminal, INPUT_DOWN, ANSWER(5));
    terminal_input(terminal, finger);
    finger.kind = INPUT_CANCEL;
    terminal_input(terminal, finger);
    finger.kind = INPUT_UP;
    terminal_input(terminal, finger);
    expect_no_visit(terminal);
}

static void a_double_tap_answers_one_question(void **state)
{
    struct terminal *terminal = *state;
    terminal_tap(terminal, ANSWER(5));
    terminal_wait(terminal, 80);
    terminal_tap(terminal, ANSWER(5)); /* in the half second of the choice */
    terminal_hear(terminal);
    terminal_wait(terminal, 500);
    terminal_tap(terminal, ANSWER(1)); /* the next has only just come */
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 5\n");
}

static void two_fingers_answer_once(void **state)
{
    struct terminal *terminal = *state;
    struct input one = terminal_at(terminal, INPUT_DOWN, ANSWER(5));
    struct input two = terminal_at(terminal, INPUT_DOWN, ANSWER(1));
    two.finger = 2;
    terminal_input(terminal, one);
    terminal_input(terminal, two);
    two.kind = INPUT_UP;
    terminal_input(terminal, two);
    one.kind = INPUT_UP;
    terminal_input(terminal, one);
    terminal_hear(terminal);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 5\n");
}

/* One touch, told twice: in the order of the letters, F and f for the
   finger's down and up, M and m for the mouse's. */
static void tell(struct terminal *terminal, const char *order)
{
    struct input input = terminal_at(terminal, INPUT_DOWN, PRESS(LANGUAGE));
    for (const char *p = order; *p != '\0'; p++) {
        bool mouse = *p == 'M' || *p == 'm';
        input.source = mouse ? INPUT_MOUSE : INPUT_FINGER;
        input.finger = mouse ? 0 : 7;
        input.kind = *p == 'M' || *p == 'F' ? INPUT_DOWN : INPUT_UP;
        terminal_input(terminal, input);
        terminal_wait(terminal, 30);
    }
}

static void a_touch_told_as_finger_and_mouse_counts_once(void **state)
{
    static const char *const orders[] = {"FMfm", "MFmf", "FMmf", "MFfm",
                                         "FfMm", "MmFf", "Ff",   "Mm"};
    struct terminal *terminal = *state;
    terminal->config.timing.settle_ms = 0; /* only the press can tell */
    terminal_restart(terminal);
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        print_message("%s\n", orders[i]);
        bool english = terminal_says(terminal, "Tiếng Việt");
        tell(terminal, orders[i]);
        assert_int_not_equal(terminal_says(terminal, "Tiếng Việt"), english);
        terminal_wait(terminal, 1000);
    }
}

static void a_finger_that_never_lifts_blocks_nobody_for_long(void **state)
{
    struct terminal *terminal = *state;
    struct input stuck = terminal_at(terminal, INPUT_DOWN, ANSWER(5));
    struct input other = terminal_at(terminal, INPUT_DOWN, ANSWER(2));
    other.finger = 2;
    terminal_input(terminal, stuck);
    terminal_wait(terminal, 7000);
    terminal_input(terminal, other);
    other.kind = INPUT_UP;
    terminal_input(terminal, other);
    terminal_hear(terminal);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 2\n");
}

static void lost_lifts_never_add_up(void **state)
{
    struct terminal *terminal = *state;
    for (int finger = 1; finger <= 40; finger++) {
        struct input lost = terminal_at(terminal, INPUT_DOWN, ANSWER(5));
        lost.finger = finger;
        terminal_input(terminal, lost);
        terminal_wait(terminal, PRESS_STUCK_MS);
    }
    terminal_tap(terminal, ANSWER(3));
    terminal_hear(terminal);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 3\n");
}

static void three_answers(struct terminal *terminal)
{
    for (int i = 0; i < 3; i++) {
        terminal_answer(terminal, 4);
    }
}

static void nobody_is_thanked_while_the_disk_is_slow(void **state)
{
    struct terminal *terminal = *state;
    three_answers(terminal);
    faulty_vfs_hold_syncs();
    terminal_tap(terminal, ANSWER(4));
    faulty_vfs_wait_held();
    terminal_wait(terminal, 500);
    assert_false(terminal_says(terminal, "thanks"));
    terminal_wait(terminal, 1000);
    assert_true(terminal_says(terminal, "saving"));
    terminal_wait(terminal, 10000);
    assert_false(terminal_says(terminal, "thanks"));
    faulty_vfs_pass();
    terminal_hear(terminal);
    assert_true(terminal_says(terminal, "thanks"));
    tried("Ý kiến đã được ghi nhận");
}

static void a_disk_that_never_answers_is_out_of_order(void **state)
{
    struct terminal *terminal = *state;
    faulty_vfs_hold_syncs();
    terminal_tap(terminal, ANSWER(4));
    faulty_vfs_wait_held();
    terminal_wait(terminal, KIOSK_PATIENCE_MS - 1);
    assert_false(kiosk_broken(terminal->kiosk));
    terminal_wait(terminal, 1);
    assert_true(kiosk_broken(terminal->kiosk));
    assert_true(terminal_says(terminal, "out-of-order"));
    faulty_vfs_pass();
    tried("This terminal is out of order");
}

static void a_failing_disk_is_out_of_order(void **state)
{
    struct terminal *terminal = *state;
    three_answers(terminal);
    faulty_vfs_fail_sync(1, SQLITE_IOERR_FSYNC);
    terminal_tap(terminal, ANSWER(4));
    terminal_hear(terminal);
    assert_true(terminal_says(terminal, "out-of-order"));
    assert_true(kiosk_broken(terminal->kiosk));
    assert_false(kiosk_over(terminal->kiosk, terminal->now));
    terminal_wait(terminal, KIOSK_FAREWELL_MS);
    assert_true(kiosk_over(terminal->kiosk, terminal->now));
    assert_false(terminal_says(terminal, "thanks"));
    faulty_vfs_pass();
    terminal_stop(terminal);
    /* What was acknowledged is there; the last answer was not. */
    char *rows = terminal_rows(terminal);
    const char *kept = "visit 4-luon 0\nanswer mim-cuoi 4\n"
                       "answer nhe-nhang 4\nanswer lang-nghe 4\n";
    assert_memory_equal(rows, kept, strlen(kept));
    free(rows);
    terminal_start(terminal, terminal->now);
    tried("This terminal is out of order");
}

static void a_terminal_without_a_record_is_out_of_order(void **state)
{
    struct terminal *terminal = *state;
    struct kiosk *kiosk =
        kiosk_open(&(struct kiosk_params){.config = &terminal->config,
                                          .writer = NULL,
                                          .width_px = 1280,
                                          .height_px = 800,
                                          .now = terminal->now});
    assert_true(kiosk_broken(kiosk));
    kiosk_close(kiosk);
}

static void the_day_is_closed_at_closing_time(void **state)
{
    struct terminal *terminal = *state;
    three_answers(terminal);
    terminal_tap(terminal, ANSWER(4));
    terminal_hear(terminal);
    /* 17:00 passes while the thanks are still on the screen. */
    terminal_wait(terminal, (int64_t)8 * 3600 * 1000);
    terminal_stop(terminal);
    char *csv =
        data_folder_read(&terminal->folder, "outbox/4luon_van-truong_quay-1_"
                                            "2026-11-23.csv");
    assert_non_null(strstr(csv, "giup-do"));
    assert_null(strstr(csv, "hours"));
    free(csv);
    terminal_start(terminal, terminal->now);
}

static void the_kiosk_sleeps_until_something_is_due(void **state)
{
    struct terminal *terminal = *state;
    /* Nobody there: dim after two minutes, of which the start took some. */
    assert_int_equal(kiosk_deadline(terminal->kiosk, terminal->now), 119500);
    terminal_tap(terminal, ANSWER(1));
    assert_int_equal(kiosk_deadline(terminal->kiosk, terminal->now), 500);
    terminal_hear(terminal);
    terminal_wait(terminal, 500);
    assert_in_range(kiosk_deadline(terminal->kiosk, terminal->now), 29000,
                    30000);
}

static void expect_sight(struct terminal *terminal, enum screen screen,
                         int question, bool listens)
{
    struct kiosk_sight sight = kiosk_sight(terminal->kiosk, terminal->now);
    assert_ptr_equal(sight.scene, kiosk_scene(terminal->kiosk));
    assert_int_equal(sight.screen, screen);
    assert_int_equal(sight.question, question);
    assert_int_equal(sight.listens, listens);
}

static void who_looks_on_knows_when_a_tap_would_be_heeded(void **state)
{
    struct terminal *terminal = *state;
    expect_sight(terminal, SCREEN_QUESTION, 0, true);
    terminal_tap(terminal, ANSWER(4));
    expect_sight(terminal, SCREEN_QUESTION, 0, false);
    terminal_hear(terminal);
    terminal_wait(terminal, 500);
    expect_sight(terminal, SCREEN_QUESTION, 1, false);
    terminal_wait(terminal, 499);
    expect_sight(terminal, SCREEN_QUESTION, 1, false);
    terminal_wait(terminal, 1);
    expect_sight(terminal, SCREEN_QUESTION, 1, true);
    terminal_wait(terminal, 30000);
    expect_sight(terminal, SCREEN_STILL_THERE, 1, false);
    terminal_wait(terminal, 500);
    expect_sight(terminal, SCREEN_STILL_THERE, 1, true);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_visit_goes_from_taps_to_rows),
        TEST(who_passes_over_everything_is_not_told_of_an_opinion),
        TEST(a_visit_that_is_left_is_kept_as_partial),
        TEST(a_press_that_slides_off_does_nothing),
        TEST(a_press_that_slides_off_and_back_counts),
        TEST(a_press_that_is_cancelled_does_nothing),
        TEST(a_double_tap_answers_one_question),
        TEST(two_fingers_answer_once),
        TEST(a_touch_told_as_finger_and_mouse_counts_once),
        TEST(a_finger_that_never_lifts_blocks_nobody_for_long),
        TEST(lost_lifts_never_add_up),
        TEST(nobody_is_thanked_while_the_disk_is_slow),
        TEST(a_disk_that_never_answers_is_out_of_order),
        TEST(a_failing_disk_is_out_of_order),
        TEST(a_terminal_without_a_record_is_out_of_order),
        TEST(the_day_is_closed_at_closing_time),
        TEST(the_kiosk_sleeps_until_something_is_due),
        TEST(who_looks_on_knows_when_a_tap_would_be_heeded),
    };
    faulty_vfs_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
