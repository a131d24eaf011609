/*
 * X11 and Wayland wait in the kernel. The other drivers of SDL (KMSDRM on a
 * bare console, and those without a screen) would wake each millisecond: for
 * them the pause between two looks grows to ten, which no finger notices.
 */
#include "display/events.h"

#include <SDL.h>
#include <string.h>

#include "base/log.h"

enum {
    PAUSE_MOST_MS = 10,
    WAIT_MOST_MS = 24 * 60 * 60 * 1000, /* fits SDL's int; then wait again */
};

/* Everything else never enters the queue, and so wakes nobody. */
static int is_wanted(void *context, SDL_Event *event)
{
    (void)context;
    switch (event->type) {
    case SDL_QUIT:
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEMOTION: return 1;
    case SDL_WINDOWEVENT:
        return event->window.event == SDL_WINDOWEVENT_EXPOSED ||
               event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED;
    default: return event->type >= SDL_USEREVENT;
    }
}

/* A mouse that only hovers shall not wake us; fingers do not hover. */
static void hear_mouse(bool down)
{
    SDL_EventState(SDL_MOUSEMOTION, down ? SDL_ENABLE : SDL_IGNORE);
}

bool events_open(struct events *events, SDL_Window *window)
{
    events->window = window;
    atomic_init(&events->woken, false);
    events->wake_type = SDL_RegisterEvents(1);
    if (events->wake_type == (uint32_t)-1) {
        return false;
    }
    const char *driver = SDL_GetCurrentVideoDriver();
    events->sleeps = driver != NULL && (strcmp(driver, "x11") == 0 ||
                                        strcmp(driver, "wayland") == 0);
    SDL_StopTextInput();
    SDL_SetEventFilter(is_wanted, NULL);
    hear_mouse(false);
    return true;
}

static enum input_kind kind_of(uint32_t type)
{
    switch (type) {
    case SDL_FINGERDOWN:
    case SDL_MOUSEBUTTONDOWN: return INPUT_DOWN;
    case SDL_FINGERUP:
    case SDL_MOUSEBUTTONUP: return INPUT_UP;
    default: return INPUT_MOVE;
    }
}

/* A finger comes as a part of the picture's width and height, 0 to 1. */
static int to_pixel(float part, int size)
{
    int pixel = (int)(part * (float)size);
    return pixel < 0 ? 0 : pixel >= size ? size - 1 : pixel;
}

static struct input from_finger(const struct events *events,
                                const SDL_TouchFingerEvent *event)
{
    int width = 1;
    int height = 1;
    SDL_GetWindowSize(events->window, &width, &height);
    return (struct input){.kind = kind_of(event->type),
                          .source = INPUT_FINGER,
                          .finger = event->fingerId,
                          .x = to_pixel(event->x, width),
                          .y = to_pixel(event->y, height)};
}

/* False for an event that is no input, or one of another button. */
static bool to_input(const struct events *events, const SDL_Event *event,
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

static enum window_event translate(struct events *events, SDL_Event *event,
                                   struct input *input)
{
    if (event->type == SDL_QUIT) {
        return WINDOW_QUIT;
    }
    if (event->type == SDL_WINDOWEVENT) {
        if (event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
            return WINDOW_RESIZED;
        }
        events->exposed = true;
        return WINDOW_NOTHING;
    }
    skip_to_last_move(event);
    if (!to_input(events, event, input)) {
        return WINDOW_NOTHING;
    }
    if (input->source == INPUT_MOUSE && input->kind != INPUT_MOVE) {
        hear_mouse(input->kind == INPUT_DOWN);
    }
    return WINDOW_INPUT;
}

/* The next event of SDL's queue, waiting at most so long. */
static bool next_event(const struct events *events, SDL_Event *event,
                       int64_t timeout_ms)
{
    bool for_ever = timeout_ms < 0;
    int64_t left =
        for_ever || timeout_ms > WAIT_MOST_MS ? WAIT_MOST_MS : timeout_ms;
    if (events->sleeps) {
        return SDL_WaitEventTimeout(event, for_ever ? -1 : (int)left) == 1;
    }
    /* By the clock: on a busy machine a pause takes as long as it likes. */
    int64_t end = (int64_t)SDL_GetTicks64() + left;
    int64_t pause = 1;
    while (SDL_PollEvent(event) == 0) {
        left = end - (int64_t)SDL_GetTicks64();
        if (left <= 0) {
            return false;
        }
        SDL_Delay((uint32_t)(pause > left ? left : pause));
        pause = pause < PAUSE_MOST_MS ? pause + 1 : PAUSE_MOST_MS;
    }
    return true;
}

bool events_next(struct events *events, int64_t timeout_ms,
                 enum window_event *news, struct input *input)
{
    SDL_Event event;
    *news = WINDOW_NOTHING;
    if (atomic_exchange(&events->woken, false)) {
        *news = WINDOW_WOKEN;
        return true;
    }
    if (!next_event(events, &event, timeout_ms)) {
        return false;
    }
    *news = translate(events, &event, input);
    return true;
}

/* The flag carries the news and the event only ends the wait: so a thread that
   wakes a thousand times fills no queue, and nothing is lost if it is full. */
void events_wake(struct events *events)
{
    if (!atomic_exchange(&events->woken, true)) {
        SDL_Event event = {.type = events->wake_type};
        (void)SDL_PushEvent(&event);
    }
}

static void fill_finger(const struct events *events, struct input input,
                        SDL_Event *event)
{
    int width = 1;
    int height = 1;
    SDL_GetWindowSize(events->window, &width, &height);
    event->type = input.kind == INPUT_DOWN ? SDL_FINGERDOWN
                  : input.kind == INPUT_UP ? SDL_FINGERUP
                                           : SDL_FINGERMOTION;
    event->tfinger.fingerId = input.finger;
    event->tfinger.x = ((float)input.x + 0.5f) / (float)width;
    event->tfinger.y = ((float)input.y + 0.5f) / (float)height;
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
    if (input.kind == INPUT_CANCEL) {
        return false; /* no hand makes one */
    }
    if (input.source == INPUT_FINGER) {
        fill_finger(events, input, &event);
    } else {
        fill_mouse(input, &event);
    }
    event.common.timestamp = SDL_GetTicks();
    return SDL_PushEvent(&event) == 1;
}
