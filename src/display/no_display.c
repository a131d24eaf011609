#include "display/no_display.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/files.h"
#include "base/socket.h"
#include "base/speak.h"

/* A compositor that hangs lets its callers wait for ever. */
enum { PATIENCE_S = 2 };

/* NULL when it is empty, too. */
static const char *setting(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

static void begin(struct text *out)
{
    if (out->length > 0) {
        text_append_string(out, "; ");
    }
}

/* True when somebody listens there, and takes the call. */
static bool answers(const char *path)
{
    int fd = socket_connect(path, SOCK_STREAM, PATIENCE_S);
    if (fd >= 0) {
        close(fd);
    }
    return fd >= 0;
}

static void tell_x11(struct text *out, const char *display)
{
    begin(out);
    if (display == NULL) {
        text_append_string(out,
                           speak("DISPLAY is not set, so there is no X server: "
                                 "start one"));
        return;
    }
    text_append_format(
        out,
        speak("the X server of DISPLAY=%s does not answer, or does "
              "not let us in: start it, or check DISPLAY and "
              "XAUTHORITY"),
        display);
}

static void tell_wayland(struct text *out, const char *display)
{
    char path[FILES_PATH_SIZE];
    const char *folder = setting("XDG_RUNTIME_DIR");
    begin(out);
    if (display == NULL) {
        text_append_string(out,
                           speak("WAYLAND_DISPLAY is not set, so there is no "
                                 "Wayland"));
        return;
    }
    if (display[0] != '/' && folder == NULL) {
        text_append_format(
            out,
            speak("WAYLAND_DISPLAY=%s needs XDG_RUNTIME_DIR, which "
                  "is not set"),
            display);
        return;
    }
    bool fits = display[0] == '/' ? text_copy(path, sizeof path, display)
                                  : files_join(path, folder, display);
    if (!fits) {
        text_append_format(out, speak("WAYLAND_DISPLAY=%s is too long"),
                           display);
        return;
    }
    if (!answers(path)) {
        text_append_format(out,
                           speak("no Wayland answers at %s (%s): start it, or "
                                 "check WAYLAND_DISPLAY"),
                           path, strerror(errno));
        return;
    }
    text_append_format(
        out,
        speak("Wayland at %s has no picture for us: it needs OpenGL "
              "(packages libgl1 libegl1 libgles2 libgl1-mesa-dri)"),
        path);
}

/* Of the graphics cards, the one that comes first. */
static bool find_card(char path[FILES_PATH_SIZE])
{
    DIR *folder = opendir("/dev/dri");
    bool found = false;
    const struct dirent *entry;
    while (folder != NULL && !found && (entry = readdir(folder)) != NULL) {
        found = strncmp(entry->d_name, "card", 4) == 0 &&
                files_join(path, "/dev/dri", entry->d_name);
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return found;
}

static void tell_card(struct text *out)
{
    char path[FILES_PATH_SIZE];
    begin(out);
    if (!find_card(path)) {
        text_append_string(
            out, speak("there is no screen of the machine's own "
                       "(/dev/dri/card0): plug one in, or check its driver"));
        return;
    }
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0) {
        text_append_format(
            out,
            speak("%s: %s: put the user into the groups video, render "
                  "and input"),
            path, strerror(errno));
        return;
    }
    close(fd);
    text_append_format(
        out,
        speak("%s cannot be drawn on: another program may have it "
              "(a desktop, an X server), no monitor may be plugged "
              "in, or OpenGL is missing (packages libgl1 libegl1 "
              "libgles2 libgl1-mesa-dri)"),
        path);
}

/* Which ways SDL was left: all of them, or those that it was told. */
static bool tried(const char *driver)
{
    const char *told = setting("SDL_VIDEODRIVER");
    return told == NULL || strcasestr(told, driver) != NULL;
}

void no_display_tell(struct text *out, const char *said)
{
    const char *display = setting("DISPLAY");
    const char *wayland = setting("WAYLAND_DISPLAY");
    const char *told = setting("SDL_VIDEODRIVER");
    if (said != NULL && said[0] != '\0') {
        begin(out);
        text_append_string(out, said);
    }
    if (told != NULL) {
        begin(out);
        text_append_format(out, speak("SDL_VIDEODRIVER asks for %s alone"),
                           told);
    }
    /* Where one way is set, the others were not meant. */
    bool none = told != NULL || (display == NULL && wayland == NULL);
    if (tried("x11") && (display != NULL || none)) {
        tell_x11(out, display);
    }
    if (tried("wayland") && (wayland != NULL || none)) {
        tell_wayland(out, wayland);
    }
    if (tried("kmsdrm") && none) {
        tell_card(out);
    }
    if (out->length == 0) {
        text_append_string(out, speak("out of memory"));
    }
}
