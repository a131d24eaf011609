/* Scenes: laid out for many glasses, hit where they are drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/inspect.h"
#include "view/with_view.h"

static void build(struct with_view *with, struct scene *scene)
{
    view_build(scene, &with->params, &(struct view_state){.flow = &with->flow});
}

static const struct {
    int width_px, height_px, width_mm;
} glasses[] = {
    {800, 480, 344},   {1024, 600, 344},  {1280, 800, 344},  {1366, 768, 344},
    {1920, 1080, 344}, {3840, 2160, 344}, {1280, 800, 217},  {1080, 1920, 344},
    {800, 1280, 344},  {800, 1280, 172},  {1920, 1080, 708}, {1080, 1920, 398},
};

static void every_screen_fits_every_glass(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    with.params.strict = true;
    for (size_t g = 0; g < sizeof glasses / sizeof glasses[0]; g++) {
        with.params.width_px = glasses[g].width_px;
        with.params.height_px = glasses[g].height_px;
        with.params.width_mm = glasses[g].width_mm;
        for (int k = 0; k < 2 * 4 * 4; k++) {
            with.flow = (struct flow){.screen = (enum screen)(k % 4),
                                      .question = k / 4 % 4,
                                      .language = k / 16};
            build(&with, &scene);
            struct inspection found =
                inspect_scene(&scene, with.params.width_mm);
            print_message("%dx%d, %d mm, screen %d, question %d, language %d,"
                          " item %d\n",
                          scene.width, scene.height, with.params.width_mm,
                          with.flow.screen, with.flow.question,
                          with.flow.language, found.item);
            assert_int_equal(found.fault, INSPECT_NONE);
        }
    }
}

static void a_glass_too_small_is_found_out(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    with.params.width_mm = 100;
    with.params.strict = true;
    build(&with, &scene);
    assert_int_not_equal(inspect_scene(&scene, 100).fault, INSPECT_NONE);
    /* Yet what a visitor gets can be read and pressed. */
    with.params.strict = false;
    build(&with, &scene);
    assert_int_equal(inspect_scene(&scene, 100).fault, INSPECT_SMALL);
    assert_int_equal(inspect_scene(&scene, 250).fault, INSPECT_NONE);
}

static void a_text_too_long_is_found_out(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    with.params.strict = true;
    with.form.level_text[2][0] = "Bìnhthườngkhôngcógìđểphànnàncả";
    build(&with, &scene);
    struct inspection found = inspect_scene(&scene, with.params.width_mm);
    assert_int_equal(found.fault, INSPECT_MISFIT);
    assert_string_equal(scene_text(&scene, &scene.items[found.item]),
                        with.form.level_text[2][0]);
}

static void faces_stand_from_worst_to_best(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    for (with.form.levels = 3; with.form.levels <= 5; with.form.levels++) {
        int right = -1;
        build(&with, &scene);
        for (int level = 1; level <= with.form.levels; level++) {
            const struct item *item =
                scene_find(&scene, (struct action){ACTION_ANSWER, level});
            assert_non_null(item);
            assert_true(item->box.x > right);
            right = item->box.x + item->box.w;
            assert_int_equal(item->face, form_face(with.form.levels, level));
        }
        assert_null(scene_find(
            &scene, (struct action){ACTION_ANSWER, with.form.levels + 1}));
    }
}

static void what_is_drawn_is_what_is_hit(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    with.flow.question = 1;
    build(&with, &scene);
    for (int i = 0; i < scene.count; i++) {
        const struct item *item = &scene.items[i];
        const struct box b = item->box;
        const struct item *expected =
            item->action.kind == ACTION_NONE ? NULL : item;
        assert_ptr_equal(scene_hit(&scene, b.x, b.y), expected);
        assert_ptr_equal(scene_hit(&scene, b.x + b.w - 1, b.y + b.h - 1),
                         expected);
    }
    assert_null(scene_hit(&scene, -1, -1));
    assert_null(scene_hit(&scene, scene.width, scene.height));
}

static void the_way_back_begins_at_the_second_question(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    build(&with, &scene);
    assert_null(scene_find(&scene, (struct action){ACTION_BACK, 0}));
    with.flow.question = 1;
    build(&with, &scene);
    assert_non_null(scene_find(&scene, (struct action){ACTION_BACK, 0}));
}

static void one_language_needs_no_toggle(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    build(&with, &scene);
    const struct item *toggle =
        scene_find(&scene, (struct action){ACTION_LANGUAGE, 0});
    assert_non_null(toggle);
    assert_string_equal(scene_text(&scene, toggle), "English");
    with.params.language_count = 1;
    build(&with, &scene);
    assert_null(scene_find(&scene, (struct action){ACTION_LANGUAGE, 0}));
}

static void progress_is_said_in_words(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    with.flow.question = 1;
    build(&with, &scene);
    bool found = false;
    for (int i = 0; i < scene.count; i++) {
        if (scene.items[i].look == LOOK_DOTS) {
            found = true;
            assert_string_equal(scene_text(&scene, &scene.items[i]), "Câu 2/4");
            assert_int_equal(scene.items[i].current, 1);
        }
    }
    assert_true(found);
}

static void marking_is_as_good_as_building(void **state)
{
    (void)state;
    struct with_view with;
    struct scene marked;
    struct scene built;
    with_view(&with);
    build(&with, &marked);
    with.flow.level[0] = 4;
    with.flow.moving = true;
    struct view_state look = {&with.flow, {ACTION_ANSWER, 2}};
    view_mark(&marked, &look);
    view_build(&built, &with.params, &look);
    assert_int_equal(marked.count, built.count);
    for (int i = 0; i < built.count; i++) {
        assert_true(scene_item_same(&marked, &marked.items[i], &built,
                                    &built.items[i]));
    }
    const struct item *chosen =
        scene_find(&built, (struct action){ACTION_ANSWER, 4});
    const struct item *pressed =
        scene_find(&built, (struct action){ACTION_ANSWER, 2});
    assert_true(chosen->chosen && !chosen->faded && !chosen->pressed);
    assert_true(pressed->pressed && pressed->faded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_fits_every_glass),
        cmocka_unit_test(a_glass_too_small_is_found_out),
        cmocka_unit_test(a_text_too_long_is_found_out),
        cmocka_unit_test(faces_stand_from_worst_to_best),
        cmocka_unit_test(what_is_drawn_is_what_is_hit),
        cmocka_unit_test(the_way_back_begins_at_the_second_question),
        cmocka_unit_test(one_language_needs_no_toggle),
        cmocka_unit_test(progress_is_said_in_words),
        cmocka_unit_test(marking_is_as_good_as_building),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
