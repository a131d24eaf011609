#include "survey/flow.h"

#include <assert.h>

#include "survey/flow_inside.h"

struct flow flow_start(const struct flow_rules *rules, int64_t now_ms)
{
    return (struct flow){
        .screen = SCREEN_QUESTION,
        .language = rules->default_language,
        .low_reach = rules->low_reach,
        .changed_ms = now_ms,
        .touched_ms = now_ms,
    };
}

/* Back to the first question, for whoever comes next. What the disk still
   owes is owed on. */
static void start_again(struct step *step)
{
    struct flow before = step->flow;
    step->flow = flow_start(step->rules, step->now_ms);
    step->flow.pending = before.pending;
    step->flow.closed = before.closed;
}

/* Nobody replied. */
static void walk_away(struct step *step)
{
    flow_break_off(step);
    start_again(step);
}

static int64_t waits_until(const struct flow *flow,
                           const struct flow_timing *timing)
{
    return flow->changed_ms + timing->still_there_ms;
}

static void count_down(struct step *step)
{
    const struct flow_timing *timing = &step->rules->timing;
    struct flow *flow = &step->flow;
    flow->wait = (struct countdown){
        countdown_left_s(waits_until(flow, timing), step->now_ms),
        countdown_left_s(timing->still_there_ms, 0)};
}

/* Nobody has been there for long. */
static void rest(struct step *step)
{
    if (step->flow.closed) {
        flow_show(step, SCREEN_ASLEEP);
    } else {
        step->flow.dim = true;
    }
}

/* A choice was made, or the last: it stays in view, then the disk is waited
   for. */
static void tick_leaving(struct step *step)
{
    struct flow *flow = &step->flow;
    flow_move_on(step);
    flow->saving =
        flow->leaving && !flow->moving &&
        step->now_ms >= flow->moves_ms + step->rules->timing.saving_ms;
}

static void tick_still_there(struct step *step)
{
    const struct flow *flow = &step->flow;
    if (flow->leaving) {
        tick_leaving(step);
    } else if (step->now_ms >= waits_until(flow, &step->rules->timing)) {
        walk_away(step);
    } else {
        count_down(step);
    }
}

/* On with what can be read on this screen; whoever listened has been there
   until its end. */
static void read_on(struct step *step)
{
    const struct sheet *sheet = step->rules->sheet;
    struct flow *flow = &step->flow;
    int last = flow->screen == SCREEN_QUESTION
                   ? sheet_levels(sheet, flow->question)
               : flow->screen == SCREEN_REASONS
                   ? sheet_question(sheet, flow->question)->reason_count
                   : 0;
    if (flow->speaking) {
        flow->touched_ms = step->now_ms;
        flow->speaking = flow->part++ < flow_told_before(flow) + last;
    }
}

/* When a visitor has left who gives no sign. One who listens gives none, for as
   long as a recording may take: a sound device may never come to its end. */
static int64_t leaves_at(const struct flow *flow,
                         const struct flow_timing *timing)
{
    return flow->touched_ms + timing->idle_ms +
           (flow->speaking ? FLOW_SPEAKS_MS : 0);
}

/* Nobody is there for whom the next question would be read. */
static void rest_heard(struct step *step)
{
    struct flow *flow = &step->flow;
    const struct flow_timing *timing = &step->rules->timing;
    if (!flow->speaking && step->now_ms >= leaves_at(flow, timing)) {
        flow->heard = false;
    }
    if (step->now_ms >= flow->touched_ms + timing->dim_ms) {
        rest(step);
    }
}

/* Time passes on a question, or on its reasons. */
static void tick_asking(struct step *step)
{
    struct flow *flow = &step->flow;
    const struct flow_timing *timing = &step->rules->timing;
    if (flow->moving || flow->leaving) {
        tick_leaving(step);
    } else if (flow_idle(flow)) {
        rest_heard(step);
    } else if (step->now_ms >= leaves_at(flow, timing)) {
        if (flow->visiting) {
            flow->left = flow->screen;
            flow_show(step, SCREEN_STILL_THERE);
            count_down(step);
        } else {
            start_again(step);
        }
    }
}

static void tick(struct step *step)
{
    int64_t since_ms = step->now_ms - step->flow.changed_ms;
    switch (step->flow.screen) {
    case SCREEN_QUESTION:
    case SCREEN_REASONS: tick_asking(step); break;
    case SCREEN_THANKS:
        if (since_ms >= step->rules->timing.thanks_ms) {
            start_again(step);
        }
        break;
    case SCREEN_STILL_THERE: tick_still_there(step); break;
    default: break;
    }
}

