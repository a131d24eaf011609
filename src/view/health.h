/* How the terminal is, in words beside a light. Used inside view only. */
#ifndef VIEW_HEALTH_H
#define VIEW_HEALTH_H

#include "view/staff.h"

/* All of it in one line: the worst first, and how much more there is. */
void health_line(struct layout *layout, struct box box);

/* Every light with its words, one below the other. */
void health_list(struct layout *layout, struct box room);

#endif
