/* A code is painted as a camera wants it: whole modules, and a quiet zone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/paint.h"
#include "display/qr.h"
#include "with_pixels.h"
#include "with_scene.h"

enum { SIDE = 320, AT = 10, LIGHT = 0xFFFFFF, DARK = 0 };

static const char longest[] =
    "bonluon seal VAN-TRUONG-0123456789-012345678/"
    "QUAY-0123456789-0123456789-0123 2026-11-22 sha256:"
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static void prepare(struct scene *scene, const char *text)
{
    *scene = (struct scene){
        .width = SIDE + 2 * AT, .height = SIDE + 2 * AT, .misfit = -1};
    struct item item = {.look = LOOK_CODE, .box = {AT, AT, SIDE, SIDE}};
    item.art = item.box;
    item.words = item.box;
    with_item(scene, item, text);
}

static void every_module_is_where_it_belongs(void **state)
{
    (void)state;
    static struct qr qr;
    struct scene scene;
    assert_true(qr_make(&qr, "bonluon seal"));
    prepare(&scene, "bonluon seal");
    SDL_Surface *surface = pixels_paint(&scene);
    int whole = qr.size + 2 * QR_QUIET;
    int px = SIDE / whole;
    int left = AT + (SIDE - px * whole) / 2;
    for (int y = -QR_QUIET; y < qr.size + QR_QUIET; y++) {
        for (int x = -QR_QUIET; x < qr.size + QR_QUIET; x++) {
            uint32_t expected = qr_dark(&qr, x, y) ? DARK : LIGHT;
            int from_x = left + (x + QR_QUIET) * px;
            int from_y = left + (y + QR_QUIET) * px;
            assert_int_equal(pixels_at(surface, from_x, from_y), expected);
            assert_int_equal(
                pixels_at(surface, from_x + px - 1, from_y + px - 1), expected);
        }
    }
    assert_true(pixels_ground(surface, AT - 1, AT - 1));
    SDL_FreeSurface(surface);
}

/* The view keeps room for 57 modules (page_seal.c). */
static void the_longest_seal_has_few_enough_modules(void **state)
{
    (void)state;
    static struct qr qr;
    assert_true(qr_make(&qr, longest));
    assert_in_range(qr.size, 21, 57);
}

/* Where it can have no whole pixels it is not there; nor are its letters. */
static void what_cannot_be_a_code_is_left_out(void **state)
{
    (void)state;
    struct scene scene;
    prepare(&scene, "bonluon seal");
    scene.items[0].art = (struct box){AT, AT, 20, 20};
    SDL_Surface *surface = pixels_paint(&scene);
    for (int i = 0; i < SIDE; i++) {
        assert_true(pixels_ground(surface, i, AT + SIDE / 2));
        assert_true(pixels_ground(surface, AT + 5, i));
    }
    SDL_FreeSurface(surface);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_module_is_where_it_belongs),
        cmocka_unit_test(the_longest_seal_has_few_enough_modules),
        cmocka_unit_test(what_cannot_be_a_code_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
