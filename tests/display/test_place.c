/*
 * The window keeps its place on a real X server, whatever another program does
 * to the screen and to it. There is no window manager, as on a terminal, but
 * where one is played.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <SDL2/SDL.h>
#include <X11/Xlib.h>
#include <X11/extensions/Xrandr.h>
#include <cmocka.h>

#include "display/window.h"
#include "with_scene.h"
#include "with_xserver.h"

enum { WIDTH = 1000, HEIGHT = 800, PATIENCE_MS = 20000 };

struct glass {
    struct xserver server;
    struct fonts *fonts;
    struct window *window;
    struct scene scene;
};

static int open_server(void **state)
{
    struct glass *glass = calloc(1, sizeof *glass);
    assert_non_null(glass);
    *state = glass;
    xserver_open(&glass->server, WIDTH, HEIGHT);
    glass->fonts = with_fonts();
    return 0;
}

static int close_server(void **state)
{
    struct glass *glass = *state;
    window_close(glass->window);
    fonts_close(glass->fonts);
    xserver_close(&glass->server);
    free(glass);
    return 0;
}

static void open_window(struct glass *glass, const char *monitor, int width,
                        int height)
{
    glass->window =
        window_open(&(struct window_params){.title = "Bốn Luôn",
                                            .width = width,
                                            .height = height,
                                            .monitor = monitor,
                                            .stock = {.fonts = glass->fonts},
                                            .connectors = "/nowhere"});
    assert_non_null(glass->window);
}

static void show(struct glass *glass)
{
    int width;
    int height;
    window_size(glass->window, &width, &height);
    with_question(&glass->scene, width, height);
    assert_true(window_show(glass->window, &glass->scene));
}

/* A part of the screen as a monitor of its own; `there`: in place of the one
   of that name. */
static void set_monitor(struct glass *glass, const char *name, struct box box,
                        bool there)
{
    Display *client = glass->server.client;
    XRRMonitorInfo *monitor = XRRAllocateMonitor(client, 0);
    monitor->name = XInternAtom(client, name, False);
    if (there) {
        XRRDeleteMonitor(client, DefaultRootWindow(client), monitor->name);
    }
    monitor->x = box.x;
    monitor->y = box.y;
    monitor->width = box.w;
    monitor->height = box.h;
    XRRSetMonitor(client, DefaultRootWindow(client), monitor);
    XSync(client, False);
    XRRFreeMonitors(monitor);
}

/* Where the window is, for the server. */
static struct box place_of(const struct glass *glass)
{
    XWindowAttributes found;
    Display *client = glass->server.client;
    assert_int_not_equal(
        XGetWindowAttributes(client, xserver_top(&glass->server), &found), 0);
    return (struct box){found.x, found.y, found.width, found.height};
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* As the loop of the terminal: waits, lays out again, shows; until the screen
   shows it all, at its place. */
static void comes_to(struct glass *glass, struct box box)
{
    int64_t end = now_ms() + PATIENCE_MS;
    struct input input;
    for (;;) {
        int width;
        int height;
        if (window_wait(glass->window, 5, &input) == WINDOW_RESIZED) {
            show(glass);
        }
        window_size(glass->window, &width, &height);
        struct box at = place_of(glass);
        if (width == box.w && height == box.h && at.x == box.x &&
            at.y == box.y && at.w == box.w && at.h == box.h &&
            glass->scene.width == box.w && window_shows(glass->window)) {
            return;
        }
        if (now_ms() > end) {
            fail_msg("it is at %d,%d with %dx%d; its picture is %dx%d; %s",
                     at.x, at.y, at.w, at.h, glass->scene.width,
                     glass->scene.height,
                     window_shows(glass->window) ? "seen" : "not seen");
        }
    }
}

static const struct box screen = {0, 0, WIDTH, HEIGHT};

static void the_screen_is_filled(void **state)
{
    struct glass *glass = *state;
    open_window(glass, NULL, 0, 0);
    show(glass);
    comes_to(glass, screen);
}

static void a_monitor_that_changes_is_filled(void **state)
{
    struct glass *glass = *state;
    static const struct box boxes[] = {{0, 0, 800, 480},
                                       {0, 0, 480, 800},
                                       {100, 20, 900, 700},
                                       {0, 0, 1000, 800},
                                       {520, 0, 480, 800}};
    open_window(glass, NULL, 0, 0);
    show(glass);
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++) {
        set_monitor(glass, "GLASS", boxes[i], i > 0);
        comes_to(glass, boxes[i]);
    }
}

