/* The PIN, the date and the key, as the installer meets them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "survey/dial.h"
#include "with_installer_story.h"
#include "tried.h"

static struct installer at_pin(void)
{
    return installer_story_start(ALL, true,
                                 BIT(UNIT) | BIT(DEVICE) | BIT(WIDTH));
}

static void assert_forgotten(const struct installer *installer)
{
    static const char none[PIN_SIZE];
    assert_memory_equal(installer->digits, none, sizeof none);
    assert_memory_equal(installer->first_digits, none, sizeof none);
    assert_int_equal(installer->digit_count, 0);
}

static void a_weak_pin_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *pin;
        enum pin_fault fault;
    } weak[] = {{"12345", PIN_NOT_SIX},
                {"777777", PIN_SAME},
                {"345678", PIN_RUN},
                {"739739", PIN_REPEATED},
                {"190585", PIN_DATE}};
    static const struct page_beat refused[] = {{ACTION_ENTER, 0, "Pw-"}};
    struct installer installer = at_pin();
    for (size_t i = 0; i < sizeof weak / sizeof weak[0]; i++) {
        installer_story_type(&installer, ACTION_DIGIT, weak[i].pin);
        PLAY(&installer, refused);
        assert_int_equal(installer.weak, weak[i].fault);
        assert_forgotten(&installer);
    }
}

static void both_times_the_same(void **state)
{
    (void)state;
    struct installer installer = at_pin();
    static const struct page_beat again[] = {{ACTION_ENTER, 0, "Pg-"},
                                             {ACTION_ENTER, 0, "Pg-"}};
    static const struct page_beat differs[] = {{ACTION_ENTER, 0, "Pf-"}};
    installer_story_type(&installer, ACTION_DIGIT, "739182");
    PLAY(&installer, again);
    installer_story_type(&installer, ACTION_DIGIT, "739183");
    PLAY(&installer, differs);
    assert_forgotten(&installer);
}

static void a_seventh_digit_is_not_taken_and_one_is_erased(void **state)
{
    (void)state;
    struct installer installer = at_pin();
    installer_story_type(&installer, ACTION_DIGIT, "7391825");
    assert_string_equal(installer.digits, "739182");
    installer_story_step(&installer, ACTION_ERASE, 0, 2000, NOW);
    assert_string_equal(installer.digits, "73918");
}

static void a_pin_that_is_there_can_stay(void **state)
{
    (void)state;
    struct installer installer =
        installer_story_start(BIT(PIN) | BIT(DATE), true, BIT(PIN));
    installer.pin_set = true;
    static const struct page_beat beats[] = {{ACTION_BACK, 0, "Ps-"},
                                             {ACTION_ENTER, 0, "Ta-"}};
    PLAY(&installer, beats);
}

static void digits_left_behind_are_forgotten(void **state)
{
    (void)state;
    struct installer installer = at_pin();
    installer_story_type(&installer, ACTION_DIGIT, "739182");
    assert_int_equal(installer_deadline(&installer), 2000 + INSTALLER_STAY_MS);
    installer_story_step(&installer, WAITED, 0, 2000 + INSTALLER_STAY_MS - 1,
                         NOW);
    assert_int_equal(installer.digit_count, 6);
    installer_story_step(&installer, WAITED, 0, 2000 + INSTALLER_STAY_MS, NOW);
    assert_forgotten(&installer);
    assert_int_equal(installer.page, INSTALLER_PIN);
    assert_int_equal(installer_deadline(&installer), INT64_MAX);
    installer_story_type(&installer, ACTION_DIGIT, "739182");
    installer_story_step(&installer, ACTION_BACK, 0, 2000, NOW);
    assert_forgotten(&installer);
}

static struct installer at_date(void)
{
    return installer_story_start(
        ALL, true, BIT(UNIT) | BIT(DEVICE) | BIT(WIDTH) | BIT(PIN));
}

static int64_t turned(int part, int kind, int64_t minute)
{
    struct installer installer = at_date();
    installer_story_step(&installer, kind, part, 2000, minute);
    return installer.minute + installer.ahead;
}

static int64_t at(int32_t day, int hour, int minute)
{
    return (int64_t)day * 1440 + hour * 60 + minute;
}

static void each_part_turns_by_itself(void **state)
{
    (void)state;
    enum { NOV_30 = 20787, JAN_31 = 20484, FEB_28 = 20512, LAST = 24836 };
    static const struct {
        int part, kind;
        int64_t from, to;
    } turns[] = {
        {DIAL_DAY, ACTION_MORE, NOW, NOW + 1440},
        {DIAL_DAY, ACTION_MORE, (int64_t)NOV_30 * 1440,
         (int64_t)(NOV_30 - 29) * 1440},
        {DIAL_MONTH, ACTION_MORE, NOW, NOW + 30 * 1440},
        {DIAL_MONTH, ACTION_MORE, (int64_t)JAN_31 * 1440,
         (int64_t)FEB_28 * 1440},
        {DIAL_YEAR, ACTION_MORE, NOW, NOW + 365 * 1440},
        {DIAL_YEAR, ACTION_LESS, NOW, NOW}, /* not before 2026 */
        {DIAL_YEAR, ACTION_MORE, (int64_t)LAST * 1440,
         (int64_t)LAST * 1440}, /* nor after 2037 */
        {DIAL_HOUR, ACTION_LESS, NOW, NOW - 60},
        {DIAL_MINUTE, ACTION_MORE, NOW, NOW + 1},
    };
    for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++) {
        assert_int_equal(turned(turns[i].part, turns[i].kind, turns[i].from),
                         turns[i].to);
    }
    assert_int_equal(turned(DIAL_HOUR, ACTION_MORE, at(20780, 23, 59)),
                     at(20780, 0, 59));
    assert_int_equal(turned(DIAL_MINUTE, ACTION_LESS, at(20780, 0, 0)),
                     at(20780, 0, 59));
}

