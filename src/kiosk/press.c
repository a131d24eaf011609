#include "kiosk/press.h"

static bool owner(const struct press *press, const struct input *input)
{
    return press->down && press->source == input->source &&
           press->finger == input->finger;
}

/* Of the same touch, by the other way: before it lifted, or after. */
static bool echo(const struct press *press, const struct input *input,
                 int64_t now_ms)
{
    int64_t since_ms = press->down ? press->down_ms : press->lifted_ms;
    return (press->down || press->lifted) && press->source != input->source &&
           now_ms - since_ms < PRESS_TWIN_MS;
}

/* Somebody is about to do something with the finger that is down. */
static bool taken(const struct press *press, int64_t now_ms)
{
    return press->down && press->armed.kind != ACTION_NONE &&
           now_ms - press->down_ms < PRESS_STUCK_MS;
}

/* The contact of a finger, or the place for a new one. */
static struct press_contact *contact_of(struct press *press, int64_t finger)
{
    struct press_contact *best = &press->contacts[0];
    for (int i = 0; i < PRESS_CONTACTS; i++) {
        struct press_contact *contact = &press->contacts[i];
        if (contact->down && contact->finger == finger) {
            return contact;
        }
        if (best->down &&
            (!contact->down || contact->down_ms < best->down_ms)) {
            best = contact;
        }
    }
    return best;
}

/* What lies on the glass, whether or not it is listened to. */
static void keep_count(struct press *press, const struct input *input,
                       int64_t now_ms)
{
    if (input->source != INPUT_FINGER || input->kind == INPUT_MOVE) {
        return;
    }
    struct press_contact *contact = contact_of(press, input->finger);
    if (input->kind == INPUT_DOWN) {
        *contact = (struct press_contact){true, input->finger, now_ms};
    } else if (contact->finger == input->finger) {
        contact->down = false;
    }
}

/* A hand that lies there since before is none. */
static bool slapped(const struct press *press, int64_t now_ms)
{
    int fingers = 0;
    for (int i = 0; i < PRESS_CONTACTS; i++) {
        const struct press_contact *contact = &press->contacts[i];
        fingers += contact->down && now_ms - contact->down_ms <= PRESS_SLAP_MS;
    }
    return fingers >= PRESS_SLAP;
}

static void let_go(struct press *press, int64_t now_ms)
{
    press->down = false;
    press->lifted = true;
    press->lifted_ms = now_ms;
}

static bool come_down(struct press *press, const struct input *input,
                      int64_t now_ms)
{
    if (input->source == INPUT_FINGER && slapped(press, now_ms)) {
        press->source = INPUT_FINGER;
        press_disarm(press);
        let_go(press, now_ms);
        return false;
    }
    if (taken(press, now_ms) || echo(press, input, now_ms)) {
        return false;
    }
    press_disarm(press);
    press->down = true;
    press->lifted = false;
    press->source = input->source;
    press->finger = input->finger;
    press->down_ms = now_ms;
    return true;
}

bool press_accepts(struct press *press, const struct input *input,
                   int64_t now_ms)
{
    keep_count(press, input, now_ms);
    if (input->kind == INPUT_DOWN) {
        return come_down(press, input, now_ms);
    }
    if (!owner(press, input)) {
        return false;
    }
    if (input->kind != INPUT_MOVE) {
        let_go(press, now_ms);
    }
    return true;
}

int64_t press_stuck_next(const struct press *press, int64_t now_ms)
{
    int64_t next = INT64_MAX;
    for (int i = 0; i < PRESS_CONTACTS; i++) {
        const struct press_contact *contact = &press->contacts[i];
        int64_t told_ms = contact->down_ms + PRESS_TOLD_MS;
        if (contact->down && told_ms > now_ms && told_ms < next) {
            next = told_ms;
        }
    }
    return next;
}

bool press_stuck(const struct press *press, int64_t now_ms)
{
    bool stuck = false;
    for (int i = 0; i < PRESS_CONTACTS; i++) {
        const struct press_contact *contact = &press->contacts[i];
        stuck = stuck ||
                (contact->down && now_ms - contact->down_ms >= PRESS_TOLD_MS);
    }
    return stuck;
}

void press_disarm(struct press *press)
{
    press->armed = (struct action){ACTION_NONE, 0};
    press->inside = press->armed;
}
