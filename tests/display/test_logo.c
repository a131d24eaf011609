/* The office's logo: whole, in its place and proportions, smooth at any size;
   and files that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/logo.h"
#include "display/paint.h"
#include "display/png.h"
#include "display/resample.h"
#include "display/theme.h"
#include "with_logo.h"
#include "with_pixels.h"

enum { W = 300, H = 200 };

static struct logo *open_logo(int width, int height)
{
    char path[FILES_PATH_SIZE];
    with_logo_file(path, width, height);
    struct logo *logo = logo_open(path);
    without_logo_file(path);
    assert_non_null(logo);
    return logo;
}

static SDL_Surface *paint_logo(struct logo *logo, struct box art,
                               enum tone tone)
{
    static struct scene scene;
    scene = (struct scene){.width = W, .height = H, .tone = tone, .count = 1};
    scene.items[0] = (struct item){.look = LOOK_LOGO, .box = art, .art = art};
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, W, H, 32, SDL_PIXELFORMAT_RGB888);
    assert_non_null(surface);
    paint_part(surface, &scene, &(struct stock){.logo = logo},
               (struct box){0, 0, W, H});
    return surface;
}

/* The box that holds all that is not the ground. */
static struct box inked(const SDL_Surface *surface)
{
    int x0 = W, y0 = H, x1 = 0, y1 = 0;
    for (int i = 0; i < W * H; i++) {
        int x = i % W;
        int y = i / W;
        if (!pixels_ground(surface, x, y)) {
            x0 = x < x0 ? x : x0;
            y0 = y < y0 ? y : y0;
            x1 = x + 1 > x1 ? x + 1 : x1;
            y1 = y + 1 > y1 ? y + 1 : y1;
        }
    }
    return (struct box){x0, y0, x1 - x0, y1 - y0};
}

/* Edges of an oval may fade to nothing in the last pixel. */
static void expect_box(struct box got, struct box wanted)
{
    assert_in_range(got.x, wanted.x, wanted.x + 1);
    assert_in_range(got.y, wanted.y, wanted.y + 1);
    assert_in_range(got.x + got.w, wanted.x + wanted.w - 1,
                    wanted.x + wanted.w);
    assert_in_range(got.y + got.h, wanted.y + wanted.h - 1,
                    wanted.y + wanted.h);
}

static void it_is_whole_and_in_proportion(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        struct box art, wanted;
    } table[] = {
        {400, 400, {20, 30, 120, 60}, {50, 30, 60, 60}},
        {400, 200, {20, 30, 120, 60}, {20, 30, 120, 60}},
        {200, 400, {20, 30, 120, 60}, {65, 30, 30, 60}},
        {900, 300, {20, 30, 120, 60}, {20, 40, 120, 40}},
        {30, 10, {20, 30, 240, 160}, {20, 70, 240, 80}},
        {3000, 1500, {10, 10, 200, 150}, {10, 35, 200, 100}},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct logo *logo = open_logo(table[i].width, table[i].height);
        SDL_Surface *surface = paint_logo(logo, table[i].art, TONE_DAY);
        struct box wanted = table[i].wanted;
        expect_box(inked(surface), wanted);
        assert_int_equal(pixels_at(surface, wanted.x + wanted.w / 2,
                                   wanted.y + wanted.h / 2),
                         0x0000FF);
        assert_int_equal(pixels_at(surface, wanted.x + wanted.w / 10,
                                   wanted.y + wanted.h / 2),
                         0xDA251D);
        SDL_FreeSurface(surface);
        logo_close(logo);
    }
}

/* What is transparent is green, and must not bleed into the edge: there are
   only shades from red to the ground, and several of them. */
static void its_edge_is_soft_and_clean(void **state)
{
    (void)state;
    struct logo *logo = open_logo(640, 640);
    SDL_Surface *surface =
        paint_logo(logo, (struct box){10, 10, 90, 90}, TONE_DAY);
    int shades = 0;
    for (int x = 0; x < 40; x++) {
        uint32_t pixel = pixels_at(surface, x, 20);
        uint32_t red = pixel >> 16;
        uint32_t green = pixel >> 8 & 0xFF;
        assert_in_range(red, 0xDA, 0xF9);
        assert_in_range(green, 0x25, 0xF7);
        shades += green > 0x30 && green < 0xF0;
    }
    assert_in_range(shades, 1, 6);
    SDL_FreeSurface(surface);
    logo_close(logo);
}

static void more_sizes_than_are_kept_come_out_alike(void **state)
{
    (void)state;
    struct logo *logo = open_logo(640, 640);
    for (int side = 20; side < 120; side += 9) {
        struct box art = {10, 10, side, side};
        SDL_Surface *first = paint_logo(logo, art, TONE_DAY);
        for (int other = 1; other < 6; other++) {
            SDL_FreeSurface(
                paint_logo(logo, (struct box){0, 0, side + other, side + other},
                           TONE_DAY));
        }
        SDL_Surface *again = paint_logo(logo, art, TONE_DAY);
        assert_memory_equal(first->pixels, again->pixels,
                            (size_t)first->pitch * H);
        SDL_FreeSurface(first);
        SDL_FreeSurface(again);
    }
    logo_close(logo);
}

static int light_at(const SDL_Surface *surface, int x, int y)
{
    uint32_t pixel = pixels_at(surface, x, y);
    return (int)((pixel >> 16) + (pixel >> 8 & 0xFF) + (pixel & 0xFF));
}

