/*
 * The monitors of a machine, and which of them is the terminal's. Pure.
 */
#ifndef DISPLAY_MONITORS_H
#define DISPLAY_MONITORS_H

#include <stdbool.h>

#include "base/text.h"
#include "view/scene.h"

enum { MONITORS_MAX = 16, MONITORS_NAME_SIZE = 64 };

struct monitor {
    char name[MONITORS_NAME_SIZE];
    struct box place; /* on the desktop that all of them share, in pixels */
};

/* The first one is where everything goes that does not ask for another. */
struct monitors {
    struct monitor list[MONITORS_MAX];
    int count;
};

/* One that finds no room is left out. */
void monitors_add(struct monitors *monitors, const char *name,
                  struct box place);

/* The wanted one, and *known is true; else the first. NULL: there is none.
   By its number, counted from 1; by its name, in which only letters and digits
   count, and the kernel's HDMI-A-1 is HDMI-1; or by words of its name ("U2415"
   of "Dell U2415"). NULL and "": the first. */
const struct monitor *monitors_choose(const struct monitors *monitors,
                                      const char *wanted, bool *known);

/* Appends all of them, for a person: 1 (HDMI-1), 2 (DP-1). */
void monitors_tell(const struct monitors *monitors, struct text *out);

#endif
