/* A random walk of staff, children and verdicts, for what must hold whatever
   happens: no panel without a right PIN, and an end to everything. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "survey/dial.h"
#include "survey/staff.h"
#include "tried.h"

static const struct staff_rules rules = {
    .hold_ms = 3000, .idle_ms = 60000, .settle_ms = 500, .sets_clock = true};

#define NOW ((int64_t)20780 * DIAL_MINUTES_OF_DAY)

struct walk {
    struct staff staff;
    int64_t now_ms;
    unsigned compared; /* the number of the last try */
    int panels, exports, begun, given_up, confirmed, set, cleaned;
};

static struct staff_event any_event(struct walk *walk)
{
    static const enum action_kind kinds[] = {
        ACTION_DIGIT,     ACTION_DIGIT,     ACTION_DIGIT,   ACTION_DIGIT,
        ACTION_ENTER,     ACTION_ERASE,     ACTION_CLOSE,   ACTION_PAGE,
        ACTION_EXPORT,    ACTION_EXPORT,    ACTION_CANCEL,  ACTION_DAY,
        ACTION_PENDING,   ACTION_EARLIER,   ACTION_LATER,   ACTION_TARGET,
        ACTION_REPORTS,   ACTION_ANSWER,    ACTION_CONFIRM, ACTION_CONFIRM,
        ACTION_SET_CLOCK, ACTION_SET_CLOCK, ACTION_MORE,    ACTION_LESS,
        ACTION_CLEAN};
    static const enum staff_event_kind plain[] = {
        STAFF_HOLD,  STAFF_HOLD,     STAFF_TICK,  STAFF_TICK,
        STAFF_TOUCH, STAFF_PROGRESS, STAFF_ENDED, STAFF_RELEASE};
    struct staff_event event = {.kind = STAFF_ACTION, .minute = NOW};
    int dice = rand() % 100;
    if (dice < 60) {
        event.action.kind = kinds[rand() % (int)(sizeof kinds / sizeof *kinds)];
        event.action.value =
            event.action.kind == ACTION_CONFIRM ? 20780 : rand() % 12;
        if (walk->staff.screen == SCREEN_PIN && rand() % 8 != 0) {
            event.action.kind = walk->staff.digit_count == PIN_DIGITS
                                    ? ACTION_ENTER
                                    : ACTION_DIGIT;
        }
    } else if (dice < 72) {
        event.kind = STAFF_TOLD;
        event.told.asked = walk->staff.asked - (unsigned)(rand() % 3 == 0);
        event.told.verdict = (enum staff_verdict)(rand() % 7);
        event.told.wait_ms = rand() % 20000;
    } else if (dice < 78) {
        event.kind = STAFF_DAYS;
        event.days.first = rand() % 4;
        event.days.today = rand() % 12;
        event.days.targets = rand() % 3;
        event.days.target = rand() % (event.days.targets + 1) - 1;
    } else if (dice < 84) {
        event.kind = STAFF_SET;
        event.done = rand() % 2 == 0;
    } else if (dice == 99) {
        event.kind = STAFF_SHUT;
    } else {
        event.kind = plain[rand() % 8];
    }
    return event;
}

/* Never outside the years there are; and asked twice, when it is far. */
static void check_set(struct walk *walk, const struct staff *before,
                      int64_t minute)
{
    assert_int_equal(before->screen, SCREEN_SET_CLOCK);
    assert_int_equal(minute, NOW + before->ahead);
    assert_true(dial_holds(minute));
    assert_true(before->setting == STAFF_FAR ||
                llabs(before->ahead) <= DIAL_MINUTES_OF_DAY);
    walk->set++;
}

static void step(struct walk *walk, const struct staff_event *event)
{
    struct staff before = walk->staff;
    struct staff_wants wants;
    bool inside = before.open && before.screen != SCREEN_PIN;
    staff_step(&walk->staff, &rules, event, walk->now_ms, &wants);
    const struct staff *staff = &walk->staff;
    if (staff->open && staff->screen != SCREEN_PIN && !inside) {
        assert_int_equal(event->kind, STAFF_TOLD);
        assert_int_equal(event->told.verdict, STAFF_RIGHT);
        assert_int_equal(event->told.asked, walk->compared);
        walk->panels++;
    }
    if (wants.compare) {
        walk->compared = wants.asked;
        for (int i = 0; i < PIN_DIGITS; i++) {
            assert_in_range(wants.pin[i], '0', '9');
        }
    }
    if (wants.confirm) {
        assert_true(before.screen == SCREEN_SET_CLOCK
                        ? before.ahead == 0
                        : before.sure &&
                              before.sure_day == event->action.value);
        walk->confirmed++;
    }
    if (wants.set_clock) {
        check_set(walk, &before, wants.minute);
    }
    if (wants.figures || wants.days || wants.begin || wants.confirm) {
        assert_true(staff->open && staff->screen != SCREEN_PIN);
    }
    if (staff->screen != SCREEN_PIN || !staff->open) {
        assert_int_equal(staff->digit_count, 0);
    }
    if (wants.begin) {
        assert_in_range(wants.choice.target, 0, before.target_count - 1);
    }
    walk->exports += wants.days;
    walk->cleaned += before.screen == SCREEN_CLEAN && !staff->open;
    walk->begun += wants.begin;
}

/* Nobody is there any more: the deadlines alone close it. */
static void leave_alone(struct walk *walk)
{
    const struct staff_event tick = {.kind = STAFF_TICK};
    const struct staff_event lift = {.kind = STAFF_RELEASE};
    int ticks = 0;
    int64_t began_ms = walk->now_ms;
    step(walk, &lift);
    while (staff_deadline(&walk->staff, &rules) != FLOW_NEVER) {
        int64_t next = staff_deadline(&walk->staff, &rules);
        walk->given_up += walk->staff.given_up;
        walk->now_ms = next > walk->now_ms ? next : walk->now_ms;
        step(walk, &tick);
        assert_true(++ticks < 100);
    }
    assert_false(walk->staff.open);
    assert_in_range(walk->now_ms - began_ms, 0,
                    rules.idle_ms + STAFF_PATIENCE_MS);
}

static void no_panel_without_a_right_pin_and_an_end_to_all(void **state)
{
    (void)state;
    struct walk walk = {.now_ms = 1000};
    srand(20261123);
    for (int i = 0; i < 1200000; i++) {
        struct staff_event event = any_event(&walk);
        walk.now_ms += rand() % 200 == 0 ? rand() % 70000 : rand() % 1500;
        step(&walk, &event);
        if (i % 500 == 0) {
            leave_alone(&walk);
        }
    }
    /* It has seen the rooms it was to see. */
    assert_true(walk.panels > 20);
    assert_true(walk.exports > 20);
    assert_true(walk.begun > 10);
    assert_true(walk.given_up > 0);
    assert_true(walk.confirmed > 0);
    assert_true(walk.set > 10);
    assert_true(walk.cleaned > 10);
    print_message("%d panels, %d times set, %d cleaned\n", walk.panels,
                  walk.set, walk.cleaned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_panel_without_a_right_pin_and_an_end_to_all),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return tried_all(failed,
                     "From ... to ...? If that is right, press once more");
}
