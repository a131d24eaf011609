/*
 * The flow, as tables of (time, event, what is expected), and a random walk
 * for what must hold whatever happens.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "survey/with_form.h"

/* A step of a story: at a time, an event; then the screen, the question and
   what was kept, as letters: B begin, A answer, S skip, T timeout, E end
   complete, P end partial. */
struct beat {
    int64_t at_ms;
    enum flow_event_kind event;
    struct action action;
    enum screen screen;
    int question;
    const char *kept;
};

#define ANSWER(n)                                                              \
    FLOW_ACTION,                                                               \
    {                                                                          \
        ACTION_ANSWER, n                                                       \
    }
#define PRESS(what)                                                            \
    FLOW_ACTION,                                                               \
    {                                                                          \
        ACTION_##what, 0                                                       \
    }
#define TICK                                                                   \
    FLOW_TICK,                                                                 \
    {                                                                          \
        ACTION_NONE, 0                                                         \
    }
#define TOUCH                                                                  \
    FLOW_TOUCH,                                                                \
    {                                                                          \
        ACTION_NONE, 0                                                         \
    }
#define KEPT                                                                   \
    FLOW_KEPT,                                                                 \
    {                                                                          \
        ACTION_NONE, 0                                                         \
    }
#define FAILED                                                                 \
    FLOW_FAILED,                                                               \
    {                                                                          \
        ACTION_NONE, 0                                                         \
    }

static void spell(const struct flow_keeps *keeps, char *out)
{
    for (int i = 0; i < keeps->count; i++) {
        enum keep_kind kind = keeps->keeps[i].kind;
        *out++ = kind == KEEP_END && keeps->keeps[i].value == 0 ? 'P'
                                                                : "BASTE"[kind];
    }
    *out = '\0';
}

static struct flow play(const struct flow_rules *rules,
                        const struct beat *beats, size_t count)
{
    struct flow flow = flow_start(rules, 1000);
    for (size_t i = 0; i < count; i++) {
        struct flow_keeps keeps;
        struct flow_event event = {beats[i].event, beats[i].action};
        char kept[FLOW_KEEPS_MAX + 1];
        flow = flow_step(flow, rules, event, beats[i].at_ms, &keeps);
        spell(&keeps, kept);
        print_message("beat %zu\n", i);
        assert_string_equal(kept, beats[i].kept);
        assert_int_equal(flow.screen, beats[i].screen);
        assert_int_equal(flow.question, beats[i].question);
    }
    return flow;
}

#define PLAY(rules, beats) play(rules, beats, sizeof beats / sizeof beats[0])

static void a_whole_visit_is_thanked_after_the_disk(void **state)
{
    (void)state;
    struct form form;
    with_form(&form);
    struct flow_rules rules = with_rules(&form);
    const struct beat beats[] = {
        {2000, ANSWER(5), SCREEN_QUESTION, 0, "BA"},
        {2001, KEPT, SCREEN_QUESTION, 0, ""},
        {2500, TICK, SCREEN_QUESTION, 1, ""},
        {3500, ANSWER(1), SCREEN_QUESTION, 1, "A"},
        {3501, KEPT, SCREEN_QUESTION, 1, ""},
        {4000, TICK, SCREEN_QUESTION, 2, ""},
        {5000, PRESS(SKIP), SCREEN_QUESTION, 3, "S"},
        {5001, KEPT, SCREEN_QUESTION, 3, ""},
        {6000, ANSWER(3), SCREEN_QUESTION, 3, "AE"},
        {6500, TICK, SCREEN_QUESTION, 3, ""},
        {9000, TICK, SCREEN_QUESTION, 3, ""},
        {9100, KEPT, SCREEN_THANKS, 3, ""},
        {13099, TICK, SCREEN_THANKS, 3, ""},
        {13100, TICK, SCREEN_QUESTION, 0, ""},
    };
    struct flow flow = PLAY(&rules, beats);
    assert_true(flow_idle(&flow));
    assert_int_equal(flow.pending, 0);
}

static void a_fast_disk_does_not_shorten_the_view_of_the_choice(void **state)
{
    (void)state;
    struct form form;
    with_form(&form);
    form.question_count = 1;
    struct flow_rules rules = with_rules(&form);
    const struct beat beats[] = {
        {2000, ANSWER(5), SCREEN_QUESTION, 0, "BAE"},
        {2001, KEPT, SCREEN_QUESTION, 0, ""},
        {2499, TICK, SCREEN_QUESTION, 0, ""},
        {2500, TICK, SCREEN_THANKS, 0, ""},
    };
    PLAY(&rules, beats);
}

