/* Staff's way in, as tables of (time, event, what is expected). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "with_staff_story.h"
#include "tried.h"

static void assert_forgotten(const struct staff *staff)
{
    static const char none[PIN_SIZE];
    assert_memory_equal(staff->digits, none, sizeof none);
    assert_int_equal(staff->digit_count, 0);
}

static void the_corner_is_held_for_a_while(void **state)
{
    (void)state;
    struct staff staff = {0};
    const struct beat beats[] = {
        {1000, EVENT(HOLD), '-', ""},    {3999, EVENT(TICK), '-', ""},
        {3999, EVENT(RELEASE), '-', ""}, {9000, EVENT(TICK), '-', ""},
        {9000, EVENT(HOLD), '-', ""},    {11999, EVENT(TICK), '-', ""},
        {12000, EVENT(TICK), 'P', "L"},  {12100, EVENT(RELEASE), 'P', ""},
    };
    assert_int_equal(staff_deadline(&staff, &staff_story_rules), FLOW_NEVER);
    PLAY(&staff, beats);
    assert_false(staff_listens(&staff, &staff_story_rules, 12499));
    assert_true(staff_listens(&staff, &staff_story_rules, 12500));
}

static void a_hold_is_a_deadline(void **state)
{
    (void)state;
    struct staff staff = {0};
    const struct beat beats[] = {{1000, EVENT(HOLD), '-', ""}};
    PLAY(&staff, beats);
    assert_int_equal(staff_deadline(&staff, &staff_story_rules), 4000);
}

static void a_right_pin_leads_to_the_panel(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_pad();
    const struct beat enter[] = {{5000, PRESS(ENTER, 0), 'P', "C"}};
    const struct beat right[] = {{5300, TOLD(2, RIGHT, 0, 0), 'S', "F"}};
    staff_story_type(&staff, "2718", 5000);
    const struct beat slips[] = {{5000, PRESS(ENTER, 0), 'P', ""},
                                 {5000, PRESS(ERASE, 0), 'P', ""}};
    PLAY(&staff, slips);
    assert_int_equal(staff.digit_count, 3);
    staff_story_type(&staff, "9991", 5000);
    struct staff_wants wants = PLAY(&staff, enter);
    assert_string_equal(wants.pin, "271999");
    assert_int_equal(wants.asked, 2);
    assert_true(staff.checking);
    assert_forgotten(&staff);
    PLAY(&staff, right);
}

static void only_the_answer_to_the_last_try_counts(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_pad();
    const struct beat beats[] = {
        {5000, TOLD(1, RIGHT, 0, 0), 'P', ""}, /* nothing was tried */
        {5000, TOLD(2, RIGHT, 0, 0), 'P', ""}, {64000, EVENT(TICK), '-', ""},
        {65000, EVENT(HOLD), '-', ""},         {68000, EVENT(TICK), 'P', "L"},
    };
    const struct beat late[] = {
        {68000, PRESS(ENTER, 0), 'P', "C"},
        {68000, TOLD(3, RIGHT, 0, 0), 'P', ""}, /* of what was before */
        {68000, TOLD(4, WRONG, 2, 0), 'P', ""},
        {68000, TOLD(4, RIGHT, 0, 0), 'P', ""}, /* that was answered */
    };
    PLAY(&staff, beats);
    assert_forgotten(&staff);
    const struct beat look[] = {{68000, TOLD(2, FREE, 0, 0), 'P', ""}};
    assert_int_equal(staff.asked, 2);
    PLAY(&staff, look);
    staff_story_type(&staff, "271828", 68000);
    staff.asked = 3; /* one more was asked in between */
    PLAY(&staff, late);
    assert_int_equal(staff.verdict, STAFF_WRONG);
}