static void the_wanted_monitor_is_filled(void **state)
{
    struct glass *glass = *state;
    static const struct box left = {0, 0, 500, 800};
    static const struct box right = {500, 0, 500, 800};
    set_monitor(glass, "HDMI-1", left, false);
    set_monitor(glass, "DP-2", right, false);
    open_window(glass, "dp-2", 0, 0);
    int width;
    int height;
    window_size(glass->window, &width, &height);
    assert_int_equal(width, right.w); /* before the first picture */
    assert_int_equal(height, right.h);
    show(glass);
    comes_to(glass, right);
}

static void without_the_wanted_monitor_the_first_is_filled(void **state)
{
    struct glass *glass = *state;
    static const struct box part = {0, 0, 500, 800};
    open_window(glass, "DP-2", 0, 0);
    show(glass);
    comes_to(glass, screen);
    set_monitor(glass, "DP-2", part, false); /* it was plugged in */
    comes_to(glass, part);
}

static void what_is_hidden_comes_back(void **state)
{
    struct glass *glass = *state;
    open_window(glass, NULL, 0, 0);
    show(glass);
    comes_to(glass, screen);
    XUnmapWindow(glass->server.client, xserver_top(&glass->server));
    XSync(glass->server.client, False);
    int64_t end = now_ms() + PATIENCE_MS;
    struct input input;
    while (!window_shows(glass->window) && now_ms() < end) {
        (void)window_wait(glass->window, 5, &input);
    }
    comes_to(glass, screen);
}

static void what_is_covered_comes_to_the_front(void **state)
{
    struct glass *glass = *state;
    open_window(glass, NULL, 0, 0);
    show(glass);
    comes_to(glass, screen);
    unsigned long ours = xserver_top(&glass->server);
    for (int i = 0; i < 3; i++) {
        assert_int_not_equal(
            xserver_cover(&glass->server, 30 * i, 5, 20, 20, 0), ours);
        comes_to(glass, screen);
        assert_int_equal(xserver_top(&glass->server), ours);
    }
}

static void what_is_moved_goes_back(void **state)
{
    struct glass *glass = *state;
    open_window(glass, NULL, 0, 0);
    show(glass);
    comes_to(glass, screen);
    XMoveResizeWindow(glass->server.client, xserver_top(&glass->server), 50, 60,
                      300, 200);
    XSync(glass->server.client, False);
    comes_to(glass, screen);
}

static const struct box given = {0, 0, 600, 500};

/* A window manager that gives every window this size, whatever it asks for. */
static void manage(const char *name, int told)
{
    XEvent event;
    Display *display = XOpenDisplay(name);
    XWindowChanges size = {.width = given.w, .height = given.h};
    XSelectInput(display, DefaultRootWindow(display),
                 SubstructureRedirectMask | SubstructureNotifyMask);
    XSync(display, False);
    close(told);
    while (XNextEvent(display, &event) == 0) {
        if (event.type == MapRequest) {
            XConfigureWindow(display, event.xmaprequest.window,
                             CWWidth | CWHeight, &size);
            XMapWindow(display, event.xmaprequest.window);
        } else if (event.type == ConfigureRequest) {
            XConfigureWindow(display, event.xconfigurerequest.window,
                             CWWidth | CWHeight, &size);
        }
    }
}

/* Returns once every window is its own. */
static pid_t start_manager(const struct glass *glass)
{
    int ends[2];
    char none;
    assert_int_equal(pipe(ends), 0);
    pid_t manager = fork();
    assert_true(manager >= 0);
    if (manager == 0) {
        close(ends[0]);
        manage(glass->server.name, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &none, 1), 0);
    close(ends[0]);
    return manager;
}

/* Until it was said that the window does not fill the screen; then on, until
   nothing happens any more. What was said is in `out`. */