static void taps_are_ignored_while_the_screen_settles(void **state)
{
    (void)state;
    struct form form;
    with_form(&form);
    struct flow_rules rules = with_rules(&form);
    const struct beat beats[] = {
        {1499, ANSWER(5), SCREEN_QUESTION, 0, ""}, /* just started */
        {1500, ANSWER(5), SCREEN_QUESTION, 0, "BA"},
        {1600, ANSWER(1), SCREEN_QUESTION, 0, ""}, /* the double tap */
        {1700, PRESS(SKIP), SCREEN_QUESTION, 0, ""},
        {2000, TICK, SCREEN_QUESTION, 1, ""},
        {2499, ANSWER(1), SCREEN_QUESTION, 1, ""}, /* not this question */
        {2500, ANSWER(1), SCREEN_QUESTION, 1, "A"},
    };
    PLAY(&rules, beats);
}

static void back_corrects_a_slip_and_keeps_both_taps(void **state)
{
    (void)state;
    struct form form;
    with_form(&form);
    struct flow_rules rules = with_rules(&form);
    const struct beat beats[] = {
        {2000, PRESS(BACK), SCREEN_QUESTION, 0, ""},
        {2000, ANSWER(1), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_QUESTION, 1, ""},
        {3000, PRESS(BACK), SCREEN_QUESTION, 0, ""},
        {3500, ANSWER(4), SCREEN_QUESTION, 0, "A"},
    };
    struct flow flow = PLAY(&rules, beats);
    assert_int_equal(flow.level[0], 4);
    assert_int_equal(flow.outcome[0], OUTCOME_ANSWERED);
}

static void walking_away_keeps_a_partial_visit(void **state)
{
    (void)state;
    struct form form;
    with_form(&form);
    struct flow_rules rules = with_rules(&form);
    const struct beat beats[] = {
        {2000, ANSWER(2), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_QUESTION, 1, ""},
        {10000, TOUCH, SCREEN_QUESTION, 1, ""},
        {39999, TICK, SCREEN_QUESTION, 1, ""},
        {40000, TICK, SCREEN_STILL_THERE, 1, ""},
        {40499, PRESS(CONTINUE), SCREEN_STILL_THERE, 1, ""},
        {50000, PRESS(CONTINUE), SCREEN_QUESTION, 1, ""},
        {79999, TICK, SCREEN_QUESTION, 1, ""},
        {80000, TICK, SCREEN_STILL_THERE, 1, ""},
        {99999, TICK, SCREEN_STILL_THERE, 1, ""},
        {100000, TICK, SCREEN_QUESTION, 0, "TP"},
    };
    struct flow flow = PLAY(&rules, beats);
    assert_true(flow_idle(&flow));
}

static void an_answer_survives_walking_away_from_it(void **state)
{
    (void)state;
    struct form form;
    with_form(&form);
    struct flow_rules rules = with_rules(&form);
    const struct beat beats[] = {
        {2000, ANSWER(2), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_QUESTION, 1, ""},
        {3000, PRESS(BACK), SCREEN_QUESTION, 0, ""},
        {60000, TICK, SCREEN_STILL_THERE, 0, ""},
        {90000, TICK, SCREEN_QUESTION, 0, "P"},
    };
    PLAY(&rules, beats);
}

static void a_language_is_put_back_for_the_next_visitor(void **state)
{
    (void)state;
    struct form form;
    with_form(&form);
    struct flow_rules rules = with_rules(&form);
    const struct beat away[] = {
        {2000, TOUCH, SCREEN_QUESTION, 0, ""},
        {2000, PRESS(LANGUAGE), SCREEN_QUESTION, 0, ""},
        {31999, TICK, SCREEN_QUESTION, 0, ""},
    };
    struct flow flow = PLAY(&rules, away);
    assert_int_equal(flow.language, 1);
    struct flow_keeps keeps;
    flow = flow_step(flow, &rules, (struct flow_event){.kind = FLOW_TICK},
                     32000, &keeps);
    assert_int_equal(flow.language, 0);
    assert_int_equal(keeps.count, 0);
    assert_int_equal(flow_deadline(&flow, &rules), FLOW_NEVER);
}

static void a_failed_write_ends_everything(void **state)
{
    (void)state;
    struct form form;
    with_form(&form);
    struct flow_rules rules = with_rules(&form);
    const struct beat beats[] = {
        {2000, ANSWER(5), SCREEN_QUESTION, 0, "BA"},
        {2001, FAILED, SCREEN_OUT_OF_ORDER, 0, ""},
        {2500, TICK, SCREEN_OUT_OF_ORDER, 0, ""},
        {3000, ANSWER(5), SCREEN_OUT_OF_ORDER, 0, ""},
        {99000, TICK, SCREEN_OUT_OF_ORDER, 0, ""},
    };
    struct flow flow = PLAY(&rules, beats);
    assert_int_equal(flow_deadline(&flow, &rules), FLOW_NEVER);
}

