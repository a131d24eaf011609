/* A visit, and its end, as stories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "with_story.h"
#include "tried.h"

static void a_whole_visit_is_thanked_after_the_disk(void **state)
{
    struct story *story = *state;
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
    struct flow flow = PLAY(story, beats);
    assert_true(flow_idle(&flow));
    assert_int_equal(flow.pending, 0);
}

static void a_fast_disk_does_not_shorten_the_view_of_the_choice(void **state)
{
    struct story *story = *state;
    story->sheet.count = 1;
    const struct beat beats[] = {
        {2000, ANSWER(5), SCREEN_QUESTION, 0, "BAE"},
        {2001, KEPT, SCREEN_QUESTION, 0, ""},
        {2499, TICK, SCREEN_QUESTION, 0, ""},
        {2500, TICK, SCREEN_THANKS, 0, ""},
    };
    PLAY(story, beats);
}

static void taps_are_ignored_while_the_screen_settles(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {1499, ANSWER(5), SCREEN_QUESTION, 0, ""}, /* just started */
        {1500, ANSWER(5), SCREEN_QUESTION, 0, "BA"},
        {1600, ANSWER(1), SCREEN_QUESTION, 0, ""}, /* the double tap */
        {1700, PRESS(SKIP), SCREEN_QUESTION, 0, ""},
        {2000, TICK, SCREEN_QUESTION, 1, ""},
        {2499, ANSWER(1), SCREEN_QUESTION, 1, ""}, /* not this question */
        {2500, ANSWER(1), SCREEN_QUESTION, 1, "A"},
    };
    PLAY(story, beats);
}

/* Its own key is no answer, and no skip; other questions do not have it. */
static void a_question_may_not_apply(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, PRESS(NA), SCREEN_QUESTION, 0, ""},
        {2000, PRESS(SKIP), SCREEN_QUESTION, 1, "BS"},
        {3000, PRESS(NA), SCREEN_QUESTION, 2, "N"},
        {4000, PRESS(BACK), SCREEN_QUESTION, 1, ""},
        {5000, ANSWER(4), SCREEN_QUESTION, 1, "A"},
        {5500, TICK, SCREEN_QUESTION, 2, ""},
        {6000, PRESS(BACK), SCREEN_QUESTION, 1, ""},
        {7000, PRESS(NA), SCREEN_QUESTION, 2, "N"},
    };
    story->form.questions[1].na[0] = "Không có";
    struct flow flow = PLAY(story, beats);
    assert_int_equal(flow.outcome[1], OUTCOME_NA);
    assert_int_equal(flow.level[1], 0);
    assert_true(flow_said_nothing(&flow));
}

static void back_corrects_a_slip_and_keeps_both_taps(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, PRESS(BACK), SCREEN_QUESTION, 0, ""},
        {2000, ANSWER(1), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_QUESTION, 1, ""},
        {3000, PRESS(BACK), SCREEN_QUESTION, 0, ""},
        {3500, ANSWER(4), SCREEN_QUESTION, 0, "A"},
    };
    struct flow flow = PLAY(story, beats);
    assert_int_equal(flow.level[0], 4);
    assert_int_equal(flow.outcome[0], OUTCOME_ANSWERED);
}

static void walking_away_keeps_a_partial_visit(void **state)
{
    struct story *story = *state;
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
    struct flow flow = PLAY(story, beats);
    assert_true(flow_idle(&flow));
    tried("If not, the answers given so");
}

static void an_answer_survives_walking_away_from_it(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, ANSWER(2), SCREEN_QUESTION, 0, "BA"},
        {2500, TICK, SCREEN_QUESTION, 1, ""},
        {3000, PRESS(BACK), SCREEN_QUESTION, 0, ""},
        {60000, TICK, SCREEN_STILL_THERE, 0, ""},
        {90000, TICK, SCREEN_QUESTION, 0, "P"},
    };
    PLAY(story, beats);
}

static void a_language_is_put_back_for_the_next_visitor(void **state)
{
    struct story *story = *state;
    const struct beat away[] = {
        {2000, TOUCH, SCREEN_QUESTION, 0, ""},
        {2000, PRESS(LANGUAGE), SCREEN_QUESTION, 0, ""},
        {31999, TICK, SCREEN_QUESTION, 0, ""},
    };
    struct flow flow = PLAY(story, away);
    assert_int_equal(flow.language, 1);
    struct flow_keeps keeps;
    flow = flow_step(flow, &story->rules,
                     (struct flow_event){.kind = FLOW_TICK}, 32000, &keeps);
    assert_int_equal(flow.language, 0);
    assert_int_equal(keeps.count, 0);
    assert_true(flow_idle(&flow));
}

static void a_failed_write_ends_everything(void **state)
{
    struct story *story = *state;
    const struct beat beats[] = {
        {2000, ANSWER(5), SCREEN_QUESTION, 0, "BA"},
        {2001, FAILED, SCREEN_OUT_OF_ORDER, 0, ""},
        {2500, TICK, SCREEN_OUT_OF_ORDER, 0, ""},
        {3000, ANSWER(5), SCREEN_OUT_OF_ORDER, 0, ""},
        {99000, TICK, SCREEN_OUT_OF_ORDER, 0, ""},
    };
    struct flow flow = PLAY(story, beats);
    assert_int_equal(flow_deadline(&flow, &story->rules), FLOW_NEVER);
}

static void a_slow_disk_is_said(void **state)
{
    struct story *story = *state;
    story->sheet.count = 1;
    const struct beat beats[] = {
        {2000, ANSWER(5), SCREEN_QUESTION, 0, "BAE"},
        {2500, TICK, SCREEN_QUESTION, 0, ""},
        {3500, TICK, SCREEN_QUESTION, 0, ""},
    };
    struct flow flow = PLAY(story, beats);
    assert_true(flow.saving);
    assert_int_equal(flow_deadline(&flow, &story->rules), FLOW_NEVER);
}

static void the_time_of_a_first_answer_is_unknown(void **state)
{
    struct story *story = *state;
    struct flow flow = flow_start(&story->rules, 1000);
    struct flow_keeps keeps;
    struct flow_event answer = {FLOW_ACTION, {ACTION_ANSWER, 3}};
    flow = flow_step(flow, &story->rules, answer, 61000, &keeps);
    assert_int_equal(keeps.keeps[1].elapsed_ms, 0);
    flow = flow_step(flow, &story->rules,
                     (struct flow_event){.kind = FLOW_TICK}, 61500, &keeps);
    flow = flow_step(flow, &story->rules, answer, 63750, &keeps);
    assert_int_equal(keeps.keeps[0].elapsed_ms, 2250);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_whole_visit_is_thanked_after_the_disk),
        STORY(a_fast_disk_does_not_shorten_the_view_of_the_choice),
        STORY(taps_are_ignored_while_the_screen_settles),
        STORY(a_question_may_not_apply),
        STORY(back_corrects_a_slip_and_keeps_both_taps),
        STORY(walking_away_keeps_a_partial_visit),
        STORY(an_answer_survives_walking_away_from_it),
        STORY(a_language_is_put_back_for_the_next_visitor),
        STORY(a_failed_write_ends_everything),
        STORY(a_slow_disk_is_said),
        STORY(the_time_of_a_first_answer_is_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
