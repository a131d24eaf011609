/*
 * The picture is painted straight into SDL's window surface, and only the
 * rectangles that changed are sent: no copy on the way, and no second picture
 * in memory (8 MiB at 1920x1080). Where a screen has other pixels than 32-bit
 * RGB, a picture of our own stands between and SDL converts.
 *
 * No OpenGL: SDL would present the surface through a texture (ten times
 * slower, 90 MiB more) unless told not to. KMSDRM and Wayland have no other
 * way in SDL 2.
 */
#include "base/speak.h"
#include "display/window.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "display/connectors.h"
#include "display/damage.h"
#include "display/events.h"
#include "display/no_display.h"
#include "display/paint.h"
#include "display/png.h"
#include "display/place.h"
#include "display/x11_sight.h"

struct window {
    struct place place;
    struct sight sight;
    SDL_Surface *own; /* NULL where the window's pixels are like ours */
    struct stock stock;
    struct events events;
    struct scene shown;
    bool twice; /* the driver shows a picture only when the next is sent */
    bool owed;  /* the next picture is to be sent once more */
    bool watched;
    const char *connectors;
    bool listed; /* a monitor has listed the size that X gives it */
};

void window_prepare(void)
{
    /* Overwriting nothing that the user set on purpose. The compose table
       costs X11 8 ms, a search for the session's bus 3 more; a terminal
       without a keyboard needs neither. */
    (void)setenv("XCOMPOSEFILE", "/dev/null", 0);
    (void)setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/dev/null", 1);
}

static void set_hints(void)
{
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    /* Else the first press after the window got the focus is lost. */
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
    SDL_SetHint(SDL_HINT_APP_NAME, "Bốn Luôn");
    SDL_SetHint("SDL_VIDEO_X11_WMCLASS", "bonluon");
    SDL_SetHint("SDL_VIDEO_WAYLAND_WMCLASS", "bonluon");
    /* A compositor that leaves frames to its windows, as cage does, has SDL
       2.26 take the window away and bring it back by libdecor; it stays away,
       and every call succeeds. */
    SDL_SetHint(SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR, "0");
}

static bool driver_is(const char *name)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver != NULL && SDL_strcasecmp(driver, name) == 0;
}

/* SDL falls back to drivers that show nothing to anybody. They serve when they
   are asked for by name, and are no display else. */
static bool shows_nothing(void)
{
    return SDL_getenv("SDL_VIDEODRIVER") == NULL &&
           (driver_is("offscreen") || driver_is("dummy") || driver_is("evdev"));
}

static bool open_sdl(struct window *window, const struct window_params *params)
{
    set_hints();
    bool whole = params->width <= 0 || params->height <= 0;
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, whole ? "0" : "1");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return false;
    }
    if (shows_nothing()) {
        SDL_ClearError();
        return false;
    }
    if (!driver_is("kmsdrm") && !driver_is("wayland")) {
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    }
    if (!place_open(&window->place, params)) {
        return false;
    }
    window->events.window = window->place.sdl;
    window->events.x11 = &window->place.x11;
    window->events.whole = whole;
    if (!events_open(&window->events)) {
        return false;
    }
    if (SDL_GetWindowSurface(window->place.sdl) == NULL) {
        return false;
    }
    window->twice = !driver_is("x11");
    window->owed = true;
    if (SDL_GetRenderer(window->place.sdl) != NULL && driver_is("x11")) {
        log_warning("pictures go through a renderer: slower, more memory");
    }
    return true;
}

static void say_why(void)
{
    struct text why = {0};
    no_display_tell(&why, SDL_GetError());
    log_error("no display to open: %s",
              why.data != NULL ? why.data : speak("out of memory"));
    text_free(&why);
}

struct window *window_open(const struct window_params *params)
{
    struct window *window = calloc(1, sizeof *window);
    if (window == NULL) {
        log_error("no memory for the window");
        return NULL;
    }
    window->stock = params->stock;
    window->events.wake_fd = -1;
    window->connectors =
        params->connectors != NULL ? params->connectors : CONNECTORS_FOLDER;
    if (!open_sdl(window, params)) {
        say_why();
        window_close(window);
        return NULL;
    }
    return window;
}

