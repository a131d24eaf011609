/*
 * The inside of flow.h: one step in the making, and its moves. flow_act.c is
 * what a press does, and flow_step.c above it what time and the disk do.
 */
#ifndef SURVEY_FLOW_INSIDE_H
#define SURVEY_FLOW_INSIDE_H

#include "survey/flow.h"

/* The new state, and what is to be kept. */
struct step {
    struct flow flow;
    const struct flow_rules *rules;
    int64_t now_ms;
    struct flow_keeps *keeps;
};

/* Hands over one thing of the question at hand. */
void flow_keep(struct step *step, enum keep_kind kind, int value);

/* And every reason that was chosen for it. */
void flow_keep_reasons(struct step *step);

void flow_show(struct step *step, enum screen screen);
void flow_show_question(struct step *step, int question);

/* True when the answer that was given to the question is to be asked about. */
bool flow_asks_why(const struct step *step);

/* After a choice: on to its reasons or to the next question, or to the thanks
   once everything of this visit is on the disk. */
void flow_move_on(struct step *step);

/* Hands over the end of a visit that is broken off: as partial, unless only
   reasons were left open. A question that was answered before the visitor came
   back to it keeps that answer, and reasons that were chosen were meant. */
void flow_break_off(struct step *step);

/* A press, when the flow listens. */
void flow_act(struct step *step, struct action action);

#endif
