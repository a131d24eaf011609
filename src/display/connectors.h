/*
 * Where the graphics card's sockets lead, as the kernel tells in sysfs: the
 * only word about the cable and the monitor that does not come from those who
 * draw.
 */
#ifndef DISPLAY_CONNECTORS_H
#define DISPLAY_CONNECTORS_H

#include <stdbool.h>

#include "display/edid.h"

#define CONNECTORS_FOLDER "/sys/class/drm"

/* False when monitors are plugged in and every one of them is switched off,
   by its mode or by its power saving. True where nothing is plugged in, or
   the kernel tells nothing. */
bool connectors_lit(const char *folder);

/* False when monitors are switched on and none of them lists a picture of so
   many pixels, either way up, among those that it can show. True where none is
   on, or the kernel tells nothing. */
bool connectors_list(const char *folder, int width, int height);

/* The size of the one monitor that is plugged in and switched on, as it says
   itself (display/edid.h). False when it says none, and when there are several:
   which of them we are on the kernel does not know. */
bool connectors_size(const char *folder, struct edid_size *size);

#endif
