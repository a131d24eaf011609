/*
 * More than one finger at once, as real glass tells them: a hand that rests, a
 * palm, two people. A visitor's tap counts, and never twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "kiosk/press.h"
#include "with_terminal.h"

/* On the ground below everything that can be pressed. */
static struct input at_rest(int64_t finger)
{
    return (struct input){.kind = INPUT_DOWN,
                          .source = INPUT_FINGER,
                          .finger = finger,
                          .x = 640,
                          .y = 798};
}

static struct input finger_at(struct terminal *terminal, int64_t finger,
                              struct action action)
{
    struct input input = terminal_at(terminal, INPUT_DOWN, action);
    input.source = INPUT_FINGER;
    input.finger = finger;
    return input;
}

static void lift(struct terminal *terminal, struct input input)
{
    input.kind = INPUT_UP;
    terminal_input(terminal, input);
}

static void tap(struct terminal *terminal, struct input input)
{
    terminal_input(terminal, input);
    lift(terminal, input);
}

/* The chosen face has been seen, and the next question has settled. */
static void next_question(struct terminal *terminal)
{
    terminal_wait(terminal, 500);
    terminal_wait(terminal, 600);
}

static void a_resting_hand_hinders_nobody(void **state)
{
    struct terminal *terminal = *state;
    struct input hand = at_rest(1);
    terminal_input(terminal, hand);
    terminal_wait(terminal, 200);
    tap(terminal, finger_at(terminal, 2, ANSWER(4)));
    terminal_hear(terminal);
    next_question(terminal);
    hand.kind = INPUT_MOVE;
    hand.y -= 3;
    terminal_input(terminal, hand);
    tap(terminal, finger_at(terminal, 2, ANSWER(2)));
    terminal_hear(terminal);
    lift(terminal, hand);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 4\n"
                                   "answer nhe-nhang 2\n");
}

/* It came to rest where a face is now, and was there before the screen. */
static void a_hand_that_rests_since_the_last_screen_hinders_nobody(void **state)
{
    struct terminal *terminal = *state;
    tap(terminal, finger_at(terminal, 1, ANSWER(5)));
    terminal_input(terminal, finger_at(terminal, 2, ANSWER(1)));
    terminal_hear(terminal);
    next_question(terminal);
    tap(terminal, finger_at(terminal, 3, ANSWER(3)));
    terminal_hear(terminal);
    lift(terminal, finger_at(terminal, 2, ANSWER(1)));
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 5\n"
                                   "answer nhe-nhang 3\n");
}

/* Five points at once, wherever they lie and in whatever order they lift:
   nobody can have meant one of them. The glass hears the next finger. */
static void a_slap_answers_nothing(void **state)
{
    struct terminal *terminal = *state;
    struct input orders[][5] = {
        {at_rest(1), finger_at(terminal, 2, ANSWER(4)),
         finger_at(terminal, 3, ANSWER(5)), at_rest(4),
         finger_at(terminal, 5, ANSWER(4))},
        {finger_at(terminal, 1, ANSWER(2)), finger_at(terminal, 2, ANSWER(2)),
         finger_at(terminal, 3, ANSWER(2)), finger_at(terminal, 4, ANSWER(2)),
         finger_at(terminal, 5, ANSWER(2))},
        {finger_at(terminal, 1, ANSWER(1)), at_rest(2), at_rest(3), at_rest(4),
         at_rest(5)}};
    for (int order = 0; order < 3; order++) {
        for (int turn = 0; turn < 2; turn++) {
            for (int i = 0; i < 5; i++) {
                terminal_input(terminal, orders[order][i]);
                terminal_wait(terminal, 60);
            }
            for (int i = 0; i < 5; i++) {
                lift(terminal, orders[order][turn == 0 ? i : 4 - i]);
            }
            terminal_wait(terminal, 2000);
            terminal_expect_rows(terminal, "");
        }
    }
    tap(terminal, finger_at(terminal, 1, ANSWER(4)));
    terminal_hear(terminal);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 4\n");
}

/* The hand that slapped stays where it is: only what comes with it is deaf. */
static void a_hand_that_stays_after_a_slap_hinders_nobody(void **state)
{
    struct terminal *terminal = *state;
    for (int finger = 1; finger <= 5; finger++) {
        terminal_input(terminal, at_rest(finger));
    }
    terminal_wait(terminal, PRESS_SLAP_MS + 1);
    tap(terminal, finger_at(terminal, 6, ANSWER(2)));
    terminal_hear(terminal);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 2\n");
}

/* A sleeve that brushes the glass again and again is no slap: one point is gone
   before the next comes. */
static void a_sleeve_hinders_nobody(void **state)
{
    struct terminal *terminal = *state;
    for (int i = 0; i < 50; i++) {
        tap(terminal, at_rest(i));
        terminal_wait(terminal, 20);
    }
    tap(terminal, finger_at(terminal, 100, ANSWER(3)));
    terminal_hear(terminal);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 3\n");
}

