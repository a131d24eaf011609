/* Lines whose letters are of several typefaces: which is taken, how wide they
   are, where they stand; and the scripts of the neighbours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <SDL.h>
#include <cmocka.h>

#include "display/fonts.h"
#include "display/letters.h"
#include "display/paint.h"
#include "with_pixels.h"
#include "with_scene.h"
#include "with_typeface.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

enum { EM_PX = 50 };

static const struct type type = {EM_PX, WEIGHT_REGULAR, ALIGN_LEFT};

/* A folder with one typeface in it, and the program's own open. */
struct shelf {
    char folder[32];
    char path[64];
    struct fonts *fonts;
};

static void add(const struct shelf *shelf, struct with_typeface typeface)
{
    assert_true(with_typeface_write(shelf->path, typeface));
    assert_int_equal(fonts_add(shelf->fonts, shelf->path, 0), FONTS_ADDED);
}

static int set_up(void **state)
{
    struct shelf *shelf = calloc(1, sizeof *shelf);
    assert_non_null(shelf);
    strcpy(shelf->folder, "/tmp/bonluon-letters-XXXXXX");
    assert_non_null(mkdtemp(shelf->folder));
    snprintf(shelf->path, sizeof shelf->path, "%s/more.ttf", shelf->folder);
    shelf->fonts = with_fonts();
    *state = shelf;
    return 0;
}

static int tear_down(void **state)
{
    struct shelf *shelf = *state;
    fonts_close(shelf->fonts);
    (void)remove(shelf->path);
    assert_int_equal(rmdir(shelf->folder), 0);
    free(shelf);
    return 0;
}

static int width(struct fonts *fonts, const char *text)
{
    struct view_measure measure = fonts_measure(fonts);
    return measure.width_px(measure.context, type.weight, type.em_px, text,
                            (int)strlen(text));
}

/* How many pixels of a column of the line are covered altogether. */
static int inked(const SDL_Surface *letters, int x)
{
    int count = 0;
    for (int y = 0; y < letters->h; y++) {
        const uint32_t *row =
            (const void *)((const char *)letters->pixels + y * letters->pitch);
        count += row[x] >> 24 == 0xFF;
    }
    return count;
}

static const struct with_typeface khmer = {0x1780, 0x17DD, 0};

/* Each run is as wide as by itself, and painted as wide as measured. */
static void a_line_of_two_typefaces(void **state)
{
    struct shelf *shelf = *state;
    const char *line = "Đê ក ê";
    char letter[FONTS_LETTER_SIZE];
    assert_true(fonts_lack(shelf->fonts, line, letter));
    assert_string_equal(letter, "ក");
    add(shelf, khmer);
    assert_false(fonts_lack(shelf->fonts, line, letter));
    int before = width(shelf->fonts, "Đê ");
    int block = EM_PX * WITH_ADVANCE / 1000;
    assert_int_equal(width(shelf->fonts, "ក"), block);
    assert_int_equal(width(shelf->fonts, line),
                     before + block + width(shelf->fonts, " ê"));
    int below = 0;
    SDL_Surface *letters = fonts_set(shelf->fonts, type, line, &below);
    assert_non_null(letters);
    assert_int_equal(letters->w, width(shelf->fonts, line));
    assert_int_equal(inked(letters, before + block / 2),
                     EM_PX * WITH_TALL / 1000);
    SDL_FreeSurface(letters);
}

/* Khmer is parted by a blank without width, which may begin a line; by itself
   SDL_ttf sets none, and the line would be gone. */
static void a_letter_that_nobody_sees_goes_with_the_next(void **state)
{
    struct shelf *shelf = *state;
    int below = 0;
    add(shelf, khmer);
    SDL_Surface *letters = fonts_set(shelf->fonts, type, "\u200Bក", &below);
    assert_non_null(letters);
    SDL_FreeSurface(letters);
}

/* Ours is asked first, then the others in turn. */
static void the_first_that_has_it(void **state)
{
    struct shelf *shelf = *state;
    int own = width(shelf->fonts, "ê");
    add(shelf, (struct with_typeface){0xC0, 0x17FF, 0});
    add(shelf, (struct with_typeface){0x1780, 0x1780, 400});
    assert_int_equal(width(shelf->fonts, "ê"), own);
    int below = 0;
    SDL_Surface *letters = fonts_set(shelf->fonts, type, "ក", &below);
    assert_non_null(letters);
    assert_int_equal(inked(letters, EM_PX * WITH_BLOCK / 2000),
                     EM_PX * WITH_TALL / 1000);
    SDL_FreeSurface(letters);
}

/* ơ̆ is ours, and so is the accent; ʔ is not. */
static void a_mark_stays_with_its_letter(void **state)
{
    struct shelf *shelf = *state;
    char letter[FONTS_LETTER_SIZE];
    add(shelf, (struct with_typeface){0x294, 0x294, 0});
    assert_false(fonts_lack(shelf->fonts, "ơ\u0306 ʔ", letter));
    assert_true(fonts_lack(shelf->fonts, "ơ\u0306 ʔ\u0301", letter));
    assert_string_equal(letter, "ʔ\u0301");
    add(shelf, (struct with_typeface){0x294, 0x301, 0});
    assert_true(fonts_lack(shelf->fonts, "ʔ\u0301\u0323", letter));
    add(shelf, (struct with_typeface){0x294, 0x323, 0});
    assert_false(fonts_lack(shelf->fonts, "ʔ\u0301\u0323", letter));
}

