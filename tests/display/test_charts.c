/* Charts and signs of staff: told by place and shape, not by colour alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/paint.h"
#include "display/theme.h"
#include "with_pixels.h"
#include "with_scene.h"

enum { WIDE = 200, HIGH = 120, SIDE = 10, DARK = 3 * 0xA0 };

/* One item that fills all but a border. */
static struct item *prepare(struct scene *scene, struct item item,
                            const int *values, int count)
{
    *scene = (struct scene){.width = WIDE, .height = HIGH, .misfit = -1};
    item.box = (struct box){SIDE, SIDE, WIDE - 2 * SIDE, HIGH - 2 * SIDE};
    item.art = item.box;
    item.words = item.box;
    item.value_count = count;
    for (int i = 0; i < count; i++) {
        scene->values[i] = (int16_t)values[i];
    }
    scene->value_count = count;
    return with_item(scene, item, NULL);
}

static uint32_t face_colour(int face)
{
    return theme_face(face).skin & 0xFFFFFFu;
}

static int light_of(uint32_t pixel)
{
    return (int)((pixel >> 16 & 0xFF) + (pixel >> 8 & 0xFF) + (pixel & 0xFF));
}

static void a_bar_is_parted_as_its_values(void **state)
{
    (void)state;
    static const int values[] = {100, 0, 400, 0, 500};
    struct scene scene;
    prepare(&scene, (struct item){.look = LOOK_BAR}, values, 5);
    SDL_Surface *surface = pixels_paint(&scene);
    int y = HIGH / 2;
    assert_int_equal(pixels_at(surface, SIDE + 7, y), face_colour(1));
    assert_int_equal(pixels_at(surface, SIDE + 50, y), face_colour(3));
    assert_int_equal(pixels_at(surface, SIDE + 170, y), face_colour(5));
    int changes = 0;
    for (int x = SIDE; x < WIDE - SIDE; x++) {
        assert_int_not_equal(pixels_at(surface, x, y), face_colour(2));
        changes += pixels_ground(surface, x, y);
    }
    assert_true(changes >= 2); /* the gaps */
    SDL_FreeSurface(surface);
}

static int column_height(const SDL_Surface *surface, int x)
{
    int height = 0;
    for (int y = SIDE; y < HIGH - SIDE; y++) {
        height += !pixels_ground(surface, x, y);
    }
    return height;
}

static void columns_are_as_high_as_their_values(void **state)
{
    (void)state;
    static const int values[] = {1000, 500, 0, SCENE_NO_VALUE};
    struct scene scene;
    prepare(&scene, (struct item){.look = LOOK_COLUMNS, .current = 1}, values,
            4);
    SDL_Surface *surface = pixels_paint(&scene);
    int heights[4];
    for (int i = 0; i < 4; i++) {
        heights[i] = column_height(surface, SIDE + 45 * i + 22);
    }
    assert_int_equal(heights[0], HIGH - 2 * SIDE);
    assert_in_range(heights[1], heights[0] / 2 - 2, heights[0] / 2 + 2);
    assert_in_range(heights[2], 1, 3);    /* the base line */
    assert_true(heights[3] > heights[2]); /* and a dash */
    assert_true(heights[3] < heights[0] / 10);
    int y = HIGH - SIDE - 20;
    assert_int_not_equal(pixels_at(surface, SIDE + 22, y),
                         pixels_at(surface, SIDE + 45 + 22, y));
    SDL_FreeSurface(surface);
}

static void paint_cell(int shade, int ready, uint32_t *middle, int *marked)
{
    struct scene scene;
    prepare(&scene,
            (struct item){.look = LOOK_CELL, .count = shade, .current = ready},
            NULL, 0);
    SDL_Surface *surface = pixels_paint(&scene);
    *middle = pixels_at(surface, WIDE / 2, HIGH / 2);
    uint32_t ground = pixels_at(surface, WIDE / 2, SIDE + 20);
    *marked = 0;
    for (int x = SIDE; x < WIDE - SIDE; x++) {
        *marked += pixels_at(surface, x, HIGH - SIDE - 11) != ground;
    }
    SDL_FreeSurface(surface);
}

