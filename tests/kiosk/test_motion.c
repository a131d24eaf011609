/* What moves by itself, and when the wall clock has something to tell: pure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "config/with_config.h"
#include "kiosk/closing.h"
#include "kiosk/motion.h"
#include "view/view.h"

enum { BEGAN = 1000000 };

static const struct motion_rules rules = {
    .arrive_ms = 200, .beat_ms = 300000, .frame_ms = 16, .shifts = true};

static void a_screen_arrives_in_its_time(void **state)
{
    (void)state;
    static const struct {
        int64_t after_ms;
        int ease;
        int64_t deadline_ms; /* after the arriving began */
    } table[] = {{0, 0, 16},
                 {1, 5, 17},
                 {50, 250, 66},
                 {190, 950, 200},
                 {199, 995, 200},
                 {200, VIEW_THERE, 299000},
                 {9000, VIEW_THERE, 299000}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct motion motion = motion_start(&rules, BEGAN);
        motion_arrive(&motion, BEGAN + 1000);
        motion_tick(&motion, BEGAN + 1000 + table[i].after_ms, false);
        assert_int_equal(motion.ease, table[i].ease);
        assert_int_equal(motion_deadline(&motion) - BEGAN - 1000,
                         table[i].deadline_ms);
    }
}

static void a_screen_can_be_there_at_once(void **state)
{
    (void)state;
    struct motion motion = motion_start(&rules, BEGAN);
    assert_int_equal(motion.ease, VIEW_THERE);
    motion_arrive(&motion, BEGAN);
    assert_int_equal(motion.ease, 0);
    motion_settle(&motion);
    assert_int_equal(motion.ease, VIEW_THERE);
    assert_int_equal(motion_deadline(&motion), BEGAN + rules.beat_ms);
    struct motion_rules still = rules;
    still.arrive_ms = 0;
    motion = motion_start(&still, BEGAN);
    motion_arrive(&motion, BEGAN);
    assert_int_equal(motion.ease, VIEW_THERE);
}

static void the_picture_moves_at_the_beat_and_only_at_rest(void **state)
{
    (void)state;
    struct motion motion = motion_start(&rules, BEGAN);
    assert_false(motion_tick(&motion, BEGAN + 299999, true));
    assert_int_equal(motion.shift, 0);
    assert_true(motion_tick(&motion, BEGAN + 300000, true));
    assert_int_equal(motion.shift, 1);
    assert_false(motion_tick(&motion, BEGAN + 300001, true));
    assert_int_equal(motion_deadline(&motion), BEGAN + 600000);
    assert_true(motion_tick(&motion, BEGAN + 1500000, false));
    assert_int_equal(motion.shift, 1);
    assert_int_equal(motion_deadline(&motion), BEGAN + 1800000);
    assert_false(motion_tick(&motion, BEGAN + 1500001, true));
    assert_int_equal(motion.shift, 5);
    struct motion_rules fixed = rules;
    fixed.shifts = false;
    motion = motion_start(&fixed, BEGAN);
    assert_true(motion_tick(&motion, BEGAN + 600000, true));
    assert_int_equal(motion.shift, 0);
}

static void the_office_turns_when_its_hours_do(void **state)
{
    (void)state;
    struct hours hours = with_config().hours;
    hours.weekdays[0] = (struct hours_weekday){
        .spans = {{450, 690}, {690, 700}, {810, 1020}}, .count = 3};
    hours.dates[0] =
        (struct hours_dates){WITH_MONDAY + 7, WITH_MONDAY + 7, {.count = 0}};
    hours.dates[1] = (struct hours_dates){
        WITH_MONDAY + 5, WITH_MONDAY + 5, {.spans = {{480, 660}}, .count = 1}};
    hours.date_count = 2;
    static const struct {
        int day, minute; /* from the Monday on */
        int next_day, next_minute;
    } table[] = {{0, 0, 0, 450},   {0, 449, 0, 450},
                 {0, 450, 0, 700}, /* 690 changes nothing */
                 {0, 700, 0, 810}, {0, 1019, 0, 1020},
                 {0, 1020, 1, 0},  {6, 100, 7, 0},
                 {5, 100, 5, 480}, /* a Saturday that is open */
                 {5, 480, 5, 660}, {5, 660, 6, 0},
                 {7, 100, 8, 0}}; /* a closed date */
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        int64_t now =
            with_moment(WITH_MONDAY + table[i].day, 0, table[i].minute).wall_ms;
        int64_t next = with_moment(WITH_MONDAY + table[i].next_day, 0,
                                   table[i].next_minute)
                           .wall_ms;
        assert_int_equal(closing_turn(&hours, 420, now), next);
        assert_int_equal(closing_turn(&hours, 420, next - 1), next);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_screen_arrives_in_its_time),
        cmocka_unit_test(a_screen_can_be_there_at_once),
        cmocka_unit_test(the_picture_moves_at_the_beat_and_only_at_rest),
        cmocka_unit_test(the_office_turns_when_its_hours_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
