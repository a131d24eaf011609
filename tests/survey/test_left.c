/* A visit that was left, or seems so: seconds are counted down, the visitor may
   finish it at once, and staff may come in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "with_story.h"
#include "tried.h"

enum { ASKED_MS = 31000, LASTS_S = 20 };

/* One answer, and nobody touches the glass any more: asked at ASKED_MS. */
#define LEFT                                                                   \
    {2000, ANSWER(2), SCREEN_QUESTION, 0, "BA"},                               \
        {2001, KEPT, SCREEN_QUESTION, 0, ""},                                  \
        {2500, TICK, SCREEN_QUESTION, 1, ""},                                  \
    {                                                                          \
        ASKED_MS, TICK, SCREEN_STILL_THERE, 1, ""                              \
    }

static struct flow step(const struct story *story, struct flow flow,
                        enum flow_event_kind event, int64_t at_ms)
{
    struct flow_keeps keeps;
    return flow_step(flow, &story->rules, (struct flow_event){.kind = event},
                     at_ms, &keeps);
}

/* It wakes once a second, for the next number; and for nothing else. */
static void seconds_are_counted_down(void **state)
{
    const struct story *story = *state;
    const struct beat beats[] = {LEFT};
    struct flow flow = PLAY(story, beats);
    for (int left = LASTS_S; left > 0; left--) {
        int64_t next_ms = flow_deadline(&flow, &story->rules);
        assert_int_equal(flow.screen, SCREEN_STILL_THERE);
        assert_int_equal(flow.wait.left_s, left);
        assert_int_equal(flow.wait.of_s, LASTS_S);
        assert_int_equal(next_ms, ASKED_MS + (LASTS_S - left + 1) * 1000);
        flow = step(story, flow, FLOW_TICK, next_ms - 1);
        assert_int_equal(flow.wait.left_s, left);
        flow = step(story, flow, FLOW_TICK, next_ms);
    }
    assert_true(flow_idle(&flow));
    tried("%1 s left");
}

static void a_begun_second_counts_as_whole(void **state)
{
    struct story *story = *state;
    story->rules.timing.still_there_ms = 2500;
    const struct beat beats[] = {LEFT};
    struct flow flow = PLAY(story, beats);
    assert_int_equal(flow.wait.left_s, 3);
    assert_int_equal(flow_deadline(&flow, &story->rules), ASKED_MS + 500);
    flow = step(story, flow, FLOW_TICK, ASKED_MS + 500);
    assert_int_equal(flow.wait.left_s, 2);
}

static void a_visit_is_finished_at_once_and_thanked_after_the_disk(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        LEFT,
        {31499, PRESS(FINISH), SCREEN_STILL_THERE, 1, ""}, /* settling */
        {31500, PRESS(FINISH), SCREEN_STILL_THERE, 1, "TP"},
        {31600, PRESS(FINISH), SCREEN_STILL_THERE, 1, ""},
        {31700, PRESS(CONTINUE), SCREEN_STILL_THERE, 1, ""},
        {60000, TICK, SCREEN_STILL_THERE, 1, ""},
        {60001, KEPT, SCREEN_THANKS, 1, ""},
        {64001, TICK, SCREEN_QUESTION, 0, ""},
    };
    struct flow flow = PLAY(story, beats);
    assert_true(flow_idle(&flow));
    assert_int_equal(flow.pending, 0);
}

/* Who passed over all that was asked is thanked for coming. */
static void who_finishes_with_no_answer_said_nothing(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, PRESS(SKIP), SCREEN_QUESTION, 1, "BS"},
        {2001, KEPT, SCREEN_QUESTION, 1, ""},
        {ASKED_MS, TICK, SCREEN_STILL_THERE, 1, ""},
        {31500, PRESS(FINISH), SCREEN_STILL_THERE, 1, "TP"},
        {31501, KEPT, SCREEN_THANKS, 1, ""},
    };
    struct flow flow = PLAY(story, beats);
    assert_true(flow_said_nothing(&flow));
}

static void a_slow_disk_is_told_of(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        LEFT,
        {31500, PRESS(FINISH), SCREEN_STILL_THERE, 1, "TP"},
    };
    struct flow flow = PLAY(story, beats);
    assert_false(flow.saving);
    int64_t next_ms = flow_deadline(&flow, &story->rules);
    assert_int_equal(next_ms, 31500 + story->rules.timing.saving_ms);
    flow = step(story, flow, FLOW_TICK, next_ms);
    assert_true(flow.saving);
    assert_int_equal(flow_deadline(&flow, &story->rules), FLOW_NEVER);
    flow = step(story, flow, FLOW_FAILED, next_ms + 1);
    assert_int_equal(flow.screen, SCREEN_OUT_OF_ORDER);
    flow = step(story, flow, FLOW_KEPT, next_ms + 2);
    assert_int_equal(flow.screen, SCREEN_OUT_OF_ORDER);
}

static void staff_may_come_in_when_it_was_left(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, ANSWER(2), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_QUESTION, 1, ""},
        {3000, TOUCH, SCREEN_QUESTION, 1, ""},
    };
    struct flow flow = PLAY(story, beats);
    const struct flow_rules *rules = &story->rules;
    assert_false(flow_left_alone(&flow, rules, 17999));
    assert_true(flow_left_alone(&flow, rules, 18000));
    flow = step(story, flow, FLOW_TICK, 33000);
    flow = step(story, flow, FLOW_TOUCH, 33001);
    assert_int_equal(flow.screen, SCREEN_STILL_THERE);
    assert_true(flow_left_alone(&flow, rules, 33001));
}

/* The visit ends as it is, whatever showed; one that has ended already, or
   never began, leaves nothing. */
static void staff_who_come_in_end_it(void **state)
{
    struct story *story = *state;
    const struct beat asked[] = {
        LEFT, {32000, HEARS(LEFT), SCREEN_QUESTION, 0, "TP"}};
    const struct beat on_a_question[] = {
        {2000, ANSWER(2), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_QUESTION, 1, ""},
        {20000, HEARS(LEFT), SCREEN_QUESTION, 0, "TP"},
        {20001, HEARS(LEFT), SCREEN_QUESTION, 0, ""},
    };
    const struct beat finished[] = {
        LEFT,
        {31500, PRESS(FINISH), SCREEN_STILL_THERE, 1, "TP"},
        {31600, HEARS(LEFT), SCREEN_STILL_THERE, 1, ""},
        {31700, KEPT, SCREEN_THANKS, 1, ""},
    };
    struct flow flow = PLAY(story, asked);
    assert_true(flow_idle(&flow));
    assert_int_equal(flow.pending, 1);
    PLAY(story, on_a_question);
    PLAY(story, finished);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(seconds_are_counted_down),
        STORY(a_begun_second_counts_as_whole),
        STORY(a_visit_is_finished_at_once_and_thanked_after_the_disk),
        STORY(who_finishes_with_no_answer_said_nothing),
        STORY(a_slow_disk_is_told_of),
        STORY(staff_may_come_in_when_it_was_left),
        STORY(staff_who_come_in_end_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
