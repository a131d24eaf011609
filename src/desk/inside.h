/* The inside of desk.h: do.c does requests of one turn, figures.c the figures,
   files.c makes the files of days, a day a turn, report.c the report beside
   them; box.c is what is asked and its replies. set_up.c is what the installer
   sets, while no desk is open. */
#ifndef DESK_INSIDE_H
#define DESK_INSIDE_H

#include "desk/desk.h"

/* Begins to look for the files that are asked for. */
void desk_gather(struct desk *desk, const struct desk_ask *ask);

/* Away with what was handed out: today's file says who came since it was made
   before. */
void desk_sweep(const struct desk *desk);

/* Ends that, of this number; also when it has yet to begin. */
void desk_drop(struct desk *desk, unsigned number);

#endif