static void confirm(struct step *step)
{
    assert(step->flow.pending > 0);
    step->flow.pending--;
    if (step->flow.screen != SCREEN_OUT_OF_ORDER) {
        flow_move_on(step);
    }
}

static void touch(struct step *step, enum action_kind meant)
{
    step->flow.touched_ms = step->now_ms;
    step->flow.dim = false;
    if (step->flow.screen == SCREEN_ASLEEP) {
        start_again(step);
        step->flow.heard = meant == ACTION_SPEAK;
        step->flow.speaking = step->flow.heard;
    }
}

/* Opening hours begin or end: the screen wakes for the first visitor, and
   falls asleep when the last one has long gone. */
static void turn_hours(struct step *step, bool closed)
{
    struct flow *flow = &step->flow;
    flow->closed = closed;
    if (closed && flow->dim && flow_idle(flow)) {
        flow_show(step, SCREEN_ASLEEP);
    } else if (!closed && flow->screen == SCREEN_ASLEEP) {
        start_again(step);
    }
}

struct flow flow_step(struct flow flow, const struct flow_rules *rules,
                      struct flow_event event, int64_t now_ms,
                      struct flow_keeps *keeps)
{
    struct step step = {flow, rules, now_ms, keeps};
    keeps->count = 0;
    switch (event.kind) {
    case FLOW_ACTION: flow_act(&step, event.action); break;
    case FLOW_TOUCH: touch(&step, event.action.kind); break;
    case FLOW_TICK: tick(&step); break;
    case FLOW_KEPT: confirm(&step); break;
    case FLOW_FAILED: flow_show(&step, SCREEN_OUT_OF_ORDER); break;
    case FLOW_OPENED: turn_hours(&step, false); break;
    case FLOW_CLOSED: turn_hours(&step, true); break;
    case FLOW_SPOKEN: read_on(&step); break;
    case FLOW_HUSHED:
        step.flow.heard = false;
        step.flow.speaking = false;
        break;
    case FLOW_LEFT:
        if (flow.visiting && !flow.leaving) {
            walk_away(&step);
        }
        break;
    }
    return step.flow;
}

static int64_t deadline_leaving(const struct flow *flow,
                                const struct flow_timing *timing)
{
    return flow->moving   ? flow->moves_ms
           : flow->saving ? FLOW_NEVER
                          : flow->moves_ms + timing->saving_ms;
}

static int64_t deadline_asking(const struct flow *flow,
                               const struct flow_timing *timing)
{
    if (flow->moving || flow->leaving) {
        return deadline_leaving(flow, timing);
    }
    if (flow_idle(flow)) {
        int64_t dims_at =
            flow->dim ? FLOW_NEVER : flow->touched_ms + timing->dim_ms;
        int64_t forgets_at = flow->heard && !flow->speaking
                                 ? leaves_at(flow, timing)
                                 : FLOW_NEVER;
        return dims_at < forgets_at ? dims_at : forgets_at;
    }
    return leaves_at(flow, timing);
}

int64_t flow_deadline(const struct flow *flow, const struct flow_rules *rules)
{
    const struct flow_timing *timing = &rules->timing;
    switch (flow->screen) {
    case SCREEN_QUESTION:
    case SCREEN_REASONS: return deadline_asking(flow, timing);
    case SCREEN_THANKS: return flow->changed_ms + timing->thanks_ms;
    case SCREEN_STILL_THERE:
        return flow->leaving ? deadline_leaving(flow, timing)
                             : countdown_next_ms(waits_until(flow, timing),
                                                 flow->wait.left_s);
    default: return FLOW_NEVER;
    }
}

bool flow_idle(const struct flow *flow)
{
    return flow->screen == SCREEN_ASLEEP ||
           (flow->screen == SCREEN_QUESTION && !flow->visiting &&
            flow->asked_ms == 0);
}

int flow_told_before(const struct flow *flow)
{
    return flow_idle(flow) ? 1 + flow->closed : 0;
}

bool flow_left_alone(const struct flow *flow, const struct flow_rules *rules,
                     int64_t now_ms)
{
    return !flow->visiting || flow->screen == SCREEN_STILL_THERE ||
           now_ms - flow->touched_ms >= rules->timing.idle_ms / 2;
}

bool flow_said_nothing(const struct flow *flow)
{
    bool silent = flow->outcome[0] != OUTCOME_NONE;
    for (int i = 0; i < SHEET_MAX; i++) {
        silent = silent && flow->outcome[i] != OUTCOME_ANSWERED;
    }
    return silent;
}
