/*
 * Whether a touch screen is plugged in, as the kernel tells in sysfs: so it is
 * known before anybody has touched anything, and also when nobody can.
 */
#ifndef BASE_TOUCH_H
#define BASE_TOUCH_H

enum touch {
    TOUCH_UNKNOWN, /* nobody looks, or the kernel tells nothing */
    TOUCH_MISSING,
    TOUCH_FOUND,
    TOUCH_STUCK, /* found, and something lies on it; no device tells it */
};

struct touch_devices {
    enum touch touch;
    int count; /* of what anything can be entered by: keyboards too */
};

/* The folder to look into, which the unit of a terminal names in
   BONLUON_INPUT: "/sys/class/input". NULL where nobody named one: on a desktop
   a mouse does. */
const char *touch_folder(void);

/* Looks at every event device of such a folder. Of a folder that cannot be
   read, or NULL, nothing is known. */
struct touch_devices touch_find(const char *folder);

#endif
