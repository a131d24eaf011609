/*
 * A calendar of days that can be chosen: weeks as rows, as many as find room,
 * and the keys to turn it. Used inside view only.
 */
#ifndef VIEW_CALENDAR_H
#define VIEW_CALENDAR_H

#include "view/staff.h"

void calendar_add(struct layout *layout, struct box room);

/* The least height of one that shows so many weeks, and the least width. */
int calendar_height(const struct layout *layout, int weeks);
int calendar_width(const struct layout *layout);

enum { CALENDAR_WEEKS = 4 }; /* at the most */

#endif