static bool is_lost(const struct window *window)
{
    return window->events.lost || window->place.x11.lost;
}

void window_close(struct window *window)
{
    if (window == NULL) {
        return;
    }
    SDL_FreeSurface(window->own);
    events_close(&window->events);
    /* SDL would wait for ever for the farewell of a display that is gone. */
    x11_look(&window->place.x11);
    sight_close(&window->sight, &window->place.x11);
    bool lost = is_lost(window);
    if (window->place.sdl != NULL && !lost) {
        SDL_DestroyWindow(window->place.sdl);
    }
    free(window);
    if (!lost) {
        /* SDL counts: one that was never opened is no harm to close. */
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }
}

void window_size(const struct window *window, int *width, int *height)
{
    SDL_GetWindowSize(window->place.sdl, width, height);
}

/* What to paint on. `glass` is the window's own surface; SDL makes a new one
   whenever the size changed. */
static SDL_Surface *canvas_for(struct window *window, SDL_Surface *glass)
{
    if (paint_fits(glass)) {
        return glass;
    }
    SDL_Surface *own = window->own;
    if (own == NULL || own->w != glass->w || own->h != glass->h) {
        SDL_FreeSurface(own);
        own = SDL_CreateRGBSurfaceWithFormat(0, glass->w, glass->h, 32,
                                             SDL_PIXELFORMAT_RGB888);
        window->own = own;
    }
    return own;
}

/* Rectangles for SDL, which takes none that reaches outside. */
static int inside_glass(const SDL_Surface *glass, const struct damage *damage,
                        SDL_Rect rects[DAMAGE_MAX])
{
    SDL_Rect whole = {0, 0, glass->w, glass->h};
    int count = 0;
    for (int i = 0; i < damage->count; i++) {
        struct box box = damage->boxes[i];
        SDL_Rect part = {box.x, box.y, box.w, box.h};
        count += SDL_IntersectRect(&part, &whole, &rects[count]) == SDL_TRUE;
    }
    return count;
}

/* The picture that is painted on, and the one that is shown. */
struct sheets {
    SDL_Surface *canvas, *glass;
};

/* Paints the boxes, and sends them. */
static bool renew(struct window *window, struct sheets sheets,
                  const struct scene *scene, const struct damage *damage)
{
    SDL_Rect rects[DAMAGE_MAX];
    int count = inside_glass(sheets.glass, damage, rects);
    for (int i = 0; i < count; i++) {
        SDL_Rect part = rects[i];
        paint_part(sheets.canvas, scene, &window->stock,
                   (struct box){part.x, part.y, part.w, part.h});
        if (sheets.canvas != sheets.glass) {
            SDL_Rect to = part;
            SDL_BlitSurface(sheets.canvas, &part, sheets.glass, &to);
        }
    }
    return count == 0 ||
           SDL_UpdateWindowSurfaceRects(window->place.sdl, rects, count) == 0;
}

/* What changed, in the order in which it is to be seen. */
static bool renew_all(struct window *window, struct sheets sheets,
                      const struct scene *scene)
{
    struct damage damage;
    /* A surface that does not carry our mark is new, and empty. */
    if (sheets.glass->userdata != window) {
        damage_all(&damage, scene);
        return renew(window, sheets, scene, &damage);
    }
    damage_between(&damage, &window->shown, scene);
    if (damage_touched_first(&damage, &window->shown, scene)) {
        struct damage first = {.boxes = {damage.boxes[0]}, .count = 1};
        damage.boxes[0] = damage.boxes[--damage.count];
        if (!renew(window, sheets, scene, &first)) {
            return false;
        }
    }
    return renew(window, sheets, scene, &damage);
}

/* A screen whose pictures take turns shows the first one black, and after the
   console was another's too: the same picture again brings it to light. */