static void another_time_is_set(void **state)
{
    (void)state;
    struct installer installer = at_date();
    static const struct page_beat beats[] = {{ACTION_MORE, DIAL_HOUR, "Ta-"},
                                             {ACTION_ENTER, 0, "TaC"}};
    static const struct page_beat did[] = {{DID, 0, "Ea-"}};
    struct installer_wants wants = PLAY(&installer, beats);
    assert_int_equal(wants.minute, NOW + 60);
    PLAY(&installer, did);
    assert_true(installer.clock_right);
    assert_int_equal(installer.ahead, 0);
}

static void a_clock_that_cannot_be_set_keeps_nobody(void **state)
{
    (void)state;
    struct installer installer = at_date();
    static const struct page_beat beats[] = {{ACTION_MORE, DIAL_HOUR, "Ta-"},
                                             {ACTION_ENTER, 0, "TaC"},
                                             {COULD_NOT, 0, "Tn-"},
                                             {ACTION_ENTER, 0, "Ea-"}};
    PLAY(&installer, beats);
    assert_false(installer.clock_right);
}

static void a_clock_of_1970_is_not_right(void **state)
{
    (void)state;
    struct installer installer = at_date();
    struct installer_wants wants =
        installer_story_step(&installer, WAITED, 0, 2000, 75);
    assert_int_equal(installer.minute + installer.ahead, at(20454, 1, 15));
    wants = installer_story_step(&installer, ACTION_ENTER, 0, 2000, 76);
    assert_int_equal(wants.want, INSTALLER_KEEP_CLOCK);
    assert_int_equal(wants.minute, at(20454, 1, 16));
}

static void the_minute_goes_on_while_it_is_looked_at(void **state)
{
    (void)state;
    struct installer installer = at_date();
    installer_story_step(&installer, ACTION_MORE, DIAL_HOUR, 2000, NOW);
    installer_story_step(&installer, WAITED, 0, 62000, NOW + 1);
    assert_int_equal(installer.minute + installer.ahead, NOW + 61);
}

