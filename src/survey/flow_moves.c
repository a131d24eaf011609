/* The moves of the flow, which a press and the time both make. */
#include <assert.h>

#include "survey/flow_inside.h"

void flow_keep(struct step *step, enum keep_kind kind, int value)
{
    const struct flow *flow = &step->flow;
    assert(step->keeps->count < FLOW_KEEPS_MAX);
    bool known = flow->asked_ms > 0 && step->now_ms > flow->asked_ms;
    step->keeps->keeps[step->keeps->count++] = (struct keep){
        .kind = kind,
        .question = flow->question,
        .value = value,
        .language = flow->language,
        .elapsed_ms = known ? step->now_ms - flow->asked_ms : 0,
    };
}

void flow_keep_reasons(struct step *step)
{
    const struct flow *flow = &step->flow;
    for (int i = 0; i < FORM_REASONS_MAX; i++) {
        if (flow->reasons[flow->question] & 1u << i) {
            flow_keep(step, KEEP_REASON, i);
        }
    }
}

void flow_show(struct step *step, enum screen screen)
{
    step->flow.screen = screen;
    step->flow.changed_ms = step->now_ms;
    step->flow.speaking = step->flow.heard;
    step->flow.part = 0;
}

void flow_show_question(struct step *step, int question)
{
    flow_show(step, SCREEN_QUESTION);
    step->flow.question = question;
    step->flow.asked_ms = step->now_ms;
}

bool flow_asks_why(const struct step *step)
{
    const struct flow *flow = &step->flow;
    return step->rules->reasons &&
           flow->outcome[flow->question] == OUTCOME_ANSWERED &&
           sheet_asks_why(step->rules->sheet, flow->question,
                          flow->level[flow->question]);
}

void flow_move_on(struct step *step)
{
    struct flow *flow = &step->flow;
    if (flow->moving && step->now_ms >= flow->moves_ms) {
        flow->moving = false;
        if (flow_asks_why(step)) {
            flow_show(step, SCREEN_REASONS);
        } else if (!flow->leaving) {
            flow_show_question(step, flow->question + 1);
        }
    }
    if (flow->leaving && !flow->moving && flow->pending == 0) {
        flow->leaving = false;
        flow->saving = false;
        flow->visiting = false;
        flow_show(step, SCREEN_THANKS);
    }
}

/* The last question has an outcome only when all before it have one. */
static bool gone_through(const struct step *step)
{
    return step->flow.outcome[step->rules->sheet->count - 1] != OUTCOME_NONE;
}

void flow_break_off(struct step *step)
{
    if (step->flow.outcome[step->flow.question] == OUTCOME_NONE) {
        flow_keep(step, KEEP_TIMEOUT, 0);
    }
    /* Also those that were kept before: the last answer has cleared them. */
    if (flow_asks_why(step)) {
        flow_keep_reasons(step);
    }
    flow_keep(step, KEEP_END, gone_through(step));
    step->flow.pending++;
}

bool flow_listens(const struct flow *flow, const struct flow_rules *rules,
                  int64_t now_ms)
{
    return !flow->moving && !flow->leaving &&
           now_ms - flow->changed_ms >= rules->timing.settle_ms;
}
