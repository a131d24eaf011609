/*
 * On X11 the wait is our own: for the server, and for an eventfd by which other
 * threads wake us. SDL would have them send a message through the server, over
 * a connection of its own, whose end would be that of the process. On Wayland
 * only SDL knows how to wait. The other drivers (KMSDRM on a bare console, and
 * those without a screen) have to be asked again and again: for them the pause
 * between two looks grows to ten milliseconds, which no finger notices.
 */
#include "display/events.h"

#include <SDL.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    PAUSE_MOST_MS = 10,
    WAIT_MOST_MS = 24 * 60 * 60 * 1000, /* fits an int; then wait again */
};

static bool is_wanted_of_window(const struct events *events, uint8_t event)
{
    switch (event) {
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_CLOSE: return true;
    /* The console may have been another's. An X server tells what it lost. */
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_FOCUS_GAINED: return events->x11->display == NULL;
    default: return false;
    }
}

/* The digits of any keyboard, for answers by ear; 0 for every other key, and
   for one that is held. */
static int digit_of(const SDL_KeyboardEvent *event)
{
    SDL_Keycode key = event->keysym.sym;
    return event->repeat != 0                     ? 0
           : key >= SDLK_1 && key <= SDLK_5       ? key - SDLK_1 + 1
           : key >= SDLK_KP_1 && key <= SDLK_KP_5 ? key - SDLK_KP_1 + 1
                                                  : 0;
}

/* Everything else never enters the queue, and so wakes nobody. */
static int is_wanted(void *context, SDL_Event *event)
{
    struct events *events = context;
    switch (event->type) {
    case SDL_QUIT:
    case SDL_DISPLAYEVENT:
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEMOTION: return 1;
    case SDL_KEYDOWN: return digit_of(&event->key) > 0;
    case SDL_WINDOWEVENT:
        return is_wanted_of_window(events, event->window.event);
    case SDL_SYSWMEVENT: x11_hear(events->x11, event); return 0;
    default: return event->type >= SDL_USEREVENT;
    }
}

/* A mouse that only hovers shall not wake us; fingers do not hover. */
static void hear_mouse(bool down)
{
    SDL_EventState(SDL_MOUSEMOTION, down ? SDL_ENABLE : SDL_IGNORE);
}

bool events_open(struct events *events)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    atomic_init(&events->woken, false);
    events->sdl_waits = driver != NULL && strcmp(driver, "wayland") == 0;
    events->wake_type = SDL_RegisterEvents(1);
    events->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (events->wake_type == (uint32_t)-1 || events->wake_fd < 0) {
        SDL_SetError("no room for the events of the window");
        return false;
    }
    SDL_StopTextInput();
    SDL_SetEventFilter(is_wanted, events);
    hear_mouse(false);
    return true;
}

void events_close(struct events *events)
{
    SDL_SetEventFilter(NULL, NULL);
    if (events->wake_fd >= 0) {
        close(events->wake_fd);
        events->wake_fd = -1;
    }
}

static enum input_kind kind_of(uint32_t type)
{
    switch (type) {
    case SDL_MOUSEBUTTONDOWN: return INPUT_DOWN;
    case SDL_MOUSEBUTTONUP: return INPUT_UP;
    default: return INPUT_MOVE;
    }
}

static struct input from_finger(struct events *events,
                                const SDL_TouchFingerEvent *event)
{
    int width = 1;
    int height = 1;
    SDL_GetWindowSize(events->window, &width, &height);
    struct input input = fingers_read(&events->fingers, event, width, height);
    if (input.kind == INPUT_UP && !x11_has_touch(events->x11, event->touchId)) {
        input.kind = INPUT_CANCEL;
    }
    return input;
}

/* False for an event that is no input, or one of another button. */
static bool to_input(struct events *events, const SDL_Event *event,
                     struct input *input)
{
    switch (event->type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION: *input = from_finger(events, &event->tfinger); break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        if (event->button.button != SDL_BUTTON_LEFT ||
            event->button.which == SDL_TOUCH_MOUSEID) {
            return false;
        }
        *input = (struct input){.kind = kind_of(event->type),
                                .x = event->button.x,
                                .y = event->button.y};
        break;
    case SDL_MOUSEMOTION:
        if (event->motion.which == SDL_TOUCH_MOUSEID) {
            return false;
        }
        *input = (struct input){
            .kind = INPUT_MOVE, .x = event->motion.x, .y = event->motion.y};
        break;
    case SDL_KEYDOWN:
        *input =
            (struct input){.kind = INPUT_KEY, .finger = digit_of(&event->key)};
        break;
    default: return false;
    }
    return true;
}

/* Of moves that wait in a row only the last one matters. */
static void skip_to_last_move(SDL_Event *event)
{
    SDL_Event next;
    bool finger = event->type == SDL_FINGERMOTION;
    if (!finger && event->type != SDL_MOUSEMOTION) {
        return;
    }
    while (SDL_PeepEvents(&next, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT,
                          SDL_LASTEVENT) == 1 &&
           next.type == event->type &&
           (!finger || next.tfinger.fingerId == event->tfinger.fingerId)) {
        if (SDL_PeepEvents(event, 1, SDL_GETEVENT, next.type, next.type) != 1) {
            return;
        }
    }
}

/* What is told of the window or of its screen. */
static enum window_event hear_window(struct events *events,
                                     const SDL_Event *event)
{
    if (event->type == SDL_WINDOWEVENT) {
        if (event->window.event == SDL_WINDOWEVENT_CLOSE) {
            return events->whole ? WINDOW_NOTHING : WINDOW_QUIT;
        }
        if (event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
            return WINDOW_RESIZED;
        }
    }
    events->stale = true;
    return WINDOW_NOTHING;
}

