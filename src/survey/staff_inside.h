/*
 * The inside of staff.h: one step in the making, and its moves. staff_act.c
 * is what a press does, and staff_step.c above it what time and others bring.
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

/* Back to the visitors; what was typed and chosen is forgotten. */
void staff_leave(struct staff_move *move);

/* An item of the screen of staff was pressed. */
void staff_act(struct staff_move *move, struct action action);

#endif
