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
    panel_build(&shown, SCREEN_PANEL);
    assert_true(scene_says(&shown.scene, "Không có sơ suất: 1.234"));
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

/* The one item that says this and no more. */
static const struct item *saying(const struct scene *scene, const char *text)
{
    const struct item *found = NULL;
    for (int i = 0; i < scene->count; i++) {
        if (strcmp(scene_text(scene, &scene->items[i]), text) == 0) {
            assert_null(found);
            found = &scene->items[i];
        }
    }
    assert_non_null(found);
    return found;
}

static int middle_x(const struct item *item)
{
    return item->box.x + item->box.w / 2;
}

static int middle_y(const struct item *item)
{
    return item->box.y + item->box.h / 2;
}

/* The numbers of an axis stand where their height is. */
static void an_axis_counts_upwards(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_DAYS;
    shown.panel.day_count = 1;
    shown.panel.days[0] = (struct panel_day){WITH_TODAY, 14, SCORE_NONE};
    panel_build(&shown, SCREEN_PANEL);
    const struct item *chart = scene_find_look(&shown.scene, LOOK_COLUMNS, 0);
    static const char *const numbers[] = {"15", "10", "5", "0"};
    for (int i = 0; i < 4; i++) {
        assert_in_range(middle_y(saying(&shown.scene, numbers[i])),
                        chart->box.y + chart->box.h * i / 3 - 2,
                        chart->box.y + chart->box.h * i / 3 + 2);
    }
}

/* Each hour and each weekday stands at its own cells. */
static void the_grid_is_headed_by_its_hours_and_days(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_HOURS;
    memset(shown.panel.cells, 0, sizeof shown.panel.cells);
    shown.panel.cells[0][8] = (struct panel_cell){55, 60, 60};
    shown.panel.cells[4][10] = (struct panel_cell){66, 60, 60};
    panel_build(&shown, SCREEN_PANEL);
    static const char *const heads[][3] = {{"55", "8", "T2"},
                                           {"66", "10", "T6"}};
    for (int i = 0; i < 2; i++) {
        const struct item *cell = saying(&shown.scene, heads[i][0]);
        const struct item *hour = saying(&shown.scene, heads[i][1]);
        const struct item *day = saying(&shown.scene, heads[i][2]);
        assert_in_range(middle_x(hour), middle_x(cell) - 2, middle_x(cell) + 2);
        assert_in_range(middle_y(day), middle_y(cell) - 2, middle_y(cell) + 2);
    }
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_has_the_shares_of_its_faces),
        cmocka_unit_test(what_is_left_out_is_named_beside_the_figures),
        cmocka_unit_test(no_figures_are_said_and_not_drawn),
        cmocka_unit_test(the_terminal_is_named),
        cmocka_unit_test(under_five_there_are_counts_alone),
        cmocka_unit_test(numbers_are_written_as_the_language_does),
        cmocka_unit_test(days_are_columns_of_the_most_visits),
        cmocka_unit_test(an_axis_counts_upwards),
        cmocka_unit_test(the_grid_is_headed_by_its_hours_and_days),
        cmocka_unit_test(an_hour_of_few_visits_is_not_told),
        cmocka_unit_test(the_page_that_shows_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
