/*
 * What is painted again: as little as differs, and never too little. The
 * random walk paints only the damage of each step and must end, pixel for
 * pixel, where painting the last scene from nothing ends.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/damage.h"
#include "display/logo.h"
#include "display/paint.h"
#include "with_logo.h"
#include "with_scene.h"

static struct item plain_item(struct box box)
{
    return (struct item){.look = LOOK_BUTTON, .box = box};
}

static void two_keys(struct scene *scene)
{
    *scene = (struct scene){.width = 400, .height = 300};
    with_item(scene, plain_item((struct box){0, 0, 100, 100}), NULL);
    with_item(scene, plain_item((struct box){250, 150, 100, 100}), NULL);
}

static void assert_box(struct box got, struct box wanted)
{
    assert_int_equal(got.x, wanted.x);
    assert_int_equal(got.y, wanted.y);
    assert_int_equal(got.w, wanted.w);
    assert_int_equal(got.h, wanted.h);
}

static void same_scenes_need_nothing(void **state)
{
    (void)state;
    struct scene a, b;
    struct damage damage;
    two_keys(&a);
    two_keys(&b);
    damage_between(&damage, &a, &b);
    assert_int_equal(damage.count, 0);
}

static void another_size_needs_everything(void **state)
{
    (void)state;
    struct scene a, b;
    struct damage damage;
    two_keys(&a);
    two_keys(&b);
    b.width = 500;
    damage_between(&damage, &a, &b);
    assert_int_equal(damage.count, 1);
    assert_box(damage.boxes[0], (struct box){0, 0, 500, 300});
}

static void a_pressed_item_needs_its_box(void **state)
{
    (void)state;
    struct scene a, b;
    struct damage damage;
    two_keys(&a);
    two_keys(&b);
    b.items[1].pressed = true;
    damage_between(&damage, &a, &b);
    assert_int_equal(damage.count, 1);
    assert_box(damage.boxes[0], (struct box){250, 150, 100, 100});
}

static void items_far_apart_stay_apart(void **state)
{
    (void)state;
    struct scene a, b;
    struct damage damage;
    two_keys(&a);
    two_keys(&b);
    b.items[0].pressed = b.items[1].pressed = true;
    damage_between(&damage, &a, &b);
    assert_int_equal(damage.count, 2);
}

static void an_item_that_moves_needs_both_places(void **state)
{
    (void)state;
    struct scene a, b;
    struct damage damage;
    two_keys(&a);
    two_keys(&b);
    b.items[0].box.x = 20;
    damage_between(&damage, &a, &b);
    assert_int_equal(damage.count, 1);
    assert_box(damage.boxes[0], (struct box){0, 0, 120, 100});
}

static void an_item_that_goes_needs_its_place_within_the_picture(void **state)
{
    (void)state;
    struct scene a, b;
    struct damage damage;
    two_keys(&a);
    two_keys(&b);
    a.items[1].box = (struct box){380, -20, 100, 40};
    b.count = 1;
    damage_between(&damage, &a, &b);
    assert_int_equal(damage.count, 1);
    assert_box(damage.boxes[0], (struct box){380, 0, 20, 20});
    a.items[1].box = (struct box){400, 0, 100, 40};
    damage_between(&damage, &a, &b);
    assert_int_equal(damage.count, 0);
}

static void more_changes_than_boxes_are_all_covered(void **state)
{
    (void)state;
    struct scene a = {.width = 4000, .height = SCENE_ITEMS_MAX / 8 * 500};
    struct scene b = a;
    struct damage damage;
    for (int i = 0; i < SCENE_ITEMS_MAX; i++) {
        struct box box = {i % 8 * 500, i / 8 * 500, 100, 100};
        with_item(&a, plain_item(box), NULL);
    }
    damage_between(&damage, &a, &b);
    assert_in_range(damage.count, 1, DAMAGE_MAX);
    for (int i = 0; i < a.count; i++) {
        bool covered = false;
        struct box in = a.items[i].box;
        for (int k = 0; k < damage.count; k++) {
            struct box out = damage.boxes[k];
            covered |= in.x >= out.x && in.y >= out.y &&
                       in.x + in.w <= out.x + out.w &&
                       in.y + in.h <= out.y + out.h;
        }
        assert_true(covered);
    }
}

static void the_touched_item_comes_first(void **state)
{
    (void)state;
    struct scene a, b;
    struct damage damage;
    for (int touched = 0; touched < 2; touched++) {
        for (int release = 0; release < 2; release++) {
            two_keys(&a);
            two_keys(&b);
            (release ? &a : &b)->items[touched].pressed = true;
            b.items[1 - touched].faded = true;
            damage_between(&damage, &a, &b);
            assert_true(damage_touched_first(&damage, &a, &b));
            assert_int_equal(damage.count, 2);
            assert_box(damage.boxes[0], a.items[touched].box);
            assert_box(damage.boxes[1], a.items[1 - touched].box);
        }
    }
}

static long area(struct box box)
{
    return (long)box.w * box.h;
}

/* A finger wakes the screen: all changes, its key is seen first. */
static void a_change_of_tone_is_everything_but_the_touched_first(void **state)
{
    (void)state;
    struct scene a, b;
    struct damage damage;
    for (int touched = -1; touched < 2; touched++) {
        two_keys(&a);
        two_keys(&b);
        a.tone = TONE_DIM;
        damage_between(&damage, &a, &b);
        assert_int_equal(damage.count, 1);
        assert_box(damage.boxes[0], (struct box){0, 0, 400, 300});
        if (touched < 0) {
            assert_false(damage_touched_first(&damage, &a, &b));
            continue;
        }
        b.items[touched].pressed = true;
        assert_true(damage_touched_first(&damage, &a, &b));
        assert_box(damage.boxes[0], b.items[touched].box);
        /* Without a pixel twice, all of it is all of the picture. */
        long sum = 0;
        for (int i = 0; i < damage.count; i++) {
            sum += area(damage.boxes[i]);
        }
        assert_int_equal(sum, 400 * 300);
    }
}

