/*
 * The X server ends while the terminal runs. Xlib would end the process with
 * it. Each in a process of its own, since nothing of SDL's can be used again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <X11/Xlib.h>
#include <cmocka.h>

#include "display/window.h"
#include "with_scene.h"
#include "with_xserver.h"

enum { PATIENCE_MS = 20000, WELL = 42 };

struct glass {
    struct xserver server;
    struct fonts *fonts;
    struct window *window;
    struct scene scene;
};

static void open_glass(struct glass *glass)
{
    xserver_open(&glass->server, 640, 400);
    glass->fonts = with_fonts();
    glass->window =
        window_open(&(struct window_params){.title = "Bốn Luôn",
                                            .stock = {.fonts = glass->fonts},
                                            .connectors = "/nowhere"});
    with_question(&glass->scene, 640, 400);
}

static void end_server(struct glass *glass)
{
    XCloseDisplay(glass->server.client);
    kill(glass->server.process, SIGKILL);
    xserver_wait(&glass->server);
}

/* A wait of the loop ends, and the next picture is refused. */
static bool waits_end(struct glass *glass)
{
    struct input input;
    end_server(glass);
    return window_wait(glass->window, -1, &input) == WINDOW_NOTHING &&
           !window_shows(glass->window) &&
           !window_show(glass->window, &glass->scene);
}

static bool pictures_are_refused(struct glass *glass)
{
    end_server(glass);
    glass->scene.items[1].pressed = true;
    return !window_show(glass->window, &glass->scene);
}

static bool looks_fail(struct glass *glass)
{
    end_server(glass);
    return !window_shows(glass->window) && !window_shows(glass->window);
}

/* Other threads do not know of it yet. */
static bool wakes_do_no_harm(struct glass *glass)
{
    struct input input;
    end_server(glass);
    window_wake(glass->window);
    return window_wait(glass->window, -1, &input) == WINDOW_WOKEN &&
           window_wait(glass->window, -1, &input) == WINDOW_NOTHING &&
           !window_show(glass->window, &glass->scene);
}

/* Nor does this one, and closes the window. */
static bool nobody_looks(struct glass *glass)
{
    end_server(glass);
    return true;
}

static void run_child(bool (*what)(struct glass *glass))
{
    struct glass *glass = calloc(1, sizeof *glass);
    alarm(60); /* a wait that never ends is a fault, too */
    open_glass(glass);
    bool well = window_show(glass->window, &glass->scene) &&
                window_shows(glass->window) && what(glass);
    window_close(glass->window);
    fonts_close(glass->fonts);
    _exit(well ? WELL : 1);
}

static void the_end_of_the_server_is_survived(void **state)
{
    (void)state;
    static bool (*const cases[])(struct glass *) = {
        waits_end, pictures_are_refused, looks_fail, wakes_do_no_harm,
        nobody_looks};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int status = 0;
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            run_child(cases[i]);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != WELL) {
            fail_msg("case %zu ends with status %#x", i, (unsigned)status);
        }
    }
}

int main(void)
{
    window_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_end_of_the_server_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
