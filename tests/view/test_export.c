/* The export: which days can be taken and which are marked, where to, and how
   it ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "with_panel.h"
#include "tried.h"

static void days_are_named_by_their_dates(void **state)
{
    (void)state;
    static const struct {
        int32_t day;
        const char *name, *text;
    } days[] = {
        {0, "day:1970-01-01", "1"},      {789, "day:1972-02-29", "29"},
        {11016, "day:2000-02-29", "29"}, {11017, "day:2000-03-01", "1"},
        {20780, "day:2026-11-23", "23"}, {20818, "day:2026-12-31", "31"},
        {20819, "day:2027-01-01", "1"},  {47540, "day:2100-02-28", "28"},
        {47541, "day:2100-03-01", "1"},
    };
    struct shown shown;
    panel_prepare(&shown);
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        shown.panel.exporting.first_day = 0;
        shown.panel.exporting.today = 50000;
        shown.panel.exporting.shown_until = days[i].day;
        panel_build(&shown, SCREEN_EXPORT);
        const struct item *day = scene_named(&shown.scene, days[i].name);
        assert_non_null(day);
        assert_int_equal(day->action.value, days[i].day);
        assert_string_equal(scene_text(&shown.scene, day), days[i].text);
    }
}

static int count_days(const struct scene *scene)
{
    int count = 0;
    for (int i = 0; i < scene->count; i++) {
        count += scene->items[i].action.kind == ACTION_DAY;
    }
    return count;
}

static void only_days_that_were_can_be_chosen(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    struct panel_export *exporting = &shown.panel.exporting;
    exporting->first_day = WITH_TODAY - 9;
    panel_build(&shown, SCREEN_EXPORT);
    assert_int_equal(count_days(&shown.scene), 10);
    assert_null(scene_named(&shown.scene, "day:2026-11-24"));
    assert_null(scene_named(&shown.scene, "day:2026-11-13"));
    assert_non_null(scene_named(&shown.scene, "day:2026-11-14"));
    assert_null(scene_named(&shown.scene, "earlier"));
    assert_null(scene_named(&shown.scene, "later"));
    /* Monday is the first of a week. */
    assert_true(scene_named(&shown.scene, "day:2026-11-23")->box.x <
                scene_named(&shown.scene, "day:2026-11-22")->box.x);
    exporting->first_day = WITH_TODAY - 100;
    exporting->shown_until = WITH_TODAY - 28;
    panel_build(&shown, SCREEN_EXPORT);
    assert_int_equal(count_days(&shown.scene), 28);
    const struct item *later = scene_named(&shown.scene, "later");
    assert_int_equal(later->action.value, 28);
    assert_int_equal(scene_named(&shown.scene, "earlier")->action.value, 28);
}

/* What is over has its tick, what is today its frame, when the office is closed
   its dash; and below stands what these mean. */
static void days_bear_their_marks(void **state)
{
    (void)state;
    static const struct hours_weekday open = {{{450, 690}}, 1};
    const struct hours hours = {.weekdays = {open, open, open, open, open}};
    static const int expected[] = {DAY_TODAY, DAY_SHUT,  DAY_SHUT,
                                   DAY_TAKEN, 0,         DAY_TAKEN,
                                   DAY_TAKEN, DAY_TAKEN, DAY_TAKEN | DAY_SHUT};
    static const enum day_mark legend[] = {DAY_TODAY, DAY_TAKEN, DAY_SHUT,
                                           DAY_CHOSEN};
    static const char *const words[] = {"Hôm nay", "Đã lấy", "Nghỉ",
                                        "Đang chọn"};
    struct shown shown;
    panel_prepare(&shown);
    shown.with.params.hours = &hours;
    shown.panel.exporting.all_taken = WITH_TODAY - 5;
    shown.panel.exporting.taken[3] = true;
    panel_build(&shown, SCREEN_EXPORT);
    for (int i = 0; i < 9; i++) {
        const struct item *day = scene_find(
            &shown.scene, (struct action){ACTION_DAY, WITH_TODAY - i});
        assert_int_equal(day->current, expected[i]);
    }
    for (int i = 0; i < 4; i++) {
        const struct item *key = scene_find_look(&shown.scene, LOOK_DAY_KEY, i);
        assert_int_equal(key->current, legend[i]);
        assert_string_equal(scene_text(&shown.scene, key), words[i]);
    }
}