static void comes_to_be_told(struct glass *glass, char *out, size_t size)
{
    FILE *messages = tmpfile();
    int before = dup(STDERR_FILENO);
    assert_true(messages != NULL && before >= 0 &&
                dup2(fileno(messages), STDERR_FILENO) >= 0);
    open_window(glass, NULL, 0, 0);
    show(glass);
    int64_t end = now_ms() + PATIENCE_MS;
    enum window_event news = WINDOW_RESIZED;
    while (now_ms() < end &&
           (lseek(fileno(messages), 0, SEEK_END) == 0 || news != 0)) {
        struct input input;
        news = window_wait(glass->window, 500, &input);
        if (news == WINDOW_RESIZED) {
            show(glass);
        }
    }
    assert_true(dup2(before, STDERR_FILENO) >= 0);
    close(before);
    rewind(messages);
    out[fread(out, 1, size - 1, messages)] = '\0';
    fclose(messages);
}

static void a_window_manager_that_gives_less_is_told_of(void **state)
{
    struct glass *glass = *state;
    pid_t manager = start_manager(glass);
    char said[1024];
    comes_to_be_told(glass, said, sizeof said);
    assert_string_equal(said,
                        "bonluon: the window does not fill its monitor: it was "
                        "given 600x500 at 0,0 and not 1000x800 at 0,0; is it a "
                        "window manager that knows no full screen?\n");
    struct box at = place_of(glass);
    assert_memory_equal(&at, &given, sizeof at);
    assert_int_equal(glass->scene.width, given.w);
    assert_int_equal(glass->scene.height, given.h);
    assert_false(window_shows(glass->window));
    /* Without it, what fills the screen is there with the next change. */
    kill(manager, SIGTERM);
    waitpid(manager, NULL, 0);
    set_monitor(glass, "GLASS", given, false);
    comes_to(glass, given);
    set_monitor(glass, "GLASS", screen, true);
    comes_to(glass, screen);
}

/* As a window manager asks it. */
static void ask_to_close(struct glass *glass)
{
    Display *client = glass->server.client;
    Window window = xserver_top(&glass->server);
    XEvent ask = {
        .xclient = {.type = ClientMessage, .window = window, .format = 32}};
    ask.xclient.message_type = XInternAtom(client, "WM_PROTOCOLS", False);
    ask.xclient.data.l[0] =
        (long)XInternAtom(client, "WM_DELETE_WINDOW", False);
    XSendEvent(client, window, False, NoEventMask, &ask);
    XSync(client, False);
}

static void nobody_closes_a_whole_screen(void **state)
{
    struct glass *glass = *state;
    struct input input;
    open_window(glass, NULL, 0, 0);
    show(glass);
    comes_to(glass, screen);
    ask_to_close(glass);
    SDL_Event quit = {.type = SDL_QUIT};
    assert_int_equal(SDL_PushEvent(&quit), 1);
    assert_int_equal(window_wait(glass->window, 300, &input), WINDOW_NOTHING);
    comes_to(glass, screen);
}

static void a_window_can_be_closed(void **state)
{
    struct glass *glass = *state;
    struct input input;
    open_window(glass, NULL, 640, 400);
    show(glass);
    ask_to_close(glass);
    assert_int_equal(window_wait(glass->window, PATIENCE_MS, &input),
                     WINDOW_QUIT);
}

int main(void)
{
    window_prepare();
#define WITH_SERVER(test)                                                      \
    cmocka_unit_test_setup_teardown(test, open_server, close_server)
    const struct CMUnitTest tests[] = {
        WITH_SERVER(the_screen_is_filled),
        WITH_SERVER(a_monitor_that_changes_is_filled),
        WITH_SERVER(the_wanted_monitor_is_filled),
        WITH_SERVER(without_the_wanted_monitor_the_first_is_filled),
        WITH_SERVER(what_is_hidden_comes_back),
        WITH_SERVER(what_is_covered_comes_to_the_front),
        WITH_SERVER(what_is_moved_goes_back),
        WITH_SERVER(a_window_manager_that_gives_less_is_told_of),
        WITH_SERVER(nobody_closes_a_whole_screen),
        WITH_SERVER(a_window_can_be_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
