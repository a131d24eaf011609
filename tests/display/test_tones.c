/*
 * What is new on the glass for every visitor: the dim and the night, keys that
 * stay chosen, signs, and what arrives. Pixels read back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/damage.h"
#include "display/paint.h"
#include "display/theme.h"
#include "with_pixels.h"
#include "with_scene.h"

static int light_of(uint32_t colour)
{
    return (int)((colour >> 16 & 0xFF) * 3 + (colour >> 8 & 0xFF) * 6 +
                 (colour & 0xFF)) /
           10;
}

static double mean_light(const SDL_Surface *surface)
{
    double sum = 0;
    for (int i = 0; i < surface->w * surface->h; i++) {
        sum += light_of(pixels_at(surface, i % surface->w, i / surface->w));
    }
    return sum / (surface->w * surface->h);
}

static void the_dim_is_the_day_in_less_light(void **state)
{
    (void)state;
    static struct scene scene;
    with_question(&scene, 640, 400);
    SDL_Surface *day = pixels_paint(&scene);
    scene.tone = TONE_DIM;
    SDL_Surface *dim = pixels_paint(&scene);
    for (int i = 0; i < day->w * day->h; i++) {
        uint32_t by_day = pixels_at(day, i % day->w, i / day->w);
        uint32_t dimmed = pixels_at(dim, i % day->w, i / day->w);
        for (int shift = 0; shift < 24; shift += 8) {
            int channel = (int)(by_day >> shift & 0xFF);
            assert_int_equal(dimmed >> shift & 0xFF,
                             channel > 64 ? channel - 64 : 0);
        }
    }
    SDL_FreeSurface(day);
    SDL_FreeSurface(dim);
}

/* Part by part, some of them twice: each pixel is dimmed once. */
static void a_dim_part_is_part_of_the_dim_whole(void **state)
{
    (void)state;
    static struct scene scene;
    with_question(&scene, 640, 400);
    scene.tone = TONE_DIM;
    struct stock stock = {.fonts = with_fonts()};
    SDL_Surface *whole = pixels_paint(&scene);
    SDL_Surface *parts =
        SDL_CreateRGBSurfaceWithFormat(0, 640, 400, 32, SDL_PIXELFORMAT_RGB888);
    assert_non_null(parts);
    for (int y = -7; y < 400; y += 50) {
        for (int x = -3; x < 640; x += 90) {
            paint_part(parts, &scene, &stock, (struct box){x, y, 101, 57});
        }
    }
    assert_memory_equal(parts->pixels, whole->pixels,
                        (size_t)whole->pitch * 400);
    SDL_FreeSurface(whole);
    SDL_FreeSurface(parts);
    fonts_close(stock.fonts);
}

static double light_of_flower(enum tone tone)
{
    struct scene scene = {.width = 100, .height = 100, .tone = tone};
    struct box box = {0, 0, 100, 100};
    with_item(&scene,
              (struct item){.look = LOOK_FLOWER,
                            .box = box,
                            .art = box,
                            .count = 4,
                            .current = 3,
                            .ease = 1000},
              NULL);
    SDL_Surface *surface = pixels_paint(&scene);
    double light = mean_light(surface);
    SDL_FreeSurface(surface);
    return light;
}

static void the_night_is_dark(void **state)
{
    (void)state;
    static struct scene scene = {.width = 50, .height = 50, .tone = TONE_NIGHT};
    SDL_Surface *surface = pixels_paint(&scene);
    uint32_t ground = pixels_at(surface, 25, 25);
    SDL_FreeSurface(surface);
    assert_in_range(light_of(ground), 8, 28);
    /* Warm: more red than blue. */
    assert_true((ground >> 16) > (ground & 0xFF));
    /* The flower glows, and gives less than a third of its light by day. */
    assert_in_range((int)light_of_flower(TONE_NIGHT), light_of(ground) + 10,
                    (int)light_of_flower(TONE_DAY) / 3);
}

enum { SIGN_SIDE = 40 };

/* A sign or a tick box alone, as dark and light. */
static void shape_of(struct item item, unsigned char ink[SIGN_SIDE * SIGN_SIDE])
{
    struct scene scene = {.width = SIGN_SIDE, .height = SIGN_SIDE};
    item.box = item.art = (struct box){0, 0, SIGN_SIDE, SIGN_SIDE};
    with_item(&scene, item, NULL);
    SDL_Surface *surface = pixels_paint(&scene);
    for (int i = 0; i < SIGN_SIDE * SIGN_SIDE; i++) {
        ink[i] =
            light_of(pixels_at(surface, i % SIGN_SIDE, i / SIGN_SIDE)) < 128;
    }
    SDL_FreeSurface(surface);
}

static void expect_apart(struct item one, struct item other)
{
    static unsigned char a[SIGN_SIDE * SIGN_SIDE];
    static unsigned char b[SIGN_SIDE * SIGN_SIDE];
    int differ = 0;
    int ink = 0;
    shape_of(one, a);
    shape_of(other, b);
    for (int i = 0; i < SIGN_SIDE * SIGN_SIDE; i++) {
        differ += a[i] != b[i];
        ink += a[i] + b[i];
    }
    if (differ * 8 < ink || ink < 100) {
        fail_msg("signs %d and %d: %d of %d dark pixels differ", one.sign,
                 other.sign, differ, ink);
    }
}

