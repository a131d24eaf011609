/* What changes on a scene that stands: what is chosen, arrives, or moves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "with_view.h"

static void build(struct with_view *with, struct scene *scene)
{
    view_build(scene, &with->params,
               &(struct view_state){.flow = &with->flow,
                                    .screen = with->flow.screen,
                                    .ease = VIEW_THERE});
}

static void chosen_reasons_stay_chosen(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    with.flow.screen = SCREEN_REASONS;
    with.flow.question = 1;
    with.flow.reasons[1] = 1u << 1 | 1u << 5;
    build(&with, &scene);
    for (int i = 0; i < FORM_REASONS_MAX; i++) {
        const struct item *item =
            scene_find(&scene, (struct action){ACTION_REASON, i});
        assert_non_null(item);
        assert_int_equal(item->look, LOOK_CHOICE);
        assert_int_equal(item->chosen, i == 1 || i == 5);
        assert_true(item->art.w > 0 && item->art.w < item->box.w / 2);
    }
}

static void the_tone_follows_the_day(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    build(&with, &scene);
    assert_int_equal(scene.tone, TONE_DAY);
    with.flow.dim = true;
    build(&with, &scene);
    assert_int_equal(scene.tone, TONE_DIM);
    with.flow.screen = SCREEN_ASLEEP;
    build(&with, &scene);
    assert_int_equal(scene.tone, TONE_NIGHT);
    for (int i = 0; i < scene.count; i++) {
        assert_int_equal(scene.items[i].look, LOOK_WHISPER);
    }
}

static void what_arrives_comes_up_and_stays(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    struct view_state now = {.flow = &with.flow, .screen = with.flow.screen};
    int travellers = 0;
    view_build(&scene, &with.params, &now);
    for (int i = 0; i < scene.count; i++) {
        const struct item *item = &scene.items[i];
        assert_int_equal(item->rise, item->travel);
        assert_int_equal(item->ease, 0);
        assert_true(item->travel == 0 || item->action.kind == ACTION_NONE);
        travellers += item->travel > 0;
    }
    assert_int_equal(travellers, 2); /* the theme and the question */
    now.ease = VIEW_THERE / 2;
    view_mark(&scene, &now);
    for (int i = 0; i < scene.count; i++) {
        const struct item *item = &scene.items[i];
        assert_int_equal(item->rise, item->travel / 4);
        assert_int_equal(item->ease, item->look == LOOK_FLOWER ? 500 : 0);
    }
    now.ease = VIEW_THERE;
    view_mark(&scene, &now);
    for (int i = 0; i < scene.count; i++) {
        assert_int_equal(scene.items[i].rise, 0);
    }
}

static void the_picture_moves_round_a_square(void **state)
{
    (void)state;
    static const struct {
        int x, y;
    } corners[] = {{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}, {2, 0}};
    struct with_view with;
    struct scene at_rest;
    struct scene moved;
    with_view(&with);
    build(&with, &at_rest);
    for (int shift = 0; shift < 6; shift++) {
        view_build(&moved, &with.params,
                   &(struct view_state){.flow = &with.flow,
                                        .screen = with.flow.screen,
                                        .shift = shift});
        for (int i = 0; i < moved.count; i++) {
            const struct item *item = &moved.items[i];
            const struct item *rest = &at_rest.items[i];
            assert_int_equal(item->box.x, rest->box.x + corners[shift].x);
            assert_int_equal(item->box.y, rest->box.y + corners[shift].y);
            assert_int_equal(item->words.x, rest->words.x + corners[shift].x);
            assert_int_equal(item->art.y, rest->art.y + corners[shift].y);
        }
    }
}

static void what_differs_is_not_the_same(void **state)
{
    (void)state;
    struct scene scene = {.texts_length = 6, .texts = "\0a\0b", .count = 1};
    struct scene other = scene;
    struct item *item = &other.items[0];
    assert_true(scene_item_same(&scene, scene.items, &other, item));
    item->rise = 1;
    assert_false(scene_item_same(&scene, scene.items, &other, item));
    *item = (struct item){.ease = 1};
    assert_false(scene_item_same(&scene, scene.items, &other, item));
    *item = (struct item){.id = 1};
    assert_false(scene_item_same(&scene, scene.items, &other, item));
    *item = (struct item){.columns = 1};
    assert_false(scene_item_same(&scene, scene.items, &other, item));
    *item = (struct item){.value_count = 2};
    assert_false(scene_item_same(&scene, scene.items, &other, item));
    scene.items[0].value_count = 2;
    assert_true(scene_item_same(&scene, scene.items, &other, item));
    other.values[1] = 7;
    assert_false(scene_item_same(&scene, scene.items, &other, item));
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
    struct view_state state_now = {.flow = &with.flow,
                                   .screen = with.flow.screen,
                                   .pressed = {ACTION_ANSWER, 2},
                                   .ease = 300};
    view_mark(&marked, &state_now);
    view_build(&built, &with.params, &state_now);
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
        cmocka_unit_test(chosen_reasons_stay_chosen),
        cmocka_unit_test(the_tone_follows_the_day),
        cmocka_unit_test(what_arrives_comes_up_and_stays),
        cmocka_unit_test(the_picture_moves_round_a_square),
        cmocka_unit_test(what_differs_is_not_the_same),
        cmocka_unit_test(marking_is_as_good_as_building),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
