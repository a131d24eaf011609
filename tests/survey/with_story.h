/*
 * Stories for the flow: tables of (time, event, what is expected).
 */
#ifndef TESTS_SURVEY_WITH_STORY_H
#define TESTS_SURVEY_WITH_STORY_H

#include <stddef.h>

#include "with_form.h"

/* What a story is told of: a form of four questions, asked by the rules of
   with_rules. Each test gets its own, as *state. */
struct story {
    struct form form;
    struct sheet sheet;
    struct flow_rules rules;
};

int story_open(void **state);
int story_close(void **state);

#define STORY(test)                                                            \
    cmocka_unit_test_setup_teardown(test, story_open, story_close)

/* A step of a story: at a time, an event; then the screen, the question and
   what was kept, as letters: B begin, A answer, S skip, T timeout, R a reason,
   E end complete, P end partial. */
struct beat {
    int64_t at_ms;
    enum flow_event_kind event;
    struct action action;
    enum screen screen;
    int question;
    const char *kept;
};

#define DOES(kind, value)                                                      \
    FLOW_ACTION,                                                               \
    {                                                                          \
        kind, value                                                            \
    }
#define HEARS(event)                                                           \
    FLOW_##event,                                                              \
    {                                                                          \
        ACTION_NONE, 0                                                         \
    }
#define ANSWER(n)   DOES(ACTION_ANSWER, n)
#define REASON(n)   DOES(ACTION_REASON, n)
#define PRESS(what) DOES(ACTION_##what, 0)
#define TICK        HEARS(TICK)
#define TOUCH       HEARS(TOUCH)
#define KEPT        HEARS(KEPT)
#define FAILED      HEARS(FAILED)
#define OPENED      HEARS(OPENED)
#define CLOSED      HEARS(CLOSED)
#define SPOKEN      HEARS(SPOKEN)

/* Tells it from the start at 1000 ms, and gives how it ends. */
struct flow story_play(const struct story *story, const struct beat *beats,
                       size_t count);

#define PLAY(story, beats)                                                     \
    story_play(story, beats, sizeof beats / sizeof beats[0])

#endif
