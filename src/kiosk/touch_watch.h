/*
 * Whether a touch screen is there: what the kernel tells (base/touch.h), and
 * what came. A finger or a mouse that was felt is one, whatever the kernel
 * calls the device; until there are fewer devices than there were then.
 */
#ifndef KIOSK_TOUCH_WATCH_H
#define KIOSK_TOUCH_WATCH_H

#include <stdbool.h>

#include "base/touch.h"

/* Zeroed at the start, but for the folder. */
struct touch_watch {
    const char *folder; /* NULL: nobody looks, and nothing is known */
    struct touch_devices devices;
    bool came; /* something was felt that the kernel does not tell of, */
    int count; /* among so many devices */
};

void touch_watch_look(struct touch_watch *watch);

/* Something was felt. */
void touch_watch_feel(struct touch_watch *watch);

enum touch touch_watch_says(const struct touch_watch *watch);

/* The same of one on which something lies (press_stuck). */
enum touch touch_watch_tells(const struct touch_watch *watch, bool stuck);

#endif
