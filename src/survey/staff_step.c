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

static bool cleaning(const struct staff *staff)
{
    return staff->open && staff->screen == SCREEN_CLEAN;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
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

/* A hand on the glass moves no stick (STAFF_PATIENCE_MS); a cloth is waited
   for. */
static void feel(struct staff_move *move)
{
    struct staff *staff = move->staff;
    int64_t now_ms = move->now_ms;
    if (!working(staff)) {
        staff->touched_ms = now_ms;
    }
    if (cleaning(staff) && staff->until_ms < now_ms + STAFF_STROKE_MS) {
        staff->until_ms = least(now_ms + STAFF_STROKE_MS,
                                staff->changed_ms + 2 * STAFF_CLEAN_MS);
    }
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
    } else if (cleaning(staff)) {
        if (move->now_ms >= staff->until_ms) {
            staff_leave(move);
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
    case STAFF_TOUCH: feel(&move); break;
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

/* When the seconds that show change next. */
static int64_t next_second(const struct staff *staff)
{
    return countdown_next_ms(staff->until_ms,
                             staff_seconds(staff, staff->ticked_ms));
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
    if (cleaning(staff)) {
        return next_second(staff);
    }
    int64_t closes_ms = staff->touched_ms + rules->idle_ms;
    if (testing(staff)) {
        return least(touch_test_deadline(&staff->test), closes_ms);
    }
    return staff->verdict == STAFF_WAITING
               ? least(next_second(staff), closes_ms)
               : closes_ms;
}

int staff_seconds(const struct staff *staff, int64_t now_ms)
{
    return countdown_left_s(staff->until_ms, now_ms);
}
