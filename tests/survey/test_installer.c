/* The way of the installer from page to page, codes and width. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "with_installer_story.h"

static void the_whole_way(void **state)
{
    (void)state;
    struct installer installer = installer_story_start(ALL, false, 0);
    static const struct page_beat to_unit[] = {{WAITED, 0, "Wa-"},
                                               {ACTION_ENTER, 0, "Ua-"}};
    static const struct page_beat to_device[] = {{ACTION_ENTER, 0, "UaU"},
                                                 {DID, 0, "Da-"}};
    static const struct page_beat to_width[] = {{ACTION_ENTER, 0, "DaD"},
                                                {DID, 0, "La-"}};
    static const struct page_beat to_pin[] = {{ACTION_ENTER, 0, "LaL"},
                                              {DID, 0, "Pa-"}};
    static const struct page_beat again[] = {{ACTION_ENTER, 0, "Pg-"}};
    static const struct page_beat to_date[] = {{ACTION_ENTER, 0, "PaP"}};
    static const struct page_beat to_end[] = {
        {DID, 0, "Ta-"}, {ACTION_ENTER, 0, "Ea-"}, {ACTION_ENTER, 0, "EaK"},
        {DID, 0, "Ea-"}, {ACTION_ENTER, 0, "ES-"}, {ACTION_ENTER, 0, "EaF"},
        {DID, 0, "Ra-"}, {ACTION_ENTER, 0, "RaX"},
    };
    PLAY(&installer, to_unit);
    installer_story_type(&installer, ACTION_LETTER, "BA-DONG");
    PLAY(&installer, to_device);
    installer_story_type(&installer, ACTION_LETTER, "QUAY-1");
    PLAY(&installer, to_width);
    PLAY(&installer, to_pin);
    installer_story_type(&installer, ACTION_DIGIT, "739182");
    PLAY(&installer, again);
    installer_story_type(&installer, ACTION_DIGIT, "739182");
    struct installer_wants wants = PLAY(&installer, to_date);
    assert_string_equal(wants.pin, "739182");
    PLAY(&installer, to_end);
    assert_string_equal(installer.unit, "BA-DONG");
    assert_string_equal(installer.device, "QUAY-1");
    assert_true(installer.clock_right);
}

static void only_what_is_asked_for(void **state)
{
    (void)state;
    struct installer installer =
        installer_story_start(BIT(DATE) | BIT(WIDTH), false, 0);
    static const struct page_beat beats[] = {
        {ACTION_ENTER, 0, "La-"}, {ACTION_ENTER, 0, "LaL"}, {DID, 0, "Ta-"},
        {ACTION_ENTER, 0, "TaF"}, {DID, 0, "Ra-"},
    };
    assert_int_equal(installer_steps(&installer), 2);
    PLAY(&installer, beats);
    assert_int_equal(installer_place(&installer), 0);
}

static void each_step_can_go_back(void **state)
{
    (void)state;
    struct installer installer =
        installer_story_start(ALL & ~BIT(DEVICE), true, BIT(UNIT));
    static const struct page_beat beats[] = {
        {WAITED, 0, "La-"},       {ACTION_BACK, 0, "Ua-"},
        {ACTION_BACK, 0, "Wa-"},  {ACTION_BACK, 0, "Wa-"},
        {ACTION_ENTER, 0, "Ua-"},
    };
    PLAY(&installer, beats);
    assert_int_equal(installer_place(&installer), 1);
    assert_int_equal(installer_steps(&installer), 5);
}

static void it_goes_on_where_it_was(void **state)
{
    (void)state;
    static const struct {
        unsigned kept;
        enum installer_page page;
    } starts[] = {
        {0, INSTALLER_UNIT},
        {BIT(UNIT), INSTALLER_DEVICE},
        {BIT(UNIT) | BIT(DEVICE), INSTALLER_WIDTH},
        {BIT(UNIT) | BIT(DEVICE) | BIT(WIDTH), INSTALLER_PIN},
        {BIT(UNIT) | BIT(DEVICE) | BIT(WIDTH) | BIT(PIN), INSTALLER_DATE},
    };
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        struct installer installer =
            installer_story_start(ALL, true, starts[i].kept);
        assert_int_equal(installer.page, starts[i].page);
    }
}

static void what_the_disk_refuses_is_said(void **state)
{
    (void)state;
    struct installer installer = installer_story_start(ALL, true, 0);
    static const struct page_beat beats[] = {
        {ACTION_LETTER, 'A', "Ua-"}, {ACTION_ENTER, 0, "UaU"},
        {ACTION_ENTER, 0, "Ua-"}, /* it is waited for */
        {ACTION_BACK, 0, "Ua-"},     {COULD_NOT, 0, "Uu-"},
        {ACTION_ENTER, 0, "UaU"},    {DID, 0, "Da-"},
    };
    PLAY(&installer, beats);
}

static void languages_take_turns(void **state)
{
    (void)state;
    struct installer installer = installer_story_start(ALL, false, 0);
    static const struct page_beat beat[] = {{ACTION_LANGUAGE, 0, "Wa-"}};
    PLAY(&installer, beat);
    assert_int_equal(installer.language, 1);
    PLAY(&installer, beat);
    assert_int_equal(installer.language, 0);
}

