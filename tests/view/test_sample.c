/* A terminal that runs by the sample config says so on every screen, and has
   all that another one has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/inspect.h"
#include "with_panel.h"
#include "tried.h"

enum { SCREENS = SCREEN_EXPORT + 1, GLASSES = 4 };

static const struct {
    int width_px, height_px, width_mm;
} glasses[GLASSES] = {
    {1280, 800, 344}, {1920, 1080, 344}, {1080, 1920, 195}, {800, 480, 217}};

static struct panel panel;

static void build(const struct with_view *with, struct scene *scene)
{
    view_build(scene, &with->params,
               &(struct view_state){.flow = &with->flow,
                                    .panel = &panel,
                                    .screen = with->flow.screen,
                                    .ease = VIEW_THERE});
}

/* Screen, language, reach and glass from the digits of a number. */
static void with_case(struct with_view *with, int number)
{
    with_view(with);
    with->flow.screen = (enum screen)(number % SCREENS);
    number /= SCREENS;
    with->flow.language = number % 2;
    with->flow.low_reach = number / 2 % 2 == 1;
    with->params.width_px = glasses[number / 4].width_px;
    with->params.height_px = glasses[number / 4].height_px;
    with->params.width_mm = glasses[number / 4].width_mm;
    with_panel(&panel, with->sheet.count);
}

static const struct item *mark_of(const struct scene *scene)
{
    const struct item *found = NULL;
    for (int i = 0; i < scene->count; i++) {
        if (scene->items[i].look == LOOK_MARK) {
            assert_null(found);
            found = &scene->items[i];
        }
    }
    return found;
}

/* The mark stands above all else, within the glass, over nothing. */
static void assert_marked(const struct with_view *with,
                          const struct scene *scene)
{
    const struct item *mark = mark_of(scene);
    assert_non_null(mark);
    assert_string_equal(scene_text(scene, mark),
                        with->words[with->flow.language].text[WORD_SAMPLE]);
    for (int i = 0; i < scene->count; i++) {
        const struct item *item = &scene->items[i];
        assert_true(item == mark || item->box.y >= mark->box.y + mark->box.h);
    }
    struct inspection found = inspect_scene(
        scene, &(struct inspect_params){.width_mm = 2 * with->params.width_mm});
    assert_int_equal(found.fault, INSPECT_NONE);
}

static void every_screen_says_that_it_is_the_sample(void **state)
{
    (void)state;
    for (int number = 0; number < SCREENS * 4 * GLASSES; number++) {
        struct with_view with;
        struct scene plain;
        struct scene marked;
        with_case(&with, number);
        build(&with, &plain);
        assert_null(mark_of(&plain));
        with.params.sample = true;
        build(&with, &marked);
        assert_marked(&with, &marked);
        for (int i = 0; i < plain.count; i++) {
            struct action action = plain.items[i].action;
            /* A calendar may be a week shorter, and turns by less. */
            bool calendar = action.kind == ACTION_DAY ||
                            action.kind == ACTION_EARLIER ||
                            action.kind == ACTION_LATER;
            assert_true(action.kind == ACTION_NONE || calendar ||
                        scene_find(&marked, action) != NULL);
        }
    }
    tried("MẪU: what is said here does");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_says_that_it_is_the_sample),
    };
    return cmocka_run_group_tests_name("sample", tests, NULL, NULL);
}
