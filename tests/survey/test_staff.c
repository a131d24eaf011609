/* Staff's way in, as tables of (time, event, what is expected). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "survey/staff.h"

static const struct staff_rules rules = {
    .hold_ms = 3000, .idle_ms = 60000, .settle_ms = 500};

/* A step: at a time, an event; then what shows, and what is wanted, as
   letters: L look how the PIN stands, C compare, F figures, D days, B begin,
   X cancel. Screens: - none, P pad, S panel, E export, W it works, R its
   result. */
struct beat {
    int64_t at_ms;
    struct staff_event event;
    char shows;
    const char *wants;
};

#define EVENT(what)                                                            \
    {                                                                          \
        .kind = STAFF_##what                                                   \
    }
#define PRESS(what, number)                                                    \
    {                                                                          \
        .kind = STAFF_ACTION, .action = { ACTION_##what, number }              \
    }
#define TOLD(number, said, tries, wait)                                        \
    {                                                                          \
        .kind = STAFF_TOLD, .told = {                                          \
            .asked = number,                                                   \
            .verdict = STAFF_##said,                                           \
            .left = tries,                                                     \
            .wait_ms = wait                                                    \
        }                                                                      \
    }
#define DAYS(from, until, count)                                               \
    {                                                                          \
        .kind = STAFF_DAYS, .days = { from, until, count }                     \
    }

static char shown(const struct staff *staff)
{
    if (!staff->open) {
        return '-';
    }
    if (staff->screen == SCREEN_PIN) {
        return 'P';
    }
    return staff->screen == SCREEN_PANEL ? 'S' : "EWR"[staff->work];
}

static void spell(const struct staff_wants *wants, char out[8])
{
    const struct {
        bool wanted;
        char letter;
    } all[] = {{wants->look, 'L'}, {wants->compare, 'C'}, {wants->figures, 'F'},
               {wants->days, 'D'}, {wants->begin, 'B'},   {wants->cancel, 'X'}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (all[i].wanted) {
            *out++ = all[i].letter;
        }
    }
    *out = '\0';
}

/* Plays a story, and gives what the last step wanted. */
static struct staff_wants play(struct staff *staff, const struct beat *beats,
                               size_t count)
{
    struct staff_wants wants = {0};
    for (size_t i = 0; i < count; i++) {
        char expected[64];
        char found[64];
        char letters[8];
        long long at_ms = (long long)beats[i].at_ms;
        staff_step(staff, &rules, &beats[i].event, beats[i].at_ms, &wants);
        spell(&wants, letters);
        snprintf(found, sizeof found, "beat %zu at %lld: %c %s", i, at_ms,
                 shown(staff), letters);
        snprintf(expected, sizeof expected, "beat %zu at %lld: %c %s", i, at_ms,
                 beats[i].shows, beats[i].wants);
        assert_string_equal(found, expected);
    }
    return wants;
}

#define PLAY(staff, beats) play(staff, beats, sizeof beats / sizeof beats[0])

static void type(struct staff *staff, const char *pin, int64_t at_ms)
{
    for (; *pin != '\0'; pin++) {
        const struct beat beats[] = {
            {at_ms, PRESS(DIGIT, *pin - '0'), 'P', ""}};
        PLAY(staff, beats);
    }
}

/* The pad is open since 4000, no try was made. */
static struct staff at_pad(void)
{
    struct staff staff = {0};
    const struct beat beats[] = {
        {1000, EVENT(HOLD), '-', ""},
        {4000, EVENT(TICK), 'P', "L"},
        {4000, TOLD(1, FREE, 0, 0), 'P', ""},
    };
    PLAY(&staff, beats);
    return staff;
}

/* And the panel since 5000. */
static struct staff at_panel(void)
{
    struct staff staff = at_pad();
    const struct beat beats[] = {{5000, PRESS(ENTER, 0), 'P', "C"},
                                 {5000, TOLD(2, RIGHT, 0, 0), 'S', "F"}};
    type(&staff, "271828", 5000);
    PLAY(&staff, beats);
    return staff;
}

/* And the export since 6000: days 100 to 200, two places. */
static struct staff at_export(void)
{
    struct staff staff = at_panel();
    const struct beat beats[] = {{6000, PRESS(EXPORT, 0), 'E', "D"},
                                 {6000, DAYS(100, 200, 2), 'E', ""}};
    PLAY(&staff, beats);
    return staff;
}

static void assert_forgotten(const struct staff *staff)
{
    static const char none[PIN_SIZE];
    assert_memory_equal(staff->digits, none, sizeof none);
    assert_int_equal(staff->digit_count, 0);
}

/* ---- the corner and the pad -----------------------------------------------
 */

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
    assert_int_equal(staff_deadline(&staff, &rules), FLOW_NEVER);
    PLAY(&staff, beats);
    assert_false(staff_listens(&staff, &rules, 12499));
    assert_true(staff_listens(&staff, &rules, 12500));
}

static void a_hold_is_a_deadline(void **state)
{
    (void)state;
    struct staff staff = {0};
    const struct beat beats[] = {{1000, EVENT(HOLD), '-', ""}};
    PLAY(&staff, beats);
    assert_int_equal(staff_deadline(&staff, &rules), 4000);
}

