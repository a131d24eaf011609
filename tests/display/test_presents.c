/*
 * How often a picture is sent. KMSDRM of SDL 2.26 takes the first one, says
 * that all is well, and shows it when the next is sent: here its calls are
 * counted, on a driver without a screen, which has no say in it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "display/window.h"
#include "with_scene.h"

/* In the place of SDL's own, which they call. */
static int sent;

static void *own(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    assert_non_null(found);
    return found;
}

int SDL_UpdateWindowSurface(SDL_Window *window)
{
    int (*next)(SDL_Window *);
    void *found = own("SDL_UpdateWindowSurface");
    memcpy(&next, &found, sizeof next);
    sent++;
    return next(window);
}

int SDL_UpdateWindowSurfaceRects(SDL_Window *window, const SDL_Rect *rects,
                                 int count)
{
    int (*next)(SDL_Window *, const SDL_Rect *, int);
    void *found = own("SDL_UpdateWindowSurfaceRects");
    memcpy(&next, &found, sizeof next);
    sent++;
    return next(window, rects, count);
}

struct glass {
    struct fonts *fonts;
    struct window *window;
    struct scene scene;
};

static int open_glass(void **state)
{
    struct glass *glass = calloc(1, sizeof *glass);
    assert_non_null(glass);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    glass->fonts = with_fonts();
    glass->window = window_open(&(struct window_params){
        .title = "Bốn Luôn", .stock = {.fonts = glass->fonts}});
    assert_non_null(glass->window);
    with_question(&glass->scene, 1024, 768);
    sent = 0;
    *state = glass;
    return 0;
}

static int close_glass(void **state)
{
    struct glass *glass = *state;
    window_close(glass->window);
    fonts_close(glass->fonts);
    free(glass);
    return 0;
}

/* Shows, and hears all that there is to hear. */
static void settle(struct glass *glass)
{
    struct input input;
    assert_true(window_show(glass->window, &glass->scene));
    while (window_wait(glass->window, 0, &input) != WINDOW_NOTHING) {
    }
    sent = 0;
}

static void push(struct glass *glass, SDL_Event event)
{
    struct input input;
    assert_int_equal(SDL_PushEvent(&event), 1);
    assert_int_equal(window_wait(glass->window, 0, &input), WINDOW_NOTHING);
}

static void the_first_picture_is_sent_twice(void **state)
{
    struct glass *glass = *state;
    assert_true(window_show(glass->window, &glass->scene));
    assert_int_equal(sent, 2);
}

static void what_changes_later_is_sent_once(void **state)
{
    struct glass *glass = *state;
    settle(glass);
    glass->scene.items[1].pressed = true;
    assert_true(window_show(glass->window, &glass->scene));
    assert_int_equal(sent, 1);
}

/* The console is ours again, a monitor was plugged in. */
static void
what_was_shown_is_sent_twice_when_the_screen_comes_back(void **state)
{
    struct glass *glass = *state;
    static const SDL_Event events[] = {
        {.window = {.type = SDL_WINDOWEVENT,
                    .event = SDL_WINDOWEVENT_FOCUS_GAINED}},
        {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_SHOWN}},
        {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_EXPOSED}},
        {.window = {.type = SDL_WINDOWEVENT,
                    .event = SDL_WINDOWEVENT_RESTORED}},
        {.display = {.type = SDL_DISPLAYEVENT,
                     .event = SDL_DISPLAYEVENT_CONNECTED}},
        {.display = {.type = SDL_DISPLAYEVENT,
                     .event = SDL_DISPLAYEVENT_ORIENTATION}},
    };
    settle(glass);
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        sent = 0;
        push(glass, events[i]);
        assert_int_equal(sent, 2);
    }
}

static void another_size_is_sent_twice(void **state)
{
    struct glass *glass = *state;
    struct input input;
    settle(glass);
    SDL_Event event = {.window = {.type = SDL_WINDOWEVENT,
                                  .event = SDL_WINDOWEVENT_SIZE_CHANGED}};
    assert_int_equal(SDL_PushEvent(&event), 1);
    assert_int_equal(window_wait(glass->window, 0, &input), WINDOW_RESIZED);
    glass->scene.items[1].pressed = true;
    assert_true(window_show(glass->window, &glass->scene));
    assert_int_equal(sent, 2);
}

static void nothing_is_sent_while_nothing_happens(void **state)
{
    struct glass *glass = *state;
    struct input input;
    settle(glass);
    assert_int_equal(window_wait(glass->window, 30, &input), WINDOW_NOTHING);
    assert_true(window_show(glass->window, &glass->scene));
    assert_int_equal(sent, 0);
}

int main(void)
{
#define WITH_GLASS(test)                                                       \
    cmocka_unit_test_setup_teardown(test, open_glass, close_glass)
    const struct CMUnitTest tests[] = {
        WITH_GLASS(the_first_picture_is_sent_twice),
        WITH_GLASS(what_changes_later_is_sent_once),
        WITH_GLASS(what_was_shown_is_sent_twice_when_the_screen_comes_back),
        WITH_GLASS(another_size_is_sent_twice),
        WITH_GLASS(nothing_is_sent_while_nothing_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
