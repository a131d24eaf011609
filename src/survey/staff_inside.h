/*
 * The inside of staff.h: one step in the making, and its moves. staff_act.c
 * is what a press does, with staff_clock.c for the clock, staff_step.c above it
 * what time and others bring, and staff_move.c below is what all of them do.
 */
#ifndef SURVEY_STAFF_INSIDE_H
#define SURVEY_STAFF_INSIDE_H

#include "survey/staff.h"

struct staff_move {
    struct staff *staff;
    const struct staff_rules *rules;
    int64_t now_ms;
    struct staff_wants *wants;
};

void staff_show(struct staff_move *move, enum screen screen);

/* To the panel, with new figures. */
void staff_show_panel(struct staff_move *move);

/* Back to the visitors; what was typed and chosen is forgotten. */
void staff_leave(struct staff_move *move);

/* An item of the page of the clock was pressed (staff_clock.c), or of any
   screen of staff. */
void staff_act_on_clock(struct staff_move *move, struct action action);
void staff_act(struct staff_move *move, struct action action);

#endif