static void a_slow_disk_is_said(void **state)
{
    (void)state;
    struct form form;
    with_form(&form);
    form.question_count = 1;
    struct flow_rules rules = with_rules(&form);
    const struct beat beats[] = {
        {2000, ANSWER(5), SCREEN_QUESTION, 0, "BAE"},
        {2500, TICK, SCREEN_QUESTION, 0, ""},
        {3500, TICK, SCREEN_QUESTION, 0, ""},
    };
    struct flow flow = PLAY(&rules, beats);
    assert_true(flow.saving);
    assert_int_equal(flow_deadline(&flow, &rules), FLOW_NEVER);
}

static void the_time_of_a_first_answer_is_unknown(void **state)
{
    (void)state;
    struct form form;
    with_form(&form);
    struct flow_rules rules = with_rules(&form);
    struct flow flow = flow_start(&rules, 1000);
    struct flow_keeps keeps;
    struct flow_event answer = {FLOW_ACTION, {ACTION_ANSWER, 3}};
    flow = flow_step(flow, &rules, answer, 61000, &keeps);
    assert_int_equal(keeps.keeps[1].elapsed_ms, 0);
    flow = flow_step(flow, &rules, (struct flow_event){.kind = FLOW_TICK},
                     61500, &keeps);
    flow = flow_step(flow, &rules, answer, 63750, &keeps);
    assert_int_equal(keeps.keeps[0].elapsed_ms, 2250);
}

/* ---- whatever happens --------------------------------------------------- */

struct walk {
    struct flow_rules rules;
    struct flow flow;
    int64_t now_ms;
    int owed;  /* keeps not confirmed */
    bool open; /* a visit began and did not end */
    int visits, thanks;
};

static struct flow_event any_event(const struct walk *walk)
{
    static const enum action_kind kinds[] = {ACTION_ANSWER,   ACTION_ANSWER,
                                             ACTION_BACK,     ACTION_SKIP,
                                             ACTION_LANGUAGE, ACTION_CONTINUE};
    int dice = rand() % 10;
    if (dice < 5) {
        return (struct flow_event){FLOW_ACTION,
                                   {kinds[rand() % 6], 1 + rand() % 6}};
    }
    if (dice < 7 && walk->owed > 0) {
        return (struct flow_event){.kind = FLOW_KEPT};
    }
    return (struct flow_event){.kind = dice == 9 ? FLOW_TOUCH : FLOW_TICK};
}

static void check_keeps(struct walk *walk, const struct flow_keeps *keeps)
{
    for (int i = 0; i < keeps->count; i++) {
        const struct keep *keep = &keeps->keeps[i];
        if (keep->kind == KEEP_BEGIN) {
            assert_false(walk->open);
            walk->open = true;
            walk->visits++;
            continue;
        }
        assert_true(walk->open);
        assert_in_range(keep->question, 0, 3);
        if (keep->kind == KEEP_ANSWER) {
            assert_in_range(keep->value, 1, 5);
        }
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
    assert_in_range(walk->flow.question, 0, 3);
    if (walk->flow.screen == SCREEN_THANKS && before.screen != SCREEN_THANKS) {
        assert_int_equal(walk->owed, 0);
        assert_false(walk->open);
        walk->thanks++;
    }
    assert_int_equal(walk->flow.visiting, walk->open || walk->flow.leaving);
}

static void nothing_is_thanked_that_is_not_kept(void **state)
{
    (void)state;
    struct form form;
    with_form(&form);
    struct walk walk = {.rules = with_rules(&form), .now_ms = 1000};
    walk.flow = flow_start(&walk.rules, walk.now_ms);
    srand(20261122);
    for (int i = 0; i < 300000; i++) {
        walk_on(&walk);
    }
    assert_true(walk.visits > 1000);
    assert_true(walk.thanks > 100);
    print_message("%d visits, %d thanked\n", walk.visits, walk.thanks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_visit_is_thanked_after_the_disk),
        cmocka_unit_test(a_fast_disk_does_not_shorten_the_view_of_the_choice),
        cmocka_unit_test(taps_are_ignored_while_the_screen_settles),
        cmocka_unit_test(back_corrects_a_slip_and_keeps_both_taps),
        cmocka_unit_test(walking_away_keeps_a_partial_visit),
        cmocka_unit_test(an_answer_survives_walking_away_from_it),
        cmocka_unit_test(a_language_is_put_back_for_the_next_visitor),
        cmocka_unit_test(a_failed_write_ends_everything),
        cmocka_unit_test(a_slow_disk_is_said),
        cmocka_unit_test(the_time_of_a_first_answer_is_unknown),
        cmocka_unit_test(nothing_is_thanked_that_is_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
