/* The screen at rest, low reach, and the voice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "with_story.h"
#include "tried.h"

static void the_screen_goes_dim_and_a_touch_brightens_it(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {120999, TICK, SCREEN_QUESTION, 0, ""},
        {121000, TICK, SCREEN_QUESTION, 0, ""},
    };
    struct flow flow = story_play(story, beats, 1);
    assert_false(flow.dim);
    assert_int_equal(flow_deadline(&flow, &story->rules), 121000);
    flow = PLAY(story, beats);
    assert_true(flow.dim);
    assert_int_equal(flow_deadline(&flow, &story->rules), FLOW_NEVER);
    /* What is seen can be pressed, dim or not. */
    const struct beat touched[] = {
        {121000, TICK, SCREEN_QUESTION, 0, ""},
        {200000, TOUCH, SCREEN_QUESTION, 0, ""},
        {200000, ANSWER(4), SCREEN_QUESTION, 0, "BA"},
    };
    flow = PLAY(story, touched);
    assert_false(flow.dim);
}

static void outside_hours_it_sleeps_until_a_touch(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {1000, CLOSED, SCREEN_QUESTION, 0, ""}, /* awake after a start */
        {120999, TICK, SCREEN_QUESTION, 0, ""},
        {121000, TICK, SCREEN_ASLEEP, 0, ""},
        {500000, ANSWER(3), SCREEN_ASLEEP, 0, ""},
        {500000, TICK, SCREEN_ASLEEP, 0, ""},
        {600000, TOUCH, SCREEN_QUESTION, 0, ""},
        {600000, ANSWER(3), SCREEN_QUESTION, 0, ""}, /* the waking touch */
        {600500, ANSWER(3), SCREEN_QUESTION, 0, "BA"},
    };
    PLAY(story, beats);
    const struct beat again[] = {
        {1000, CLOSED, SCREEN_QUESTION, 0, ""},
        {121000, TICK, SCREEN_ASLEEP, 0, ""},
        {600000, TOUCH, SCREEN_QUESTION, 0, ""},
        {719999, TICK, SCREEN_QUESTION, 0, ""},
        {720000, TICK, SCREEN_ASLEEP, 0, ""},
    };
    struct flow flow = PLAY(story, again);
    assert_int_equal(flow_deadline(&flow, &story->rules), FLOW_NEVER);
    assert_true(flow_idle(&flow));
    tried("The office is closed now");
}

static void opening_wakes_and_closing_waits_for_the_visitor(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {121000, TICK, SCREEN_QUESTION, 0, ""},
        {300000, CLOSED, SCREEN_ASLEEP, 0, ""}, /* dim already: at once */
        {900000, OPENED, SCREEN_QUESTION, 0, ""},
        {900500, ANSWER(3), SCREEN_QUESTION, 0, "BA"},
        {901000, TICK, SCREEN_QUESTION, 1, ""},
        {901000, CLOSED, SCREEN_QUESTION, 1, ""},
        {902000, ANSWER(3), SCREEN_QUESTION, 1, "A"},
    };
    struct flow flow = PLAY(story, beats);
    assert_true(flow.closed);
}

static void low_reach_lasts_until_the_visit_ends(void **state)
{
    struct story *story = *state;
    story->sheet.count = 1;
    const struct beat beats[] = {
        {2000, PRESS(LOW_REACH), SCREEN_QUESTION, 0, ""},
        {2499, ANSWER(3), SCREEN_QUESTION, 0, ""}, /* all has moved */
        {2500, ANSWER(3), SCREEN_QUESTION, 0, "BAE"},
        {2501, KEPT, SCREEN_QUESTION, 0, ""},
        {3000, TICK, SCREEN_THANKS, 0, ""},
        {7000, TICK, SCREEN_QUESTION, 0, ""},
    };
    struct flow flow = story_play(story, beats, 5);
    assert_true(flow.low_reach);
    flow = PLAY(story, beats);
    assert_false(flow.low_reach);
    story->rules.low_reach = true;
    flow = PLAY(story, beats);
    assert_true(flow.low_reach);
}

static void low_reach_goes_back_when_nobody_answers(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, TOUCH, SCREEN_QUESTION, 0, ""},
        {2000, PRESS(LOW_REACH), SCREEN_QUESTION, 0, ""},
        {32000, TICK, SCREEN_QUESTION, 0, ""},
    };
    struct flow flow = PLAY(story, beats);
    assert_false(flow.low_reach);
    assert_true(flow_idle(&flow));
}

static struct flow listening(const struct story *story)
{
    const struct beat begins[] = {
        {2000, PRESS(SPEAK), SCREEN_QUESTION, 0, ""},
        {2100, PRESS(SPEAK), SCREEN_QUESTION, 0, ""}, /* a trembling hand */
    };
    struct flow flow = PLAY(story, begins);
    assert_true(flow.speaking);
    return flow;
}

static void a_voice_can_be_interrupted(void **state)
{
    struct story *story = *state;
    struct flow_keeps keeps;
    static const struct flow_event ends[] = {
        {FLOW_ACTION, {ACTION_SPEAK, 0}},
        {FLOW_ACTION, {ACTION_ANSWER, 1}},
        {FLOW_HUSHED, {ACTION_NONE, 0}},
    };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct flow flow =
            flow_step(listening(story), &story->rules, ends[i], 4000, &keeps);
        print_message("end %zu\n", i);
        assert_false(flow.speaking);
    }
}

/* From its beginning; and each part once. */
static void whoever_listens_hears_what_comes(void **state)
{
    struct story *story = *state;
    struct flow_keeps keeps;
    static const struct flow_event anew[] = {
        {FLOW_ACTION, {ACTION_SKIP, 0}},
        {FLOW_ACTION, {ACTION_LANGUAGE, 0}},
        {FLOW_ACTION, {ACTION_LOW_REACH, 0}},
        {FLOW_FAILED, {ACTION_NONE, 0}},
    };
    const struct flow_event spoken = {.kind = FLOW_SPOKEN};
    struct flow flow = listening(story);
    for (int part = 0; part <= 6; part++) { /* the invitation, too */
        assert_true(flow.speaking);
        assert_int_equal(flow.part, part);
        flow = flow_step(flow, &story->rules, spoken, 3000 + part, &keeps);
    }
    assert_false(flow.speaking);
    assert_int_equal(flow.touched_ms, 3006);
    for (size_t i = 0; i < sizeof anew / sizeof anew[0]; i++) {
        struct flow next =
            flow_step(flow, &story->rules, anew[i], 4000, &keeps);
        assert_true(next.speaking);
        assert_int_equal(next.part, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_screen_goes_dim_and_a_touch_brightens_it),
        STORY(outside_hours_it_sleeps_until_a_touch),
        STORY(opening_wakes_and_closing_waits_for_the_visitor),
        STORY(low_reach_lasts_until_the_visit_ends),
        STORY(low_reach_goes_back_when_nobody_answers),
        STORY(a_voice_can_be_interrupted),
        STORY(whoever_listens_hears_what_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
