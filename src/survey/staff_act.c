/* What a press does on the screens of staff. */
#include <string.h>

#include "survey/dial.h"
#include "survey/staff_inside.h"

static bool takes_digits(const struct staff *staff)
{
    return !staff->checking &&
           (staff->verdict == STAFF_FREE || staff->verdict == STAFF_WRONG ||
            staff->verdict == STAFF_REFUSED);
}

static void type(struct staff *staff, int digit)
{
    if (digit >= 0 && digit <= 9 && staff->digit_count < PIN_DIGITS) {
        staff->digits[staff->digit_count++] = (char)('0' + digit);
        /* What was said of the try before is read by now. */
        staff->verdict = STAFF_FREE;
    }
}

static void erase(struct staff *staff)
{
    if (staff->digit_count > 0) {
        staff->digits[--staff->digit_count] = '\0';
    }
}

static void compare(struct staff_move *move)
{
    struct staff *staff = move->staff;
    if (staff->digit_count < PIN_DIGITS) {
        return;
    }
    move->wants->compare = true;
    move->wants->asked = ++staff->asked;
    memcpy(move->wants->pin, staff->digits, sizeof staff->digits);
    explicit_bzero(staff->digits, sizeof staff->digits);
    staff->digit_count = 0;
    staff->told = false;
    staff->checking = true;
}

static void act_on_pad(struct staff_move *move, struct action action)
{
    struct staff *staff = move->staff;
    if (action.kind == ACTION_CLOSE && !staff->checking) {
        staff_leave(move);
    } else if (!takes_digits(staff)) {
        return;
    } else if (action.kind == ACTION_DIGIT) {
        type(staff, action.value);
    } else if (action.kind == ACTION_ERASE) {
        erase(staff);
    } else if (action.kind == ACTION_ENTER) {
        compare(move);
    }
}

static void show_export(struct staff_move *move)
{
    struct staff *staff = move->staff;
    staff_show(move, SCREEN_EXPORT);
    staff->work = STAFF_PICKING;
    staff->given_up = false;
    staff->choice = (struct staff_choice){.from = 1, .to = 0, .target = -1};
    staff->one_day = false;
    staff->first_day = 1;
    staff->today = 0;
    staff->target_count = 0;
    move->wants->days = true;
}

/* It cannot be taken back: so it is asked twice, and a hand that trembles is
   not heard in between. */
static void confirm(struct staff_move *move, int32_t day)
{
    struct staff *staff = move->staff;
    if (!dial_holds((int64_t)day * DIAL_MINUTES_OF_DAY)) {
        return; /* no clock that is right shows that year */
    }
    move->wants->confirm = staff->sure && staff->sure_day == day;
    staff->sure = !move->wants->confirm;
    staff->sure_day = day;
    staff->changed_ms = move->now_ms;
}

static void show_test(struct staff_move *move)
{
    staff_show(move, SCREEN_TOUCH_TEST);
    touch_test_start(&move->staff->test, &move->rules->glass, move->now_ms);
}

static void show_clock(struct staff_move *move)
{
    struct staff *staff = move->staff;
    staff_show(move, SCREEN_SET_CLOCK);
    staff->setting = move->rules->sets_clock ? STAFF_TURNING : STAFF_STUCK;
    staff->ahead = 0;
}

static void show_clean(struct staff_move *move)
{
    staff_show(move, SCREEN_CLEAN);
    move->staff->until_ms = move->now_ms + STAFF_CLEAN_MS;
}

static void act_on_panel(struct staff_move *move, struct action action)
{
    struct staff *staff = move->staff;
    if (action.kind == ACTION_CONFIRM) {
        confirm(move, action.value);
        return;
    }
    staff->sure = false;
    if (action.kind == ACTION_CLOSE) {
        staff_leave(move);
    } else if (action.kind == ACTION_EXPORT) {
        show_export(move);
    } else if (action.kind == ACTION_TOUCH_TEST) {
        show_test(move);
    } else if (action.kind == ACTION_SET_CLOCK) {
        show_clock(move);
    } else if (action.kind == ACTION_CLEAN) {
        show_clean(move);
    } else if (action.kind == ACTION_PAGE && action.value >= 0 &&
               action.value < STAFF_PAGES && action.value != staff->page) {
        staff->page = action.value;
        staff->changed_ms = move->now_ms;
    }
}