static void a_wrong_pin_may_have_to_wait(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_pad();
    const struct beat wrong[] = {{5000, PRESS(ENTER, 0), 'P', "C"},
                                 {5000, PRESS(CLOSE, 0), 'P', ""},
                                 {5300, TOLD(2, WRONG, 1, 0), 'P', ""}};
    const struct beat waits[] = {{6000, PRESS(ENTER, 0), 'P', "C"},
                                 {6000, TOLD(3, WAITING, 0, 15000), 'P', ""},
                                 {6100, PRESS(DIGIT, 1), 'P', ""},
                                 {6100, EVENT(TICK), 'P', ""}};
    staff_story_type(&staff, "111111", 5000);
    PLAY(&staff, wrong);
    assert_int_equal(staff.verdict, STAFF_WRONG);
    assert_int_equal(staff.left, 1);
    staff_story_type(&staff, "2", 6000);
    assert_int_equal(staff.verdict, STAFF_FREE);
    staff_story_type(&staff, "22222", 6000);
    PLAY(&staff, waits);
    assert_int_equal(staff.digit_count, 0);
    assert_int_equal(staff_seconds(&staff, 6100), 15);
    assert_int_equal(staff_deadline(&staff, &staff_story_rules), 7000);
    const struct beat tick[] = {{7000, EVENT(TICK), 'P', ""}};
    PLAY(&staff, tick);
    assert_int_equal(staff_seconds(&staff, 7000), 14);
    assert_int_equal(staff_deadline(&staff, &staff_story_rules), 8000);
    const struct beat over[] = {{21000, EVENT(TICK), 'P', ""},
                                {21000, PRESS(DIGIT, 1), 'P', ""}};
    PLAY(&staff, over);
    assert_int_equal(staff_seconds(&staff, 21000), 0);
    assert_int_equal(staff.digit_count, 1);
}

static void a_pad_that_cannot_be_used_takes_no_digit(void **state)
{
    (void)state;
    static const enum staff_verdict verdicts[] = {STAFF_LOCKED, STAFF_UNSET};
    for (int i = 0; i < 2; i++) {
        struct staff staff = {0};
        const struct beat beats[] = {
            {1000, EVENT(HOLD), '-', ""},
            {4000, EVENT(TICK), 'P', "L"},
            {4000,
             {.kind = STAFF_TOLD, .told = {.asked = 1, .verdict = verdicts[i]}},
             'P',
             ""},
            {5000, PRESS(DIGIT, 1), 'P', ""},
            {5000, PRESS(ENTER, 0), 'P', ""},
            {5000, PRESS(EXPORT, 0), 'P', ""},
            {5000, PRESS(CLOSE, 0), '-', ""},
        };
        PLAY(&staff, beats);
        assert_false(staff_listens(&staff, &staff_story_rules, 5499));
    }
}

static void every_screen_closes_itself(void **state)
{
    (void)state;
    struct staff screens[] = {staff_story_at_pad(), staff_story_at_panel(),
                              staff_story_at_export()};
    const int64_t since_ms[] = {4000, 4000, 4000};
    const char letters[] = "PSE";
    for (int i = 0; i < 3; i++) {
        const struct beat beats[] = {
            {since_ms[i] + 59999, EVENT(TICK), letters[i], ""},
            {since_ms[i] + 59999, EVENT(TOUCH), letters[i], ""},
            {since_ms[i] + 119998, EVENT(TICK), letters[i], ""},
            {since_ms[i] + 119999, EVENT(TICK), '-', ""},
        };
        PLAY(&screens[i], beats);
        assert_forgotten(&screens[i]);
        assert_int_equal(screens[i].page, 0);
    }
}

static void digits_are_forgotten_on_leaving(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_pad();
    const struct beat close[] = {{5000, PRESS(CLOSE, 0), '-', ""}};
    staff_story_type(&staff, "27182", 5000);
    PLAY(&staff, close);
    assert_forgotten(&staff);
    assert_int_equal(staff_deadline(&staff, &staff_story_rules), FLOW_NEVER);
}

static void a_terminal_out_of_order_has_no_panel(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_export();
    const struct beat beats[] = {{7000, PRESS(EXPORT, 0), 'W', "B"},
                                 {8000, EVENT(SHUT), '-', "X"}};
    PLAY(&staff, beats);
}

static void pages_are_turned(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_panel();
    const struct beat beats[] = {{6000, PRESS(PAGE, 3), 'S', ""},
                                 {6500, PRESS(PAGE, STAFF_PAGES), 'S', ""}};
    PLAY(&staff, beats);
    assert_int_equal(staff.page, 3);
    assert_true(staff_listens(&staff, &staff_story_rules, 6500));
}

