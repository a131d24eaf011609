/* What is said when no display opens: never nothing, always what to do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/files.h"
#include "base/with_folder.h"
#include "display/no_display.h"

static const char *const names[] = {"DISPLAY", "WAYLAND_DISPLAY",
                                    "XDG_RUNTIME_DIR", "SDL_VIDEODRIVER"};

struct story {
    const char *set[4]; /* in the order of the names; NULL: not set */
    const char *said;   /* by SDL */
    const char *parts[3];
    const char *never;
};

static const struct story stories[] = {
    {{NULL},
     "",
     {"DISPLAY is not set", "WAYLAND_DISPLAY is not", "/dev/dri"},
     "answer"},
    {{"", "", "", ""}, NULL, {"DISPLAY is not set", "start one"}, "answer"},
    {{":7"}, "", {"X server of DISPLAY=:7", "XAUTHORITY"}, "WAYLAND"},
    {{NULL, "wl-1"},
     "",
     {"WAYLAND_DISPLAY=wl-1", "XDG_RUNTIME_DIR"},
     "DISPLAY is"},
    {{NULL, "wl-1", "/nowhere"},
     "",
     {"/nowhere/wl-1", "No such file", "start it"},
     "X server"},
    {{NULL, "/nowhere/2"}, "", {"/nowhere/2", "No such file"}, "X server"},
    {{":7", "wl-1", "/nowhere"}, "", {"DISPLAY=:7", "/nowhere/wl-1"}, "dri"},
    {{":7", NULL, NULL, "wayland"},
     "wayland not available",
     {"wayland not available; ", "asks for wayland alone",
      "WAYLAND_DISPLAY is"},
     "X server"},
    {{NULL, NULL, NULL, "kmsdrm"}, "", {"/dev/dri"}, "X server"},
    {{NULL, NULL, NULL, "x11,wayland"},
     "",
     {"DISPLAY is not", "WAYLAND_DIS"},
     "dri"},
    {{":7", NULL, NULL, "bogus"},
     "bogus not available",
     {"bogus not available", "asks for bogus alone"},
     "X server"},
};

static void the_reason_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof stories / sizeof stories[0]; i++) {
        const struct story *story = &stories[i];
        struct text why = {0};
        for (int j = 0; j < 4; j++) {
            unsetenv(names[j]);
            if (story->set[j] != NULL) {
                setenv(names[j], story->set[j], 1);
            }
        }
        no_display_tell(&why, story->said);
        print_message("%s\n", why.data);
        for (int j = 0; j < 3 && story->parts[j] != NULL; j++) {
            assert_non_null(strstr(why.data, story->parts[j]));
        }
        assert_null(strstr(why.data, story->never));
        assert_null(strchr(why.data, '\n'));
        text_free(&why);
    }
}

static void what_is_there_already_stays(void **state)
{
    (void)state;
    struct text why = {0};
    text_append_string(&why, "before");
    no_display_tell(&why, "by SDL");
    assert_int_equal(strncmp(why.data, "before; by SDL; ", 16), 0);
    text_free(&why);
}

static void a_path_that_is_too_long_is_not_told_of_by_half(void **state)
{
    (void)state;
    struct text why = {0};
    char name[2 * FILES_PATH_SIZE];
    memset(name, 'w', sizeof name - 1);
    name[0] = '/';
    name[sizeof name - 1] = '\0';
    unsetenv("DISPLAY");
    unsetenv("SDL_VIDEODRIVER");
    setenv("WAYLAND_DISPLAY", name, 1);
    no_display_tell(&why, NULL);
    assert_non_null(strstr(why.data, "is too long"));
    assert_null(strchr(why.data, '('));
    text_free(&why);
}

/* As many as it lets wait are waiting already. */
static void a_compositor_that_hangs_is_not_waited_for(void **state)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    struct text why = {0};
    const char *path = folder_path(*state, "wayland");
    assert_true(text_copy(at.sun_path, sizeof at.sun_path, path));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int first = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(fd, 0), 0);
    assert_int_equal(connect(first, (const struct sockaddr *)&at, sizeof at),
                     0);
    unsetenv("DISPLAY");
    unsetenv("SDL_VIDEODRIVER");
    setenv("WAYLAND_DISPLAY", path, 1);
    no_display_tell(&why, NULL);
    assert_non_null(strstr(why.data, "(Connection timed out)"));
    text_free(&why);
    close(first);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reason_is_said),
        cmocka_unit_test(what_is_there_already_stays),
        cmocka_unit_test(a_path_that_is_too_long_is_not_told_of_by_half),
        folder_test(a_compositor_that_hangs_is_not_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
