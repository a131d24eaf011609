/* The touch test: nine spots, and what is said of where touches land. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "survey/touch_test.h"
#include "tried.h"

static const struct touch_glass lying = {1280, 800, 320}; /* 4 px a mm */
static const struct touch_glass upright = {1080, 1920, 216};

/* What a touch that is turned so makes of a place, by its words. */
static struct touch_place turned(const struct touch_glass *glass,
                                 enum touch_turn turn, struct touch_place from)
{
    int w = glass->width_px;
    int h = glass->height_px;
    int across = from.x * h / w; /* as far down as that is to the right */
    int down = from.y * w / h;
    switch (turn) {
    case TOUCH_STRAIGHT: return from;
    case TOUCH_LEFT_RIGHT: return (struct touch_place){w - from.x, from.y};
    case TOUCH_UPSIDE_DOWN: return (struct touch_place){from.x, h - from.y};
    case TOUCH_HALF_TURN: return (struct touch_place){w - from.x, h - from.y};
    case TOUCH_TURNED_LEFT: return (struct touch_place){down, h - across};
    case TOUCH_TURNED_RIGHT: return (struct touch_place){w - down, across};
    case TOUCH_DIAGONAL: return (struct touch_place){down, across};
    case TOUCH_ANTI_DIAGONAL: return (struct touch_place){w - down, h - across};
    case TOUCH_TURNS: break;
    }
    fail();
    return from;
}

/* Touches each spot, `beside` px to the right of it, but for the bits of
   `dead`, where nothing comes. */
static struct touch_test play(const struct touch_glass *glass,
                              enum touch_turn turn, int beside, unsigned dead)
{
    struct touch_test test;
    int64_t now_ms = 1000;
    touch_test_start(&test, glass, now_ms);
    for (int i = 0; i < TOUCH_TEST_SPOTS; i++) {
        struct touch_place spot = touch_test_spot(glass, i);
        assert_int_equal(test.at, i);
        assert_int_equal(touch_test_verdict(&test).result, TOUCH_ASKING);
        if ((dead >> i & 1u) != 0) {
            now_ms = touch_test_deadline(&test);
            assert_true(touch_test_wait(&test, now_ms));
            continue;
        }
        spot.x += beside;
        now_ms += TOUCH_TEST_PAUSE_MS;
        touch_test_touch(&test, turned(glass, turn, spot), now_ms);
    }
    assert_int_equal(touch_test_deadline(&test), INT64_MAX);
    return test;
}

static void assert_verdict(struct touch_verdict found,
                           struct touch_verdict expected)
{
    assert_int_equal(found.result, expected.result);
    assert_int_equal(found.turn, expected.turn);
    assert_int_equal(found.count, expected.count);
    assert_int_equal(found.worst_mm, expected.worst_mm);
}

static void a_touch_that_is_well_is_told_by_its_worst(void **state)
{
    (void)state;
    struct touch_test test = play(&lying, TOUCH_STRAIGHT, 12, 0);
    assert_verdict(touch_test_verdict(&test),
                   (struct touch_verdict){TOUCH_WELL, 0, 9, 3});
    for (int i = 0; i < TOUCH_TEST_SPOTS; i++) {
        assert_int_equal(touch_test_off_mm(&test, i), 3);
    }
    test = play(&lying, TOUCH_STRAIGHT, 8 * 4, 0);
    assert_verdict(touch_test_verdict(&test),
                   (struct touch_verdict){TOUCH_WELL, 0, 9, 8});
    test = play(&lying, TOUCH_STRAIGHT, 9 * 4, 0);
    assert_verdict(touch_test_verdict(&test),
                   (struct touch_verdict){TOUCH_OFF, 0, 9, 9});
    tried("the touch test: well, off, mirrored");
}

static void each_turn_is_told_from_the_others(void **state)
{
    (void)state;
    const struct touch_glass *const glasses[] = {&lying, &upright};
    for (int i = 0; i < 2 * TOUCH_TURNS; i++) {
        enum touch_turn turn = (enum touch_turn)(i / 2);
        /* A hand that is a little off changes nothing. */
        struct touch_test test = play(glasses[i % 2], turn, 10, 0);
        struct touch_verdict found = touch_test_verdict(&test);
        assert_int_equal(found.result,
                         turn == TOUCH_STRAIGHT ? TOUCH_WELL : TOUCH_TURNED);
        assert_int_equal(found.turn, turn);
        assert_int_equal(found.count, 9);
    }
    tried("the touch test: well, off, mirrored");
}

