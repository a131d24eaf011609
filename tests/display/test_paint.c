/* Pixels read back: colours where they belong, text with contrast, no mark
   cut off. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <string.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/fonts.h"
#include "display/theme.h"
#include "with_pixels.h"
#include "with_scene.h"

/* WCAG's relative luminance. */
static double luminance(uint32_t colour)
{
    static const double parts[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double c = (double)(colour >> 8 * i & 0xFF) / 255;
        sum += parts[i] *
               (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(uint32_t a, uint32_t b)
{
    double la = luminance(a) + 0.05;
    double lb = luminance(b) + 0.05;
    return la > lb ? la / lb : lb / la;
}

static void each_face_has_its_colour(void **state)
{
    (void)state;
    static const uint32_t skins[] = {0x970000, 0xDB6529, 0xFED642, 0x6ACEA3,
                                     0x0A6F6D};
    struct scene scene;
    with_question(&scene, 1280, 800);
    SDL_Surface *surface = pixels_paint(&scene);
    for (int i = 0; i < 5; i++) {
        struct box art = scene.items[i].art;
        /* Between the eyes. */
        uint32_t got =
            pixels_at(surface, art.x + art.w / 2, art.y + art.h * 45 / 100);
        assert_int_equal(got, skins[i]);
        /* The corner of the square is the ground, or the disc is none. */
        assert_int_equal(pixels_at(surface, art.x + 2, art.y + 2),
                         THEME_GROUND & 0xFFFFFFu);
        struct theme_face face = theme_face(i + 1);
        assert_true(contrast(face.feature, face.skin) >= 4.5);
    }
    SDL_FreeSurface(surface);
}

/* Shapes alone, without colour: features as ink or not. */
static void each_face_differs_without_its_colour(void **state)
{
    (void)state;
    enum { SIDE = 96 };
    static unsigned char ink[5][SIDE * SIDE];
    for (int face = 0; face < 5; face++) {
        struct scene scene = {.width = SIDE, .height = SIDE};
        struct box box = {0, 0, SIDE, SIDE};
        with_item(
            &scene,
            (struct item){
                .look = LOOK_FACE, .box = box, .art = box, .face = face + 1},
            NULL);
        SDL_Surface *surface = pixels_paint(&scene);
        uint32_t feature = theme_face(face + 1).feature & 0xFFFFFFu;
        for (int i = 0; i < SIDE * SIDE; i++) {
            ink[face][i] = pixels_at(surface, i % SIDE, i / SIDE) == feature;
        }
        SDL_FreeSurface(surface);
    }
    for (int a = 0; a < 5; a++) {
        for (int b = 0; b < a; b++) {
            int both = 0;
            int one = 0;
            for (int i = 0; i < SIDE * SIDE; i++) {
                both += ink[a][i] && ink[b][i];
                one += ink[a][i] != ink[b][i];
            }
            /* More ink in only one of them than in both. */
            assert_in_range(one, both + 1, SIDE * SIDE);
        }
    }
}

static int differing(const SDL_Surface *a, const SDL_Surface *b)
{
    int count = 0;
    for (int i = 0; i < a->w * a->h; i++) {
        count += pixels_at(a, i % a->w, i / a->w) !=
                 pixels_at(b, i % a->w, i / a->w);
    }
    return count;
}

static void each_state_shows(void **state)
{
    (void)state;
    struct scene scene;
    with_question(&scene, 800, 480);
    SDL_Surface *rest = pixels_paint(&scene);
    /* Two thirds of the box must change under a finger: seen at once. */
    for (int i = 0; i < scene.count; i++) {
        struct item *item = &scene.items[i];
        if (item->action.kind == ACTION_NONE) {
            continue;
        }
        item->pressed = true;
        SDL_Surface *pressed = pixels_paint(&scene);
        assert_in_range(differing(rest, pressed),
                        item->box.w * item->box.h * 2 / 3,
                        item->box.w * item->box.h);
        SDL_FreeSurface(pressed);
        item->pressed = false;
    }
    bool *const states[] = {&scene.items[2].chosen, &scene.items[2].faded};
    for (int i = 0; i < 2; i++) {
        *states[i] = true;
        SDL_Surface *other = pixels_paint(&scene);
        assert_in_range(differing(rest, other), 500, 100000);
        SDL_FreeSurface(other);
        *states[i] = false;
    }
    SDL_FreeSurface(rest);
}

/* The strongest contrast of any pixel in the words with the colour around
   them: what the stems of the letters reach. */
static double text_contrast(const struct item *from, enum tone tone)
{
    struct scene scene = {.width = 400, .height = 120, .tone = tone};
    struct item item = *from;
    item.box = item.words = (struct box){20, 20, 360, 80};
    /* In the middle: a pressed face's panel, or a key, lies there. */
    item.type = (struct type){24, WEIGHT_REGULAR, ALIGN_CENTER};
    with_item(&scene, item, "Hài lòng Ồ");
    SDL_Surface *surface = pixels_paint(&scene);
    uint32_t around = pixels_at(surface, 60, 60);
    double best = 0;
    for (int y = 20; y < 100; y++) {
        for (int x = 100; x < 300; x++) {
            double c = contrast(pixels_at(surface, x, y), around);
            best = c > best ? c : best;
        }
    }
    SDL_FreeSurface(surface);
    return best;
}

static void every_text_stands_out_ten_to_one(void **state)
{
    (void)state;
    static const enum look looks[] = {LOOK_TEXT,    LOOK_QUIET,  LOOK_TITLE,
                                      LOOK_BUTTON,  LOOK_CHOICE, LOOK_PRIMARY,
                                      LOOK_WHISPER, LOOK_FACE};
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        for (int bits = 0; bits < 8; bits++) {
            struct item item = {.look = looks[i],
                                .face = 3,
                                .pressed = bits & 1,
                                .chosen = bits & 2,
                                .faded = bits & 4};
            assert_in_range((int)(100 * text_contrast(&item, TONE_DAY)), 1000,
                            2100);
        }
    }
}

/* And glares at nobody. */
static void the_night_is_read_and_does_not_glare(void **state)
{
    (void)state;
    static const enum look looks[] = {LOOK_WHISPER, LOOK_TEXT, LOOK_QUIET,
                                      LOOK_TITLE};
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        struct item item = {.look = looks[i]};
        assert_in_range((int)(100 * text_contrast(&item, TONE_NIGHT)), 1000,
                        1300);
    }
}

/* As nobody is there, nothing is pressed; and a touch brightens it. */
static void dimmed_words_stand_out_ten_to_one_too(void **state)
{
    (void)state;
    static const enum look looks[] = {LOOK_TEXT,   LOOK_QUIET,  LOOK_TITLE,
                                      LOOK_BUTTON, LOOK_CHOICE, LOOK_PRIMARY,
                                      LOOK_FACE};
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        struct item item = {.look = looks[i], .face = 3};
        assert_in_range((int)(100 * text_contrast(&item, TONE_DIM)), 1000,
                        2100);
    }
}