/* Two presses, on the same day, and nothing else in between. */
static void a_clock_is_confirmed_by_two_presses(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_panel();
    const struct beat beats[] = {
        {6000, PRESS(CONFIRM, 20800), 'S', ""},
        {7000, PRESS(CONFIRM, 20801), 'S', ""}, /* midnight came between */
        {8000, PRESS(CONFIRM, 20801), 'S', "T"},
        {9000, PRESS(CONFIRM, 20801), 'S', ""}, /* it is asked anew */
        {10000, PRESS(PAGE, 1), 'S', ""},
        {11000, PRESS(CONFIRM, 20801), 'S', ""},
        {12000, PRESS(EXPORT, 0), 'E', "D"},
        {13000, PRESS(CONFIRM, 20801), 'E', ""}, /* not on this screen */
        {13000, PRESS(CLOSE, 0), 'S', "F"},
        {14000, PRESS(CONFIRM, 20801), 'S', ""},
        {74000, EVENT(TICK), '-', ""},
    };
    PLAY(&staff, beats);
    assert_false(staff.sure);
    staff = staff_story_at_pad();
    const struct beat pad[] = {{5000, PRESS(CONFIRM, 20800), 'P', ""},
                               {6000, PRESS(CONFIRM, 20800), 'P', ""}};
    PLAY(&staff, pad);
}

/* The hand that trembles: what follows at once is not heard. */
static void a_first_press_has_to_settle(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_panel();
    const struct beat beats[] = {{6000, PRESS(CONFIRM, 20800), 'S', ""}};
    PLAY(&staff, beats);
    assert_false(staff_listens(&staff, &staff_story_rules, 6499));
    assert_true(staff_listens(&staff, &staff_story_rules, 6500));
}

static struct staff at_test(void)
{
    struct staff staff = staff_story_at_panel();
    const struct beat beats[] = {{6000, PRESS(TOUCH_TEST, 0), 'T', ""}};
    PLAY(&staff, beats);
    return staff;
}

static void the_touch_test_is_left_by_its_key(void **state)
{
    (void)state;
    struct staff staff = at_test();
    const struct beat beats[] = {
        {7000, PLACE(40, 40), 'T', ""},
        {7200, EVENT(RELEASE), 'T', ""},
        {8000, PRESS(EXPORT, 0), 'T', ""},
        {9000, PRESS(CLOSE, 0), 'S', "F"},
        {9100, PLACE(1240, 40), 'S', ""},
        {9200, PRESS(AGAIN, 0), 'S', ""},
        {9300, PRESS(CLOSE, 0), '-', ""},
        {9400, PLACE(1, 1), '-', ""},
        {9500, PRESS(TOUCH_TEST, 0), '-', ""},
    };
    assert_int_equal(staff.test.at, 0);
    PLAY(&staff, beats);
    assert_false(staff.test.came[0]);
}

static void it_begins_anew_by_a_key_and_on_another_glass(void **state)
{
    (void)state;
    struct staff staff = at_test();
    struct staff_rules turned = staff_story_rules;
    const struct staff_event tick = EVENT(TICK);
    struct staff_wants wants;
    const struct beat beats[] = {{7000, PLACE(40, 40), 'T', ""},
                                 {7500, PLACE(1240, 40), 'T', ""}};
    const struct beat again[] = {{8000, PRESS(AGAIN, 0), 'T', ""}};
    PLAY(&staff, beats);
    assert_int_equal(staff.test.at, 2);
    PLAY(&staff, again);
    assert_int_equal(staff.test.at, 0);
    const struct beat once[] = {{9000, PLACE(40, 40), 'T', ""}};
    PLAY(&staff, once);
    turned.glass = (struct touch_glass){800, 1280, 200};
    staff_step(&staff, &turned, &tick, 9500, &wants);
    assert_int_equal(staff.test.at, 0);
    assert_int_equal(staff.test.glass.width_px, 800);
    assert_false(staff.test.came[0]);
}