static void signs_are_told_apart_without_colour(void **state)
{
    (void)state;
    for (enum sign a = SIGN_BACK; a <= SIGN_DONE; a++) {
        for (enum sign b = SIGN_BACK; b < a; b++) {
            expect_apart((struct item){.sign = a}, (struct item){.sign = b});
        }
    }
    expect_apart((struct item){.sign = SIGN_SPEAKER},
                 (struct item){.sign = SIGN_SPEAKER, .chosen = true});
    for (int pressed = 0; pressed < 2; pressed++) {
        struct item item = {.look = LOOK_CHOICE, .pressed = pressed == 1};
        struct item chosen = item;
        chosen.chosen = true;
        expect_apart(item, chosen);
    }
}

/* The tick is light on dark, and lies inside the box. */
static void a_chosen_key_bears_a_tick(void **state)
{
    (void)state;
    static struct scene scene = {.width = 300, .height = 80};
    struct item item = {
        .look = LOOK_CHOICE, .box = {0, 0, 300, 80}, .art = {20, 20, 40, 40}};
    for (int chosen = 0; chosen < 2; chosen++) {
        scene.count = 0;
        item.chosen = chosen == 1;
        with_item(&scene, item, NULL);
        SDL_Surface *surface = pixels_paint(&scene);
        int white = 0;
        int house = 0;
        for (int i = 0; i < 40 * 40; i++) {
            uint32_t pixel = pixels_at(surface, 20 + i % 40, 20 + i / 40);
            white += pixel == 0xFFFFFF;
            house += pixel == (THEME_HOUSE & 0xFFFFFFu);
        }
        assert_in_range(white, chosen == 1 ? 100 : 900,
                        chosen == 1 ? 400 : 1500);
        assert_in_range(house, chosen == 1 ? 900 : 0, chosen == 1 ? 1500 : 0);
        /* The plate around it changes too. */
        assert_int_equal(pixels_at(surface, 150, 40),
                         theme_key(&item).fill & 0xFFFFFFu);
        SDL_FreeSurface(surface);
    }
}

static SDL_Surface *paint_one(struct item item)
{
    static struct scene scene;
    scene = (struct scene){.width = 300, .height = 200};
    with_item(&scene, item, "Ồ Ễ Ẳ\nữ ặ y");
    return pixels_paint(&scene);
}

/* The same picture, so many pixels lower, and nothing beyond the reach. */
static void what_arrives_is_lower_and_within_its_reach(void **state)
{
    (void)state;
    struct item item = {.look = LOOK_TITLE,
                        .box = {20, 30, 260, 100},
                        .words = {20, 44, 260, 72},
                        .type = {24, WEIGHT_BOLD, ALIGN_CENTER}};
    SDL_Surface *there = paint_one(item);
    for (int rise = 1; rise <= 16; rise += 5) {
        item.rise = rise;
        struct box reach = damage_reach(&item);
        SDL_Surface *coming = paint_one(item);
        for (int i = 0; i < 300 * (200 - rise); i++) {
            int x = i % 300;
            int y = i / 300;
            assert_int_equal(pixels_at(coming, x, y + rise),
                             pixels_at(there, x, y));
            bool outside = y < reach.y || y >= reach.y + reach.h;
            assert_true(!outside || pixels_ground(coming, x, y));
        }
        SDL_FreeSurface(coming);
    }
    SDL_FreeSurface(there);
}

static int ink_of(struct item item)
{
    struct scene scene = {.width = 120, .height = 120};
    item.box = item.art = (struct box){0, 0, 120, 120};
    with_item(&scene, item, NULL);
    SDL_Surface *surface = pixels_paint(&scene);
    int ink = 0;
    for (int i = 0; i < 120 * 120; i++) {
        ink += !pixels_ground(surface, i % 120, i / 120);
    }
    SDL_FreeSurface(surface);
    return ink;
}

/* Never back, and no farther than open: nothing bounces. */
static void petals_open_and_only_open(void **state)
{
    (void)state;
    struct item items[] = {{.look = LOOK_FLOWER, .count = 4, .current = 1},
                           {.look = LOOK_HEART}};
    for (int i = 0; i < 2; i++) {
        int first = ink_of(items[i]);
        int before = first;
        for (int ease = 50; ease <= 1000; ease += 50) {
            items[i].ease = ease;
            int ink = ink_of(items[i]);
            assert_in_range(ink, before, 120 * 120);
            before = ink;
        }
        assert_in_range(before, first * 11 / 10, 120 * 120);
        items[i].ease = 2000;
        assert_int_equal(ink_of(items[i]), before);
    }
}

/* A bud is told from a petal by its size. */
static void each_question_adds_to_the_flower(void **state)
{
    (void)state;
    int before = 0;
    for (int current = 0; current < 4; current++) {
        struct item item = {
            .look = LOOK_FLOWER, .count = 4, .current = current, .ease = 1000};
        int ink = ink_of(item);
        assert_in_range(ink, before + 300, 120 * 120);
        before = ink;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_dim_is_the_day_in_less_light),
        cmocka_unit_test(a_dim_part_is_part_of_the_dim_whole),
        cmocka_unit_test(the_night_is_dark),
        cmocka_unit_test(signs_are_told_apart_without_colour),
        cmocka_unit_test(a_chosen_key_bears_a_tick),
        cmocka_unit_test(what_arrives_is_lower_and_within_its_reach),
        cmocka_unit_test(petals_open_and_only_open),
        cmocka_unit_test(each_question_adds_to_the_flower),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
