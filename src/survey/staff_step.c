#include "survey/staff.h"

#include <string.h>

#include "survey/staff_inside.h"

static bool working(const struct staff *staff)
{
    return staff->open && staff->screen == SCREEN_EXPORT &&
           staff->work == STAFF_WORKING;
}

static bool testing(const struct staff *staff)
{
    return staff->open && staff->screen == SCREEN_TOUCH_TEST;
}

static void enter(struct staff_move *move)
{
    struct staff *staff = move->staff;
    staff_leave(move);
    staff->open = true;
    staff->touched_ms = move->now_ms;
    staff_show(move, SCREEN_PIN);
    move->wants->look = true;
    move->wants->asked = ++staff->asked;
}

static void hear_verdict(struct staff_move *move,
                         const struct staff_event *event)
{
    struct staff *staff = move->staff;
    bool tried = staff->checking;
    if (!staff->open || staff->screen != SCREEN_PIN ||
        event->told.asked != staff->asked || staff->told) {
        return;
    }
    staff->told = true;
    staff->checking = false;
    staff->verdict = event->told.verdict;
    staff->left = event->told.left;
    staff->until_ms = move->now_ms + event->told.wait_ms;
    if (staff->verdict == STAFF_RIGHT) {
        staff->verdict = STAFF_FREE;
        if (tried) {
            staff_show_panel(move);
        }
    }
}

static void hear_days(struct staff *staff, const struct staff_event *event)
{
    bool first_time = staff->first_day > staff->today;
    if (!staff->open || staff->screen != SCREEN_EXPORT ||
        staff->work != STAFF_PICKING) {
        return;
    }
    staff->first_day = event->days.first;
    staff->today = event->days.today;
    staff->target_count = event->days.targets;
    if (first_time) {
        staff->shown_until = staff->today;
    }
    staff->choice.target = event->days.target;
}

/* The figures may be of other days now. */
static void hear_set(struct staff_move *move, bool done)
{
    struct staff *staff = move->staff;
    if (!staff->open || staff->screen != SCREEN_SET_CLOCK ||
        staff->setting != STAFF_SETTING) {
        return;
    }
    staff->setting = STAFF_STUCK;
    staff->changed_ms = move->now_ms;
    if (done) {
        staff_show_panel(move);
    }
}

static void show_result(struct staff_move *move, bool given_up)
{
    struct staff *staff = move->staff;
    staff->work = STAFF_RESULT;
    staff->given_up = given_up;
    staff->changed_ms = move->now_ms;
    staff->touched_ms = move->now_ms;
}

static bool same_glass(const struct touch_glass *a, const struct touch_glass *b)
{
    return a->width_px == b->width_px && a->height_px == b->height_px &&
           a->width_mm == b->width_mm;
}

/* It goes on by itself, to its end; on another glass from its beginning. */
static void tick_test(struct staff_move *move)
{
    struct touch_test *test = &move->staff->test;
    if (!same_glass(&test->glass, &move->rules->glass)) {
        touch_test_start(test, &move->rules->glass, move->now_ms);
    }
    if (touch_test_wait(test, move->now_ms)) {
        move->staff->touched_ms = move->now_ms;
    }
}

static void tick(struct staff_move *move)
{
    struct staff *staff = move->staff;
    if (staff->holding &&
        move->now_ms >= staff->held_ms + move->rules->hold_ms) {
        enter(move);
        return;
    }
    if (!staff->open) {
        return;
    }
    if (staff->verdict == STAFF_WAITING && move->now_ms >= staff->until_ms) {
        staff->verdict = STAFF_FREE;
    }
    if (testing(staff)) {
        tick_test(move);
    }
    if (working(staff)) {
        if (move->now_ms >= staff->touched_ms + STAFF_PATIENCE_MS) {
            move->wants->cancel = true;
            show_result(move, true);
        }
    } else if (move->now_ms >= staff->touched_ms + move->rules->idle_ms) {
        staff_leave(move);
    }
}

void staff_step(struct staff *staff, const struct staff_rules *rules,
                const struct staff_event *event, int64_t now_ms,
                struct staff_wants *wants)
{
    struct staff_move move = {staff, rules, now_ms, wants};
    *wants = (struct staff_wants){0};
    staff->ticked_ms = now_ms;
    staff->minute = event->minute;
    switch (event->kind) {
    case STAFF_HOLD:
        staff->holding = !staff->open;
        staff->held_ms = now_ms;
        break;
    case STAFF_RELEASE: staff->holding = false; break;
    case STAFF_ACTION:
        if (staff->open) {
            staff_act(&move, event->action);
        }
        break;
    case STAFF_TOUCH:
        /* A hand on the glass moves no stick: see STAFF_PATIENCE_MS. */
        if (!working(staff)) {
            staff->touched_ms = now_ms;
        }
        break;
    case STAFF_PLACE:
        if (testing(staff)) {
            touch_test_touch(&staff->test, event->place, now_ms);
        }
        break;
    case STAFF_TICK: tick(&move); break;
    case STAFF_TOLD: hear_verdict(&move, event); break;
    case STAFF_DAYS: hear_days(staff, event); break;
    case STAFF_PROGRESS: staff->touched_ms = now_ms; break;
    case STAFF_ENDED:
        if (working(staff)) {
            show_result(&move, false);
        }
        break;
    case STAFF_SET: hear_set(&move, event->done); break;
    case STAFF_SHUT:
        wants->cancel = working(staff);
        staff_leave(&move);
        break;
    }
}

bool staff_listens(const struct staff *staff, const struct staff_rules *rules,
                   int64_t now_ms)
{
    return now_ms - staff->changed_ms >= rules->settle_ms;
}

/* When the seconds on the pad change next. */
static int64_t next_second(const struct staff *staff, int64_t closes_ms)
{
    int64_t left_ms = staff->until_ms - staff->ticked_ms;
    int64_t next = staff->until_ms - (left_ms - 1) / 1000 * 1000;
    return next < closes_ms ? next : closes_ms;
}

int64_t staff_deadline(const struct staff *staff,
                       const struct staff_rules *rules)
{
    if (staff->holding) {
        return staff->held_ms + rules->hold_ms;
    }
    if (!staff->open) {
        return FLOW_NEVER;
    }
    if (working(staff)) {
        return staff->touched_ms + STAFF_PATIENCE_MS;
    }
    int64_t closes_ms = staff->touched_ms + rules->idle_ms;
    if (testing(staff)) {
        int64_t next_ms = touch_test_deadline(&staff->test);
        return next_ms < closes_ms ? next_ms : closes_ms;
    }
    return staff->verdict == STAFF_WAITING ? next_second(staff, closes_ms)
                                           : closes_ms;
}

int staff_seconds(const struct staff *staff, int64_t now_ms)
{
    int64_t left_ms = staff->until_ms - now_ms;
    return left_ms > 0 ? (int)((left_ms + 999) / 1000) : 0;
}