/* Paints one line in a box that is just high enough, and in a tall one, and
   compares the ink. */
static void assert_not_cut(int em)
{
    static const char text[] = "Ồ Ễ Ẳ Ữ ặ ẩ Ợ Ỵ q";
    int line = (em * 1500 + 500) / 1000;
    struct scene tight = {.width = em * 14, .height = 4 * line};
    struct scene loose = tight;
    struct item item = {.look = LOOK_TEXT,
                        .box = {0, line, tight.width, line},
                        .type = {em, WEIGHT_BOLD, ALIGN_CENTER}};
    item.words = item.box;
    with_item(&tight, item, text);
    /* The first baseline moves down for the marks only in the tight box. */
    int shift = (em * 1245 + 500) / 1000 - (em * 1120 + 500) / 1000;
    item.words.y += shift;
    item.box.y -= line;
    item.box.h += 3 * line;
    with_item(&loose, item, text);
    SDL_Surface *a = pixels_paint(&tight);
    SDL_Surface *b = pixels_paint(&loose);
    int ink = 0;
    for (int y = 0; y < a->h; y++) {
        for (int x = 0; x < a->w; x++) {
            ink += !pixels_ground(b, x, y);
            assert_int_equal(pixels_at(a, x, y), pixels_at(b, x, y));
        }
    }
    assert_in_range(ink, em * em, em * em * 20);
    SDL_FreeSurface(a);
    SDL_FreeSurface(b);
}

static void no_mark_is_cut_at_any_size(void **state)
{
    (void)state;
    for (int em = 12; em <= 120; em++) {
        assert_not_cut(em);
    }
}

