/* The real window on SDL's dummy driver: events in, inputs and pictures out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/png.h"
#include "display/window.h"
#include "with_scene.h"

struct glass {
    struct fonts *fonts;
    struct window *window;
};

static int open_glass(void **state)
{
    static struct glass glass;
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    glass.fonts = with_fonts();
    glass.window =
        window_open(&(struct window_params){.title = "Bốn Luôn",
                                            .width = 640,
                                            .height = 400,
                                            .stock = {.fonts = glass.fonts}});
    *state = &glass;
    return glass.window == NULL ? -1 : 0;
}

static int close_glass(void **state)
{
    struct glass *glass = *state;
    window_close(glass->window);
    fonts_close(glass->fonts);
    return 0;
}

/* What happened at once, without waiting. */
static enum window_event next(struct glass *glass, struct input *input)
{
    *input = (struct input){.x = -1};
    return window_wait(glass->window, 0, input);
}

static void push_finger(uint32_t type, float x, float y)
{
    SDL_Event event = {.type = type};
    event.tfinger.touchId = 1;
    event.tfinger.fingerId = 5;
    event.tfinger.windowID = 0; /* as KMSDRM sends it */
    event.tfinger.x = x;
    event.tfinger.y = y;
    event.tfinger.timestamp = SDL_GetTicks();
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void push_button(uint32_t type, uint8_t button, uint32_t which)
{
    SDL_Event event = {.type = type};
    event.button.button = button;
    event.button.which = which;
    event.button.x = 10;
    event.button.y = 20;
    event.button.timestamp = SDL_GetTicks();
    assert_int_equal(SDL_PushEvent(&event), 1);
}

/* A window just made has news of its own; a test begins without them. */
static void drain(struct glass *glass)
{
    struct input input;
    while (next(glass, &input) != WINDOW_NOTHING) {
    }
}

static void one_touch_is_one_stream(void **state)
{
    struct glass *glass = *state;
    struct input input;
    drain(glass);
    push_finger(SDL_FINGERDOWN, 0.5f, 0.25f);
    push_button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, SDL_TOUCH_MOUSEID);
    push_finger(SDL_FINGERUP, 1.0f, 1.0f);
    push_button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, SDL_TOUCH_MOUSEID);
    assert_int_equal(next(glass, &input), WINDOW_INPUT);
    assert_int_equal(input.kind, INPUT_DOWN);
    assert_int_equal(input.source, INPUT_FINGER);
    assert_int_equal(input.finger, 5);
    assert_int_equal(input.x, 320);
    assert_int_equal(input.y, 100);
    assert_int_equal(next(glass, &input), WINDOW_INPUT);
    assert_int_equal(input.kind, INPUT_UP);
    assert_int_equal(input.x, 639);
    assert_int_equal(input.y, 399);
    assert_int_equal(next(glass, &input), WINDOW_NOTHING);
}

struct told {
    uint32_t type;
    float x, y;
    enum input_kind kind;
    int pixel_x, pixel_y;
};

static void expect_told(struct glass *glass, const struct told *told, int count)
{
    struct input input;
    for (int i = 0; i < count; i++) {
        push_finger(told[i].type, told[i].x, told[i].y);
        assert_int_equal(next(glass, &input), WINDOW_INPUT);
        if (input.kind != told[i].kind || input.x != told[i].pixel_x ||
            input.y != told[i].pixel_y) {
            fail_msg("%d: kind %d at %d,%d", i, (int)input.kind, input.x,
                     input.y);
        }
    }
}

