#include "display/place.h"

#include <SDL.h>

#include "base/log.h"

enum { PAUSE_MS = 200 };

static void list_monitors(const struct place *place, struct monitors *monitors)
{
    SDL_Rect box;
    if (place->x11.display != NULL) {
        x11_monitors(&place->x11, monitors);
        return;
    }
    monitors->count = 0;
    for (int i = 0; i < SDL_GetNumVideoDisplays(); i++) {
        const char *name = SDL_GetDisplayName(i);
        if (SDL_GetDisplayBounds(i, &box) == 0) {
            monitors_add(monitors, name != NULL ? name : "",
                         (struct box){box.x, box.y, box.w, box.h});
        }
    }
}

static void say_unknown(const struct place *place,
                        const struct monitors *monitors)
{
    struct text there = {0};
    monitors_tell(monitors, &there);
    log_warning("[screen] monitor: there is no '%s', the first one is used; "
                "there are: %s",
                place->wanted, there.data != NULL ? there.data : "none");
    text_free(&there);
}

/* Where the terminal belongs; false when there is no monitor at all. */
static bool find_box(struct place *place, struct box *box)
{
    struct monitors monitors;
    list_monitors(place, &monitors);
    bool known;
    const struct monitor *monitor =
        monitors_choose(&monitors, place->wanted, &known);
    if (!known && !place->unknown) {
        say_unknown(place, &monitors);
    }
    place->unknown = !known;
    if (monitor != NULL) {
        *box = monitor->place;
    }
    return monitor != NULL;
}

static bool same(const struct box *a, const struct box *b)
{
    return a->x == b->x && a->y == b->y && a->w == b->w && a->h == b->h;
}

/* Looks again soon: who was asked takes its time. */
static void ask(struct place *place)
{
    const struct box *wanted = &place->wanted_box;
    SDL_SetWindowSize(place->sdl, wanted->w, wanted->h);
    SDL_SetWindowPosition(place->sdl, wanted->x, wanted->y);
    place->fit = PLACE_ASKED;
    place->x11.stirred = true;
    place->next_ms = SDL_GetTicks64() + PAUSE_MS;
}

/* SDL takes a size that it asked for as given. */
static void believe(struct place *place, const struct box *box)
{
    int width;
    int height;
    SDL_GetWindowSize(place->sdl, &width, &height);
    if (width != box->w || height != box->h) {
        SDL_SetWindowSize(place->sdl, box->w, box->h);
    }
}

static void give_up(struct place *place, const struct box *box)
{
    const struct box *wanted = &place->wanted_box;
    log_warning("the window does not fill its monitor: it was given %dx%d at "
                "%d,%d and not %dx%d at %d,%d; is it a window manager that "
                "knows no full screen?",
                box->w, box->h, box->x, box->y, wanted->w, wanted->h, wanted->x,
                wanted->y);
    place->fit = PLACE_REFUSED;
    believe(place, box);
}

static void settle(struct place *place, const struct box *box)
{
    if (place->fit == PLACE_REFUSED || place->filled.w != box->w ||
        place->filled.h != box->h) {
        log_info("the screen is now %dx%d", box->w, box->h);
    }
    place->fit = PLACE_FILLS;
    place->filled = *box;
    believe(place, box);
}

/* Asks for the whole monitor, and looks a second time whether it came; what was
   refused is asked for anew when something has changed. */
static void fit(struct place *place)
{
    struct box wanted;
    struct box box;
    if (!find_box(place, &wanted) || !x11_find(&place->x11, &box)) {
        return;
    }
    bool other = !same(&wanted, &place->wanted_box);
    bool moved = !same(&box, &place->box);
    place->wanted_box = wanted;
    place->box = box;
    if (same(&box, &wanted)) {
        settle(place, &box);
    } else if (place->fit == PLACE_ASKED && !other) {
        give_up(place, &box);
    } else if (place->fit != PLACE_REFUSED || other || moved) {
        ask(place);
    }
}

/* On X11 a whole screen is a plain window of its size: SDL would wait for a
   window manager to make it more, and a terminal often has none. One that can
   be resized, else no window manager may. */
static bool open_x11(struct place *place, const char *title)
{
    SDL_Rect box;
    if (SDL_GetDisplayBounds(0, &box) != 0) {
        return false;
    }
    place->sdl =
        SDL_CreateWindow(title, box.x, box.y, box.w, box.h,
                         SDL_WINDOW_HIDDEN | SDL_WINDOW_BORDERLESS |
                             SDL_WINDOW_ALWAYS_ON_TOP | SDL_WINDOW_RESIZABLE);
    if (place->sdl == NULL) {
        return false;
    }
    place->filled = (struct box){box.x, box.y, box.w, box.h};
    x11_open(&place->x11, place->sdl);
    if (place->x11.display != NULL) {
        x11_ask_whole(&place->x11);
        /* What SDL found when it started will do, unless one is wanted that
           only the server knows by its name. */
        if (place->wanted != NULL && place->wanted[0] != '\0') {
            fit(place);
        }
    }
    SDL_ShowWindow(place->sdl);
    return true;
}

static bool open_whole(struct place *place, const char *title)
{
    struct box box;
    SDL_ShowCursor(SDL_DISABLE);
    if (SDL_strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0) {
        return open_x11(place, title);
    }
    if (!find_box(place, &box)) {
        return false;
    }
    place->sdl =
        SDL_CreateWindow(title, box.x, box.y, box.w, box.h,
                         SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_SHOWN);
    return place->sdl != NULL;
}

bool place_open(struct place *place, const struct window_params *params)
{
    place->wanted = params->monitor;
    place->whole = params->width <= 0 || params->height <= 0;
    if (place->whole) {
        return open_whole(place, params->title);
    }
    place->sdl = SDL_CreateWindow(params->title, 0, 0, params->width,
                                  params->height, SDL_WINDOW_SHOWN);
    if (place->sdl != NULL) {
        x11_open(&place->x11, place->sdl);
    }
    return place->sdl != NULL;
}

/* What changes by itself is followed on X11 alone; elsewhere SDL does, or
   nobody can. */
static bool follows(const struct place *place)
{
    return place->whole && place->x11.display != NULL && !place->x11.lost;
}

void place_watch(struct place *place)
{
    if (follows(place)) {
        x11_watch(&place->x11);
        if (place->fit == PLACE_FILLS) {
            fit(place);
        }
    }
}

bool place_fills(const struct place *place)
{
    return !follows(place) || place->fit == PLACE_FILLS;
}

int64_t place_due(const struct place *place)
{
    uint64_t now_ms = SDL_GetTicks64();
    if (!follows(place) || !(place->x11.stirred || place->x11.covered)) {
        return -1;
    }
    return place->next_ms > now_ms ? (int64_t)(place->next_ms - now_ms) : 0;
}

void place_tend(struct place *place)
{
    if (place_due(place) != 0) {
        return;
    }
    place->next_ms = SDL_GetTicks64() + PAUSE_MS;
    if (place->x11.covered) {
        place->x11.covered = false;
        x11_raise(&place->x11);
    }
    place->x11.stirred = false;
    fit(place);
}
