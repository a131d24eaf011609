#include "display/fingers.h"

#include <SDL.h>

static int to_pixel(float part, int size)
{
    int pixel = (int)(part * (float)size);
    return pixel < 0 ? 0 : pixel >= size ? size - 1 : pixel;
}

/*
 * The kernel tells a place only when it changes. A touch screen that is touched
 * where it was touched last before the program started is told to be nowhere,
 * which SDL makes 0,0: the corner of staff. Such a finger comes down where it
 * is first known to be.
 */
static void place_unplaced(struct fingers *fingers, bool known,
                           struct input *input)
{
    bool this_one =
        fingers->unplaced && fingers->unplaced_finger == input->finger;
    if (input->kind == INPUT_DOWN) {
        if (!known) {
            fingers->unplaced = true;
            fingers->unplaced_finger = input->finger;
        } else if (this_one) {
            fingers->unplaced = false;
        }
        this_one = !known;
    }
    if (!this_one) {
        return;
    }
    if (input->kind == INPUT_MOVE && known) {
        input->kind = INPUT_DOWN;
        fingers->unplaced = false;
        return;
    }
    fingers->unplaced = input->kind != INPUT_UP;
    input->x = INPUT_NOWHERE;
    input->y = INPUT_NOWHERE;
}

static enum input_kind kind_of(uint32_t type)
{
    switch (type) {
    case SDL_FINGERDOWN: return INPUT_DOWN;
    case SDL_FINGERUP: return INPUT_UP;
    default: return INPUT_MOVE;
    }
}

struct input fingers_read(struct fingers *fingers,
                          const SDL_TouchFingerEvent *event, int width,
                          int height)
{
    struct input input = {.kind = kind_of(event->type),
                          .source = INPUT_FINGER,
                          .finger = event->fingerId,
                          .x = to_pixel(event->x, width),
                          .y = to_pixel(event->y, height)};
    /* To come down it is enough that one of the two is told, since nothing but
       the corner lies on the edges; to move there, both must be. */
    bool known = input.kind == INPUT_DOWN ? event->x > 0 || event->y > 0
                                          : event->x > 0 && event->y > 0;
    place_unplaced(fingers, known, &input);
    return input;
}

void fingers_write(SDL_TouchFingerEvent *event, struct input input, int width,
                   int height)
{
    event->type = input.kind == INPUT_DOWN ? SDL_FINGERDOWN
                  : input.kind == INPUT_UP ? SDL_FINGERUP
                                           : SDL_FINGERMOTION;
    event->fingerId = input.finger;
    event->x = ((float)input.x + 0.5f) / (float)width;
    event->y = ((float)input.y + 0.5f) / (float)height;
}