/* Ê Đê, Gia Rai and Ba Na need no other typeface, except for ƀ. */
static void a_breve_is_set_from_its_parts(void **state)
{
    struct shelf *shelf = *state;
    char letter[FONTS_LETTER_SIZE];
    assert_false(fonts_lack(shelf->fonts, "Ĕ ĕ Ĭ ĭ Ŏ ŏ Ŭ ŭ ư\u0306", letter));
    static const char *const pairs[][2] = {
        {"ĕ", "e\u0306"}, {"ĭ", "i\u0306"}, {"Ŏ", "O\u0306"}};
    for (size_t i = 0; i < COUNT(pairs); i++) {
        int below = 0;
        SDL_Surface *whole = fonts_set(shelf->fonts, type, pairs[i][0], &below);
        SDL_Surface *parts = fonts_set(shelf->fonts, type, pairs[i][1], &below);
        assert_non_null(whole);
        assert_non_null(parts);
        assert_int_equal(whole->w, parts->w);
        for (int x = 0; x < whole->w; x++) {
            assert_int_equal(inked(whole, x), inked(parts, x));
        }
        SDL_FreeSurface(whole);
        SDL_FreeSurface(parts);
    }
    assert_true(fonts_lack(shelf->fonts, "ƀuôn", letter));
    assert_string_equal(letter, "ƀ");
}

/* A vowel that is written behind its consonant stands before it: its block is
   the low one. */
static void khmer_is_set_as_khmer(void **state)
{
    struct shelf *shelf = *state;
    int below = 0;
    add(shelf, khmer);
    SDL_Surface *letters =
        fonts_set(shelf->fonts, type, "\u1780\u17c1", &below);
    assert_non_null(letters);
    assert_int_equal(inked(letters, EM_PX * WITH_BLOCK / 2000),
                     EM_PX * WITH_LOW / 1000);
    SDL_FreeSurface(letters);
}

/* Letters that reach far below the line are whole, and stand higher for it. */
static void deep_letters_are_not_cut(void **state)
{
    struct shelf *shelf = *state;
    enum { DEPTH = 700, SIDE = 200 };
    struct scene scene = {.width = SIDE, .height = SIDE, .misfit = -1};
    struct item item = {
        .look = LOOK_TEXT, .box = {20, 60, 100, EM_PX * 3 / 2}, .type = type};
    item.words = item.box;
    add(shelf, (struct with_typeface){0x1780, 0x1780, DEPTH});
    with_item(&scene, item, "\u1780");
    struct stock stock = {.fonts = shelf->fonts};
    SDL_Surface *target = SDL_CreateRGBSurfaceWithFormat(
        0, SIDE, SIDE, 32, SDL_PIXELFORMAT_XRGB8888);
    assert_non_null(target);
    paint_part(target, &scene, &stock, (struct box){0, 0, SIDE, SIDE});
    int count = 0;
    uint32_t paper = pixels_at(target, 1, 1);
    for (int y = 0; y < SIDE; y++) {
        count += pixels_at(target, 20 + EM_PX / 3, y) != paper;
    }
    assert_int_equal(count, EM_PX * (WITH_TALL + DEPTH) / 1000);
    SDL_FreeSurface(target);
}

static void what_is_no_typeface(void **state)
{
    struct shelf *shelf = *state;
    assert_int_equal(fonts_add(shelf->fonts, shelf->path, 0), FONTS_UNREAD);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(fonts_add(shelf->fonts, "fonts", 0), FONTS_UNREAD);
    assert_int_equal(fonts_add(shelf->fonts, "fonts/OFL.txt", 0),
                     FONTS_STRANGE);
    assert_true(with_typeface_write(shelf->path, khmer));
    assert_int_equal(fonts_add(shelf->fonts, shelf->path, 1), FONTS_STRANGE);
    assert_int_equal(truncate(shelf->path, 100), 0);
    assert_int_equal(fonts_add(shelf->fonts, shelf->path, 0), FONTS_STRANGE);
    char letter[FONTS_LETTER_SIZE];
    assert_true(fonts_lack(shelf->fonts, "ក", letter));
}

static void each_script(void **state)
{
    (void)state;
    static const struct {
        const char *text, *script;
    } table[] = {
        {"Ê Đê 12", "Latn"}, {"កម្ពុជា", "Khmr"}, {"12 ລາວ", "Laoo"},
        {"ไทย", "Thai"},     {"中文", "Hani"},  {"ꨌꩌ", "Cham"},
        {"ꪼꪕ", "Tavt"},      {"မြန်", "Mymr"},   {"", "Latn"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        assert_string_equal(letters_script(table[i].text), table[i].script);
    }
}

#define WITH_SHELF(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SHELF(a_line_of_two_typefaces),
        WITH_SHELF(a_letter_that_nobody_sees_goes_with_the_next),
        WITH_SHELF(the_first_that_has_it),
        WITH_SHELF(a_mark_stays_with_its_letter),
        WITH_SHELF(a_breve_is_set_from_its_parts),
        WITH_SHELF(khmer_is_set_as_khmer),
        WITH_SHELF(deep_letters_are_not_cut),
        WITH_SHELF(what_is_no_typeface),
        cmocka_unit_test(each_script),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