static void choose_day(struct staff *staff, int32_t day)
{
    struct staff_choice *choice = &staff->choice;
    if (day < staff->first_day || day > staff->today) {
        return;
    }
    if (staff->one_day && day != choice->from) {
        choice->to = day > choice->from ? day : choice->from;
        choice->from = day < choice->from ? day : choice->from;
        staff->one_day = false;
    } else {
        choice->from = day;
        choice->to = day;
        staff->one_day = true;
    }
}

static void choose_pending(struct staff *staff)
{
    staff->choice.from = 1;
    staff->choice.to = 0;
    staff->one_day = false;
}

/* By as many days as the page shows, which is whole weeks: the last ends with
   today's, the first has the first day in its week. */
static void turn_calendar(struct staff_move *move, int32_t days)
{
    struct staff *staff = move->staff;
    int32_t until = staff->shown_until + days;
    until = until < staff->today ? until : staff->today;
    if (staff->first_day <= staff->today && until > staff->first_day - 7 &&
        until != staff->shown_until) {
        staff->shown_until = until;
        staff->changed_ms = move->now_ms;
    }
}

static void begin(struct staff_move *move)
{
    struct staff *staff = move->staff;
    if (staff->choice.target < 0 || staff->first_day > staff->today) {
        return; /* it is not known yet what there is to take, or where to */
    }
    staff->work = STAFF_WORKING;
    staff->changed_ms = move->now_ms;
    staff->touched_ms = move->now_ms;
    move->wants->begin = true;
    move->wants->choice = staff->choice;
}

static void pick(struct staff_move *move, struct action action)
{
    struct staff *staff = move->staff;
    switch (action.kind) {
    case ACTION_DAY: choose_day(staff, action.value); break;
    case ACTION_PENDING: choose_pending(staff); break;
    case ACTION_EARLIER: turn_calendar(move, -action.value); break;
    case ACTION_LATER: turn_calendar(move, action.value); break;
    case ACTION_TARGET:
        if (action.value >= 0 && action.value < staff->target_count) {
            staff->choice.target = action.value;
        }
        break;
    case ACTION_REPORTS: staff->choice.reports = !staff->choice.reports; break;
    case ACTION_EXPORT: begin(move); break;
    case ACTION_CLOSE: staff_show_panel(move); break;
    default: break;
    }
}

static void act_on_export(struct staff_move *move, struct action action)
{
    switch (move->staff->work) {
    case STAFF_PICKING: pick(move, action); break;
    case STAFF_WORKING:
        /* Its end tells what became of it. */
        move->wants->cancel = action.kind == ACTION_CANCEL;
        break;
    case STAFF_RESULT:
        if (action.kind == ACTION_CLOSE) {
            staff_show_panel(move);
        }
        break;
    }
}

static void act_on_test(struct staff_move *move, struct action action)
{
    if (action.kind == ACTION_CLOSE) {
        staff_show_panel(move);
    } else if (action.kind == ACTION_AGAIN) {
        show_test(move);
    }
}

void staff_act(struct staff_move *move, struct action action)
{
    switch (move->staff->screen) {
    case SCREEN_PIN: act_on_pad(move, action); break;
    case SCREEN_PANEL: act_on_panel(move, action); break;
    case SCREEN_EXPORT: act_on_export(move, action); break;
    case SCREEN_TOUCH_TEST: act_on_test(move, action); break;
    case SCREEN_SET_CLOCK: staff_act_on_clock(move, action); break;
    default: break;
    }
}