static void a_bad_code_is_not_confirmed(void **state)
{
    (void)state;
    struct installer installer = installer_story_start(ALL, true, 0);
    static const struct page_beat empty[] = {
        {ACTION_ENTER, 0, "Ue-"},    {ACTION_ERASE, 0, "Ue-"},
        {ACTION_LETTER, '-', "Ua-"}, {ACTION_LETTER, 'a', "Ua-"},
        {ACTION_LETTER, ' ', "Ua-"}, {ACTION_ENTER, 0, "Ud-"},
        {ACTION_ERASE, 0, "Ua-"},    {ACTION_ENTER, 0, "Ue-"}};
    static const struct page_beat full[] = {{ACTION_LETTER, 'X', "Ul-"},
                                            {ACTION_ERASE, 0, "Ua-"},
                                            {ACTION_LETTER, 'X', "Ua-"},
                                            {ACTION_ENTER, 0, "UaU"}};
    PLAY(&installer, empty);
    assert_string_equal(installer.unit, "");
    installer_story_type(&installer, ACTION_LETTER,
                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123");
    assert_int_equal(strlen(installer.unit), INSTALLER_CODE_MOST);
    PLAY(&installer, full);
    assert_string_equal(installer.unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-012X");
}

static void the_codes_of_the_sample_are_not_confirmed(void **state)
{
    (void)state;
    struct installer installer =
        installer_story_start(BIT(UNIT) | BIT(DEVICE), true, BIT(UNIT));
    strcpy(installer.unit, "VANTRUONG");
    installer_story_type(&installer, ACTION_LETTER, "QUAY-1");
    installer_story_step(&installer, ACTION_ENTER, 0, 2000, 0);
    assert_int_equal(installer.notice, INSTALLER_SAMPLE);
    strcpy(installer.device, "MAU");
    installer_story_step(&installer, ACTION_ENTER, 0, 2000, 0);
    assert_int_equal(installer.notice, INSTALLER_SAMPLE);
}

static void a_longer_card_is_a_narrower_picture(void **state)
{
    (void)state;
    struct installer installer =
        installer_story_start(ALL, true, BIT(UNIT) | BIT(DEVICE));
    installer_story_step(&installer, ACTION_MORE, 10, 2000, NOW);
    assert_int_equal(installer.width_mm, 334);
    installer_story_step(&installer, ACTION_LESS, 1, 2000, NOW);
    assert_int_equal(installer.width_mm, 335);
    for (int i = 0; i < 300; i++) {
        installer_story_step(&installer, ACTION_MORE, 10, 2000, NOW);
    }
    assert_int_equal(installer.width_mm, INSTALLER_LEAST_MM);
    for (int i = 0; i < 300; i++) {
        installer_story_step(&installer, ACTION_LESS, 10, 2000, NOW);
    }
    assert_int_equal(installer.width_mm, INSTALLER_MOST_MM);
}

static void who_held_the_corner_may_leave(void **state)
{
    (void)state;
    struct installer installer =
        installer_story_start(BIT(PIN) | BIT(DATE), false, 0);
    static const struct page_beat closed[] = {{ACTION_CLOSE, 0, "WaV"}};
    installer.may_leave = true;
    struct installer left = installer;
    PLAY(&left, closed);
    left = installer;
    assert_int_equal(
        installer_story_step(&left, WAITED, 0, 1000 + INSTALLER_STAY_MS, NOW)
            .want,
        INSTALLER_LEAVE);
}

static void who_has_begun_may_not(void **state)
{
    (void)state;
    struct installer installer =
        installer_story_start(BIT(PIN) | BIT(DATE), false, 0);
    static const struct page_beat pin[] = {{ACTION_ENTER, 0, "Pg-"}};
    static const struct page_beat set[] = {
        {ACTION_ENTER, 0, "PaP"}, {DID, 0, "Ta-"}, {ACTION_CLOSE, 0, "Ta-"}};
    installer.may_leave = true;
    installer_story_step(&installer, ACTION_ENTER, 0, 2000, NOW);
    installer_story_type(&installer, ACTION_DIGIT, "739182");
    PLAY(&installer, pin);
    installer_story_type(&installer, ACTION_DIGIT, "739182");
    PLAY(&installer, set);
    assert_int_equal(installer_deadline(&installer), INT64_MAX);
}

static void a_fault_is_shown_for_a_while(void **state)
{
    (void)state;
    struct installer installer = {.page = INSTALLER_FAULT, .language_count = 2};
    installer_begin(&installer, false, 0, 1000);
    static const struct page_beat beats[] = {{ACTION_ENTER, 0, "Fa-"},
                                             {ACTION_BACK, 0, "Fa-"}};
    PLAY(&installer, beats);
    int64_t end_ms = 2000 + INSTALLER_STAY_MS;
    assert_int_equal(
        installer_story_step(&installer, WAITED, 0, end_ms - 1, NOW).want,
        INSTALLER_NOTHING);
    assert_int_equal(
        installer_story_step(&installer, WAITED, 0, end_ms, NOW).want,
        INSTALLER_END);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_way),
        cmocka_unit_test(only_what_is_asked_for),
        cmocka_unit_test(each_step_can_go_back),
        cmocka_unit_test(it_goes_on_where_it_was),
        cmocka_unit_test(what_the_disk_refuses_is_said),
        cmocka_unit_test(languages_take_turns),
        cmocka_unit_test(a_bad_code_is_not_confirmed),
        cmocka_unit_test(the_codes_of_the_sample_are_not_confirmed),
        cmocka_unit_test(a_longer_card_is_a_narrower_picture),
        cmocka_unit_test(who_held_the_corner_may_leave),
        cmocka_unit_test(who_has_begun_may_not),
        cmocka_unit_test(a_fault_is_shown_for_a_while),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
