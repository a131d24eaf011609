/* What the window knows of what its screen really shows, on a real X server
   with another program on it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <SDL2/SDL.h>
#include <X11/Xlib.h>
#include <cmocka.h>

#include "display/window.h"
#include "with_scene.h"
#include "with_xserver.h"

enum { WIDTH = 640, HEIGHT = 400, PATIENCE_MS = 20000 };

struct glass {
    struct xserver server;
    struct fonts *fonts;
    struct window *window;
    char connectors[32]; /* a folder, empty at first */
    struct scene scene;
};

static int open_glass(void **state)
{
    struct glass *glass = calloc(1, sizeof *glass);
    assert_non_null(glass);
    *state = glass;
    xserver_open(&glass->server, WIDTH, HEIGHT);
    snprintf(glass->connectors, sizeof glass->connectors,
             "/tmp/bonluon-XXXXXX");
    assert_non_null(mkdtemp(glass->connectors));
    glass->fonts = with_fonts();
    glass->window =
        window_open(&(struct window_params){.title = "Bốn Luôn",
                                            .stock = {.fonts = glass->fonts},
                                            .connectors = glass->connectors});
    assert_non_null(glass->window);
    with_question(&glass->scene, WIDTH, HEIGHT);
    return 0;
}

static int close_glass(void **state)
{
    struct glass *glass = *state;
    window_close(glass->window);
    fonts_close(glass->fonts);
    xserver_close(&glass->server);
    rmdir(glass->connectors);
    free(glass);
    return 0;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Lets the window hear what happens, until it says so or patience ends. */
static bool comes_to_show(struct glass *glass, bool wanted)
{
    int64_t end = now_ms() + PATIENCE_MS;
    struct input input;
    while (window_shows(glass->window) != wanted) {
        if (now_ms() > end) {
            return false;
        }
        (void)window_wait(glass->window, 5, &input);
    }
    return true;
}

static void show(struct glass *glass)
{
    assert_true(window_show(glass->window, &glass->scene));
    assert_true(comes_to_show(glass, true));
}

static void nothing_shows_before_the_first_picture(void **state)
{
    struct glass *glass = *state;
    assert_false(window_shows(glass->window));
    show(glass);
}

static void every_picture_shows(void **state)
{
    struct glass *glass = *state;
    show(glass);
    glass->scene.items[2].pressed = true;
    assert_true(window_show(glass->window, &glass->scene));
    assert_true(window_shows(glass->window));
    with_thanks(&glass->scene, WIDTH, HEIGHT);
    assert_true(window_show(glass->window, &glass->scene));
    assert_true(window_shows(glass->window));
}

static void a_window_on_top_is_seen(void **state)
{
    struct glass *glass = *state;
    Display *client = glass->server.client;
    static const SDL_Rect places[] = {
        {0, 0, WIDTH, HEIGHT}, /* the whole */
        {300, 100, 8, 80},     /* a strip */
        {0, 0, 30, 100},       /* a corner */
        {600, 320, 40, 80},
    };
    show(glass);
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const SDL_Rect *at = &places[i];
        Window other =
            xserver_cover(&glass->server, at->x, at->y, at->w, at->h, 0);
        assert_false(window_shows(glass->window));
        XDestroyWindow(client, other);
        XSync(client, False);
        assert_true(comes_to_show(glass, true));
    }
}

static void a_window_that_was_taken_away_does_not_show(void **state)
{
    struct glass *glass = *state;
    Display *client = glass->server.client;
    show(glass);
    XUnmapWindow(client, xserver_top(&glass->server));
    XSync(client, False);
    assert_false(window_shows(glass->window));
}

static void what_was_painted_and_not_sent_does_not_show(void **state)
{
    struct glass *glass = *state;
    show(glass);
    SDL_Window *window = NULL;
    for (uint32_t id = 1; window == NULL && id < 1000; id++) {
        window = SDL_GetWindowFromID(id);
    }
    SDL_Surface *surface = SDL_GetWindowSurface(window);
    assert_non_null(surface);
    assert_int_equal(SDL_FillRect(surface, NULL, 0), 0);
    assert_false(window_shows(glass->window));
    assert_int_equal(SDL_UpdateWindowSurface(window), 0);
    assert_true(window_shows(glass->window));
}

static void lay(const char *folder, const char *name, const char *words)
{
    char path[96];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fprintf(file, "%s\n", words) > 0);
    assert_int_equal(fclose(file), 0);
}

/* The server goes on in the size of the one before. */
static void a_monitor_that_cannot_show_the_size_shows_nothing(void **state)
{
    struct glass *glass = *state;
    static const char *const names[] = {"status", "enabled", "dpms", "modes"};
    char folder[64];
    snprintf(folder, sizeof folder, "%s/card0-DP-1", glass->connectors);
    assert_int_equal(mkdir(folder, 0700), 0);
    lay(folder, "status", "connected");
    lay(folder, "enabled", "enabled");
    lay(folder, "dpms", "On");
    lay(folder, "modes", "1024x768");
    show(glass); /* a size that it never listed is somebody's choice */
    lay(folder, "modes", "1024x768\n640x400");
    assert_true(window_shows(glass->window));
    lay(folder, "modes", "1024x768");
    assert_false(window_shows(glass->window));
    for (int i = 0; i < 4; i++) {
        char path[96];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(rmdir(folder), 0);
}

static void a_dark_monitor_shows_nothing(void **state)
{
    struct glass *glass = *state;
    char folder[64];
    char path[96];
    show(glass);
    snprintf(folder, sizeof folder, "%s/card0-DP-1", glass->connectors);
    snprintf(path, sizeof path, "%s/status", folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    lay(folder, "status", "connected");
    assert_false(window_shows(glass->window));
    unlink(path);
    assert_true(window_shows(glass->window));
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    window_prepare();
#define WITH_GLASS(test)                                                       \
    cmocka_unit_test_setup_teardown(test, open_glass, close_glass)
    const struct CMUnitTest tests[] = {
        WITH_GLASS(nothing_shows_before_the_first_picture),
        WITH_GLASS(every_picture_shows),
        WITH_GLASS(a_window_on_top_is_seen),
        WITH_GLASS(a_window_that_was_taken_away_does_not_show),
        WITH_GLASS(what_was_painted_and_not_sent_does_not_show),
        WITH_GLASS(a_monitor_that_cannot_show_the_size_shows_nothing),
        WITH_GLASS(a_dark_monitor_shows_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
