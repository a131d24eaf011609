/* The picture of the touch test: true to the glass, on each of them; and the
   line that says that there is no touch screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "view/inspect.h"
#include "view/with_panel.h"

static const struct touch_glass glasses[] = {
    {1280, 800, 344}, {1920, 1080, 344}, {1080, 1920, 195}, {800, 480, 217}};

enum { GLASSES = sizeof glasses / sizeof glasses[0] };

static struct with_view with;
static struct panel panel;
static struct scene scene;

static void build(const struct touch_glass *glass, int shift)
{
    with.params.width_px = glass->width_px;
    with.params.height_px = glass->height_px;
    with.params.width_mm = glass->width_mm;
    view_build(&scene, &with.params,
               &(struct view_state){.flow = &with.flow,
                                    .panel = &panel,
                                    .screen = SCREEN_TOUCH_TEST,
                                    .shift = shift,
                                    .ease = VIEW_THERE});
}

static int setup(void **state)
{
    (void)state;
    with_view(&with);
    with_panel(&panel, 4);
    return 0;
}

static const struct item *find(enum look look, int which)
{
    for (int i = 0; i < scene.count; i++) {
        if (scene.items[i].look == look && which-- == 0) {
            return &scene.items[i];
        }
    }
    fail();
    return NULL;
}

/* Also while the picture is moved to spare the screen. */
static void the_edges_are_those_of_the_glass(void **state)
{
    (void)state;
    for (int i = 0; i < GLASSES * 4; i++) {
        const struct touch_glass *glass = &glasses[i % GLASSES];
        touch_test_start(&panel.test, glass, 0);
        build(glass, i / GLASSES);
        struct box top = find(LOOK_EDGE, 0)->box;
        struct box bottom = find(LOOK_EDGE, 1)->box;
        struct box left = find(LOOK_EDGE, 2)->box;
        struct box right = find(LOOK_EDGE, 3)->box;
        assert_int_equal(top.x, 0);
        assert_int_equal(top.y, 0);
        assert_int_equal(top.w, glass->width_px);
        assert_int_equal(bottom.w, glass->width_px);
        assert_int_equal(bottom.y + bottom.h, glass->height_px);
        assert_int_equal(left.x, 0);
        assert_int_equal(left.h + top.h + bottom.h, glass->height_px);
        assert_int_equal(right.x + right.w, glass->width_px);
        assert_int_equal(right.h, left.h);
    }
}

static void a_millimetre_is_one(void **state)
{
    (void)state;
    for (int i = 0; i < GLASSES; i++) {
        const struct touch_glass *glass = &glasses[i];
        touch_test_start(&panel.test, glass, 0);
        build(glass, 0);
        int rule_px = find(LOOK_RULE, 0)->box.w;
        assert_true(abs(rule_px * glass->width_mm - 50 * glass->width_px) <
                    glass->width_mm);
        struct box circle = find(LOOK_CIRCLE, 0)->art;
        assert_int_equal(circle.w, circle.h);
        for (int k = 0; k < TOUCH_TEST_SPOTS; k++) {
            struct box box = find(LOOK_SPOT, k)->box;
            struct touch_place spot = touch_test_spot(glass, k);
            assert_int_equal(box.x + box.w / 2, spot.x);
            assert_int_equal(box.y + box.h / 2, spot.y);
            assert_true(abs(box.w * glass->width_mm -
                            2 * TOUCH_TEST_RADIUS_MM * glass->width_px) <=
                        2 * glass->width_mm);
        }
    }
}

