#include "survey/flow.h"

#include <assert.h>

/* One step in the making: the new state, and what is to be kept. */
struct step {
    struct flow flow;
    const struct flow_rules *rules;
    int64_t now_ms;
    struct flow_keeps *keeps;
};

struct flow flow_start(const struct flow_rules *rules, int64_t now_ms)
{
    return (struct flow){
        .screen = SCREEN_QUESTION,
        .language = rules->default_language,
        .changed_ms = now_ms,
        .touched_ms = now_ms,
    };
}

static void keep(struct step *step, enum keep_kind kind, int value)
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

static void show(struct step *step, enum screen screen)
{
    step->flow.screen = screen;
    step->flow.changed_ms = step->now_ms;
}

static void show_question(struct step *step, int question)
{
    show(step, SCREEN_QUESTION);
    step->flow.question = question;
    step->flow.asked_ms = step->now_ms;
}

/* Back to the first question, for whoever comes next. What the disk still
   owes is owed on. */
static void start_again(struct step *step)
{
    int pending = step->flow.pending;
    step->flow = flow_start(step->rules, step->now_ms);
    step->flow.pending = pending;
}

/* After a choice: on to the next question, or to the thanks once everything
   of this visit is on the disk. */
static void move_on(struct step *step)
{
    struct flow *flow = &step->flow;
    if (flow->moving && step->now_ms >= flow->moves_ms) {
        flow->moving = false;
        if (!flow->leaving) {
            show_question(step, flow->question + 1);
        }
    }
    if (flow->leaving && !flow->moving && flow->pending == 0) {
        flow->leaving = false;
        flow->saving = false;
        flow->visiting = false;
        show(step, SCREEN_THANKS);
    }
}

static void choose(struct step *step, enum outcome outcome, int level)
{
    struct flow *flow = &step->flow;
    if (!flow->visiting) {
        keep(step, KEEP_BEGIN, 0);
        flow->visiting = true;
    }
    flow->outcome[flow->question] = outcome;
    flow->level[flow->question] = level;
    keep(step, outcome == OUTCOME_ANSWERED ? KEEP_ANSWER : KEEP_SKIP, level);
    if (flow->question == step->rules->form->question_count - 1) {
        keep(step, KEEP_END, 1);
        flow->leaving = true;
    }
    flow->pending++;
    flow->moving = true;
    flow->moves_ms = step->now_ms;
    if (outcome == OUTCOME_ANSWERED) {
        flow->moves_ms += step->rules->timing.advance_ms;
    }
    move_on(step);
}

static void next_language(struct step *step)
{
    struct flow *flow = &step->flow;
    flow->language = (flow->language + 1) % step->rules->form->language_count;
    flow->changed_ms = step->now_ms;
    if (flow->asked_ms == 0) {
        flow->asked_ms = step->now_ms;
    }
}

static void act_on_question(struct step *step, struct action action)
{
    struct flow *flow = &step->flow;
    switch (action.kind) {
    case ACTION_ANSWER:
        if (action.value >= 1 && action.value <= step->rules->form->levels) {
            choose(step, OUTCOME_ANSWERED, action.value);
        }
        break;
    case ACTION_SKIP: choose(step, OUTCOME_SKIPPED, 0); break;
    case ACTION_BACK:
        if (flow->question > 0) {
            show_question(step, flow->question - 1);
        }
        break;
    case ACTION_LANGUAGE: next_language(step); break;
    case ACTION_NONE:
    case ACTION_CONTINUE: break;
    }
}

static void act(struct step *step, struct action action)
{
    if (!flow_listens(&step->flow, step->rules, step->now_ms)) {
        return;
    }
    if (step->flow.screen == SCREEN_QUESTION) {
        act_on_question(step, action);
    } else if (step->flow.screen == SCREEN_STILL_THERE &&
               action.kind == ACTION_CONTINUE) {
        show(step, SCREEN_QUESTION);
        step->flow.touched_ms = step->now_ms;
    }
}

/* Nobody replied: the visit is kept as partial. A question that was answered
   before the visitor came back to it keeps that answer. */
static void walk_away(struct step *step)
{
    if (step->flow.outcome[step->flow.question] == OUTCOME_NONE) {
        keep(step, KEEP_TIMEOUT, 0);
    }
    keep(step, KEEP_END, 0);
    step->flow.pending++;
    start_again(step);
}

static void tick_question(struct step *step)
{
    struct flow *flow = &step->flow;
    const struct flow_timing *timing = &step->rules->timing;
    if (flow->moving || flow->leaving) {
        move_on(step);
        flow->saving = flow->leaving && !flow->moving &&
                       step->now_ms >= flow->moves_ms + timing->saving_ms;
    } else if (step->now_ms >= flow->touched_ms + timing->idle_ms) {
        if (flow->visiting) {
            show(step, SCREEN_STILL_THERE);
        } else if (!flow_idle(flow)) {
            start_again(step);
        }
    }
}

static void tick(struct step *step)
{
    const struct flow_timing *timing = &step->rules->timing;
    int64_t since_ms = step->now_ms - step->flow.changed_ms;
    switch (step->flow.screen) {
    case SCREEN_QUESTION: tick_question(step); break;
    case SCREEN_THANKS:
        if (since_ms >= timing->thanks_ms) {
            start_again(step);
        }
        break;
    case SCREEN_STILL_THERE:
        if (since_ms >= timing->still_there_ms) {
            walk_away(step);
        }
        break;
    case SCREEN_OUT_OF_ORDER: break;
    }
}

static void confirm(struct step *step)
{
    assert(step->flow.pending > 0);
    step->flow.pending--;
    if (step->flow.screen == SCREEN_QUESTION) {
        move_on(step);
    }
}

struct flow flow_step(struct flow flow, const struct flow_rules *rules,
                      struct flow_event event, int64_t now_ms,
                      struct flow_keeps *keeps)
{
    struct step step = {flow, rules, now_ms, keeps};
    keeps->count = 0;
    switch (event.kind) {
    case FLOW_ACTION: act(&step, event.action); break;
    case FLOW_TOUCH: step.flow.touched_ms = now_ms; break;
    case FLOW_TICK: tick(&step); break;
    case FLOW_KEPT: confirm(&step); break;
    case FLOW_FAILED: show(&step, SCREEN_OUT_OF_ORDER); break;
    }
    return step.flow;
}

bool flow_listens(const struct flow *flow, const struct flow_rules *rules,
                  int64_t now_ms)
{
    return !flow->moving && !flow->leaving &&
           now_ms - flow->changed_ms >= rules->timing.settle_ms;
}

int64_t flow_deadline(const struct flow *flow, const struct flow_rules *rules)
{
    const struct flow_timing *timing = &rules->timing;
    switch (flow->screen) {
    case SCREEN_QUESTION:
        if (flow->moving) {
            return flow->moves_ms;
        }
        if (flow->leaving) {
            return flow->saving ? FLOW_NEVER
                                : flow->moves_ms + timing->saving_ms;
        }
        return flow_idle(flow) ? FLOW_NEVER
                               : flow->touched_ms + timing->idle_ms;
    case SCREEN_THANKS: return flow->changed_ms + timing->thanks_ms;
    case SCREEN_STILL_THERE: return flow->changed_ms + timing->still_there_ms;
    case SCREEN_OUT_OF_ORDER: return FLOW_NEVER;
    }
    return FLOW_NEVER;
}

bool flow_idle(const struct flow *flow)
{
    return flow->screen == SCREEN_QUESTION && !flow->visiting &&
           flow->asked_ms == 0;
}
