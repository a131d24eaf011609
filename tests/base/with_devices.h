/* A made-up /sys/class/input: devices are plugged in and pulled. */
#ifndef TESTS_BASE_WITH_DEVICES_H
#define TESTS_BASE_WITH_DEVICES_H

enum device {
    DEVICE_KEYBOARD,
    DEVICE_MOUSE,
    DEVICE_TOUCH,     /* many fingers, before the picture */
    DEVICE_OLD_TOUCH, /* one finger, and no property tells of it */
    DEVICE_TOUCHPAD,  /* of a notebook */
    DEVICE_PEN,       /* on a tablet that has a picture */
    DEVICE_POINTER,   /* of an emulated machine: positions and a mouse's key */
    DEVICE_TILT,      /* tells which way up a tablet is held */
};

/* `name` is "event0" and the like. The folder is made when it is not there. */
void devices_plug(const char *folder, const char *name, enum device device);
void devices_pull(const char *folder, const char *name);

#endif
