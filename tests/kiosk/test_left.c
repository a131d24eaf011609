/* A visit that was left: its end by its own key, and staff who come in before
   it has ended by itself; and the glass that is cleaned. Nothing that was
   answered is lost, and nothing is answered by a cloth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "kiosk/inside.h"
#include "with_staff.h"
#include "tried.h"

#define PARTIAL                                                                \
    "visit 4-luon 0\nanswer mim-cuoi 2\ntimeout nhe-nhang 0\nend  0\n"

static void hold(struct terminal *terminal)
{
    struct input corner = terminal_at(terminal, INPUT_DOWN, PRESS(STAFF));
    terminal_input(terminal, corner);
    terminal_wait(terminal, 3000);
    corner.kind = INPUT_UP;
    terminal_input(terminal, corner);
}

static bool thanked(struct terminal *terminal)
{
    return terminal_says(terminal, "thanks");
}

static void a_visit_is_finished_by_its_key(void **state)
{
    struct terminal *terminal = *state;
    terminal_answer(terminal, 2);
    terminal_wait(terminal, 30000);
    terminal_wait(terminal, 500);
    assert_true(terminal_says(terminal, "still-there"));
    terminal_tap(terminal, PRESS(FINISH));
    assert_false(thanked(terminal)); /* the disk has not said so yet */
    terminal_await(terminal, thanked);
    assert_true(terminal_says(terminal, "thanks-more"));
    terminal_wait(terminal, 4000);
    assert_true(staff_gone(terminal));
    terminal_expect_rows(terminal, PARTIAL);
    tried("If not, the answers given so");
}

static void who_answered_nothing_is_thanked_for_coming(void **state)
{
    struct terminal *terminal = *state;
    terminal_tap(terminal, PRESS(SKIP));
    terminal_hear(terminal);
    terminal_wait(terminal, 30000);
    terminal_wait(terminal, 500);
    terminal_tap(terminal, PRESS(FINISH));
    terminal_await(terminal, thanked);
    assert_true(terminal_says(terminal, "thanks-none"));
}

/* One wake-up a second, and each paints the two items that changed. */
static void a_second_changes_no_more_than_itself(void **state)
{
    static struct scene before;
    struct terminal *terminal = *state;
    int changed = 0;
    terminal_answer(terminal, 2);
    terminal_wait(terminal, 30000);
    terminal_wait(terminal, 500);
    before = *kiosk_scene(terminal->kiosk);
    assert_in_range(terminal_sleep(terminal, 10000), 9, 11);
    terminal_wait(terminal, 0);
    const struct scene *after = kiosk_scene(terminal->kiosk);
    assert_int_equal(after->count, before.count);
    for (int i = 0; i < after->count; i++) {
        const struct item *item = &after->items[i];
        bool same = scene_item_same(&before, &before.items[i], after, item);
        changed += !same;
        assert_true(same || item->box.h < after->height / 10);
    }
    assert_int_equal(changed, 1); /* these words have no place for a number */
}

static void staff_come_in_from_still_there(void **state)
{
    struct terminal *terminal = *state;
    terminal_answer(terminal, 2);
    terminal_wait(terminal, 30000);
    terminal_wait(terminal, 500);
    hold(terminal);
    assert_true(staff_at_pad(terminal));
    assert_false(terminal->kiosk->flow.visiting);
    terminal_expect_rows(terminal, PARTIAL);
}

/* On the question itself, too, once nobody has touched it for 15 s: trying the
   corner too early costs nothing. */
static void staff_come_in_from_a_question_that_was_left(void **state)
{
    struct terminal *terminal = *state;
    terminal_answer(terminal, 2);
    terminal_wait(terminal, 5000);
    hold(terminal);
    assert_false(terminal->kiosk->staff.open);
    terminal_wait(terminal, 6000); /* 15.1 s since the answer */
    assert_true(terminal_shows(terminal, PRESS(BACK)));
    hold(terminal);
    assert_true(staff_at_pad(terminal));
    terminal_expect_rows(terminal, PARTIAL);
    tried("holds the corner of staff while");
}

/* A child that only touches the corner does not keep a visit open. */
static void the_corner_is_no_sign_of_a_visitor(void **state)
{
    struct terminal *terminal = *state;
    terminal_answer(terminal, 2);
    for (int i = 0; i < 4; i++) {
        terminal_wait(terminal, 7000);
        terminal_tap(terminal, PRESS(STAFF));
    }
    terminal_wait(terminal, 1500);
    assert_true(terminal_says(terminal, "still-there"));
}

/* Who is answering keeps the screen, whatever a child holds meanwhile. */
static void a_visitor_keeps_the_screen(void **state)
{
    struct terminal *terminal = *state;
    for (int i = 0; i < 3; i++) {
        terminal_answer(terminal, 4);
        terminal_wait(terminal, 10000);
        hold(terminal);
        assert_false(terminal->kiosk->staff.open);
    }
    assert_true(terminal->kiosk->flow.visiting);
    tried("holds the corner of staff while");
}

static void wipe(struct terminal *terminal, int strokes)
{
    for (int i = 0; i < strokes; i++) {
        struct input cloth = {.kind = INPUT_DOWN,
                              .source = INPUT_FINGER,
                              .finger = i,
                              .x = 100 + i * 211 % 1100,
                              .y = 100 + i * 97 % 600};
        terminal_input(terminal, cloth);
        terminal_wait(terminal, 400);
        cloth.kind = INPUT_UP;
        terminal_input(terminal, cloth);
        terminal_wait(terminal, 100);
    }
}

/* The cloth does not leave the glass. */
static void drag(struct terminal *terminal, int moves)
{
    struct input cloth = {.kind = INPUT_DOWN, .source = INPUT_FINGER};
    for (int i = 0; i < moves; i++) {
        cloth.x = 100 + i * 100;
        cloth.y = 400;
        terminal_input(terminal, cloth);
        terminal_wait(terminal, 500);
        cloth.kind = INPUT_MOVE;
    }
    cloth.kind = INPUT_UP;
    terminal_input(terminal, cloth);
}

static void a_cloth_answers_nothing(void **state)
{
    struct terminal *terminal = *state;
    staff_prepare(terminal);
    staff_come_in(terminal);
    staff_press(terminal, PRESS(CLEAN));
    assert_true(terminal_says(terminal, "clean-glass"));
    wipe(terminal, 58);
    assert_true(terminal_says(terminal, "clean-glass"));
    drag(terminal, 10); /* a little longer than was meant */
    assert_true(terminal_says(terminal, "clean-glass"));
    terminal_wait(terminal, 2000);
    struct input last = terminal_at(terminal, INPUT_DOWN, ANSWER(5));
    terminal_input(terminal, last);
    last.kind = INPUT_UP;
    terminal_input(terminal, last);
    assert_true(staff_gone(terminal));
    assert_false(terminal->kiosk->flow.visiting);
    terminal_expect_rows(terminal, "");
    tried("no touch counts");
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, terminal_setup, terminal_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_visit_is_finished_by_its_key),
        TEST(who_answered_nothing_is_thanked_for_coming),
        TEST(a_second_changes_no_more_than_itself),
        TEST(staff_come_in_from_still_there),
        TEST(staff_come_in_from_a_question_that_was_left),
        TEST(the_corner_is_no_sign_of_a_visitor),
        TEST(a_visitor_keeps_the_screen),
        TEST(a_cloth_answers_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