static void an_item_that_arrives_needs_its_way(void **state)
{
    (void)state;
    struct scene a, b;
    struct damage damage;
    two_keys(&a);
    two_keys(&b);
    a.items[1].rise = 24;
    b.items[1].rise = 10;
    damage_between(&damage, &a, &b);
    assert_int_equal(damage.count, 1);
    assert_box(damage.boxes[0], (struct box){250, 150, 100, 124});
    two_keys(&a);
    two_keys(&b);
    b.items[0].ease = 500;
    damage_between(&damage, &a, &b);
    assert_int_equal(damage.count, 1);
    assert_box(damage.boxes[0], (struct box){0, 0, 100, 100});
}

static void without_a_touch_or_a_choice_nothing_comes_first(void **state)
{
    (void)state;
    struct scene a, b;
    struct damage damage;
    two_keys(&a);
    two_keys(&b);
    b.items[0].faded = b.items[1].faded = true;
    damage_between(&damage, &a, &b);
    assert_false(damage_touched_first(&damage, &a, &b));
    b.items[1] = a.items[1];
    b.items[0].pressed = true;
    damage_between(&damage, &a, &b);
    assert_false(damage_touched_first(&damage, &a, &b));
    assert_int_equal(damage.count, 1);
}

enum { WALK_W = 320, WALK_H = 240, WALK_STEPS = 400 };

static int below(unsigned *seed, int most)
{
    return rand_r(seed) % most;
}

static struct box any_box(unsigned *seed)
{
    return (struct box){below(seed, WALK_W) - 40, below(seed, WALK_H) - 40,
                        10 + below(seed, 150), 10 + below(seed, 120)};
}

