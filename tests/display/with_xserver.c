#include "with_xserver.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <fcntl.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <cmocka.h>

/* Each start of SDL's X11 leaves nine bytes of Xlib's behind. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:libX11";
}

static void become_server(int told, int width, int height)
{
    char fd[16];
    char size[32];
    int nowhere = open("/dev/null", O_RDWR);
    if (nowhere < 0 || snprintf(fd, sizeof fd, "%d", told) < 0 ||
        snprintf(size, sizeof size, "%dx%dx24", width, height) < 0) {
        _exit(1);
    }
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execlp("Xvfb", "Xvfb", "-displayfd", fd, "-screen", "0", size, "-nolisten",
           "tcp", "-noreset", (char *)NULL);
    _exit(1);
}

void xserver_open(struct xserver *xserver, int width, int height)
{
    int pipe_fds[2];
    char number[8] = "";
    assert_int_equal(pipe(pipe_fds), 0);
    xserver->process = fork();
    assert_true(xserver->process >= 0);
    if (xserver->process == 0) {
        close(pipe_fds[0]);
        become_server(pipe_fds[1], width, height);
    }
    close(pipe_fds[1]);
    FILE *told = fdopen(pipe_fds[0], "r");
    assert_non_null(told);
    assert_int_equal(fscanf(told, "%7[0-9]", number), 1);
    fclose(told);
    assert_true(snprintf(xserver->name, sizeof xserver->name, ":%s", number) >
                0);
    setenv("DISPLAY", xserver->name, 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    xserver->client = XOpenDisplay(xserver->name);
    assert_non_null(xserver->client);
}

void xserver_close(struct xserver *xserver)
{
    if (xserver->client != NULL) {
        XCloseDisplay(xserver->client);
    }
    if (xserver->process > 0) {
        kill(xserver->process, SIGTERM);
        xserver_wait(xserver);
    }
}

void xserver_wait(struct xserver *xserver)
{
    waitpid(xserver->process, NULL, 0);
    xserver->process = 0;
}

unsigned long xserver_top(const struct xserver *xserver)
{
    Display *client = xserver->client;
    Window root;
    Window parent;
    Window *windows;
    unsigned count;
    Window top = None;
    XQueryTree(client, DefaultRootWindow(client), &root, &parent, &windows,
               &count);
    for (unsigned i = 0; i < count; i++) {
        XWindowAttributes found;
        if (XGetWindowAttributes(client, windows[i], &found) != 0 &&
            found.map_state == IsViewable) {
            top = windows[i];
        }
    }
    XFree(windows);
    assert_int_not_equal(top, None);
    return top;
}

unsigned long xserver_cover(const struct xserver *xserver, int x, int y, int w,
                            int h, uint32_t colour)
{
    Display *client = xserver->client;
    XSetWindowAttributes how = {.override_redirect = True,
                                .background_pixel = colour};
    Window window =
        XCreateWindow(client, DefaultRootWindow(client), x, y, (unsigned)w,
                      (unsigned)h, 0, CopyFromParent, InputOutput,
                      CopyFromParent, CWOverrideRedirect | CWBackPixel, &how);
    XMapRaised(client, window);
    XSync(client, False);
    return window;
}

uint32_t xserver_pixel(const struct xserver *xserver, int x, int y)
{
    Display *client = xserver->client;
    XImage *image = XGetImage(client, DefaultRootWindow(client), x, y, 1, 1,
                              AllPlanes, ZPixmap);
    assert_non_null(image);
    uint32_t pixel = (uint32_t)XGetPixel(image, 0, 0) & 0xFFFFFFu;
    XDestroyImage(image);
    return pixel;
}
