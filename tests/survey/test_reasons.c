/* After a low answer: why? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "with_story.h"

static int asking_open(void **state)
{
    story_open(state);
    struct story *story = *state;
    story->rules.reasons = true;
    return 0;
}

static void reasons_are_kept_when_done_with(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, ANSWER(5), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_QUESTION, 1, ""},
        {3000, ANSWER(2), SCREEN_QUESTION, 1, "A"},
        {3500, TICK, SCREEN_REASONS, 1, ""},
        {3999, REASON(0), SCREEN_REASONS, 1, ""}, /* it settles */
        {4000, REASON(0), SCREEN_REASONS, 1, ""},
        {4100, REASON(1), SCREEN_REASONS, 1, ""},
        {4200, REASON(2), SCREEN_REASONS, 1, ""}, /* there are two only */
        {5000, PRESS(DONE), SCREEN_QUESTION, 2, "RR"},
    };
    struct flow flow = PLAY(story, beats);
    assert_int_equal(flow.reasons[1], 3);
    assert_int_equal(flow.pending, 3);
}

static void a_reason_goes_off_again_but_not_by_a_trembling_hand(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, ANSWER(1), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_REASONS, 0, ""},
        {3000, REASON(0), SCREEN_REASONS, 0, ""},
        {3200, REASON(0), SCREEN_REASONS, 0, ""},
    };
    struct flow flow = PLAY(story, beats);
    assert_int_equal(flow.reasons[0], 1);
    struct flow_keeps keeps;
    struct flow_event press = {FLOW_ACTION, {ACTION_REASON, 0}};
    flow = flow_step(flow, &story->rules, press, 4000, &keeps);
    assert_int_equal(flow.reasons[0], 0);
}

static void passing_over_leaves_none(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, ANSWER(1), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_REASONS, 0, ""},
        {3000, REASON(0), SCREEN_REASONS, 0, ""},
        {4000, PRESS(SKIP), SCREEN_QUESTION, 1, ""},
    };
    struct flow flow = PLAY(story, beats);
    assert_int_equal(flow.reasons[0], 0);
    assert_int_equal(flow.pending, 1);
}

static void the_last_ones_end_the_visit(void **state)
{
    struct story *story = *state;
    story->sheet.count = 1;
    const struct beat beats[] = {
        {2000, ANSWER(1), SCREEN_QUESTION, 0, "BA"},
        {2001, KEPT, SCREEN_QUESTION, 0, ""},
        {2500, TICK, SCREEN_REASONS, 0, ""},
        {3000, REASON(0), SCREEN_REASONS, 0, ""},
        {4000, PRESS(DONE), SCREEN_REASONS, 0, "RE"},
        {4100, PRESS(SKIP), SCREEN_REASONS, 0, ""}, /* a double tap */
        {4200, KEPT, SCREEN_THANKS, 0, ""},
    };
    PLAY(story, beats);
}

static void a_slow_disk_is_said_there_too(void **state)
{
    struct story *story = *state;
    story->sheet.count = 1;
    const struct beat beats[] = {
        {2000, ANSWER(1), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_REASONS, 0, ""},
        {4000, PRESS(DONE), SCREEN_REASONS, 0, "E"},
        {4999, TICK, SCREEN_REASONS, 0, ""},
        {5000, TICK, SCREEN_REASONS, 0, ""},
        {6000, KEPT, SCREEN_REASONS, 0, ""},
        {6100, KEPT, SCREEN_THANKS, 0, ""},
    };
    const struct flow flow = story_play(story, beats, 5);
    assert_true(flow.saving);
    PLAY(story, beats);
}

static void back_leads_to_the_answer(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, ANSWER(1), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_REASONS, 0, ""},
        {3000, REASON(0), SCREEN_REASONS, 0, ""},
        {4000, PRESS(BACK), SCREEN_QUESTION, 0, ""},
        {5000, ANSWER(4), SCREEN_QUESTION, 0, "A"},
        {5500, TICK, SCREEN_QUESTION, 1, ""},
    };
    struct flow flow = PLAY(story, beats);
    assert_int_equal(flow.reasons[0], 0);
}

static void who_walks_away_meant_what_was_chosen(void **state)
{
    struct story *story = *state;
    story->sheet.count = 2;
    const struct beat early[] = {
        {2000, ANSWER(1), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_REASONS, 0, ""},
        {3000, TOUCH, SCREEN_REASONS, 0, ""},
        {3000, REASON(0), SCREEN_REASONS, 0, ""},
        {33000, TICK, SCREEN_STILL_THERE, 0, ""},
        {34000, PRESS(CONTINUE), SCREEN_REASONS, 0, ""},
        {64000, TICK, SCREEN_STILL_THERE, 0, ""},
        {84000, TICK, SCREEN_QUESTION, 0, "RP"},
    };
    PLAY(story, early);
    /* Every question was gone through: the visit is whole. */
    const struct beat late[] = {
        {2000, PRESS(SKIP), SCREEN_QUESTION, 1, "BS"},
        {3000, ANSWER(1), SCREEN_QUESTION, 1, "A"},
        {3500, TICK, SCREEN_REASONS, 1, ""},
        {33500, TICK, SCREEN_STILL_THERE, 1, ""},
        {53500, TICK, SCREEN_QUESTION, 0, "E"},
    };
    PLAY(story, late);
}

static void reasons_outlive_a_second_look(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, ANSWER(1), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_REASONS, 0, ""},
        {3000, REASON(0), SCREEN_REASONS, 0, ""},
        {4000, PRESS(DONE), SCREEN_QUESTION, 1, "R"},
        {5000, PRESS(BACK), SCREEN_QUESTION, 0, ""},
        {6000, ANSWER(1), SCREEN_QUESTION, 0, "A"},
        {6500, TICK, SCREEN_REASONS, 0, ""},
        {7000, PRESS(BACK), SCREEN_QUESTION, 0, ""},
        {37000, TICK, SCREEN_STILL_THERE, 0, ""},
        {57000, TICK, SCREEN_QUESTION, 0, "RP"},
    };
    PLAY(story, beats);
}

static void nothing_is_asked_of_the_content_or_without_the_rule(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, ANSWER(3), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_QUESTION, 1, ""},
    };
    PLAY(story, beats);
    story->form.questions[0].reason_count = 0;
    const struct beat none[] = {
        {2000, ANSWER(1), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_QUESTION, 1, ""},
    };
    PLAY(story, none);
    story->form.questions[0].reason_count = 1;
    story->rules.reasons = false;
    PLAY(story, none);
}

#define ASKING(test)                                                           \
    cmocka_unit_test_setup_teardown(test, asking_open, story_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ASKING(reasons_are_kept_when_done_with),
        ASKING(a_reason_goes_off_again_but_not_by_a_trembling_hand),
        ASKING(passing_over_leaves_none),
        ASKING(the_last_ones_end_the_visit),
        ASKING(a_slow_disk_is_said_there_too),
        ASKING(back_leads_to_the_answer),
        ASKING(who_walks_away_meant_what_was_chosen),
        ASKING(reasons_outlive_a_second_look),
        ASKING(nothing_is_asked_of_the_content_or_without_the_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