/* The numbers bring what landed back to where it was meant. */
static void the_matrix_sets_it_right(void **state)
{
    (void)state;
    for (int turn = 0; turn < TOUCH_TURNS; turn++) {
        char numbers[TOUCH_TEST_MATRIX_SIZE];
        double m[9];
        char *at = numbers;
        touch_test_matrix((enum touch_turn)turn, numbers);
        for (int i = 0; i < 9; i++) {
            m[i] = strtod(at, &at);
        }
        assert_string_equal(at, "");
        struct touch_place meant = {320, 100};
        struct touch_place landed =
            turned(&lying, (enum touch_turn)turn, meant);
        double u = (double)landed.x / lying.width_px;
        double v = (double)landed.y / lying.height_px;
        assert_int_equal((m[0] * u + m[1] * v + m[2]) * lying.width_px + 0.5,
                         meant.x);
        assert_int_equal((m[3] * u + m[4] * v + m[5]) * lying.height_px + 0.5,
                         meant.y);
    }
}

static void what_does_not_come_is_gone_on_from(void **state)
{
    (void)state;
    struct touch_test test = play(&lying, TOUCH_STRAIGHT, 4, 1u << 8 | 1u << 3);
    assert_verdict(touch_test_verdict(&test),
                   (struct touch_verdict){TOUCH_PARTLY, 0, 7, 1});
    assert_false(test.came[3]);
    assert_true(test.came[4]);
    test = play(&lying, TOUCH_STRAIGHT, 0, 0x1ff);
    assert_verdict(touch_test_verdict(&test),
                   (struct touch_verdict){TOUCH_NOTHING, 0, 0, 0});
    assert_int_equal(touch_test_silent_s(&test), 30 + 8 * 8);
    /* Four may be touched by somebody who looks elsewhere. */
    test = play(&lying, TOUCH_LEFT_RIGHT, 0, 0x1f);
    assert_int_equal(touch_test_verdict(&test).result, TOUCH_OFF);
    test = play(&lying, TOUCH_LEFT_RIGHT, 0, 0xf);
    assert_int_equal(touch_test_verdict(&test).result, TOUCH_TURNED);
}

static void time_and_touches_move_it_on_once(void **state)
{
    (void)state;
    struct touch_test test;
    touch_test_start(&test, &lying, 1000);
    assert_int_equal(touch_test_deadline(&test), 31000);
    assert_false(touch_test_wait(&test, 30999));
    assert_int_equal(touch_test_silent_s(&test), 0);
    touch_test_touch(&test, touch_test_spot(&lying, 0), 20000);
    assert_int_equal(test.at, 1);
    /* The same finger, as it settles. */
    touch_test_touch(&test, touch_test_spot(&lying, 0), 20299);
    assert_int_equal(test.at, 1);
    assert_int_equal(touch_test_deadline(&test), 28000);
    assert_true(touch_test_wait(&test, 28000));
    assert_false(touch_test_wait(&test, 28000));
    assert_int_equal(test.at, 2);
    assert_int_equal(touch_test_silent_s(&test), 8);
}

static void the_spots_stand_in_corners_edges_and_middle(void **state)
{
    (void)state;
    for (int i = 0; i < TOUCH_TEST_SPOTS; i++) {
        struct touch_place a = touch_test_spot(&lying, i);
        assert_true(a.x == 40 || a.x == 640 || a.x == 1240);
        assert_true(a.y == 40 || a.y == 400 || a.y == 760);
        for (int k = 0; k < i; k++) {
            struct touch_place b = touch_test_spot(&lying, k);
            assert_false(a.x == b.x && a.y == b.y);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_touch_that_is_well_is_told_by_its_worst),
        cmocka_unit_test(each_turn_is_told_from_the_others),
        cmocka_unit_test(the_matrix_sets_it_right),
        cmocka_unit_test(what_does_not_come_is_gone_on_from),
        cmocka_unit_test(time_and_touches_move_it_on_once),
        cmocka_unit_test(the_spots_stand_in_corners_edges_and_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
