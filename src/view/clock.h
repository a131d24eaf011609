/* The clock in doubt: what the terminal takes for now, and the key by which
   staff say that it is right. Used inside view only. */
#ifndef VIEW_CLOCK_H
#define VIEW_CLOCK_H

#include "view/staff.h"

void clock_add(struct layout *layout, struct box room);

#endif