static bool send_owed(struct window *window)
{
    bool again = window->owed && window->twice;
    window->owed = false;
    return !again || SDL_UpdateWindowSurface(window->place.sdl) == 0;
}

static bool show(struct window *window, const struct scene *scene)
{
    struct sheets sheets = {.glass = SDL_GetWindowSurface(window->place.sdl)};
    if (sheets.glass != NULL) {
        sheets.canvas = canvas_for(window, sheets.glass);
    }
    if (sheets.canvas == NULL || !renew_all(window, sheets, scene) ||
        !send_owed(window)) {
        return false;
    }
    sheets.glass->userdata = window;
    window->shown = *scene;
    return true;
}

bool window_show(struct window *window, const struct scene *scene)
{
    SDL_ClearError();
    events_look(&window->events);
    if (is_lost(window) || !show(window, scene) || is_lost(window)) {
        const char *said = SDL_GetError();
        log_error("the display is gone: %s",
                  !is_lost(window) && said[0] != '\0'
                      ? said
                      : speak("the program that draws the screen has ended"));
        return false;
    }
    if (!window->watched) {
        window->watched = true;
        place_watch(&window->place);
    }
    return true;
}

/* A server without a desktop goes on in the size of the monitor before, be it
   one that the new one cannot show. A size that no monitor ever listed is the
   installer's, who knows better. */
static bool monitor_can(struct window *window)
{
    const struct box *box = &window->place.wanted_box;
    bool lists =
        box->w == 0 || connectors_list(window->connectors, box->w, box->h);
    window->listed = window->listed || lists;
    return lists || !window->listed;
}

bool window_shows(struct window *window)
{
    if (is_lost(window)) {
        return false;
    }
    const SDL_Surface *glass = SDL_GetWindowSurface(window->place.sdl);
    return glass != NULL && glass->userdata == window &&
           connectors_lit(window->connectors) && monitor_can(window) &&
           place_fills(&window->place) &&
           (SDL_GetRenderer(window->place.sdl) != NULL ||
            sight_shows(&window->sight, &window->place.x11, glass));
}

/* Sends again what was already painted. */
static void send_again(struct window *window)
{
    events_look(&window->events);
    SDL_Surface *glass =
        is_lost(window) ? NULL : SDL_GetWindowSurface(window->place.sdl);
    window->owed = true;
    if (glass != NULL && glass->userdata == window) {
        (void)(SDL_UpdateWindowSurface(window->place.sdl) == 0 &&
               send_owed(window));
    }
}

bool window_save(struct window *window, const char *path)
{
    SDL_Surface *glass = SDL_GetWindowSurface(window->place.sdl);
    if (glass == NULL) {
        log_error("%s: %s", path, SDL_GetError());
        return false;
    }
    return png_save(glass, path);
}

/* What is left of a wait; less than 0 stays "for ever". */
static int64_t left_of(int64_t timeout_ms, uint64_t began)
{
    if (timeout_ms < 0) {
        return timeout_ms;
    }
    int64_t gone = (int64_t)(SDL_GetTicks64() - began);
    return gone < timeout_ms ? timeout_ms - gone : 0;
}

enum window_event window_wait(struct window *window, int64_t timeout_ms,
                              struct input *input)
{
    uint64_t began = SDL_GetTicks64();
    enum window_event news = WINDOW_NOTHING;
    bool over = false;
    while (news == WINDOW_NOTHING && !over && !is_lost(window)) {
        int64_t left = left_of(timeout_ms, began);
        int64_t wait = clock_sooner(left, place_due(&window->place));
        bool some = events_next(&window->events, wait, &news, input);
        over = !some && left == 0;
        if (window->events.stale) {
            window->events.stale = false;
            send_again(window);
        }
        place_tend(&window->place);
    }
    /* Another surface comes with another size. */
    window->owed = window->owed || news == WINDOW_RESIZED;
    return news;
}

void window_wake(struct window *window)
{
    events_wake(&window->events);
}

bool window_play(struct window *window, struct input input)
{
    return events_play(&window->events, input);
}
