/* What the charts and the words of staff tell, and what they do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "with_panel.h"
#include "tried.h"

static void assert_values(const struct scene *scene, const struct item *item,
                          const int *expected, int count)
{
    assert_non_null(item);
    assert_int_equal(item->value_count, count);
    for (int i = 0; i < count; i++) {
        assert_int_equal(scene->values[item->values + i], expected[i]);
    }
}

static void a_bar_has_the_shares_of_its_faces(void **state)
{
    (void)state;
    static const int five[] = {100, 0, 200, 300, 400};
    static const int three[] = {0, 500, 200, 300, 0};
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_QUESTIONS;
    shown.panel.questions[0].raw =
        (struct score){.levels = 5, .counts = {1, 0, 2, 3, 4}};
    shown.panel.questions[0].clean =
        (struct score){.levels = 3, .counts = {5, 2, 3}};
    panel_build(&shown, SCREEN_PANEL);
    assert_values(&shown.scene, scene_find_look(&shown.scene, LOOK_BAR, 0),
                  five, 5);
    assert_values(&shown.scene, scene_find_look(&shown.scene, LOOK_BAR, 1),
                  three, 5);
    assert_true(scene_says(&shown.scene, "1 · 0 · 2 · 3 · 4"));
    assert_null(scene_find_look(&shown.scene, LOOK_BAR, 8));
}

static void what_is_left_out_is_named_beside_the_figures(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_QUESTIONS;
    shown.panel.questions[0].raw =
        (struct score){.levels = 5, .counts = {1, 0, 2, 3, 4}};
    shown.panel.questions[0].otherwise = 126;
    panel_build(&shown, SCREEN_PANEL);
    assert_true(scene_says(&shown.scene, "Khác lời, không tính: 126"));
}

static void under_five_there_are_counts_alone(void **state)
{
    (void)state;
    static const int none[] = {0, 0, 0, 0, 0};
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_QUESTIONS;
    shown.panel.question_count = 1;
    shown.panel.questions[0].raw =
        (struct score){.levels = 5, .counts = {0, 0, 0, 0, 4}};
    shown.panel.questions[0].clean = shown.panel.questions[0].raw;
    panel_build(&shown, SCREEN_PANEL);
    assert_values(&shown.scene, scene_find_look(&shown.scene, LOOK_BAR, 0),
                  none, 5);
    assert_true(scene_says(&shown.scene, "0 · 0 · 0 · 0 · 4"));
    assert_true(scene_says(&shown.scene, "–"));
    assert_false(scene_says(&shown.scene, "100,0 %"));
    shown.panel.questions[0].raw.counts[4] = 5;
    panel_build(&shown, SCREEN_PANEL);
    assert_true(scene_says(&shown.scene, "100,0 %"));
    tried("the figures, each with its n");
}

static void numbers_are_written_as_the_language_does(void **state)
{
    (void)state;
    static const char *const texts[2][3] = {{"87,5 %", "1.000", "96,9"},
                                            {"87.5%", "1,000", "96.9"}};
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_QUESTIONS;
    shown.panel.questions[0].raw =
        (struct score){.levels = 5, .counts = {0, 0, 125, 0, 875}};
    shown.panel.questions[0].clean = shown.panel.questions[0].raw;
    for (int language = 0; language < 2; language++) {
        shown.with.flow.language = language;
        panel_build(&shown, SCREEN_PANEL);
        assert_true(scene_says(&shown.scene, texts[language][0]));
        assert_true(scene_says(&shown.scene, texts[language][1]));
    }
    shown.panel.questions[0].raw =
        (struct score){.levels = 5, .counts = {0, 0, 62, 0, 938}};
    for (int language = 0; language < 2; language++) {
        shown.with.flow.language = language;
        panel_build(&shown, SCREEN_PANEL);
        assert_true(scene_says(&shown.scene, texts[language][2]));
    }
}

static void days_are_columns_of_the_most_visits(void **state)
{
    (void)state;
    static const int visits[] = {0, 500, 1000};
    static const int indices[] = {SCENE_NO_VALUE, 0, 912};
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_DAYS;
    shown.panel.day_count = 3;
    shown.panel.days[0] = (struct panel_day){WITH_TODAY - 2, 0, SCORE_NONE};
    shown.panel.days[1] = (struct panel_day){WITH_TODAY - 1, 7, 0};
    shown.panel.days[2] = (struct panel_day){WITH_TODAY, 14, 912};
    panel_build(&shown, SCREEN_PANEL);
    const struct item *upper = scene_find_look(&shown.scene, LOOK_COLUMNS, 0);
    assert_values(&shown.scene, upper, visits, 3);
    assert_int_equal(upper->current, 2);
    assert_values(&shown.scene, scene_find_look(&shown.scene, LOOK_COLUMNS, 1),
                  indices, 3);
    assert_true(scene_says(&shown.scene, "21/11"));
    assert_true(scene_says(&shown.scene, "23/11"));
    assert_true(scene_says(&shown.scene, "87,5 (1.100 lượt)"));
    shown.panel.questions[1].this_week = SCORE_NONE;
    shown.panel.questions[1].this_n = 3;
    panel_build(&shown, SCREEN_PANEL);
    assert_true(scene_says(&shown.scene, "– (3 lượt)"));
}

static void an_hour_of_few_visits_is_not_told(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_HOURS;
    memset(shown.panel.cells, 0, sizeof shown.panel.cells);
    shown.panel.cells[0][8] = (struct panel_cell){SCORE_NONE, 60, 30};
    shown.panel.cells[4][10] = (struct panel_cell){20, 60, 60};
    shown.panel.cells[6][9] = (struct panel_cell){10, 0, 0};
    panel_build(&shown, SCREEN_PANEL);
    const struct item *grid = scene_find_look(&shown.scene, LOOK_GRID, 0);
    const int16_t *values = shown.scene.values + grid->values;
    assert_int_equal(grid->columns, 3);
    assert_int_equal(grid->value_count, 2 * 7 * 3);
    assert_int_equal(values[0], SCENE_NO_VALUE);
    assert_int_equal(values[1], 0);
    assert_int_equal(values[4 * 3 + 2], 1000);
    assert_int_equal(values[6 * 3 + 1], 500);
    assert_int_equal(values[7 * 3], 500);
    assert_int_equal(values[7 * 3 + 4 * 3 + 2], 1000);
    assert_int_equal(values[7 * 3 + 6 * 3 + 1], SCENE_NO_VALUE);
    assert_true(
        scene_says(&shown.scene, "Đông nhất: T6 từ 10 đến 11 giờ, 20 lượt"));
    memset(shown.panel.cells, 0, sizeof shown.panel.cells);
    panel_build(&shown, SCREEN_PANEL);
    assert_null(scene_find_look(&shown.scene, LOOK_GRID, 0));
    assert_true(scene_says(&shown.scene, "Chưa có số liệu"));
}

static void the_page_that_shows_is_marked(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    for (int page = 0; page < PANEL_PAGES; page++) {
        shown.panel.page = (enum panel_page)page;
        panel_build(&shown, SCREEN_PANEL);
        for (int i = 0; i < PANEL_PAGES; i++) {
            const struct item *key =
                scene_find(&shown.scene, (struct action){ACTION_PAGE, i});
            assert_non_null(key);
            assert_int_equal(key->chosen, i == page);
        }
    }
    const struct item *take = scene_named(&shown.scene, "export");
    assert_int_equal(take->look, LOOK_PRIMARY);
    assert_string_equal(scene_text(&shown.scene, take), "Lấy tệp: 365 ngày");
}

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
    assert_true(scene_says(&shown.scene, "Tệp vẫn ở trên máy này"));
    assert_false(scene_says(&shown.scene, "Đã chép xong"));
    assert_int_equal(scene_find_look(&shown.scene, LOOK_LIGHT, 0)->current,
                     LIGHT_CARE);
    tried("Đã chép xong (copied) to a");
}

static void work_shows_how_far_it_is(void **state)
{
    (void)state;
    static const int half[] = {500};
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.exporting.state = EXPORT_WORKING;
    shown.panel.exporting.done = 20;
    shown.panel.exporting.total = 40;
    panel_build(&shown, SCREEN_EXPORT);
    assert_values(&shown.scene, scene_find_look(&shown.scene, LOOK_METER, 0),
                  half, 1);
    assert_true(scene_says(&shown.scene, "20 / 40 tệp"));
    assert_non_null(scene_named(&shown.scene, "cancel"));
    assert_null(scene_named(&shown.scene, "close"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_has_the_shares_of_its_faces),
        cmocka_unit_test(what_is_left_out_is_named_beside_the_figures),
        cmocka_unit_test(under_five_there_are_counts_alone),
        cmocka_unit_test(numbers_are_written_as_the_language_does),
        cmocka_unit_test(days_are_columns_of_the_most_visits),
        cmocka_unit_test(an_hour_of_few_visits_is_not_told),
        cmocka_unit_test(the_page_that_shows_is_marked),
        cmocka_unit_test(days_are_named_by_their_dates),
        cmocka_unit_test(only_days_that_were_can_be_chosen),
        cmocka_unit_test(what_is_chosen_is_marked),
        cmocka_unit_test(every_end_is_said_in_words_of_its_own),
        cmocka_unit_test(the_key_to_begin_waits_for_a_place),
        cmocka_unit_test(the_own_folder_is_no_delivery),
        cmocka_unit_test(work_shows_how_far_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