static void cells_are_darker_for_more(void **state)
{
    (void)state;
    uint32_t middle[SHADES + 1];
    int marked[SHADES + 1];
    for (int i = 0; i <= SHADES; i++) {
        paint_cell(i, SCENE_NO_VALUE, &middle[i], &marked[i]);
        assert_int_equal(marked[i], 0);
        assert_true(i < 2 ||
                    light_of(middle[i]) + 40 < light_of(middle[i - 1]));
    }
    /* Not told: a dash. */
    assert_int_equal(middle[0], THEME_INK & 0xFFFFFFu);
    int half, all;
    paint_cell(1, 500, &middle[1], &half);
    paint_cell(1, 1000, &middle[1], &all);
    assert_true(half > 0 && all > 0);
}

/* Where the axis has its numbers, and before each Monday, thin lines lie. */
static void columns_stand_before_the_lines_of_their_axis(void **state)
{
    (void)state;
    static const int values[] = {0, 0, 0, 0};
    struct scene scene;
    int lines[2] = {0, 0};
    for (int i = 0; i < 2; i++) {
        prepare(&scene,
                (struct item){
                    .look = LOOK_COLUMNS, .count = 4 * i, .columns = 3 * i},
                values, 4);
        SDL_Surface *surface = pixels_paint(&scene);
        for (int y = SIDE; y < HIGH - SIDE - 4; y++) {
            lines[i] += !pixels_ground(surface, SIDE + 10, y);
        }
        assert_int_equal(!pixels_ground(surface, SIDE + 90, SIDE + 10), i);
        SDL_FreeSurface(surface);
    }
    assert_int_equal(lines[0], 0);
    assert_int_equal(lines[1], 4);
}

/* The pixels of an item, as light and dark alone. */
static void paint_dark(struct item item, bool dark[WIDE * HIGH])
{
    struct scene scene;
    prepare(&scene, item, NULL, 0);
    SDL_Surface *surface = pixels_paint(&scene);
    for (int i = 0; i < WIDE * HIGH; i++) {
        dark[i] = light_of(pixels_at(surface, i % WIDE, i / WIDE)) < DARK;
    }
    SDL_FreeSurface(surface);
}

static int differ(const bool *a, const bool *b)
{
    int count = 0;
    for (int i = 0; i < WIDE * HIGH; i++) {
        count += a[i] != b[i];
    }
    return count;
}

static void lights_differ_in_shape(void **state)
{
    enum { LIGHTS = 4 }; /* enum light_state */
    (void)state;
    static bool dark[LIGHTS][WIDE * HIGH];
    for (int i = 0; i < LIGHTS; i++) {
        paint_dark((struct item){.look = LOOK_LIGHT, .current = i}, dark[i]);
        for (int k = 0; k < i; k++) {
            print_message("lights %d and %d: %d pixels\n", i, k,
                          differ(dark[i], dark[k]));
            assert_true(differ(dark[i], dark[k]) > HIGH * HIGH / 20);
        }
    }
}

/* Whatever is chosen, marked or one of several is so without its colour. */
static void marks_differ_in_shape(void **state)
{
    (void)state;
    static const struct item items[] = {
        {.look = LOOK_DAY},
        {.look = LOOK_DAY, .current = DAY_TODAY},
        {.look = LOOK_DAY, .current = DAY_TAKEN},
        {.look = LOOK_DAY, .current = DAY_SHUT},
        {.look = LOOK_DAY, .chosen = true},
        {.look = LOOK_TAB},
        {.look = LOOK_TAB, .chosen = true},
        {.look = LOOK_RADIO},
        {.look = LOOK_RADIO, .chosen = true},
        {.look = LOOK_CHOICE},
        {.look = LOOK_CHOICE, .chosen = true},
    };
    enum { ITEMS = sizeof items / sizeof items[0] };
    static bool dark[ITEMS][WIDE * HIGH];
    for (int i = 0; i < ITEMS; i++) {
        paint_dark(items[i], dark[i]);
        for (int k = 0; k < i; k++) {
            /* A day and a page look alike while they are neither. */
            bool alike =
                items[i].look == LOOK_TAB && !items[i].chosen && k == 0;
            assert_true(alike || differ(dark[i], dark[k]) > SIDE * SIDE / 2);
        }
    }
}