/* The kernel tells no place when it is that of the touch before the start. */
static void a_finger_comes_down_where_it_is_first_known_to_be(void **state)
{
    struct glass *glass = *state;
    static const struct told still[] = {
        {SDL_FINGERDOWN, 0, 0, INPUT_DOWN, INPUT_NOWHERE, INPUT_NOWHERE},
        {SDL_FINGERUP, 0, 0, INPUT_UP, INPUT_NOWHERE, INPUT_NOWHERE},
    };
    static const struct told moves[] = {
        {SDL_FINGERDOWN, 0, 0, INPUT_DOWN, INPUT_NOWHERE, INPUT_NOWHERE},
        {SDL_FINGERMOTION, 0.5f, 0, INPUT_MOVE, INPUT_NOWHERE, INPUT_NOWHERE},
        {SDL_FINGERMOTION, 0.5f, 0.5f, INPUT_DOWN, 320, 200},
        {SDL_FINGERMOTION, 0, 0, INPUT_MOVE, 0, 0},
        {SDL_FINGERUP, 0.5f, 0.5f, INPUT_UP, 320, 200},
    };
    static const struct told other_axes[] = {
        {SDL_FINGERDOWN, -0.1f, -0.2f, INPUT_DOWN, INPUT_NOWHERE,
         INPUT_NOWHERE},
        {SDL_FINGERUP, -0.1f, -0.2f, INPUT_UP, INPUT_NOWHERE, INPUT_NOWHERE},
    };
    static const struct told edges[] = {
        {SDL_FINGERDOWN, 0, 0.5f, INPUT_DOWN, 0, 200},
        {SDL_FINGERUP, 0, 0.5f, INPUT_UP, 0, 200},
        {SDL_FINGERDOWN, 0.5f, 0, INPUT_DOWN, 320, 0},
        {SDL_FINGERUP, 0.5f, 0, INPUT_UP, 320, 0},
    };
    drain(glass);
    expect_told(glass, still, 2);
    expect_told(glass, moves, 5);
    expect_told(glass, other_axes, 2);
    expect_told(glass, edges, 4);
    expect_told(glass, moves, 5);
}

static void only_the_left_button_counts(void **state)
{
    struct glass *glass = *state;
    struct input input;
    drain(glass);
    push_button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_RIGHT, 0);
    push_button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 0);
    assert_int_equal(next(glass, &input), WINDOW_INPUT);
    assert_int_equal(input.source, INPUT_MOUSE);
    assert_int_equal(input.x, 10);
    assert_int_equal(input.y, 20);
    assert_int_equal(next(glass, &input), WINDOW_NOTHING);
}

static void of_many_moves_the_last_is_told(void **state)
{
    struct glass *glass = *state;
    struct input input;
    drain(glass);
    push_finger(SDL_FINGERDOWN, 0.5f, 0.5f);
    for (int i = 1; i <= 50; i++) {
        push_finger(SDL_FINGERMOTION, (float)i / 100, 0.5f);
    }
    push_finger(SDL_FINGERUP, 0.5f, 0.5f);
    assert_int_equal(next(glass, &input), WINDOW_INPUT);
    assert_int_equal(input.kind, INPUT_DOWN);
    assert_int_equal(next(glass, &input), WINDOW_INPUT);
    assert_int_equal(input.kind, INPUT_MOVE);
    assert_int_equal(input.x, 320);
    assert_int_equal(next(glass, &input), WINDOW_INPUT);
    assert_int_equal(input.kind, INPUT_UP);
}

static void what_is_played_comes_back(void **state)
{
    struct glass *glass = *state;
    drain(glass);
    static const struct input played[] = {
        {.kind = INPUT_DOWN, .source = INPUT_FINGER, .finger = 3, .x = 639},
        {.kind = INPUT_MOVE, .source = INPUT_FINGER, .finger = 3, .y = 399},
        {.kind = INPUT_UP, .source = INPUT_FINGER, .finger = 3, .x = 7, .y = 9},
    };
    for (int i = 0; i < 3; i++) {
        struct input input;
        assert_true(window_play(glass->window, played[i]));
        assert_int_equal(next(glass, &input), WINDOW_INPUT);
        assert_int_equal(input.kind, played[i].kind);
        assert_int_equal(input.source, played[i].source);
        assert_int_equal(input.finger, played[i].finger);
        assert_int_equal(input.x, played[i].x);
        assert_int_equal(input.y, played[i].y);
    }
    assert_false(
        window_play(glass->window, (struct input){.kind = INPUT_CANCEL}));
}

static void *wake(void *window)
{
    for (int i = 0; i < 1000; i++) {
        window_wake(window);
    }
    return NULL;
}

/* Waits as long as can be asked for; only the other thread ends it. */
static void another_thread_ends_a_wait(void **state)
{
    struct glass *glass = *state;
    static const int64_t timeouts[] = {-1, INT64_MAX, (int64_t)INT_MAX + 1};
    for (int i = 0; i < 3; i++) {
        struct input input;
        pthread_t thread;
        drain(glass);
        assert_int_equal(pthread_create(&thread, NULL, wake, glass->window), 0);
        assert_int_equal(window_wait(glass->window, timeouts[i], &input),
                         WINDOW_WOKEN);
        assert_int_equal(pthread_join(thread, NULL), 0);
    }
}

static void closing_the_window_is_told(void **state)
{
    struct glass *glass = *state;
    struct input input;
    SDL_Event event = {.type = SDL_QUIT};
    drain(glass);
    assert_int_equal(SDL_PushEvent(&event), 1);
    assert_int_equal(next(glass, &input), WINDOW_QUIT);
}