static void a_right_pin_leads_to_the_panel(void **state)
{
    (void)state;
    struct staff staff = at_pad();
    const struct beat enter[] = {{5000, PRESS(ENTER, 0), 'P', "C"}};
    const struct beat right[] = {{5300, TOLD(2, RIGHT, 0, 0), 'S', "F"}};
    type(&staff, "2718", 5000);
    const struct beat slips[] = {{5000, PRESS(ENTER, 0), 'P', ""},
                                 {5000, PRESS(ERASE, 0), 'P', ""}};
    PLAY(&staff, slips);
    assert_int_equal(staff.digit_count, 3);
    type(&staff, "9991", 5000);
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
    struct staff staff = at_pad();
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
    type(&staff, "271828", 68000);
    staff.asked = 3; /* one more was asked in between */
    PLAY(&staff, late);
    assert_int_equal(staff.verdict, STAFF_WRONG);
}

static void a_wrong_pin_may_have_to_wait(void **state)
{
    (void)state;
    struct staff staff = at_pad();
    const struct beat wrong[] = {{5000, PRESS(ENTER, 0), 'P', "C"},
                                 {5000, PRESS(CLOSE, 0), 'P', ""},
                                 {5300, TOLD(2, WRONG, 1, 0), 'P', ""}};
    const struct beat waits[] = {{6000, PRESS(ENTER, 0), 'P', "C"},
                                 {6000, TOLD(3, WAITING, 0, 15000), 'P', ""},
                                 {6100, PRESS(DIGIT, 1), 'P', ""},
                                 {6100, EVENT(TICK), 'P', ""}};
    type(&staff, "111111", 5000);
    PLAY(&staff, wrong);
    assert_int_equal(staff.verdict, STAFF_WRONG);
    assert_int_equal(staff.left, 1);
    type(&staff, "2", 6000);
    assert_int_equal(staff.verdict, STAFF_FREE);
    type(&staff, "22222", 6000);
    PLAY(&staff, waits);
    assert_int_equal(staff.digit_count, 0);
    assert_int_equal(staff_seconds(&staff, 6100), 15);
    assert_int_equal(staff_deadline(&staff, &rules), 7000);
    const struct beat tick[] = {{7000, EVENT(TICK), 'P', ""}};
    PLAY(&staff, tick);
    assert_int_equal(staff_seconds(&staff, 7000), 14);
    assert_int_equal(staff_deadline(&staff, &rules), 8000);
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
        assert_false(staff_listens(&staff, &rules, 5499));
    }
}

/* ---- leaving --------------------------------------------------------------
 */

static void every_screen_closes_itself(void **state)
{
    (void)state;
    struct staff screens[] = {at_pad(), at_panel(), at_export()};
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
    struct staff staff = at_pad();
    const struct beat close[] = {{5000, PRESS(CLOSE, 0), '-', ""}};
    type(&staff, "27182", 5000);
    PLAY(&staff, close);
    assert_forgotten(&staff);
    assert_int_equal(staff_deadline(&staff, &rules), FLOW_NEVER);
}

static void a_terminal_out_of_order_has_no_panel(void **state)
{
    (void)state;
    struct staff staff = at_export();
    const struct beat beats[] = {{7000, PRESS(EXPORT, 0), 'W', "B"},
                                 {8000, EVENT(SHUT), '-', "X"}};
    PLAY(&staff, beats);
}

/* ---- the panel ------------------------------------------------------------
 */

static void pages_are_turned(void **state)
{
    (void)state;
    struct staff staff = at_panel();
    const struct beat beats[] = {{6000, PRESS(PAGE, 3), 'S', ""},
                                 {6500, PRESS(PAGE, STAFF_PAGES), 'S', ""}};
    PLAY(&staff, beats);
    assert_int_equal(staff.page, 3);
    assert_true(staff_listens(&staff, &rules, 6500));
}

/* ---- the export -----------------------------------------------------------
 */

static void expect_choice(const struct staff *staff, int32_t from, int32_t to)
{
    assert_int_equal(staff->choice.from, from);
    assert_int_equal(staff->choice.to, to);
}

static void days_are_chosen_by_one_tap_or_two(void **state)
{
    (void)state;
    struct staff staff = at_export();
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
    struct staff staff = at_export();
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
    struct staff staff = at_export();
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
    assert_false(staff_listens(&staff, &rules, 7499));
    PLAY(&staff, work);
    assert_false(staff.given_up);
}

static void nothing_begins_before_it_is_known_what_there_is(void **state)
{
    (void)state;
    struct staff staff = at_panel();
    const struct beat beats[] = {
        {6000, PRESS(EXPORT, 0), 'E', "D"}, {6500, PRESS(EXPORT, 0), 'E', ""},
        {6500, PRESS(EARLIER, 0), 'E', ""}, {6500, PRESS(DAY, 0), 'E', ""},
        {7000, DAYS(100, 200, 0), 'E', ""}, {7500, PRESS(EXPORT, 0), 'E', ""},
        {7500, DAYS(100, 200, 1), 'E', ""}, {7500, PRESS(EXPORT, 0), 'W', "B"}};
    PLAY(&staff, beats);
}

static void an_export_keeps_the_panel_open_while_it_moves(void **state)
{
    (void)state;
    struct staff staff = at_export();
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
        cmocka_unit_test(days_are_chosen_by_one_tap_or_two),
        cmocka_unit_test(the_calendar_turns_as_far_as_there_are_days),
        cmocka_unit_test(an_export_begins_with_what_was_chosen),
        cmocka_unit_test(nothing_begins_before_it_is_known_what_there_is),
        cmocka_unit_test(an_export_keeps_the_panel_open_while_it_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
