/* What a press does on the page on which staff set the clock. */
#include "survey/dial.h"
#include "survey/staff_inside.h"

static bool far(const struct staff *staff)
{
    return staff->ahead > DIAL_MINUTES_OF_DAY ||
           staff->ahead < -DIAL_MINUTES_OF_DAY;
}

/* A year that cannot be is refused at once: all stays as it was. */
static void turn(struct staff_move *move, int part, int step)
{
    struct staff *staff = move->staff;
    int64_t shown = staff->minute + staff->ahead;
    int64_t turned = dial_turn(shown, part, step);
    bool outside = part == DIAL_YEAR && turned == shown;
    staff->ahead = turned - staff->minute;
    if (move->rules->sets_clock) {
        staff->setting = outside ? STAFF_OUTSIDE : STAFF_TURNING;
    }
}

/* A month is soon typed wrong, and with it days are over that never were: so a
   leap is asked twice, and a hand that trembles is not heard in between. What
   was not turned is as right as if it were said so on the panel. */
static void enter(struct staff_move *move)
{
    struct staff *staff = move->staff;
    int64_t shown = staff->minute + staff->ahead;
    if (staff->setting == STAFF_STUCK) {
        staff_show_panel(move);
    } else if (!dial_holds(shown)) {
        staff->setting = STAFF_OUTSIDE;
    } else if (far(staff) && staff->setting != STAFF_FAR) {
        staff->setting = STAFF_FAR;
        staff->changed_ms = move->now_ms;
    } else if (staff->ahead == 0) {
        staff_show_panel(move);
        move->wants->confirm = true;
    } else {
        staff->setting = STAFF_SETTING;
        staff->changed_ms = move->now_ms;
        move->wants->set_clock = true;
        move->wants->minute = shown;
    }
}

void staff_act_on_clock(struct staff_move *move, struct action action)
{
    if (move->staff->setting == STAFF_SETTING) {
        return;
    }
    if (action.kind == ACTION_CLOSE) {
        staff_show_panel(move);
    } else if (action.kind == ACTION_ENTER) {
        enter(move);
    } else if (action.kind == ACTION_MORE || action.kind == ACTION_LESS) {
        turn(move, action.value, action.kind == ACTION_MORE ? 1 : -1);
    }
}
