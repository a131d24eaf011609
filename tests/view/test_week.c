#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "with_panel.h"
#include "tried.h"

static const struct item *find_text(const struct scene *scene, const char *text)
{
    for (int i = 0; i < scene->count; i++) {
        if (strcmp(scene_text(scene, &scene->items[i]), text) == 0) {
            return &scene->items[i];
        }
    }
    return NULL;
}

/* Today and seven days more, each with its date, what is not as usual in bold;
   and the first of those among the lights. */
static void the_days_ahead_are_told(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_HOURS;
    shown.panel.ahead_day = WITH_TODAY;
    for (int i = 0; i < PANEL_AHEAD; i++) {
        shown.panel.ahead[i] = (struct panel_ahead){
            {{{450, 690}, {810, 1020}}, i % 7 < 5 ? 2 : 0}, false};
    }
    shown.panel.ahead[3] = (struct panel_ahead){{.count = 0}, true};
    shown.panel.ahead[5] = (struct panel_ahead){{{{480, 1440}}, 1}, true};
    panel_build(&shown, SCREEN_PANEL);
    static const char *const days[PANEL_AHEAD][2] = {
        {"T2 23/11", "07:30–11:30, 13:30–17:00"},
        {"T3 24/11", "07:30–11:30, 13:30–17:00"},
        {"T4 25/11", "07:30–11:30, 13:30–17:00"},
        {"T5 26/11", "Nghỉ"},
        {"T6 27/11", "07:30–11:30, 13:30–17:00"},
        {"T7 28/11", "08:00–24:00"},
        {"CN 29/11", "Nghỉ"},
        {"T2 30/11", "07:30–11:30, 13:30–17:00"}};
    for (int i = 0; i < PANEL_AHEAD; i++) {
        const struct item *day = find_text(&shown.scene, days[i][0]);
        assert_non_null(day);
        assert_string_equal(scene_text(&shown.scene, day + 1), days[i][1]);
        assert_int_equal(day->look, i == 3 || i == 5 ? LOOK_TITLE : LOOK_TEXT);
        assert_int_equal(day[1].look, day->look);
    }
    shown.panel.page = PAGE_TODAY;
    panel_build(&shown, SCREEN_PANEL);
    assert_true(
        scene_says(&shown.scene, "T7 28/11: giờ mở cửa khác thường lệ"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_days_ahead_are_told)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return tried_all(failed, "the hours of today and the next seven days, and "
                             "which are not as usual");
}
