/* What staff see, with the longest that there may be of everything. */
#ifndef TESTS_VIEW_WITH_PANEL_H
#define TESTS_VIEW_WITH_PANEL_H

#include "with_view.h"

enum { WITH_TODAY = 20780 }; /* 2026-11-23, a Monday */

/* So many questions of five levels, thirty days, all hours of the day used,
   every light in trouble, four places to copy to. */
void with_panel(struct panel *panel, int questions);

#endif
