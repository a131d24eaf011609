/* The pages of the panel, one function each. Used inside view only. */
#ifndef VIEW_PAGES_H
#define VIEW_PAGES_H

#include "view/staff.h"

void page_today(struct layout *layout, struct box room);
void page_questions(struct layout *layout, struct box room);
void page_days(struct layout *layout, struct box room);
void page_hours(struct layout *layout, struct box room);
void page_seal(struct layout *layout, struct box room);

#endif
