#include "survey/flow_inside.h"

static bool last_question(const struct step *step)
{
    return step->flow.question == step->rules->sheet->count - 1;
}

static void choose(struct step *step, enum outcome outcome, int level)
{
    static const enum keep_kind kept[] = {[OUTCOME_ANSWERED] = KEEP_ANSWER,
                                          [OUTCOME_SKIPPED] = KEEP_SKIP,
                                          [OUTCOME_NA] = KEEP_NA};
    struct flow *flow = &step->flow;
    if (!flow->visiting) {
        flow_keep(step, KEEP_BEGIN, 0);
        flow->visiting = true;
    }
    flow->outcome[flow->question] = outcome;
    flow->level[flow->question] = level;
    flow->speaking = false;
    flow_keep(step, kept[outcome], level);
    bool why = flow_asks_why(step);
    if (!why) {
        flow->reasons[flow->question] = 0;
    }
    if (!why && last_question(step)) {
        flow_keep(step, KEEP_END, 1);
        flow->leaving = true;
    }
    flow->pending++;
    flow->moving = true;
    flow->moves_ms = step->now_ms;
    if (outcome == OUTCOME_ANSWERED) {
        flow->moves_ms += step->rules->timing.advance_ms;
    }
    flow_move_on(step);
}

/* The same screen in another guise; and whoever asked for that is there. */
static void show_otherwise(struct step *step)
{
    flow_show(step, step->flow.screen);
    if (step->flow.asked_ms == 0) {
        step->flow.asked_ms = step->now_ms;
    }
}

/* What can be pressed wherever something is asked. */
static void act_anywhere(struct step *step, enum action_kind kind)
{
    struct flow *flow = &step->flow;
    int languages = step->rules->sheet->asked[0].form->language_count;
    if (kind == ACTION_LANGUAGE) {
        flow->language = (flow->language + 1) % languages;
        show_otherwise(step);
    } else if (kind == ACTION_LOW_REACH) {
        flow->low_reach = !flow->low_reach;
        show_otherwise(step);
    }
}

/* What goes on and off by a press, pressed twice by a hand that trembles. */
static bool doubled(struct step *step, struct action action)
{
    struct flow *flow = &step->flow;
    bool again =
        action_same(flow->toggled, action) &&
        step->now_ms - flow->toggled_ms < step->rules->timing.settle_ms;
    flow->toggled = action;
    flow->toggled_ms = step->now_ms;
    return again;
}

static void act_on_question(struct step *step, struct action action)
{
    struct flow *flow = &step->flow;
    switch (action.kind) {
    case ACTION_ANSWER:
        if (action.value >= 1 &&
            action.value <= sheet_levels(step->rules->sheet, flow->question)) {
            choose(step, OUTCOME_ANSWERED, action.value);
        }
        break;
    case ACTION_SKIP: choose(step, OUTCOME_SKIPPED, 0); break;
    case ACTION_NA:
        if (sheet_question(step->rules->sheet, flow->question)->na[0] != NULL) {
            choose(step, OUTCOME_NA, 0);
        }
        break;
    case ACTION_BACK:
        if (flow->question > 0) {
            flow_show_question(step, flow->question - 1);
        }
        break;
    case ACTION_SPEAK:
        if (!doubled(step, action)) {
            flow->heard = !flow->speaking;
            flow->speaking = flow->heard;
            flow->part = 0;
        }
        break;
    case ACTION_LANGUAGE:
    case ACTION_LOW_REACH: act_anywhere(step, action.kind); break;
    default: break;
    }
}

/* The reasons are done with, or passed over. */
static void leave_reasons(struct step *step)
{
    struct flow *flow = &step->flow;
    flow_keep_reasons(step);
    if (last_question(step)) {
        flow_keep(step, KEEP_END, 1);
        flow->leaving = true;
        flow->moves_ms = step->now_ms;
    }
    flow->pending += step->keeps->count > 0;
    if (flow->leaving) {
        flow_move_on(step);
    } else {
        flow_show_question(step, flow->question + 1);
    }
}

static void act_on_reasons(struct step *step, struct action action)
{
    struct flow *flow = &step->flow;
    int count =
        sheet_question(step->rules->sheet, flow->question)->reason_count;
    switch (action.kind) {
    case ACTION_REASON:
        if (action.value >= 0 && action.value < count &&
            !doubled(step, action)) {
            flow->reasons[flow->question] ^= 1u << action.value;
        }
        break;
    case ACTION_SKIP:
        flow->reasons[flow->question] = 0;
        leave_reasons(step);
        break;
    case ACTION_DONE: leave_reasons(step); break;
    case ACTION_BACK: flow_show_question(step, flow->question); break;
    case ACTION_LANGUAGE:
    case ACTION_LOW_REACH: act_anywhere(step, action.kind); break;
    default: break;
    }
}

static void act_on_still_there(struct step *step, struct action action)
{
    struct flow *flow = &step->flow;
    if (action.kind == ACTION_CONTINUE) {
        flow_show(step, flow->left);
        flow->touched_ms = step->now_ms;
    } else if (action.kind == ACTION_FINISH) {
        flow_break_off(step);
        flow->leaving = true;
        flow->moves_ms = step->now_ms;
    }
}

void flow_act(struct step *step, struct action action)
{
    if (!flow_listens(&step->flow, step->rules, step->now_ms)) {
        return;
    }
    step->flow.dim = false;
    switch (step->flow.screen) {
    case SCREEN_QUESTION: act_on_question(step, action); break;
    case SCREEN_REASONS: act_on_reasons(step, action); break;
    case SCREEN_STILL_THERE: act_on_still_there(step, action); break;
    default: break;
    }
}
