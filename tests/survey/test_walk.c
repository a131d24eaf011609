/* A random walk through the flow, for what must hold whatever happens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "with_form.h"
#include "tried.h"

struct walk {
    struct sheet sheet;
    struct flow_rules rules;
    struct flow flow;
    int64_t now_ms;
    int owed;             /* keeps not confirmed */
    bool open;            /* a visit began and did not end */
    int level[SHEET_MAX]; /* answered last; 0: passed over, or left */
    int visits, thanks, reasons, sleeps, finished;
};

static struct flow_event any_event(const struct walk *walk)
{
    static const enum action_kind kinds[] = {
        ACTION_ANSWER,   ACTION_ANSWER,    ACTION_BACK,  ACTION_SKIP,
        ACTION_LANGUAGE, ACTION_CONTINUE,  ACTION_DONE,  ACTION_REASON,
        ACTION_REASON,   ACTION_LOW_REACH, ACTION_SPEAK, ACTION_FINISH};
    static const enum flow_event_kind world[] = {FLOW_OPENED, FLOW_CLOSED,
                                                 FLOW_SPOKEN, FLOW_LEFT};
    int dice = rand() % 24;
    if (dice < 12) {
        return (struct flow_event){FLOW_ACTION,
                                   {kinds[rand() % 12], rand() % 7}};
    }
    if (dice == 23) {
        return (struct flow_event){.kind = world[rand() % 4]};
    }
    if (dice < 17 && walk->owed > 0) {
        return (struct flow_event){.kind = FLOW_KEPT};
    }
    return (struct flow_event){.kind = dice == 22 ? FLOW_TOUCH : FLOW_TICK};
}

/* An answer is one of its question's levels; reasons are of a question whose
   last answer is low. */
static void check_keep(struct walk *walk, const struct keep *keep)
{
    if (keep->kind == KEEP_ANSWER) {
        assert_in_range(keep->value, 1,
                        sheet_levels(&walk->sheet, keep->question));
    }
    if (keep->kind == KEEP_REASON) {
        assert_true(sheet_asks_why(&walk->sheet, keep->question,
                                   walk->level[keep->question]));
        assert_in_range(keep->value, 0, 2);
        walk->reasons++;
    } else if (keep->kind != KEEP_END) {
        walk->level[keep->question] = keep->value;
    }
}

static void check_keeps(struct walk *walk, const struct flow_keeps *keeps)
{
    for (int i = 0; i < keeps->count; i++) {
        const struct keep *keep = &keeps->keeps[i];
        if (keep->kind == KEEP_BEGIN) {
            assert_false(walk->open);
            memset(walk->level, 0, sizeof walk->level);
            walk->open = true;
            walk->visits++;
            continue;
        }
        assert_true(walk->open);
        assert_in_range(keep->question, 0, walk->sheet.count - 1);
        check_keep(walk, keep);
        walk->open = keep->kind != KEEP_END;
    }
    walk->owed += keeps->count > 0;
}

static void walk_on(struct walk *walk)
{
    struct flow_event event = any_event(walk);
    struct flow before = walk->flow;
    struct flow_keeps keeps;
    walk->now_ms += rand() % 3 == 0 ? rand() % 25000 : rand() % 700;
    walk->flow = flow_step(before, &walk->rules, event, walk->now_ms, &keeps);
    walk->owed -= event.kind == FLOW_KEPT;
    check_keeps(walk, &keeps);
    assert_int_equal(walk->flow.pending, walk->owed);
    assert_in_range(walk->flow.question, 0, walk->sheet.count - 1);
    walk->sleeps +=
        walk->flow.screen == SCREEN_ASLEEP && before.screen != SCREEN_ASLEEP;
    if (walk->flow.screen == SCREEN_THANKS && before.screen != SCREEN_THANKS) {
        assert_int_equal(walk->owed, 0);
        assert_false(walk->open);
        walk->thanks++;
        walk->finished += before.screen == SCREEN_STILL_THERE;
    }
    assert_int_equal(walk->flow.visiting, walk->open || walk->flow.leaving);
}

static void nothing_is_thanked_that_is_not_kept(void **state)
{
    (void)state;
    struct form form;
    struct form other;
    with_form(&form);
    with_form(&other);
    other.levels = 3;
    struct walk walk = {.sheet = sheet_make(&form, &other, 2), .now_ms = 1000};
    walk.rules = with_rules(&walk.sheet);
    walk.rules.reasons = true;
    walk.flow = flow_start(&walk.rules, walk.now_ms);
    srand(20261122);
    for (int i = 0; i < 300000; i++) {
        walk_on(&walk);
    }
    assert_true(walk.visits > 1000);
    assert_true(walk.thanks > 100);
    assert_true(walk.reasons > 100);
    assert_true(walk.sleeps > 10);
    assert_true(walk.finished > 10);
    print_message("%d visits, %d thanked, %d reasons, %d times asleep\n",
                  walk.visits, walk.thanks, walk.reasons, walk.sleeps);
    tried("pulls the plug in the middle");
    tried("Ý kiến đã được ghi nhận");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_thanked_that_is_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