static struct installer at_key(void)
{
    struct installer installer = at_date();
    static const struct page_beat beats[] = {
        {ACTION_ENTER, 0, "Ea-"}, {ACTION_ENTER, 0, "EaK"}, {DID, 0, "Ea-"}};
    PLAY(&installer, beats);
    assert_true(installer.key_shown);
    assert_string_equal(installer.key.first, installer_story_key.first);
    return installer;
}

static void assert_hidden(const struct installer *installer)
{
    static const struct installer_key none;
    assert_false(installer->key_shown);
    assert_memory_equal(&installer->key, &none, sizeof none);
}

static void a_key_that_nobody_looks_at_is_hidden(void **state)
{
    (void)state;
    struct installer installer = at_key();
    assert_int_equal(installer_deadline(&installer), 2000 + INSTALLER_KEY_MS);
    installer_story_step(&installer, WAITED, 0, 2000 + INSTALLER_KEY_MS, NOW);
    assert_hidden(&installer);
    assert_int_equal(installer.page, INSTALLER_ENROL);
    static const struct page_beat anew[] = {{ACTION_ENTER, 0, "EaK"}};
    PLAY(&installer, anew);
    tried("photographs the first key, and walks");
    tried("The terminal's first key is shown");
}

static void who_goes_back_from_a_key_gets_another(void **state)
{
    (void)state;
    struct installer installer = at_key();
    static const struct page_beat beats[] = {{ACTION_ENTER, 0, "ES-"},
                                             {ACTION_BACK, 0, "Ta-"},
                                             {ACTION_ENTER, 0, "Ea-"},
                                             {ACTION_ENTER, 0, "EaK"}};
    PLAY(&installer, beats);
    assert_hidden(&installer);
    tried("The terminal's first key is shown");
}

static void at_the_end_the_key_is_forgotten(void **state)
{
    (void)state;
    struct installer installer = at_key();
    static const struct page_beat beats[] = {
        {ACTION_ENTER, 0, "ES-"}, {ACTION_ENTER, 0, "EaF"}, {DID, 0, "Ra-"}};
    PLAY(&installer, beats);
    assert_hidden(&installer);
    installer_story_step(&installer, WAITED, 0, 2000 + INSTALLER_STAY_MS - 1,
                         NOW);
    struct installer_wants wants = installer_story_step(
        &installer, WAITED, 0, 2000 + INSTALLER_STAY_MS, NOW);
    assert_int_equal(wants.want, INSTALLER_END);
}

static void a_finish_that_fails_is_asked_for_again(void **state)
{
    (void)state;
    struct installer installer = at_key();
    static const struct page_beat beats[] = {
        {ACTION_ENTER, 0, "ES-"}, {ACTION_ENTER, 0, "EaF"},
        {COULD_NOT, 0, "Eu-"},    {ACTION_ENTER, 0, "ES-"},
        {ACTION_ENTER, 0, "EaF"}, {DID, 0, "Ra-"}};
    PLAY(&installer, beats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_weak_pin_is_refused),
        cmocka_unit_test(both_times_the_same),
        cmocka_unit_test(a_seventh_digit_is_not_taken_and_one_is_erased),
        cmocka_unit_test(a_pin_that_is_there_can_stay),
        cmocka_unit_test(digits_left_behind_are_forgotten),
        cmocka_unit_test(each_part_turns_by_itself),
        cmocka_unit_test(another_time_is_set),
        cmocka_unit_test(a_clock_that_cannot_be_set_keeps_nobody),
        cmocka_unit_test(a_clock_of_1970_is_not_right),
        cmocka_unit_test(the_minute_goes_on_while_it_is_looked_at),
        cmocka_unit_test(a_key_that_nobody_looks_at_is_hidden),
        cmocka_unit_test(who_goes_back_from_a_key_gets_another),
        cmocka_unit_test(at_the_end_the_key_is_forgotten),
        cmocka_unit_test(a_finish_that_fails_is_asked_for_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
