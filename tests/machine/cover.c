/*
 * In the emulated machine: a black window over all others, as if what the
 * terminal paints never reached the screen. Stays until it is ended.
 */
#include <X11/Xlib.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    Display *display = XOpenDisplay(NULL);
    if (display == NULL) {
        fprintf(stderr, "cover: no display\n");
        return 1;
    }
    XSetWindowAttributes like = {.override_redirect = True};
    Window window =
        XCreateWindow(display, DefaultRootWindow(display), 0, 0, 16384, 16384,
                      0, CopyFromParent, InputOutput, CopyFromParent,
                      CWOverrideRedirect | CWBackPixel, &like);
    XMapRaised(display, window);
    XFlush(display);
    (void)pause();
    return 0;
}
