#include "display/x11_sight.h"

#include <SDL.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <string.h>

/* Lines of the picture that are read back: 38 KiB of 1920x1080. */
enum { LINES = 5 };

/* No picture of ours has it: it stands where the server had nothing to copy,
   since another window lies there, or ours is hidden. */
enum { NOTHING = 0xFE01FD };

void sight_close(struct sight *sight, const struct x11 *x11)
{
    if (sight->lines != 0 && !x11->lost) {
        XFreeGC(x11->display, sight->gc);
        XFreePixmap(x11->display, sight->lines);
    }
    sight->lines = 0;
}

/* What of the window lies on the screen. */
static bool find_seen(const struct x11 *x11, const SDL_Surface *picture,
                      int screen_w, int screen_h, struct box *seen)
{
    struct box at;
    SDL_Rect part;
    SDL_Rect screen = {0, 0, screen_w, screen_h};
    if (!x11_find(x11, &at)) {
        return false;
    }
    SDL_Rect window = {at.x, at.y, picture->w, picture->h};
    bool some = SDL_IntersectRect(&window, &screen, &part) == SDL_TRUE;
    *seen = (struct box){part.x - at.x, part.y - at.y, part.w, part.h};
    return some;
}

/* All that stays the same until the window moves or has another size. */
static bool open_lines(struct sight *sight, struct x11 *x11,
                       const SDL_Surface *picture)
{
    XWindowAttributes root;
    XWindowAttributes window;
    const SDL_PixelFormat *format = picture->format;
    sight_close(sight, x11);
    x11->moved = false;
    sight->width = picture->w;
    sight->height = picture->h;
    if (!XGetWindowAttributes(x11->display, x11->root, &root) ||
        !XGetWindowAttributes(x11->display, x11->window, &window) ||
        !find_seen(x11, picture, root.width, root.height, &sight->seen)) {
        return false;
    }
    sight->like = window.visual->red_mask == format->Rmask &&
                  window.visual->green_mask == format->Gmask &&
                  window.visual->blue_mask == format->Bmask;
    XGCValues how = {.foreground = NOTHING, .graphics_exposures = False};
    sight->lines =
        XCreatePixmap(x11->display, x11->window, (unsigned)sight->seen.w, LINES,
                      (unsigned)window.depth);
    sight->gc = XCreateGC(x11->display, sight->lines,
                          GCForeground | GCGraphicsExposures, &how);
    return true;
}

/* The place of a line in the picture. */
static int y_of(const struct sight *sight, int line)
{
    return sight->seen.y + sight->seen.h * (2 * line + 1) / (2 * LINES);
}

/* The window is asked and not the root, and gives the same pixels: but under a
   compositor, and on Xwayland, the root is empty. */
static XImage *read_lines(const struct sight *sight, const struct x11 *x11)
{
    unsigned width = (unsigned)sight->seen.w;
    XFillRectangle(x11->display, sight->lines, sight->gc, 0, 0, width, LINES);
    for (int i = 0; i < LINES; i++) {
        XCopyArea(x11->display, x11->window, sight->lines, sight->gc,
                  sight->seen.x, y_of(sight, i), width, 1, 0, i);
    }
    return XGetImage(x11->display, sight->lines, 0, 0, width, LINES, AllPlanes,
                     ZPixmap);
}

static uint32_t pixel_of(const SDL_Surface *picture, int x, int y)
{
    uint32_t pixel = 0;
    int bytes = picture->format->BytesPerPixel;
    const char *place =
        (const char *)picture->pixels + y * picture->pitch + x * bytes;
    memcpy((char *)&pixel + (SDL_BYTEORDER == SDL_BIG_ENDIAN ? 4 - bytes : 0),
           place, (size_t)bytes);
    return pixel;
}

static bool same_line(XImage *lines, int line, const SDL_Surface *picture,
                      int x, int y)
{
    const SDL_PixelFormat *format = picture->format;
    uint32_t colours = format->Rmask | format->Gmask | format->Bmask;
    for (int i = 0; i < lines->width; i++) {
        uint32_t shown = (uint32_t)XGetPixel(lines, i, line);
        if (((shown ^ pixel_of(picture, x + i, y)) & colours) != 0) {
            return false;
        }
    }
    return true;
}

bool sight_shows(struct sight *sight, struct x11 *x11,
                 const SDL_Surface *picture)
{
    if (x11->display == NULL) {
        return true;
    }
    if ((sight->lines == 0 || x11->moved) && !open_lines(sight, x11, picture)) {
        return false;
    }
    if (!sight->like) {
        return true;
    }
    XImage *lines = read_lines(sight, x11);
    bool same = lines != NULL;
    for (int i = 0; i < LINES && same; i++) {
        same = same_line(lines, i, picture, sight->seen.x, y_of(sight, i));
    }
    if (lines != NULL) {
        XDestroyImage(lines);
    }
    return same;
}