/* One of several: a ring, and a dot in the one that is chosen. */
static void the_chosen_one_has_a_dot(void **state)
{
    (void)state;
    uint32_t middle[2];
    for (int i = 0; i < 2; i++) {
        struct scene scene;
        prepare(&scene, (struct item){.look = LOOK_RADIO, .chosen = i == 1},
                NULL, 0);
        SDL_Surface *surface = pixels_paint(&scene);
        middle[i] = pixels_at(surface, WIDE / 2, HIGH / 2);
        SDL_FreeSurface(surface);
    }
    assert_int_equal(middle[0], 0xFFFFFF);
    assert_int_equal(middle[1], THEME_HOUSE & 0xFFFFFFu);
}

static void a_meter_is_as_long_as_its_value(void **state)
{
    (void)state;
    struct scene scene;
    static const int value[] = {500};
    prepare(&scene, (struct item){.look = LOOK_METER}, value, 1);
    SDL_Surface *surface = pixels_paint(&scene);
    int length = 0;
    for (int x = 0; x < WIDE; x++) {
        length += pixels_at(surface, x, HIGH / 2) == (THEME_HOUSE & 0xFFFFFFu);
    }
    assert_in_range(length, 98, 101); /* no shorter than it is high */
    SDL_FreeSurface(surface);
}

static int filled_places(int current)
{
    struct scene scene;
    prepare(&scene,
            (struct item){.look = LOOK_PAD, .count = 6, .current = current},
            NULL, 0);
    SDL_Surface *surface = pixels_paint(&scene);
    int places = 0;
    bool before = false;
    for (int x = 0; x < WIDE; x++) {
        bool filled =
            pixels_at(surface, x, HIGH / 2) == (THEME_HOUSE & 0xFFFFFFu);
        places += filled && !before;
        before = filled;
    }
    SDL_FreeSurface(surface);
    return places;
}

static void as_many_places_are_filled_as_digits_typed(void **state)
{
    (void)state;
    for (int digits = 0; digits <= 6; digits++) {
        assert_int_equal(filled_places(digits), digits);
    }
}

static void charts_stay_within_their_boxes(void **state)
{
    (void)state;
    static const enum look looks[] = {LOOK_BAR,   LOOK_COLUMNS, LOOK_DAY_KEY,
                                      LOOK_METER, LOOK_PAD,     LOOK_LIGHT};
    static const int values[] = {1000, 1000, 1000, 1000, 1000, 1000};
    for (int i = 0; i < 6 * 3; i++) {
        struct scene scene;
        /* What paints beyond its box is cut; so let the box be larger. */
        struct item *item = prepare(&scene,
                                    (struct item){.look = looks[i % 6],
                                                  .count = 6,
                                                  .current = i / 6,
                                                  .columns = 3},
                                    values, 6);
        item->box = (struct box){0, 0, WIDE, HIGH};
        SDL_Surface *surface = pixels_paint(&scene);
        for (int p = 0; p < WIDE * HIGH; p++) {
            int x = p % WIDE;
            int y = p / WIDE;
            if (x < SIDE || y < SIDE || x >= WIDE - SIDE || y >= HIGH - SIDE) {
                assert_true(pixels_ground(surface, x, y));
            }
        }
        SDL_FreeSurface(surface);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_is_parted_as_its_values),
        cmocka_unit_test(columns_are_as_high_as_their_values),
        cmocka_unit_test(cells_are_darker_for_more),
        cmocka_unit_test(columns_stand_before_the_lines_of_their_axis),
        cmocka_unit_test(lights_differ_in_shape),
        cmocka_unit_test(marks_differ_in_shape),
        cmocka_unit_test(the_chosen_one_has_a_dot),
        cmocka_unit_test(a_meter_is_as_long_as_its_value),
        cmocka_unit_test(as_many_places_are_filled_as_digits_typed),
        cmocka_unit_test(charts_stay_within_their_boxes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
