/*
 * A touch glass that is pulled out under a finger: the X server lifts every
 * finger that lay on it, as hands do, and none of them has chosen anything.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <SDL2/SDL.h>
#include <X11/Xlib.h>
#include <X11/extensions/XInput2.h>
#include <cmocka.h>

#include "display/window.h"
#include "display/with_scene.h"
#include "display/with_xserver.h"

enum { WIDTH = 640, HEIGHT = 400, FINGER = 7, NO_DEVICE = 99 };

struct glass {
    struct xserver server;
    struct fonts *fonts;
    struct window *window;
    int device; /* one that the server has */
};

/* Without a touch glass, the pointer that XTEST moves stands for one. */
static int some_device(Display *client)
{
    int count = 0;
    int found = 0;
    XIDeviceInfo *devices = XIQueryDevice(client, XIAllDevices, &count);
    assert_non_null(devices);
    for (int i = 0; i < count; i++) {
        if (devices[i].use == XISlavePointer) {
            found = devices[i].deviceid;
        }
    }
    XIFreeDeviceInfo(devices);
    assert_true(found > 0);
    return found;
}

static void tell_node(struct glass *glass, char *path)
{
    Display *client = glass->server.client;
    XIChangeProperty(client, glass->device,
                     XInternAtom(client, "Device Node", False),
                     XInternAtom(client, "STRING", False), 8, XIPropModeReplace,
                     (unsigned char *)path, (int)SDL_strlen(path));
    XSync(client, False);
}

static int open_glass(void **state)
{
    struct glass *glass = calloc(1, sizeof *glass);
    assert_non_null(glass);
    *state = glass;
    xserver_open(&glass->server, WIDTH, HEIGHT);
    glass->device = some_device(glass->server.client);
    glass->fonts = with_fonts();
    glass->window =
        window_open(&(struct window_params){.title = "Bốn Luôn",
                                            .stock = {.fonts = glass->fonts},
                                            .connectors = "/nowhere"});
    assert_non_null(glass->window);
    return 0;
}

static int close_glass(void **state)
{
    struct glass *glass = *state;
    window_close(glass->window);
    fonts_close(glass->fonts);
    xserver_close(&glass->server);
    free(glass);
    return 0;
}

/* What comes of a lift that is told of a device. */
static enum input_kind lift_of(struct glass *glass, int device)
{
    struct input input = {.kind = INPUT_DOWN};
    SDL_Event event = {.type = SDL_FINGERUP};
    event.tfinger.touchId = device;
    event.tfinger.fingerId = FINGER;
    event.tfinger.x = 0.5f;
    event.tfinger.y = 0.5f;
    assert_int_equal(SDL_PushEvent(&event), 1);
    while (window_wait(glass->window, 0, &input) != WINDOW_INPUT) {
    }
    assert_int_equal(input.finger, FINGER);
    return input.kind;
}

static void of_a_device_that_is_there_it_counts(void **state)
{
    struct glass *glass = *state;
    assert_int_equal(lift_of(glass, glass->device), INPUT_UP);
    char node[] = "/dev/null";
    tell_node(glass, node);
    assert_int_equal(lift_of(glass, glass->device), INPUT_UP);
}

static void played_it_counts(void **state)
{
    struct glass *glass = *state;
    struct input input = {.kind = INPUT_UP, .source = INPUT_FINGER};
    assert_int_equal(lift_of(glass, 0), INPUT_UP);
    assert_true(window_play(glass->window, input));
    while (window_wait(glass->window, 0, &input) != WINDOW_INPUT) {
    }
    assert_int_equal(input.kind, INPUT_UP);
}

static void of_a_device_that_the_server_lost_it_is_none(void **state)
{
    struct glass *glass = *state;
    assert_int_equal(lift_of(glass, NO_DEVICE), INPUT_CANCEL);
}

/* The server may hear of it a moment later. */
static void of_a_device_that_the_kernel_lost_it_is_none(void **state)
{
    struct glass *glass = *state;
    char node[] = "/nowhere/event9";
    tell_node(glass, node);
    assert_int_equal(lift_of(glass, glass->device), INPUT_CANCEL);
}

int main(void)
{
    window_prepare();
#define WITH_GLASS(test)                                                       \
    cmocka_unit_test_setup_teardown(test, open_glass, close_glass)
    const struct CMUnitTest tests[] = {
        WITH_GLASS(of_a_device_that_is_there_it_counts),
        WITH_GLASS(played_it_counts),
        WITH_GLASS(of_a_device_that_the_server_lost_it_is_none),
        WITH_GLASS(of_a_device_that_the_kernel_lost_it_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