/* Mirrored keys cannot be met: then nobody need meet one. */
/* Nothing but time ends it; the seconds are counted down. */
static void the_glass_is_cleaned(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_panel();
    const struct beat begin[] = {{6000, PRESS(CLEAN, 0), 'K', ""}};
    PLAY(&staff, begin);
    assert_int_equal(staff_seconds(&staff, 6000), 30);
    assert_int_equal(staff_deadline(&staff, &staff_story_rules), 7000);
    const struct beat wipe[] = {
        {7000, EVENT(TICK), 'K', ""},     {8000, EVENT(TOUCH), 'K', ""},
        {8000, PRESS(CLOSE, 0), 'K', ""}, {9000, PRESS(EXPORT, 0), 'K', ""},
        {33000, EVENT(TOUCH), 'K', ""},   {35999, EVENT(TICK), 'K', ""},
        {36000, EVENT(TICK), '-', ""},
    };
    PLAY(&staff, wipe);
    assert_false(staff_listens(&staff, &staff_story_rules, 36499));
    tried("%1 s left");
}

/* A last stroke is waited for, a wet glass is not. */
static void a_stroke_at_the_end_puts_it_off(void **state)
{
    (void)state;
    struct staff staff = staff_story_at_panel();
    const struct beat strokes[] = {
        {6000, PRESS(CLEAN, 0), 'K', ""}, {35999, EVENT(TOUCH), 'K', ""},
        {36000, EVENT(TICK), 'K', ""},    {37998, EVENT(TICK), 'K', ""},
        {37998, EVENT(TOUCH), 'K', ""},   {39997, EVENT(TICK), 'K', ""},
        {39998, EVENT(TICK), '-', ""},
    };
    PLAY(&staff, strokes);
    staff = staff_story_at_panel();
    const struct beat begin[] = {{6000, PRESS(CLEAN, 0), 'K', ""}};
    PLAY(&staff, begin);
    for (int64_t ms = 7000; ms < 66000; ms += 1000) {
        const struct beat wet[] = {{ms, EVENT(TOUCH), 'K', ""},
                                   {ms, EVENT(TICK), 'K', ""}};
        PLAY(&staff, wet);
    }
    const struct beat end[] = {{66000, EVENT(TICK), '-', ""}};
    PLAY(&staff, end);
    tried("no touch counts");
}

static void it_ends_by_itself(void **state)
{
    (void)state;
    struct staff staff = at_test();
    int64_t at_ms = 36000; /* the first is waited for longer */
    for (int i = 1; i <= TOUCH_TEST_SPOTS; i++, at_ms += 8000) {
        assert_int_equal(staff_deadline(&staff, &staff_story_rules), at_ms);
        const struct beat beats[] = {{at_ms - 1, EVENT(TICK), 'T', ""},
                                     {at_ms, EVENT(TICK), 'T', ""}};
        PLAY(&staff, beats);
        assert_int_equal(staff.test.at, i);
    }
    const struct beat beats[] = {{100000 + 59999, EVENT(TICK), 'T', ""},
                                 {100000 + 60000, EVENT(TICK), '-', ""}};
    assert_int_equal(staff_deadline(&staff, &staff_story_rules), 160000);
    PLAY(&staff, beats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_corner_is_held_for_a_while),
        cmocka_unit_test(a_hold_is_a_deadline),
        cmocka_unit_test(a_right_pin_leads_to_the_panel),
        cmocka_unit_test(only_the_answer_to_the_last_try_counts),
        cmocka_unit_test(a_wrong_pin_may_have_to_wait),
        cmocka_unit_test(a_pad_that_cannot_be_used_takes_no_digit),
        cmocka_unit_test(every_screen_closes_itself),
        cmocka_unit_test(digits_are_forgotten_on_leaving),
        cmocka_unit_test(a_terminal_out_of_order_has_no_panel),
        cmocka_unit_test(pages_are_turned),
        cmocka_unit_test(a_clock_is_confirmed_by_two_presses),
        cmocka_unit_test(a_first_press_has_to_settle),
        cmocka_unit_test(the_touch_test_is_left_by_its_key),
        cmocka_unit_test(it_begins_anew_by_a_key_and_on_another_glass),
        cmocka_unit_test(the_glass_is_cleaned),
        cmocka_unit_test(a_stroke_at_the_end_puts_it_off),
        cmocka_unit_test(it_ends_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
