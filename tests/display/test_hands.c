/* One touch, reported once or twice, counts once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "display/hands.h"

struct step {
    uint32_t at_ms;
    struct input input;
    bool counts;
};

#define FINGER(kind_, id)                                                      \
    {                                                                          \
        .kind = kind_, .source = INPUT_FINGER, .finger = id                    \
    }
#define MOUSE(kind_)                                                           \
    {                                                                          \
        .kind = kind_, .source = INPUT_MOUSE                                   \
    }

static void play(uint32_t start_ms, const struct step *steps, size_t count)
{
    struct hands hands = {0};
    for (size_t i = 0; i < count; i++) {
        bool got =
            hands_admit(&hands, &steps[i].input, start_ms + steps[i].at_ms);
        assert_int_equal(got ? (int)i : -1, steps[i].counts ? (int)i : -1);
    }
}

#define PLAY(start_ms, ...)                                                    \
    play(start_ms, (const struct step[]){__VA_ARGS__},                         \
         sizeof((const struct step[]){__VA_ARGS__}) / sizeof(struct step))

static void a_finger_with_its_mouse_counts_once(void **state)
{
    (void)state;
    PLAY(0, {0, FINGER(INPUT_DOWN, 1), true}, {1, MOUSE(INPUT_DOWN), false},
         {20, FINGER(INPUT_MOVE, 1), true}, {20, MOUSE(INPUT_MOVE), false},
         {90, MOUSE(INPUT_UP), false}, {91, FINGER(INPUT_UP, 1), true},
         {300, MOUSE(INPUT_DOWN), false}, {310, MOUSE(INPUT_UP), false});
}

static void a_mouse_with_its_finger_counts_once(void **state)
{
    (void)state;
    PLAY(0, {0, MOUSE(INPUT_DOWN), true}, {1, FINGER(INPUT_DOWN, 7), false},
         {90, MOUSE(INPUT_UP), true}, {91, FINGER(INPUT_UP, 7), false},
         {100, FINGER(INPUT_DOWN, 8), false},
         {120, FINGER(INPUT_UP, 8), false});
}

static void later_the_other_may_begin(void **state)
{
    (void)state;
    /* The clock wraps in between. */
    PLAY(UINT32_MAX - 300, {0, FINGER(INPUT_DOWN, 1), true},
         {50, FINGER(INPUT_UP, 1), true}, {600, MOUSE(INPUT_DOWN), true},
         {650, MOUSE(INPUT_UP), true}, {1300, FINGER(INPUT_DOWN, 1), true});
}

static void two_fingers_are_told_apart(void **state)
{
    (void)state;
    PLAY(0, {0, FINGER(INPUT_DOWN, 1), true}, {1, FINGER(INPUT_DOWN, 2), true},
         {2, FINGER(INPUT_UP, 1), true}, {3, FINGER(INPUT_UP, 1), false},
         {4, FINGER(INPUT_UP, 2), true});
}

static void nothing_moves_or_lifts_before_it_is_down(void **state)
{
    (void)state;
    PLAY(0, {0, FINGER(INPUT_UP, 1), false}, {1, MOUSE(INPUT_MOVE), false},
         {2, MOUSE(INPUT_UP), false}, {3, MOUSE(INPUT_DOWN), true});
}

static void a_finger_that_never_lifts_gives_way(void **state)
{
    (void)state;
    PLAY(0, {0, FINGER(INPUT_DOWN, 1), true},
         {HANDS_STUCK_MS - 1, MOUSE(INPUT_DOWN), false},
         {HANDS_STUCK_MS, MOUSE(INPUT_DOWN), true},
         {HANDS_STUCK_MS + 9, MOUSE(INPUT_UP), true},
         {HANDS_STUCK_MS + 10, FINGER(INPUT_UP, 1), false});
}

static void more_fingers_than_there_is_room_for_do_no_harm(void **state)
{
    (void)state;
    struct hands hands = {0};
    for (int i = 0; i < 2 * HANDS_FINGERS_MAX; i++) {
        struct input input = FINGER(INPUT_DOWN, i);
        assert_int_equal(hands_admit(&hands, &input, 0), i < HANDS_FINGERS_MAX);
    }
    for (int i = 0; i < 2 * HANDS_FINGERS_MAX; i++) {
        struct input input = FINGER(INPUT_UP, i);
        assert_int_equal(hands_admit(&hands, &input, 0), i < HANDS_FINGERS_MAX);
    }
    assert_false(hands_down(&hands));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finger_with_its_mouse_counts_once),
        cmocka_unit_test(a_mouse_with_its_finger_counts_once),
        cmocka_unit_test(later_the_other_may_begin),
        cmocka_unit_test(two_fingers_are_told_apart),
        cmocka_unit_test(nothing_moves_or_lifts_before_it_is_down),
        cmocka_unit_test(a_finger_that_never_lifts_gives_way),
        cmocka_unit_test(more_fingers_than_there_is_room_for_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