/* Whoever touches a spot presses no key, however the touch is turned. */
static void no_turn_makes_a_spot_a_key(void **state)
{
    (void)state;
    for (int i = 0; i < GLASSES * 2; i++) {
        const struct touch_glass *glass = &glasses[i / 2];
        touch_test_start(&panel.test, glass, 0);
        panel.test.at = i % 2 == 0 ? 0 : TOUCH_TEST_SPOTS; /* both keys */
        build(glass, 0);
        assert_int_equal(scene_find(&scene, (struct action){ACTION_AGAIN, 0}) !=
                             NULL,
                         i % 2 == 1);
        for (int k = 0; k < TOUCH_TEST_SPOTS; k++) {
            struct touch_place at = touch_test_spot(glass, k);
            int w = glass->width_px;
            int h = glass->height_px;
            int across = at.x * h / w;
            int down = at.y * w / h;
            assert_null(scene_hit(&scene, at.x, at.y));
            assert_null(scene_hit(&scene, w - at.x, at.y));
            assert_null(scene_hit(&scene, at.x, h - at.y));
            assert_null(scene_hit(&scene, down, across));
            assert_null(scene_hit(&scene, w - down, across));
            assert_null(scene_hit(&scene, down, h - across));
        }
    }
}

static void a_touch_at_the_very_edge_has_its_cross(void **state)
{
    (void)state;
    static const struct touch_place places[] = {
        {0, 0}, {1279, 799}, {1280, 800}, {-1, 400}, {640, 0}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        touch_test_start(&panel.test, &glasses[0], 0);
        touch_test_touch(&panel.test, places[i], 1000);
        build(&glasses[0], 0);
        struct box box = find(LOOK_CROSS, 0)->box;
        struct inspection found = inspect_scene(
            &scene, &(struct inspect_params){.width_mm = glasses[0].width_mm});
        assert_int_equal(found.fault, INSPECT_NONE);
        assert_int_equal(box.w % 2, 1);
        int x = box.x + box.w / 2;
        assert_true(abs(x - places[i].x) <= 1);
    }
}

static void the_sample_is_said_between_the_edges(void **state)
{
    (void)state;
    with.params.sample = true;
    for (int i = 0; i < GLASSES; i++) {
        touch_test_start(&panel.test, &glasses[i], 0);
        build(&glasses[i], 0);
        assert_int_equal(find(LOOK_EDGE, 0)->box.y, 0);
        assert_non_null(strstr(scene_text(&scene, find(LOOK_MARK, 0)),
                               with.flow.language == 0 ? "MẪU" : ""));
        struct inspection found = inspect_scene(
            &scene,
            &(struct inspect_params){.width_mm = 2 * glasses[i].width_mm});
        assert_int_equal(found.fault, INSPECT_NONE);
    }
}

static bool says_touchless(enum screen screen, int question, bool touchless,
                           const struct witness *witness)
{
    const char *text = with.words[0].text[WORD_TOUCH_MISSING];
    bool found = false;
    with.flow.screen = screen;
    with.flow.question = question;
    view_build(&scene, &with.params,
               &(struct view_state){.flow = &with.flow,
                                    .panel = &panel,
                                    .witness = witness,
                                    .touchless = touchless,
                                    .screen = screen,
                                    .ease = VIEW_THERE});
    for (int i = 0; i < scene.count; i++) {
        found = found || strcmp(scene_text(&scene, &scene.items[i]), text) == 0;
    }
    return found;
}

static void it_is_said_on_the_first_question_alone(void **state)
{
    (void)state;
    const struct witness witness = {.day = WITH_TODAY, .code = "K7QM2XRD9F4TB"};
    assert_true(says_touchless(SCREEN_QUESTION, 0, true, NULL));
    assert_true(says_touchless(SCREEN_QUESTION, 0, true, &witness));
    assert_false(says_touchless(SCREEN_QUESTION, 0, false, &witness));
    assert_false(says_touchless(SCREEN_QUESTION, 1, true, NULL));
    assert_false(says_touchless(SCREEN_THANKS, 0, true, NULL));
    assert_false(says_touchless(SCREEN_ASLEEP, 0, true, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_edges_are_those_of_the_glass, setup),
        cmocka_unit_test_setup(a_millimetre_is_one, setup),
        cmocka_unit_test_setup(no_turn_makes_a_spot_a_key, setup),
        cmocka_unit_test_setup(a_touch_at_the_very_edge_has_its_cross, setup),
        cmocka_unit_test_setup(the_sample_is_said_between_the_edges, setup),
        cmocka_unit_test_setup(it_is_said_on_the_first_question_alone, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
