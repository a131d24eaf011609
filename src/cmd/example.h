/*
 * Figures and a state of health that are made up: for pictures of the
 * screens of staff, and to see whether all of it finds room.
 */
#ifndef CMD_EXAMPLE_H
#define CMD_EXAMPLE_H

#include "view/panel.h"

/* Of an office with these questions, on Monday 23 November 2026. */
struct panel example_panel(const struct sheet *sheet);

#endif
