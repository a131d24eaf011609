/*
 * Vietnamese lines, 1.5 em apart: the two marks over a capital stay clear of
 * the dot under the letter above it, and none is cut, at any size.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/with_pixels.h"
#include "display/with_scene.h"

#define MARKS "Ồ Ễ Ẳ Ữ ặ ẩ"

/* Two lines in a box of just their height, or with an em more above and
   below. */
static SDL_Surface *two_lines(struct type type, const char *text, bool roomy)
{
    int em = type.em_px;
    struct scene scene = {.width = 10 * em, .height = 5 * em};
    struct item item = {
        .look = LOOK_TEXT, .box = {0, em, scene.width, 3 * em}, .type = type};
    item.words = item.box;
    if (roomy) {
        item.box.y -= em;
        item.box.h += 2 * em;
    }
    with_item(&scene, item, text);
    return pixels_paint(&scene);
}

static int count_ink(const SDL_Surface *surface)
{
    int count = 0;
    for (int i = 0; i < surface->w * surface->h; i++) {
        count += !pixels_ground(surface, i % surface->w, i / surface->w);
    }
    return count;
}

/* Whether a pixel or one of its neighbours bears ink. */
static bool ink_near(const SDL_Surface *surface, int x, int y)
{
    for (int i = 0; i < 9; i++) {
        int near_x = x + i % 3 - 1;
        int near_y = y + i / 3 - 1;
        if (near_x >= 0 && near_x < surface->w && near_y >= 0 &&
            near_y < surface->h && !pixels_ground(surface, near_x, near_y)) {
            return true;
        }
    }
    return false;
}

static int count_touching(const SDL_Surface *upper, const SDL_Surface *lower)
{
    int count = 0;
    for (int i = 0; i < upper->w * upper->h; i++) {
        int x = i % upper->w;
        int y = i / upper->w;
        count += !pixels_ground(upper, x, y) && ink_near(lower, x, y);
    }
    return count;
}

static void expect_clear(struct type type)
{
    SDL_Surface *both = two_lines(type, MARKS "\n" MARKS, false);
    SDL_Surface *roomy = two_lines(type, MARKS "\n" MARKS, true);
    SDL_Surface *upper = two_lines(type, MARKS "\n", false);
    SDL_Surface *lower = two_lines(type, "\n" MARKS, false);
    int ink = count_ink(both);
    int touching = count_touching(upper, lower);
    if (touching > 0) {
        fail_msg("%d px, weight %d: lines touch in %d pixels", type.em_px,
                 (int)type.weight, touching);
    }
    assert_in_range(ink, type.em_px * type.em_px, type.em_px * type.em_px * 20);
    assert_int_equal(ink, count_ink(roomy));
    assert_int_equal(ink, count_ink(upper) + count_ink(lower));
    SDL_FreeSurface(both);
    SDL_FreeSurface(roomy);
    SDL_FreeSurface(upper);
    SDL_FreeSurface(lower);
}

static void marks_touch_no_line_and_are_whole(void **state)
{
    (void)state;
    for (int em = 12; em <= 120; em++) {
        expect_clear((struct type){em, WEIGHT_BOLD, ALIGN_LEFT});
    }
    /* Thinner ones have more room. */
    for (int em = 12; em <= 120; em += 9) {
        expect_clear((struct type){em, WEIGHT_SEMIBOLD, ALIGN_LEFT});
        expect_clear((struct type){em, WEIGHT_REGULAR, ALIGN_LEFT});
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_touch_no_line_and_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
