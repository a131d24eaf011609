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

enum { LEVELS = 5, LEGEND = 1 + 4 };

static void assert_values(const struct scene *scene, const struct item *item,
                          const int *expected, int count)
{
    assert_non_null(item);
    assert_int_equal(item->value_count, count);
    for (int i = 0; i < count; i++) {
        assert_int_equal(scene->values[item->values + i], expected[i]);
    }
}

/* The faces of a question's counts, from the worst on. */
static void assert_counts(const struct scene *scene, int first,
                          const char *const *expected, int count)
{
    for (int i = 0; i < count; i++) {
        /* They are set from the right. */
        const struct item *item =
            scene_find_look(scene, LOOK_FACE, first + count - 1 - i);
        assert_non_null(item);
        assert_int_equal(item->face, form_face(count, i + 1));
        assert_int_equal(item->action.kind, ACTION_NONE);
        assert_string_equal(scene_text(scene, item), expected[i]);
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
    assert_counts(&shown.scene, LEVELS,
                  (const char *const[]){"1", "0", "2", "3", "4"}, 5);
    for (int i = 0; i < LEVELS; i++) {
        const struct item *level = scene_find_look(&shown.scene, LOOK_FACE, i);
        assert_string_equal(scene_text(&shown.scene, level),
                            shown.with.form.level_text[i][0]);
    }
    assert_true(scene_says(&shown.scene, "0%"));
    assert_true(scene_says(&shown.scene, "50%"));
    assert_true(scene_says(&shown.scene, "100%"));
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
    shown.panel.questions[0].na_text[0] = "Không có sơ suất";
    shown.panel.questions[0].na = 1234;
    panel_build(&shown, SCREEN_PANEL);
    assert_true(scene_says(
        &shown.scene, "Không có sơ suất: 1.234 · Khác lời, không tính: 126"));
    shown.panel.questions[0].otherwise = 0;
    shown.panel.questions[0].na = 0;
    panel_build(&shown, SCREEN_PANEL);
    assert_true(scene_says(&shown.scene, "Không có sơ suất: 0"));
}

/* Where there are no figures, that is said; no empty chart stands for them, and
   no share. */
static void no_figures_are_said_and_not_drawn(void **state)
{
    (void)state;
    static const enum panel_page pages[] = {PAGE_QUESTIONS, PAGE_DAYS,
                                            PAGE_HOURS};
    struct shown shown;
    panel_prepare(&shown);
    memset(shown.panel.cells, 0, sizeof shown.panel.cells);
    shown.panel.question_count = 0;
    for (int i = 0; i < PANEL_DAYS; i++) {
        shown.panel.days[i].visits = 0;
        shown.panel.days[i].index = SCORE_NONE;
    }
    for (int i = 0; i < 3; i++) {
        shown.panel.page = pages[i];
        panel_build(&shown, SCREEN_PANEL);
        assert_true(scene_says(&shown.scene, "Chưa có số liệu"));
        assert_null(scene_find_look(&shown.scene, LOOK_BAR, 0));
        assert_null(scene_find_look(&shown.scene, LOOK_COLUMNS, 0));
        assert_null(scene_find_look(&shown.scene, LOOK_CELL, 0));
    }
    /* Visits, whose answers are not told yet, and a question that nobody has
       answered. */
    shown.panel.days[PANEL_DAYS - 1].visits = 3;
    shown.panel.page = PAGE_DAYS;
    panel_build(&shown, SCREEN_PANEL);
    assert_non_null(scene_find_look(&shown.scene, LOOK_COLUMNS, 0));
    assert_null(scene_find_look(&shown.scene, LOOK_COLUMNS, 1));
    assert_true(scene_says(&shown.scene, "Chưa có số liệu"));
    panel_prepare(&shown);
    shown.panel.page = PAGE_QUESTIONS;
    shown.panel.question_count = 1;
    shown.panel.questions[0].raw = (struct score){.levels = 5};
    shown.panel.questions[0].clean = shown.panel.questions[0].raw;
    panel_build(&shown, SCREEN_PANEL);
    assert_true(scene_says(&shown.scene, "Chưa có số liệu"));
    assert_null(scene_find_look(&shown.scene, LOOK_BAR, 0));
    assert_false(scene_says(&shown.scene, "0,0%"));
}

/* Whose figures they are: its codes and the program's version. */
static void the_terminal_is_named(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_TODAY;
    strcpy(shown.panel.who, "VANTRUONG/QUAY-1");
    strcpy(shown.panel.version, "0.5.0");
    panel_build(&shown, SCREEN_PANEL);
    assert_true(
        scene_says(&shown.scene, "Máy VANTRUONG/QUAY-1 · Bốn Luôn 0.5.0"));
}

static void under_five_there_are_counts_alone(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_QUESTIONS;
    shown.panel.question_count = 1;
    shown.panel.questions[0].raw =
        (struct score){.levels = 5, .counts = {0, 0, 0, 0, 4}};
    shown.panel.questions[0].clean = shown.panel.questions[0].raw;
    panel_build(&shown, SCREEN_PANEL);
    assert_null(scene_find_look(&shown.scene, LOOK_BAR, 0));
    assert_true(scene_says(&shown.scene, "Dưới 5 câu trả lời"));
    assert_counts(&shown.scene, LEVELS,
                  (const char *const[]){"0", "0", "0", "0", "4"}, 5);
    assert_true(scene_says(&shown.scene, "–"));
    assert_false(scene_says(&shown.scene, "100,0%"));
    shown.panel.questions[0].raw.counts[4] = 5;
    panel_build(&shown, SCREEN_PANEL);
    assert_non_null(scene_find_look(&shown.scene, LOOK_BAR, 0));
    assert_true(scene_says(&shown.scene, "100,0%"));
    tried("the figures, each with its n");
}

static void numbers_are_written_as_the_language_does(void **state)
{
    (void)state;
    static const char *const texts[2][3] = {{"87,5%", "1.000", "96,9"},
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
    static const int visits[] = {0, 466, 933}; /* of 15 */
    static const int indices[] = {0, SCENE_NO_VALUE, 912};
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_DAYS;
    shown.panel.day_count = 3;
    shown.panel.days[0] = (struct panel_day){WITH_TODAY - 2, 0, SCORE_NONE};
    shown.panel.days[1] = (struct panel_day){WITH_TODAY - 1, 7, SCORE_NONE};
    shown.panel.days[2] = (struct panel_day){WITH_TODAY, 14, 912};
    panel_build(&shown, SCREEN_PANEL);
    const struct item *upper = scene_find_look(&shown.scene, LOOK_COLUMNS, 0);
    assert_values(&shown.scene, upper, visits, 3);
    assert_int_equal(upper->current, 2);
    assert_values(&shown.scene, scene_find_look(&shown.scene, LOOK_COLUMNS, 1),
                  indices, 3);
    assert_int_equal(upper->count, 3);
    assert_true(scene_says(&shown.scene, "15"));
    assert_true(scene_says(&shown.scene, "10"));
    /* Monday begins a week. */
    assert_int_equal(upper->columns, 3);
    assert_false(scene_says(&shown.scene, "21/11"));
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
    /* Of those that count, row by row; then the one of the legend. */
    static const struct {
        int shade, ready;
        const char *text;
    } cells[] = {{0, 500, ""},
                 {4, 1000, "20"},
                 {2, SCENE_NO_VALUE, "10"},
                 {0, SCENE_NO_VALUE, ""}};
    for (int i = 0; i < 4; i++) {
        const struct item *cell =
            scene_find_look(&shown.scene, LOOK_CELL, i < 3 ? i + LEGEND : 0);
        assert_non_null(cell);
        assert_int_equal(cell->count, cells[i].shade);
        assert_int_equal(cell->current, cells[i].ready);
        assert_string_equal(scene_text(&shown.scene, cell), cells[i].text);
    }
    assert_null(scene_find_look(&shown.scene, LOOK_CELL, LEGEND + 3));
    assert_true(scene_says(&shown.scene, "5\u20138"));
    assert_true(scene_says(&shown.scene, "17\u201320"));
    assert_true(scene_says(&shown.scene, "Giờ"));
    assert_true(scene_says(
        &shown.scene, "Đông nhất trong 30 ngày: Thứ Sáu, 10-11 giờ, 20 lượt"));
    memset(shown.panel.cells, 0, sizeof shown.panel.cells);
    panel_build(&shown, SCREEN_PANEL);
    assert_null(scene_find_look(&shown.scene, LOOK_CELL, 0));
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
            assert_int_equal(key->look, LOOK_TAB);
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

/* What is over has its tick, what is today its frame, when the office is closed
   its dash; and below stands what these mean. */
static void days_bear_their_marks(void **state)
{
    (void)state;
    static const struct hours_weekday open = {{{450, 690}}, 1};
    static const struct hours hours = {
        .weekdays = {open, open, open, open, open}};
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
        cmocka_unit_test(no_figures_are_said_and_not_drawn),
        cmocka_unit_test(the_terminal_is_named),
        cmocka_unit_test(days_bear_their_marks),
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