static void what_is_chosen_is_marked(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    struct panel_export *exporting = &shown.panel.exporting;
    exporting->from = WITH_TODAY - 3;
    exporting->to = WITH_TODAY - 2;
    panel_build(&shown, SCREEN_EXPORT);
    for (int i = 0; i <= 5; i++) {
        const struct item *day = scene_find(
            &shown.scene, (struct action){ACTION_DAY, WITH_TODAY - i});
        assert_int_equal(day->chosen, i == 2 || i == 3);
    }
    assert_false(scene_named(&shown.scene, "pending")->chosen);
    assert_true(scene_named(&shown.scene, "target:1")->chosen);
    assert_false(scene_named(&shown.scene, "target:0")->chosen);
    assert_false(scene_named(&shown.scene, "reports")->chosen);
    /* One of several, or as one likes. */
    assert_int_equal(scene_named(&shown.scene, "target:1")->look, LOOK_RADIO);
    assert_int_equal(scene_named(&shown.scene, "pending")->look, LOOK_RADIO);
    assert_int_equal(scene_named(&shown.scene, "reports")->look, LOOK_CHOICE);
    assert_true(scene_says(&shown.scene, "20/11/2026 – 21/11/2026"));
    exporting->from = 1;
    exporting->to = 0;
    exporting->reports = true;
    view_mark(&shown.scene, &(struct view_state){.flow = &shown.with.flow,
                                                 .panel = &shown.panel,
                                                 .screen = SCREEN_EXPORT});
    assert_true(scene_named(&shown.scene, "pending")->chosen);
    assert_true(scene_named(&shown.scene, "reports")->chosen);
    assert_false(scene_named(&shown.scene, "day:2026-11-21")->chosen);
}

static void every_end_is_said_in_words_of_its_own(void **state)
{
    (void)state;
    struct shown shown;
    char said[EXPORT_EMPTY + 1][64];
    panel_prepare(&shown);
    shown.with.params.width_px = 3840;
    shown.with.params.height_px = 2160;
    for (int i = EXPORT_DONE; i <= EXPORT_EMPTY; i++) {
        shown.panel.exporting.state = (enum export_state)i;
        panel_build(&shown, SCREEN_EXPORT);
        const struct item *title = scene_find_look(&shown.scene, LOOK_TITLE, 0);
        snprintf(said[i], sizeof said[i], "%s",
                 scene_text(&shown.scene, title));
        for (int k = EXPORT_DONE; k < i; k++) {
            assert_string_not_equal(said[i], said[k]);
        }
        assert_non_null(scene_named(&shown.scene, "close"));
        assert_null(scene_named(&shown.scene, "cancel"));
        const struct item *light = scene_find_look(&shown.scene, LOOK_LIGHT, 0);
        assert_int_equal(light->current == LIGHT_WELL, i == EXPORT_DONE);
    }
    shown.panel.exporting.state = EXPORT_DONE;
    panel_build(&shown, SCREEN_EXPORT);
    assert_true(scene_says(&shown.scene, "Đã có thể rút USB ra."));
    shown.panel.exporting.removable = false;
    panel_build(&shown, SCREEN_EXPORT);
    assert_false(scene_says(&shown.scene, "Đã có thể rút USB ra."));
    shown.panel.exporting.held = true;
    panel_build(&shown, SCREEN_EXPORT);
    assert_true(scene_says(&shown.scene,
                           "Xin đừng rút USB vội! Xin chép lại lần nữa để "
                           "máy nhả USB."));
    assert_int_equal(scene_find_look(&shown.scene, LOOK_LIGHT, 0)->current,
                     LIGHT_CARE);
}

/* Nothing is copied before somebody said where to. */
static void the_key_to_begin_waits_for_a_place(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.exporting.state = EXPORT_PICKING;
    panel_build(&shown, SCREEN_EXPORT);
    assert_non_null(scene_named(&shown.scene, "export"));
    shown.panel.exporting.target = -1;
    panel_build(&shown, SCREEN_EXPORT);
    assert_null(scene_named(&shown.scene, "export"));
    assert_true(scene_says(&shown.scene, "Xin chọn nơi lưu"));
}

/* What has only stayed where it was is not called copied. */
static void the_own_folder_is_no_delivery(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    struct panel_export *exporting = &shown.panel.exporting;
    exporting->state = EXPORT_DONE;
    exporting->removable = false;
    exporting->targets[0] = (struct panel_target){.free_mib = -1};
    exporting->target = 0;
    panel_build(&shown, SCREEN_EXPORT);
    assert_true(scene_says(&shown.scene, "Tệp vẫn nằm trên máy này"));
    assert_false(scene_says(&shown.scene, "Đã chép xong"));
    assert_int_equal(scene_find_look(&shown.scene, LOOK_LIGHT, 0)->current,
                     LIGHT_CARE);
    tried("Đã chép xong (copied) to a");
}

static void work_shows_how_far_it_is(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.exporting.state = EXPORT_WORKING;
    shown.panel.exporting.done = 20;
    shown.panel.exporting.total = 40;
    panel_build(&shown, SCREEN_EXPORT);
    const struct item *meter = scene_find_look(&shown.scene, LOOK_METER, 0);
    assert_int_equal(meter->value_count, 1);
    assert_int_equal(shown.scene.values[meter->values], 500);
    assert_true(scene_says(&shown.scene, "20 / 40 tệp"));
    assert_non_null(scene_named(&shown.scene, "cancel"));
    assert_null(scene_named(&shown.scene, "close"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_named_by_their_dates),
        cmocka_unit_test(only_days_that_were_can_be_chosen),
        cmocka_unit_test(days_bear_their_marks),
        cmocka_unit_test(what_is_chosen_is_marked),
        cmocka_unit_test(every_end_is_said_in_words_of_its_own),
        cmocka_unit_test(the_key_to_begin_waits_for_a_place),
        cmocka_unit_test(the_own_folder_is_no_delivery),
        cmocka_unit_test(work_shows_how_far_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