static void any_item(struct scene *scene, unsigned *seed)
{
    static const char *const texts[] = {"", "Ồ Ễ Ẳ", "Hài lòng\nspạ", "1"};
    struct box box = any_box(seed);
    struct item item = {
        .look = (enum look)below(seed, LOOK_NOTICE + 1),
        .box = box,
        .words = box,
        .art = {box.x + box.w / 4, box.y, box.w / 2, box.h / 2},
        .type = {8 + below(seed, 40), (enum weight)below(seed, 3),
                 (enum align)below(seed, 3)},
        .sign = (enum sign)below(seed, SIGN_DONE + 1),
        .face = 1 + below(seed, 5),
        .count = below(seed, 6),
        .current = below(seed, 6),
        .pressed = below(seed, 2) == 1,
        .chosen = below(seed, 2) == 1,
        .faded = below(seed, 2) == 1,
        .rise = below(seed, 20),
        .ease = below(seed, 1001),
    };
    with_item(scene, item, texts[below(seed, 4)]);
}

/* Another scene that has much in common with the one before. */
static void step(struct scene *scene, unsigned *seed)
{
    int choice = below(seed, 10);
    if (scene->count == 0 || choice == 0) {
        *scene = (struct scene){.width = WALK_W,
                                .height = WALK_H,
                                .tone = (enum tone)below(seed, 3)};
        for (int i = 0; i < 8; i++) {
            any_item(scene, seed);
        }
        return;
    }
    struct item *item = &scene->items[below(seed, scene->count)];
    if (choice < 4) {
        item->pressed = !item->pressed;
    } else if (choice < 6) {
        item->chosen = !item->chosen;
        item->faded = !item->faded;
        item->rise = item->rise > 0 ? 0 : 9;
        item->ease = below(seed, 1001);
    } else if (choice < 8) {
        item->box = any_box(seed);
    } else {
        scene->count--;
    }
}

static SDL_Surface *new_picture(void)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(
        0, WALK_W, WALK_H, 32, SDL_PIXELFORMAT_RGB888);
    assert_non_null(surface);
    return surface;
}

static void parts_painted_again_give_the_whole(void **state)
{
    (void)state;
    unsigned seed = 20260101;
    char path[FILES_PATH_SIZE];
    with_logo_file(path, 300, 200);
    struct stock stock = {.fonts = with_fonts(), .logo = logo_open(path)};
    without_logo_file(path);
    assert_non_null(stock.logo);
    SDL_Surface *parts = new_picture();
    SDL_Surface *whole = new_picture();
    static struct scene before, after;
    for (int i = 0; i < WALK_STEPS; i++) {
        struct damage damage;
        before = after;
        step(&after, &seed);
        damage_between(&damage, &before, &after);
        (void)damage_touched_first(&damage, &before, &after);
        for (int k = 0; k < damage.count; k++) {
            paint_part(parts, &after, &stock, damage.boxes[k]);
        }
        paint_part(whole, &after, &stock, (struct box){0, 0, WALK_W, WALK_H});
        assert_memory_equal(parts->pixels, whole->pixels,
                            (size_t)whole->pitch * WALK_H);
    }
    SDL_FreeSurface(parts);
    SDL_FreeSurface(whole);
    fonts_close(stock.fonts);
    logo_close(stock.logo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_scenes_need_nothing),
        cmocka_unit_test(another_size_needs_everything),
        cmocka_unit_test(a_pressed_item_needs_its_box),
        cmocka_unit_test(items_far_apart_stay_apart),
        cmocka_unit_test(an_item_that_moves_needs_both_places),
        cmocka_unit_test(an_item_that_goes_needs_its_place_within_the_picture),
        cmocka_unit_test(more_changes_than_boxes_are_all_covered),
        cmocka_unit_test(the_touched_item_comes_first),
        cmocka_unit_test(a_change_of_tone_is_everything_but_the_touched_first),
        cmocka_unit_test(an_item_that_arrives_needs_its_way),
        cmocka_unit_test(without_a_touch_or_a_choice_nothing_comes_first),
        cmocka_unit_test(parts_painted_again_give_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