static void at_night_it_steps_back_onto_a_plate(void **state)
{
    (void)state;
    struct logo *logo = open_logo(640, 640);
    struct box art = {10, 10, 120, 120};
    SDL_Surface *day = paint_logo(logo, art, TONE_DAY);
    SDL_Surface *night = paint_logo(logo, art, TONE_NIGHT);
    assert_int_equal(pixels_at(night, 5, 5), THEME_DARK & 0xFFFFFFu);
    assert_int_equal(pixels_at(night, 140, 70), THEME_DARK & 0xFFFFFFu);
    assert_in_range(light_at(night, 70, 70), 100,
                    light_at(day, 70, 70) * 2 / 3);
    /* Just outside the disc, within the plate. */
    assert_in_range(light_at(night, 28, 28), 300, 480);
    SDL_FreeSurface(day);
    SDL_FreeSurface(night);
    logo_close(logo);
}

static void without_a_logo_nothing_is_painted(void **state)
{
    (void)state;
    SDL_Surface *surface =
        paint_logo(NULL, (struct box){10, 10, 100, 100}, TONE_DAY);
    assert_int_equal(inked(surface).w, -W);
    SDL_FreeSurface(surface);
    struct logo *logo = open_logo(40, 40);
    surface = paint_logo(logo, (struct box){10, 10, 0, 5}, TONE_DAY);
    assert_int_equal(inked(surface).w, -W);
    SDL_FreeSurface(surface);
    logo_close(logo);
    logo_close(NULL);
}

/* The same size gives the same picture, where it is not all transparent. */
static void the_same_size_is_the_same_picture(void **state)
{
    (void)state;
    char path[FILES_PATH_SIZE];
    with_logo_file(path, 61, 37);
    SDL_Surface *from = png_load(path);
    without_logo_file(path);
    assert_non_null(from);
    SDL_Surface *to = resample(from, 61, 37);
    assert_non_null(to);
    for (int i = 0; i < 61 * 37; i++) {
        uint32_t a, b;
        size_t at = (size_t)(i / 61 * from->pitch + i % 61 * 4);
        memcpy(&a, (char *)from->pixels + at, sizeof a);
        memcpy(&b, (char *)to->pixels + at, sizeof b);
        assert_int_equal(b, a >> 24 == 0 ? 0 : a);
    }
    SDL_FreeSurface(from);
    SDL_FreeSurface(to);
}

static void write_file(const char *path, const void *bytes, size_t length)
{
    assert_true(files_replace(path, bytes, length, FILES_UNSYNCED));
}

/* The file as it is made, with some bytes of it changed or left off. */
static void expect_refused(const char *path, struct text file, size_t length)
{
    write_file(path, file.data, length);
    struct logo *logo = logo_open(path);
    if (logo != NULL) {
        fail_msg("a broken file of %zu bytes was taken", length);
    }
}

static void what_is_no_picture_is_refused(void **state)
{
    (void)state;
    char path[FILES_PATH_SIZE];
    with_logo_file(path, 64, 64);
    struct text file = {0};
    assert_true(files_read(path, 1 << 20, &file));
    static const size_t lengths[] = {0, 1, 8, 16, 23, 24, 33, 60, 100};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        expect_refused(path, file, lengths[i]);
    }
    /* 16 million pixels wide: refused unpacked. */
    file.data[17] = 1;
    expect_refused(path, file, file.length);
    file.data[17] = 0;
    memcpy(file.data + 16, "\0\0\0\0", 4);
    expect_refused(path, file, file.length);
    memcpy(file.data, "GIF89a", 6);
    expect_refused(path, file, file.length);
    text_free(&file);
    without_logo_file(path);
    assert_null(logo_open("/nowhere/at/all.png"));
    assert_null(logo_open("/tmp"));
}

/* 2 x 2 pixels of 16 bits, all of grey 0x8080, without gAMA or sRGB. */
static const unsigned char deep_grey[] = {
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D,
    0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x02,
    0x10, 0x00, 0x00, 0x00, 0x00, 0x07, 0x4D, 0x8E, 0xBB, 0x00, 0x00, 0x00,
    0x0E, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68, 0x00, 0x02, 0x06,
    0x10, 0x01, 0x00, 0x14, 0x0A, 0x04, 0x01, 0xE8, 0x8E, 0x83, 0xE7, 0x00,
    0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
};

/* Like one of 8 bits: its numbers are not taken for amounts of light. */
static void sixteen_bits_keep_their_tone(void **state)
{
    (void)state;
    char path[FILES_PATH_SIZE];
    with_logo_file(path, 8, 8);
    write_file(path, deep_grey, sizeof deep_grey);
    SDL_Surface *grey = png_load(path);
    without_logo_file(path);
    assert_non_null(grey);
    assert_int_equal(pixels_at(grey, 1, 1) & 0xFFFFFF, 0x808080);
    SDL_FreeSurface(grey);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_whole_and_in_proportion),
        cmocka_unit_test(its_edge_is_soft_and_clean),
        cmocka_unit_test(more_sizes_than_are_kept_come_out_alike),
        cmocka_unit_test(at_night_it_steps_back_onto_a_plate),
        cmocka_unit_test(without_a_logo_nothing_is_painted),
        cmocka_unit_test(the_same_size_is_the_same_picture),
        cmocka_unit_test(what_is_no_picture_is_refused),
        cmocka_unit_test(sixteen_bits_keep_their_tone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
