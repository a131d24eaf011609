#include "kiosk/touch_watch.h"

void touch_watch_look(struct touch_watch *watch)
{
    watch->devices = touch_find(watch->folder);
    /* One that the kernel knows by now is seen to go, too. */
    watch->came = watch->came && watch->devices.touch == TOUCH_MISSING &&
                  watch->devices.count >= watch->count;
}

void touch_watch_feel(struct touch_watch *watch)
{
    if (watch->devices.touch == TOUCH_MISSING) {
        watch->came = true;
        watch->count = watch->devices.count;
    }
}

enum touch touch_watch_says(const struct touch_watch *watch)
{
    return watch->came ? TOUCH_FOUND : watch->devices.touch;
}

enum touch touch_watch_tells(const struct touch_watch *watch, bool stuck)
{
    return stuck ? TOUCH_STUCK : touch_watch_says(watch);
}
