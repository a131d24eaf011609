/*
 * Xlib ends the process whenever the server reports an error or goes away.
 * Both are ordinary here: another program's window may be gone before what we
 * ask of it arrives, and a server that dies is the service manager's to start
 * again, after the record was closed. Once it is gone, Xlib answers every call
 * with nothing, and SDL's must not be made: some would wait for ever.
 */
#include "display/x11.h"

#include <SDL.h>
#include <SDL_syswm.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XInput2.h>
#include <X11/extensions/Xrandr.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static int go_on(Display *display, XErrorEvent *error)
{
    (void)display;
    (void)error;
    return 0;
}

static int say_nothing(Display *display)
{
    (void)display;
    return 0;
}

static void note_the_end(Display *display, void *lost)
{
    (void)display;
    *(bool *)lost = true;
}

void x11_open(struct x11 *x11, SDL_Window *window)
{
    SDL_SysWMinfo info;
    int first_error;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(window, &info) != SDL_TRUE ||
        info.subsystem != SDL_SYSWM_X11) {
        return;
    }
    x11->display = info.info.x11.display;
    x11->window = info.info.x11.window;
    x11->root = DefaultRootWindow(x11->display);
    XSetErrorHandler(go_on);
    XSetIOErrorHandler(say_nothing);
    XSetIOErrorExitHandler(x11->display, note_the_end, &x11->lost);
    /* In place of SDL's choice, which has to go first: told of a monitor that
       is gone, SDL forgets its last display, and falls over that when the
       window closes. */
    if (XRRQueryExtension(x11->display, &x11->screen_event, &first_error)) {
        XRRSelectInput(x11->display, x11->root, 0);
        XRRSelectInput(x11->display, x11->root, RRScreenChangeNotifyMask);
    }
    /* Of monitors that are only a part of the screen, the root tells. */
    XSelectInput(x11->display, x11->root, StructureNotifyMask);
    SDL_EventState(SDL_SYSWMEVENT, SDL_ENABLE);
}

void x11_ask_whole(const struct x11 *x11)
{
    static const char *const names[] = {
        "_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN", "_NET_WM_STATE_ABOVE"};
    char *asked[3];
    Atom atoms[3];
    memcpy(asked, names, sizeof asked);
    if (XInternAtoms(x11->display, asked, 3, False, atoms) != 0) {
        XChangeProperty(x11->display, x11->window, atoms[0], XA_ATOM, 32,
                        PropModeReplace, (unsigned char *)&atoms[1], 2);
    }
}

void x11_watch(const struct x11 *x11)
{
    XWindowAttributes now;
    if (XGetWindowAttributes(x11->display, x11->window, &now) != 0) {
        XSelectInput(x11->display, x11->window,
                     now.your_event_mask | VisibilityChangeMask);
    }
}

void x11_hear(struct x11 *x11, const SDL_Event *event)
{
    const XEvent *news = &event->syswm.msg->msg.x11.event;
    bool ours = news->xany.window == x11->window;
    bool roots = news->xany.window == x11->root;
    if ((x11->screen_event != 0 && news->type == x11->screen_event) ||
        ((ours || roots) && news->type == ConfigureNotify)) {
        x11->stirred = true;
        x11->moved = true;
    } else if (ours && news->type == UnmapNotify) {
        x11->covered = true;
    } else if (ours && news->type == VisibilityNotify) {
        x11->covered = news->xvisibility.state != VisibilityUnobscured;
    }
}

int x11_fd(const struct x11 *x11)
{
    return ConnectionNumber(x11->display);
}

void x11_look(const struct x11 *x11)
{
    if (x11->display != NULL && !x11->lost) {
        XSync(x11->display, False);
    }
}

static void add_root(const struct x11 *x11, struct monitors *monitors)
{
    XWindowAttributes root;
    if (XGetWindowAttributes(x11->display, x11->root, &root) != 0) {
        monitors_add(monitors, "screen",
                     (struct box){0, 0, root.width, root.height});
    }
}

void x11_monitors(const struct x11 *x11, struct monitors *monitors)
{
    int count = 0;
    XRRMonitorInfo *found = NULL;
    monitors->count = 0;
    if (x11->screen_event != 0) {
        found = XRRGetMonitors(x11->display, x11->root, True, &count);
    }
    for (int primary = 1; primary >= 0; primary--) {
        for (int i = 0; i < count; i++) {
            const XRRMonitorInfo *one = &found[i];
            if ((one->primary != 0) == (primary != 0)) {
                char *name = XGetAtomName(x11->display, one->name);
                monitors_add(
                    monitors, name != NULL ? name : "",
                    (struct box){one->x, one->y, one->width, one->height});
                XFree(name);
            }
        }
    }
    if (found != NULL) {
        XRRFreeMonitors(found);
    }
    if (monitors->count == 0) {
        add_root(x11, monitors);
    }
}

bool x11_find(const struct x11 *x11, struct box *box)
{
    Window other;
    unsigned width;
    unsigned height;
    unsigned none;
    if (x11->lost ||
        !XGetGeometry(x11->display, x11->window, &other, &box->x, &box->y,
                      &width, &height, &none, &none) ||
        !XTranslateCoordinates(x11->display, x11->window, x11->root, 0, 0,
                               &box->x, &box->y, &other)) {
        return false;
    }
    box->w = (int)width;
    box->h = (int)height;
    return true;
}

void x11_raise(const struct x11 *x11)
{
    XEvent ask = {.xclient = {.type = ClientMessage,
                              .window = x11->window,
                              .format = 32,
                              .data.l = {1, CurrentTime}}};
    ask.xclient.message_type =
        XInternAtom(x11->display, "_NET_ACTIVE_WINDOW", False);
    XMapRaised(x11->display, x11->window);
    XSendEvent(x11->display, x11->root, False,
               SubstructureNotifyMask | SubstructureRedirectMask, &ask);
    XFlush(x11->display);
}

/* The kernel's file of a device, which goes when the device does, be the server
   told of that or not yet. One without such a file is only a server's. */
static bool has_node(const unsigned char *path)
{
    struct stat there;
    return path == NULL || stat((const char *)path, &there) == 0 ||
           errno != ENOENT;
}

bool x11_has_touch(const struct x11 *x11, int64_t device)
{
    Atom type;
    int bits;
    unsigned long length;
    unsigned long more;
    unsigned char *node = NULL;
    if (x11->display == NULL || device <= XIAllMasterDevices) {
        return true;
    }
    bool known = XIGetProperty(x11->display, (int)device,
                               XInternAtom(x11->display, "Device Node", False),
                               0, 64, False, XA_STRING, &type, &bits, &length,
                               &more, &node) == Success;
    bool there = known && has_node(node);
    if (node != NULL) {
        XFree(node);
    }
    return there;
}