/* A window that is closed does not make SDL say this (see the hints); the end
   of the Wayland compositor does. */
static enum window_event hear_quit(struct events *events)
{
    if (events->sdl_waits) {
        events->lost = true;
        return WINDOW_NOTHING;
    }
    return events->whole ? WINDOW_NOTHING : WINDOW_QUIT;
}

void events_look(struct events *events)
{
    if (events->sdl_waits) {
        SDL_PumpEvents();
        events->lost = events->lost || SDL_HasEvent(SDL_QUIT);
    }
}

static enum window_event translate(struct events *events, SDL_Event *event,
                                   struct input *input)
{
    if (event->type == SDL_QUIT) {
        return hear_quit(events);
    }
    if (event->type == SDL_WINDOWEVENT || event->type == SDL_DISPLAYEVENT) {
        return hear_window(events, event);
    }
    skip_to_last_move(event);
    if (!to_input(events, event, input)) {
        return WINDOW_NOTHING;
    }
    if (input->source == INPUT_MOUSE && input->kind <= INPUT_UP &&
        input->kind != INPUT_MOVE) {
        hear_mouse(input->kind == INPUT_DOWN);
    }
    return WINDOW_INPUT;
}

/* Sleeps until another thread wakes us, the X server says something, or the
   time is over. */
static void nap(const struct events *events, int timeout_ms)
{
    struct pollfd waits[2] = {{.fd = events->wake_fd, .events = POLLIN},
                              {.fd = -1, .events = POLLIN}};
    if (events->x11->display != NULL) {
        waits[1].fd = x11_fd(events->x11);
    }
    if (poll(waits, 2, timeout_ms) > 0 && (waits[0].revents & POLLIN) != 0) {
        eventfd_t count;
        (void)eventfd_read(events->wake_fd, &count);
    }
}

/* Milliseconds of a wait that are left, by SDL's clock; the first look begins
   it. */
static int left_of(int64_t timeout_ms, uint64_t began)
{
    int64_t gone = (int64_t)(SDL_GetTicks64() - began);
    if (timeout_ms < 0 || timeout_ms - gone > WAIT_MOST_MS) {
        return WAIT_MOST_MS;
    }
    return gone < timeout_ms ? (int)(timeout_ms - gone) : 0;
}

/* There is something to put right, now or later. */
static bool stirs(const struct x11 *x11)
{
    return x11->stirred || x11->covered;
}

/* What is there. Not by SDL_PollEvent, which now and then says "nothing"
   without a look: nobody would wake us for what Xlib has read already. */
static bool take_event(SDL_Event *event)
{
    if (SDL_PeepEvents(event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) ==
        1) {
        return true;
    }
    SDL_PumpEvents();
    return SDL_PeepEvents(event, 1, SDL_GETEVENT, SDL_FIRSTEVENT,
                          SDL_LASTEVENT) == 1;
}

/* The next event of SDL's queue, waiting at most so long; not beyond the
   moment at which something is to be put right that was not before. */
static bool next_event(struct events *events, SDL_Event *event,
                       int64_t timeout_ms)
{
    uint64_t began = SDL_GetTicks64();
    bool stirred = stirs(events->x11);
    int pause = 1;
    if (events->sdl_waits) {
        return SDL_WaitEventTimeout(event, left_of(timeout_ms, began)) == 1;
    }
    while (!take_event(event)) {
        int left = left_of(timeout_ms, began);
        events->lost = events->x11->lost;
        if (left == 0 || events->lost || atomic_load(&events->woken) ||
            stirs(events->x11) != stirred) {
            return false;
        }
        bool asks = events->x11->display == NULL;
        nap(events, asks && pause < left ? pause : left);
        pause = pause < PAUSE_MOST_MS ? pause + 1 : PAUSE_MOST_MS;
    }
    return true;
}

bool events_next(struct events *events, int64_t timeout_ms,
                 enum window_event *news, struct input *input)
{
    SDL_Event event;
    *news = WINDOW_NOTHING;
    if (!atomic_load(&events->woken) &&
        next_event(events, &event, timeout_ms)) {
        *news = translate(events, &event, input);
        return true;
    }
    if (atomic_exchange(&events->woken, false)) {
        *news = WINDOW_WOKEN;
        return true;
    }
    return false;
}

/* The flag carries the news; what ends the wait may come late, or twice. */
void events_wake(struct events *events)
{
    if (atomic_exchange(&events->woken, true)) {
        return;
    }
    if (events->sdl_waits) {
        SDL_Event event = {.type = events->wake_type};
        (void)SDL_PushEvent(&event);
    } else {
        (void)eventfd_write(events->wake_fd, 1);
    }
}

static void fill_mouse(struct input input, SDL_Event *event)
{
    if (input.kind == INPUT_MOVE) {
        event->type = SDL_MOUSEMOTION;
        event->motion.x = input.x;
        event->motion.y = input.y;
        return;
    }
    bool down = input.kind == INPUT_DOWN;
    event->type = down ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP;
    event->button.button = SDL_BUTTON_LEFT;
    event->button.x = input.x;
    event->button.y = input.y;
}

bool events_play(struct events *events, struct input input)
{
    SDL_Event event = {0};
    if (input.kind >= INPUT_CANCEL) {
        return false; /* no hand on the glass makes one */
    }
    if (input.source == INPUT_FINGER) {
        int width = 1;
        int height = 1;
        SDL_GetWindowSize(events->window, &width, &height);
        fingers_write(&event.tfinger, input, width, height);
    } else {
        fill_mouse(input, &event);
    }
    event.common.timestamp = SDL_GetTicks();
    return SDL_PushEvent(&event) == 1;
}