/* A slap on the corner of staff opens no door. */
static void a_slap_on_the_corner_holds_nothing(void **state)
{
    struct terminal *terminal = *state;
    struct action corner = {ACTION_STAFF, 0};
    for (int finger = 1; finger <= 3; finger++) {
        terminal_input(terminal, finger_at(terminal, finger, corner));
    }
    terminal_wait(terminal, 10000);
    assert_false(terminal_says(terminal, "pin"));
}

/* Of a finger on a face that never lifts the next one is free after two
   seconds, and no sooner. */
static void a_stuck_finger_is_let_go(void **state)
{
    struct terminal *terminal = *state;
    terminal_input(terminal, finger_at(terminal, 1, ANSWER(1)));
    terminal_wait(terminal, PRESS_STUCK_MS - 1);
    tap(terminal, finger_at(terminal, 2, ANSWER(4)));
    terminal_wait(terminal, 1);
    terminal_expect_rows(terminal, "");
    tap(terminal, finger_at(terminal, 3, ANSWER(5)));
    terminal_hear(terminal);
    lift(terminal, finger_at(terminal, 1, ANSWER(1)));
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 5\n");
    assert_int_equal(PRESS_STUCK_MS, 2000);
}

static void a_palm_beside_the_faces_answers_nothing(void **state)
{
    struct terminal *terminal = *state;
    for (int finger = 1; finger <= 5; finger++) {
        terminal_input(terminal, at_rest(finger));
    }
    for (int finger = 1; finger <= 5; finger++) {
        struct input point = finger_at(terminal, finger, ANSWER(3));
        point.kind = INPUT_MOVE;
        terminal_input(terminal, point);
        lift(terminal, point);
    }
    terminal_wait(terminal, 1000);
    terminal_expect_rows(terminal, "");
}

/* Whichever lifts first: the one that came first answers, or none does. */
static void two_fingers_at_once_never_answer_twice(void **state)
{
    struct terminal *terminal = *state;
    for (int first = 0; first < 2; first++) {
        struct input fingers[] = {finger_at(terminal, 1, ANSWER(5)),
                                  finger_at(terminal, 2, ANSWER(1))};
        terminal_input(terminal, fingers[0]);
        terminal_input(terminal, fingers[1]);
        lift(terminal, fingers[first]);
        lift(terminal, fingers[1 - first]);
        terminal_hear(terminal);
        next_question(terminal);
    }
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 5\n"
                                   "answer nhe-nhang 5\n");
}

/* The other way that a touch is told comes after its finger has come to rest,
   and on what has changed since. */
static void the_twin_of_a_resting_hand_does_not_answer(void **state)
{
    struct terminal *terminal = *state;
    struct input twin = terminal_at(terminal, INPUT_DOWN, ANSWER(5));
    terminal_input(terminal, at_rest(1));
    twin.source = INPUT_MOUSE;
    twin.finger = 0;
    terminal_wait(terminal, PRESS_TWIN_MS - 1);
    tap(terminal, twin);
    terminal_wait(terminal, 1000);
    terminal_expect_rows(terminal, "");
}

/* What the kernel told no place of: it wakes and answers nothing, and opens no
   door, though the door lies where such a touch is often told to be. */
static void a_touch_without_a_place_does_nothing(void **state)
{
    struct terminal *terminal = *state;
    struct input touch = {.kind = INPUT_DOWN,
                          .source = INPUT_FINGER,
                          .finger = 1,
                          .x = INPUT_NOWHERE,
                          .y = INPUT_NOWHERE};
    terminal_input(terminal, touch);
    terminal_wait(terminal, 10000);
    assert_false(terminal_says(terminal, "pin"));
    assert_true(terminal_shows(terminal, ANSWER(5)));
    lift(terminal, touch);
    terminal_wait(terminal, 1000);
    terminal_expect_rows(terminal, "");
}

/* The finger moves, and then its place is known: from there on it counts. */
static void a_place_that_comes_later_counts(void **state)
{
    struct terminal *terminal = *state;
    struct input touch = {.kind = INPUT_DOWN,
                          .source = INPUT_FINGER,
                          .finger = 1,
                          .x = INPUT_NOWHERE,
                          .y = INPUT_NOWHERE};
    terminal_input(terminal, touch);
    tap(terminal, finger_at(terminal, 1, ANSWER(2)));
    terminal_hear(terminal);
    terminal_expect_rows(terminal, "visit 4-luon 0\nanswer mim-cuoi 2\n");
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, terminal_setup, terminal_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_resting_hand_hinders_nobody),
        TEST(a_hand_that_rests_since_the_last_screen_hinders_nobody),
        TEST(a_slap_answers_nothing),
        TEST(a_hand_that_stays_after_a_slap_hinders_nobody),
        TEST(a_sleeve_hinders_nobody),
        TEST(a_slap_on_the_corner_holds_nothing),
        TEST(a_stuck_finger_is_let_go),
        TEST(a_palm_beside_the_faces_answers_nothing),
        TEST(two_fingers_at_once_never_answer_twice),
        TEST(the_twin_of_a_resting_hand_does_not_answer),
        TEST(a_touch_without_a_place_does_nothing),
        TEST(a_place_that_comes_later_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
