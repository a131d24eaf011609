/*
 * Shapes: the distance is true enough to leap by, and a fill that leaps gives
 * the pixels of one that looks at each.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/raster.h"
#include "display/shapes.h"

enum { SIDE = 120, ROUNDS = 400, KINDS = SHAPE_HEART + 1 };

static float any(unsigned *seed, float most)
{
    return most * (float)(rand_r(seed) % 1000) / 1000;
}

/* Half of them on whole pixels, where many distances are just half a pixel. */
static struct point any_point(unsigned *seed)
{
    struct point point = {any(seed, SIDE), any(seed, SIDE)};
    if (rand_r(seed) % 2 == 0) {
        point = (struct point){floorf(point.x), floorf(point.y) + 0.5f};
    }
    return point;
}

/* What a distance is made of: whole now and then, for the same reason. */
static float any_length(unsigned *seed, float most)
{
    float length = any(seed, most);
    return rand_r(seed) % 2 == 0 ? floorf(length) : length;
}

static struct point any_way(unsigned *seed)
{
    float turn = any(seed, 6.2831853f);
    return (struct point){sinf(turn), cosf(turn)};
}

static struct shape any_shape(enum shape_kind kind, unsigned *seed)
{
    struct point a = any_point(seed);
    struct point b = {a.x + 5 + any(seed, 50), a.y + any(seed, 50) - 25};
    float bend = 1 + any(seed, 20);
    float side = rand_r(seed) % 2 == 0 ? 1.0f : -1.0f;
    switch (kind) {
    case SHAPE_DISC: return shape_disc(a, any_length(seed, 60));
    case SHAPE_RING:
        return shape_ring(a, 8 + any_length(seed, 60), any_length(seed, 12));
    case SHAPE_LINE: return shape_line(a, b, 1 + any(seed, 12));
    case SHAPE_BOW: return shape_bow(a, b, bend * side, 1 + any(seed, 12));
    case SHAPE_BOWL: return shape_bowl(a, b, bend * side, any(seed, 6));
    case SHAPE_BOX:
        return shape_box((struct box){(int)a.x - 20, (int)a.y - 20,
                                      1 + rand_r(seed) % 90,
                                      1 + rand_r(seed) % 90},
                         any(seed, 30));
    case SHAPE_PETAL: return shape_petal(a, b, 2 + any(seed, b.x - a.x - 2));
    case SHAPE_HEART: return shape_heart(a, 4 + any(seed, 60), any_way(seed));
    }
    return shape_disc(a, 1);
}

static SDL_Surface *black(void)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(
        0, SIDE, SIDE, 32, SDL_PIXELFORMAT_RGB888);
    assert_non_null(surface);
    SDL_FillRect(surface, NULL, 0xFF000000u);
    return surface;
}

static int blue(const SDL_Surface *surface, int x, int y)
{
    return ((const unsigned char *)surface->pixels)[y * surface->pitch + 4 * x];
}

/* What a fill with blue must leave at a pixel of a black picture. */
static float wanted_blue(const struct shape *shape, int x, int y)
{
    struct point centre = {(float)x + 0.5f, (float)y + 0.5f};
    float cover = 0.5f - shape_distance(shape, centre);
    return 255 * (cover < 0 ? 0 : cover > 1 ? 1 : cover);
}

static void a_leaping_fill_misses_nothing(void **state)
{
    (void)state;
    unsigned seed = 7;
    for (int i = 0; i < ROUNDS * KINDS; i++) {
        struct shape shape = any_shape((enum shape_kind)(i % KINDS), &seed);
        SDL_Surface *surface = black();
        raster_fill(surface, shape, 0xFF0000FFu);
        for (int k = 0; k < SIDE * SIDE; k++) {
            int x = k % SIDE;
            int y = k / SIDE;
            int wanted = (int)lroundf(wanted_blue(&shape, x, y));
            int got = blue(surface, x, y);
            if (abs(got - wanted) > 1) {
                print_error("shape %d of round %d at %d, %d\n", i % KINDS, i, x,
                            y);
                assert_int_equal(got, wanted);
            }
        }
        SDL_FreeSurface(surface);
    }
}

/* Nowhere does the distance change by more than the way that was gone. */
static void no_distance_is_more_than_the_true_one(void **state)
{
    (void)state;
    unsigned seed = 11;
    for (int i = 0; i < ROUNDS * KINDS; i++) {
        struct shape shape = any_shape((enum shape_kind)(i % KINDS), &seed);
        for (int k = 0; k < 50; k++) {
            struct point a = any_point(&seed);
            struct point b = any_point(&seed);
            float change =
                fabsf(shape_distance(&shape, a) - shape_distance(&shape, b));
            float way = hypotf(a.x - b.x, a.y - b.y);
            assert_true(change <= way + 0.01f);
        }
    }
}

static void a_fill_stays_within_the_clip(void **state)
{
    (void)state;
    SDL_Surface *surface = black();
    SDL_Rect clip = {30, 40, 20, 10};
    struct shape shape = shape_disc((struct point){60, 60}, 200);
    SDL_SetClipRect(surface, &clip);
    raster_fill(surface, shape, 0xFF0000FFu);
    for (int k = 0; k < SIDE * SIDE; k++) {
        SDL_Point at = {k % SIDE, k / SIDE};
        assert_int_equal(blue(surface, at.x, at.y),
                         SDL_PointInRect(&at, &clip) ? 255 : 0);
    }
    SDL_FreeSurface(surface);
}

static void a_veil_lets_through_what_is_below(void **state)
{
    (void)state;
    SDL_Surface *surface = black();
    struct shape shape = shape_disc((struct point){60, 60}, 30);
    raster_fill(surface, shape, 0x800000FFu);
    assert_int_equal(blue(surface, 60, 60), 128);
    raster_fill(surface, shape, 0x800000FFu);
    assert_int_equal(blue(surface, 60, 60), 192);
    SDL_FreeSurface(surface);
}

/* Each part of a colour must be what a division would give. */
static void a_blend_rounds_as_a_division_would(void **state)
{
    (void)state;
    for (uint32_t under = 0; under < 256; under += 3) {
        for (uint32_t over = 0; over < 256; over += 5) {
            for (uint32_t cover = 0; cover < 256; cover++) {
                uint32_t wanted =
                    (under * (255 - cover) + over * cover + 127) / 255;
                uint32_t other =
                    (over * (255 - cover) + under * cover + 127) / 255;
                uint32_t got =
                    raster_blend(under << 16 | over << 8 | under,
                                 over << 16 | under << 8 | over, cover);
                assert_int_equal(got, 0xFF000000u | wanted << 16 | other << 8 |
                                          wanted);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_leaping_fill_misses_nothing),
        cmocka_unit_test(no_distance_is_more_than_the_true_one),
        cmocka_unit_test(a_fill_stays_within_the_clip),
        cmocka_unit_test(a_veil_lets_through_what_is_below),
        cmocka_unit_test(a_blend_rounds_as_a_division_would),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