static SDL_Surface *load(const char *path)
{
    SDL_Surface *file = png_load(path);
    assert_non_null(file);
    SDL_Surface *surface =
        SDL_ConvertSurfaceFormat(file, SDL_PIXELFORMAT_RGB888, 0);
    assert_non_null(surface);
    SDL_FreeSurface(file);
    return surface;
}

static void assert_same_pictures(const char *a, const char *b)
{
    SDL_Surface *first = load(a);
    SDL_Surface *second = load(b);
    assert_int_equal(first->w, second->w);
    assert_int_equal(first->h, second->h);
    assert_memory_equal(first->pixels, second->pixels,
                        (size_t)first->pitch * (size_t)first->h);
    SDL_FreeSurface(first);
    SDL_FreeSurface(second);
}

/* Through the states of a visit, the window shows what a picture holds. */
static void the_window_shows_what_the_picture_holds(void **state)
{
    struct glass *glass = *state;
    char folder[] = "/tmp/bonluon-XXXXXX";
    char shown[64];
    char saved[64];
    static struct scene scene;
    assert_non_null(mkdtemp(folder));
    assert_true(snprintf(shown, sizeof shown, "%s/shown.png", folder) > 0);
    assert_true(snprintf(saved, sizeof saved, "%s/saved.png", folder) > 0);
    with_question(&scene, 640, 400);
    for (int step = 0; step < 5; step++) {
        scene.items[1].pressed = step == 1;
        scene.items[1].chosen = step == 2;
        scene.items[2].faded = step == 2;
        if (step == 3) {
            with_thanks(&scene, 640, 400);
        }
        if (step == 4) {
            with_notice(&scene, 640, 400);
        }
        assert_true(window_show(glass->window, &scene));
        assert_true(window_save(glass->window, shown));
        assert_true(
            paint_file(&scene, &(struct stock){.fonts = glass->fonts}, saved));
        assert_same_pictures(shown, saved);
    }
    assert_false(paint_file(&scene, &(struct stock){.fonts = glass->fonts},
                            "/nowhere/at/all.png"));
    unlink(shown);
    unlink(saved);
    assert_int_equal(rmdir(folder), 0);
}

static SDL_Surface *surface_of_the_window(void)
{
    SDL_Window *window = NULL;
    for (uint32_t id = 1; window == NULL && id < 1000; id++) {
        window = SDL_GetWindowFromID(id);
    }
    assert_non_null(window);
    return SDL_GetWindowSurface(window);
}

/* A mark laid on the glass stays until something under it changes. */
static void only_what_changed_is_painted(void **state)
{
    struct glass *glass = *state;
    static struct scene scene;
    with_question(&scene, 640, 400);
    assert_true(window_show(glass->window, &scene));
    SDL_Surface *surface = surface_of_the_window();
    struct box box = scene.items[1].box;
    uint32_t *mark = (void *)((char *)surface->pixels +
                              surface->pitch * (box.y + 3) + 4 * (box.x + 30));
    *mark = 0xFF123456u;
    scene.items[3].pressed = true;
    assert_true(window_show(glass->window, &scene));
    assert_int_equal(*mark, 0xFF123456u);
    scene.items[1].pressed = true;
    assert_true(window_show(glass->window, &scene));
    assert_int_not_equal(*mark, 0xFF123456u);
}

static void no_display_is_said(void **state)
{
    (void)state;
    setenv("SDL_VIDEODRIVER", "no-such-driver", 1);
    assert_null(window_open(&(struct window_params){.title = "Bốn Luôn"}));
    window_close(NULL);
}

int main(void)
{
#define WITH_GLASS(test)                                                       \
    cmocka_unit_test_setup_teardown(test, open_glass, close_glass)
    const struct CMUnitTest tests[] = {
        WITH_GLASS(one_touch_is_one_stream),
        WITH_GLASS(a_finger_comes_down_where_it_is_first_known_to_be),
        WITH_GLASS(only_the_left_button_counts),
        WITH_GLASS(of_many_moves_the_last_is_told),
        WITH_GLASS(what_is_played_comes_back),
        WITH_GLASS(another_thread_ends_a_wait),
        WITH_GLASS(closing_the_window_is_told),
        WITH_GLASS(the_window_shows_what_the_picture_holds),
        WITH_GLASS(only_what_changed_is_painted),
        cmocka_unit_test(no_display_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