/* Where the baseline of a line is: the lowest row with ink of a "H". */
static int base_of(const char *text, int em)
{
    struct scene scene = {.width = em * 4, .height = em * 4};
    struct box box = {0, 0, em * 4, em * 4};
    with_item(&scene,
              (struct item){.look = LOOK_TEXT,
                            .box = box,
                            .words = box,
                            .type = {em, WEIGHT_REGULAR, ALIGN_LEFT}},
              text);
    SDL_Surface *surface = pixels_paint(&scene);
    int base = -1;
    for (int y = 0; y < surface->h; y++) {
        /* The letter's first stem lies in its first half em. */
        for (int x = 0; x < em / 4; x++) {
            base = pixels_ground(surface, x, y) ? base : y;
        }
    }
    SDL_FreeSurface(surface);
    return base;
}

static void marks_move_no_baseline(void **state)
{
    (void)state;
    for (int em = 12; em <= 120; em += 9) {
        assert_int_equal(base_of("HỒỄẲ", em), base_of("Ho", em));
    }
}

static void widths_are_those_that_are_painted(void **state)
{
    (void)state;
    static const char text[] = "Rất không hài lòng";
    struct fonts *fonts = with_fonts();
    struct view_measure measure = fonts_measure(fonts);
    int whole = measure.width_px(measure.context, WEIGHT_SEMIBOLD, 40, text,
                                 (int)strlen(text));
    int part = measure.width_px(measure.context, WEIGHT_SEMIBOLD, 40, text, 5);
    assert_in_range(part, 40, 100);
    assert_in_range(whole, 300, 420);
    assert_int_equal(
        measure.width_px(measure.context, WEIGHT_SEMIBOLD, 40, text, 0), 0);
    fonts_close(fonts);
    struct scene scene = {.width = 600, .height = 80};
    struct box box = {50, 0, 500, 80};
    with_item(&scene,
              (struct item){.look = LOOK_TEXT,
                            .box = box,
                            .words = box,
                            .type = {40, WEIGHT_SEMIBOLD, ALIGN_RIGHT}},
              text);
    SDL_Surface *surface = pixels_paint(&scene);
    int first = surface->w;
    for (int i = 0; i < surface->w * surface->h; i++) {
        int x = i % surface->w;
        if (!pixels_ground(surface, x, i / surface->w) && x < first) {
            first = x;
        }
    }
    /* But for the side bearing of the first letter. */
    assert_in_range(first, 550 - whole, 550 - whole + 5);
    SDL_FreeSurface(surface);
}

/* More sizes than are kept: none fails, and each comes out as before. */
static void many_sizes_are_no_harm(void **state)
{
    (void)state;
    struct fonts *fonts = with_fonts();
    struct view_measure measure = fonts_measure(fonts);
    int widths[60];
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 60; i++) {
            int w = measure.width_px(measure.context, WEIGHT_REGULAR, 10 + i,
                                     "Ngã", (int)strlen("Ngã"));
            assert_int_equal(w, round == 0 ? w : widths[i]);
            widths[i] = w;
        }
    }
    assert_true(widths[59] > widths[0]);
    fonts_close(fonts);
}

static void a_letter_that_is_lacking_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *text, *lacks;
    } table[] = {
        {"", NULL},
        {"Ông/bà có hài lòng\nvề nụ\u00a0cười?", NULL},
        {"Ồ Ễ Ẳ Ữ ặ ẩ Đ đ ₫ – “”…", NULL},
        {"Xong ✓", "✓"},
        {"Hài lòng 😀 ✓", "😀"},
        {"中✓", "中"},
        {"a\tb", "\t"},
    };
    struct fonts *fonts = with_fonts();
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char letter[FONTS_LETTER_SIZE] = "";
        bool lacks = fonts_lack(fonts, table[i].text, letter);
        assert_int_equal(lacks, table[i].lacks != NULL);
        assert_string_equal(letter, lacks ? table[i].lacks : "");
    }
    fonts_close(fonts);
}

static void fonts_that_are_missing_are_said(void **state)
{
    (void)state;
    assert_null(fonts_open("tests"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_face_has_its_colour),
        cmocka_unit_test(each_face_differs_without_its_colour),
        cmocka_unit_test(each_state_shows),
        cmocka_unit_test(every_text_stands_out_ten_to_one),
        cmocka_unit_test(the_night_is_read_and_does_not_glare),
        cmocka_unit_test(dimmed_words_stand_out_ten_to_one_too),
        cmocka_unit_test(no_mark_is_cut_at_any_size),
        cmocka_unit_test(marks_move_no_baseline),
        cmocka_unit_test(widths_are_those_that_are_painted),
        cmocka_unit_test(many_sizes_are_no_harm),
        cmocka_unit_test(a_letter_that_is_lacking_is_told),
        cmocka_unit_test(fonts_that_are_missing_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
