/* Days are chosen and taken, as tables of (time, event, what is expected). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "with_staff_story.h"

static void expect_choice(const struct staff *staff, int32_t from, int32_t to)
{
    assert_int_equal(staff->choice.from, from);
    assert_int_equal(staff->choice.to, to);
}

static void days_are_chosen_by_one_tap_or_two(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_export();
    static const struct {
        struct action action;
        int32_t from, to;
    } taps[] = {
        {{ACTION_DAY, 150}, 150, 150}, {{ACTION_DAY, 150}, 150, 150},
        {{ACTION_DAY, 120}, 120, 150}, {{ACTION_DAY, 130}, 130, 130},
        {{ACTION_DAY, 200}, 130, 200}, {{ACTION_DAY, 99}, 130, 200},
        {{ACTION_DAY, 201}, 130, 200}, {{ACTION_PENDING, 0}, 1, 0},
        {{ACTION_DAY, 100}, 100, 100},
    };
    expect_choice(&staff, 1, 0);
    for (size_t i = 0; i < sizeof taps / sizeof taps[0]; i++) {
        const struct beat beats[] = {
            {7000, {.kind = STAFF_ACTION, .action = taps[i].action}, 'E', ""}};
        PLAY(&staff, beats);
        expect_choice(&staff, taps[i].from, taps[i].to);
    }
}

static void the_calendar_turns_as_far_as_there_are_days(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_export();
    static const struct {
        enum action_kind kind;
        int32_t until;
    } taps[] = {{ACTION_LATER, 200},   {ACTION_EARLIER, 172},
                {ACTION_EARLIER, 144}, {ACTION_EARLIER, 116},
                {ACTION_EARLIER, 116}, {ACTION_LATER, 144},
                {ACTION_LATER, 172},   {ACTION_LATER, 200}};
    for (size_t i = 0; i < sizeof taps / sizeof taps[0]; i++) {
        const struct beat beats[] = {
            {7000,
             {.kind = STAFF_ACTION, .action = {taps[i].kind, 28}},
             'E',
             ""}};
        PLAY(&staff, beats);
        assert_int_equal(staff.shown_until, taps[i].until);
    }
}

static void an_export_begins_with_what_was_chosen(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_export();
    const struct beat choose[] = {{7000, PRESS(DAY, 150), 'E', ""},
                                  {7000, PRESS(TARGET, 1), 'E', ""},
                                  {7000, PRESS(TARGET, 2), 'E', ""},
                                  {7000, PRESS(REPORTS, 0), 'E', ""},
                                  {7000, PRESS(EXPORT, 0), 'W', "B"}};
    const struct beat work[] = {
        {8000, PRESS(CLOSE, 0), 'W', ""},   {8000, PRESS(DAY, 120), 'W', ""},
        {90000, EVENT(PROGRESS), 'W', ""},  {90000, PRESS(CANCEL, 0), 'W', "X"},
        {91000, EVENT(ENDED), 'R', ""},     {91000, EVENT(PROGRESS), 'R', ""},
        {91500, PRESS(EXPORT, 0), 'R', ""}, {91500, PRESS(CLOSE, 0), 'S', "F"}};
    struct staff_wants wants = PLAY(&staff, choose);
    assert_int_equal(wants.choice.from, 150);
    assert_int_equal(wants.choice.to, 150);
    assert_int_equal(wants.choice.target, 1);
    assert_true(wants.choice.reports);
    assert_false(staff_listens(&staff, &staff_story_rules, 7499));
    PLAY(&staff, work);
    assert_false(staff.given_up);
}

static void nothing_begins_before_it_is_known_what_and_where_to(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_panel();
    const struct beat beats[] = {
        {6000, PRESS(EXPORT, 0), 'E', "D"}, {6500, PRESS(EXPORT, 0), 'E', ""},
        {6500, PRESS(EARLIER, 0), 'E', ""}, {6500, PRESS(DAY, 0), 'E', ""},
        {7000, DAYS(100, 200, 0), 'E', ""}, {7500, PRESS(EXPORT, 0), 'E', ""},
        {7500, DAYS(100, 200, 1), 'E', ""}, {7500, PRESS(EXPORT, 0), 'E', ""},
        {7500, PRESS(TARGET, 1), 'E', ""},  {7500, PRESS(EXPORT, 0), 'E', ""},
        {7500, PRESS(TARGET, 0), 'E', ""},  {7500, PRESS(EXPORT, 0), 'W', "B"}};
    PLAY(&staff, beats);
}

static void an_export_keeps_the_panel_open_while_it_moves(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_export();
    const struct beat beats[] = {
        {7000, PRESS(EXPORT, 0), 'W', "B"}, {126999, EVENT(TICK), 'W', ""},
        {126999, EVENT(PROGRESS), 'W', ""}, {200000, EVENT(TOUCH), 'W', ""},
        {246998, EVENT(TICK), 'W', ""},     {246999, EVENT(TICK), 'R', "X"},
        {247000, EVENT(ENDED), 'R', ""},    {306998, EVENT(TICK), 'R', ""},
        {306999, EVENT(TICK), '-', ""}};
    PLAY(&staff, beats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_chosen_by_one_tap_or_two),
        cmocka_unit_test(the_calendar_turns_as_far_as_there_are_days),
        cmocka_unit_test(an_export_begins_with_what_was_chosen),
        cmocka_unit_test(nothing_begins_before_it_is_known_what_and_where_to),
        cmocka_unit_test(an_export_keeps_the_panel_open_while_it_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
