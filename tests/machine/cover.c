/*
 * In the emulated machine: a black window over all others, as if what the
 * terminal paints never reached the screen. Stays until it is ended.
 *
 *     cover            which another window can come before
 *     cover overlay    which none can: the layer of compositors
 */
#include <X11/Xlib.h>
#include <X11/extensions/Xcomposite.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    (void)argv;
    Display *display = XOpenDisplay(NULL);
    if (display == NULL) {
        fprintf(stderr, "cover: no display\n");
        return 1;
    }
    Window root = DefaultRootWindow(display);
    Window below = argc > 1 ? XCompositeGetOverlayWindow(display, root) : root;
    XSetWindowAttributes like = {.override_redirect = True};
    Window window = XCreateWindow(display, below, 0, 0, 16384, 16384, 0,
                                  CopyFromParent, InputOutput, CopyFromParent,
                                  CWOverrideRedirect | CWBackPixel, &like);
    XMapRaised(display, window);
    XFlush(display);
    (void)pause();
    return 0;
}
