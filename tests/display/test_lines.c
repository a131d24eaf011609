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

#include "with_pixels.h"
#include "with_scene.h"

#define MARKS "Ồ Ễ Ẳ Ữ ặ ẩ"

/* In what the lines are set. */
struct setting {
    enum look look;
    enum tone tone;
    struct type type;
    int rise;
};

/* Two lines in a box of just their height, or with an em more above and
   below; a key always has air around its words. */
static SDL_Surface *two_lines(const struct setting *setting, const char *text,
                              bool roomy)
{
    int em = setting->type.em_px;
    struct scene scene = {
        .width = 10 * em, .height = 6 * em, .tone = setting->tone};
    struct item item = {.look = setting->look,
                        .words = {0, em, scene.width, 3 * em},
                        .type = setting->type,
                        .rise = setting->rise};
    item.box = item.words;
    if (roomy || setting->look == LOOK_CHOICE) {
        item.box.y -= em;
        item.box.h += 2 * em;
    }
    with_item(&scene, item, text);
    return pixels_paint(&scene);
}

/* Where a picture differs from the one without words. */
static bool is_ink(const SDL_Surface *surface, const SDL_Surface *blank, int x,
                   int y)
{
    return pixels_at(surface, x, y) != pixels_at(blank, x, y);
}

static int count_ink(const SDL_Surface *surface, const SDL_Surface *blank)
{
    int count = 0;
    for (int i = 0; i < surface->w * surface->h; i++) {
        count += is_ink(surface, blank, i % surface->w, i / surface->w);
    }
    return count;
}

/* Whether a pixel or one of its neighbours bears ink. */
static bool ink_near(const SDL_Surface *surface, const SDL_Surface *blank,
                     int x, int y)
{
    for (int i = 0; i < 9; i++) {
        int near_x = x + i % 3 - 1;
        int near_y = y + i / 3 - 1;
        if (near_x >= 0 && near_x < surface->w && near_y >= 0 &&
            near_y < surface->h && is_ink(surface, blank, near_x, near_y)) {
            return true;
        }
    }
    return false;
}

static int count_touching(const SDL_Surface *upper, const SDL_Surface *lower,
                          const SDL_Surface *blank)
{
    int count = 0;
    for (int i = 0; i < upper->w * upper->h; i++) {
        int x = i % upper->w;
        int y = i / upper->w;
        count += is_ink(upper, blank, x, y) && ink_near(lower, blank, x, y);
    }
    return count;
}

static void expect_clear(struct setting setting)
{
    SDL_Surface *both = two_lines(&setting, MARKS "\n" MARKS, false);
    SDL_Surface *roomy = two_lines(&setting, MARKS "\n" MARKS, true);
    SDL_Surface *upper = two_lines(&setting, MARKS "\n", false);
    SDL_Surface *lower = two_lines(&setting, "\n" MARKS, false);
    SDL_Surface *blank = two_lines(&setting, "", false);
    int em = setting.type.em_px;
    int ink = count_ink(both, blank);
    int touching = count_touching(upper, lower, blank);
    if (touching > 0) {
        fail_msg("look %d, %d px, weight %d: lines touch in %d pixels",
                 (int)setting.look, em, (int)setting.type.weight, touching);
    }
    assert_in_range(ink, em * em, em * em * 20);
    assert_int_equal(ink, count_ink(roomy, blank));
    assert_int_equal(ink, count_ink(upper, blank) + count_ink(lower, blank));
    SDL_FreeSurface(both);
    SDL_FreeSurface(roomy);
    SDL_FreeSurface(upper);
    SDL_FreeSurface(lower);
    SDL_FreeSurface(blank);
}

static struct setting plain(int em, enum weight weight)
{
    return (struct setting){.look = LOOK_TEXT,
                            .type = {em, weight, ALIGN_LEFT}};
}

static void marks_touch_no_line_and_are_whole(void **state)
{
    (void)state;
    for (int em = 12; em <= 120; em++) {
        expect_clear(plain(em, WEIGHT_BOLD));
    }
    /* Thinner ones have more room. */
    for (int em = 12; em <= 120; em += 9) {
        expect_clear(plain(em, WEIGHT_SEMIBOLD));
        expect_clear(plain(em, WEIGHT_REGULAR));
    }
}

static void nor_on_keys_nor_at_night_nor_while_they_arrive(void **state)
{
    (void)state;
    for (int em = 12; em <= 90; em++) {
        struct setting setting = plain(em, WEIGHT_BOLD);
        setting.rise = em % 7 * em / 8;
        expect_clear(setting);
        setting.look = LOOK_WHISPER;
        setting.tone = TONE_NIGHT;
        expect_clear(setting);
        setting.look = LOOK_CHOICE;
        setting.tone = TONE_DAY;
        setting.rise = 0;
        expect_clear(setting);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_touch_no_line_and_are_whole),
        cmocka_unit_test(nor_on_keys_nor_at_night_nor_while_they_arrive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
