/*
 * Where the graphics card's sockets lead, as the kernel tells in sysfs: the
 * only word about the cable and the monitor that does not come from those who
 * draw.
 */
#ifndef DISPLAY_CONNECTORS_H
#define DISPLAY_CONNECTORS_H

#include <stdbool.h>

#define CONNECTORS_FOLDER "/sys/class/drm"

/* False when monitors are plugged in and every one of them is switched off,
   by its mode or by its power saving. True where nothing is plugged in, or
   the kernel tells nothing. */
bool connectors_lit(const char *folder);

#endif
