#include "survey/installer.h"

#include "survey/installer_inside.h"

enum { MINUTES_OF_DAY = 1440 };

static void hear_done(struct installer_move *move, enum installer_want did,
                      const struct installer_event *event)
{
    struct installer *installer = move->installer;
    installer->may_leave = false;
    switch (did) {
    case INSTALLER_KEEP_PIN:
        installer->pin_set = true;
        installer_go_on(move);
        break;
    case INSTALLER_DRAW_KEY:
        installer->key = *event->key;
        installer->key_shown = true;
        installer->changed_ms = move->now_ms;
        break;
    case INSTALLER_FINISH: installer_show(move, INSTALLER_DONE); break;
    case INSTALLER_KEEP_CLOCK:
        installer->clock_right = true;
        installer_go_on(move);
        break;
    case INSTALLER_KEEP_UNIT:
    case INSTALLER_KEEP_DEVICE:
    case INSTALLER_KEEP_WIDTH: installer_go_on(move); break;
    default: break;
    }
}

static void hear(struct installer_move *move,
                 const struct installer_event *event)
{
    enum installer_want did = move->installer->doing;
    move->installer->doing = INSTALLER_NOTHING;
    if (event->done) {
        hear_done(move, did, event);
    } else {
        installer_say(move, did == INSTALLER_KEEP_CLOCK ? INSTALLER_NO_CLOCK
                                                        : INSTALLER_UNKEPT);
    }
}

/* When what stands there comes to an end, untouched. */
int64_t installer_deadline(const struct installer *installer)
{
    int64_t stay = installer->touched_ms + INSTALLER_STAY_MS;
    if (installer->doing != INSTALLER_NOTHING) {
        return INT64_MAX;
    }
    if (installer->may_leave || installer->page == INSTALLER_DONE ||
        installer->page == INSTALLER_FAULT) {
        return stay;
    }
    if (installer->key_shown) {
        return installer->touched_ms + INSTALLER_KEY_MS;
    }
    return installer->digit_count > 0 || installer->first_digits[0] != '\0'
               ? stay
               : INT64_MAX;
}

static void end(struct installer_move *move)
{
    struct installer *installer = move->installer;
    if (installer->page == INSTALLER_DONE ||
        installer->page == INSTALLER_FAULT) {
        installer_want(move, INSTALLER_END);
    } else if (installer->may_leave) {
        installer_forget_digits(installer);
        installer_want(move, INSTALLER_LEAVE);
    } else {
        installer_show(move, installer->page);
    }
}

/* A clock that says 1970 is not put right year by year. */
static void believe(struct installer *installer, int64_t minute)
{
    static const int64_t least =
        (int64_t)20454 * MINUTES_OF_DAY; /* 2026-01-01 */
    installer->minute = minute;
    if (minute + installer->ahead < least) {
        int64_t of_day = minute % MINUTES_OF_DAY;
        of_day += of_day < 0 ? MINUTES_OF_DAY : 0;
        installer->ahead = least + of_day - minute;
    }
}

void installer_step(struct installer *installer,
                    const struct installer_event *event, int64_t now_ms,
                    struct installer_wants *wants)
{
    struct installer_move move = {
        .installer = installer, .now_ms = now_ms, .wants = wants};
    *wants = (struct installer_wants){.want = INSTALLER_NOTHING};
    believe(installer, event->minute);
    switch (event->kind) {
    case INSTALLER_ACTED:
        installer->touched_ms = now_ms;
        if (installer->doing == INSTALLER_NOTHING) {
            installer_act(&move, event->action);
        }
        break;
    case INSTALLER_TOUCHED: installer->touched_ms = now_ms; break;
    case INSTALLER_WAITED:
        if (installer_deadline(installer) <= now_ms) {
            end(&move);
        }
        break;
    case INSTALLER_DID: hear(&move, event); break;
    }
    believe(installer, event->minute);
}
