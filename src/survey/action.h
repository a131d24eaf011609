/*
 * What a touch on an item means. Actions are the names by which the scene,
 * the flow and a test robot speak of the same thing; `bonluon scene` prints
 * them ("answer:4").
 */
#ifndef SURVEY_ACTION_H
#define SURVEY_ACTION_H

#include <stdbool.h>
#include <stddef.h>

enum action_kind {
    ACTION_NONE,      /* cannot be pressed */
    ACTION_ANSWER,    /* value: the level, 1 is the worst */
    ACTION_BACK,      /* to the question before */
    ACTION_SKIP,      /* leave this question out */
    ACTION_NA,        /* the question's own key: it does not apply */
    ACTION_LANGUAGE,  /* the next language */
    ACTION_CONTINUE,  /* "I am still here" */
    ACTION_FINISH,    /* the visit ends as it is */
    ACTION_REASON,    /* value: which of the question's reasons, from 0; its
                         name holds the reason's id, which the scene knows
                         (scene_action_name) */
    ACTION_DONE,      /* the reasons are chosen */
    ACTION_LOW_REACH, /* everything pressable within low reach, and back */
    ACTION_SPEAK,     /* reads the question aloud, or stops that */

    /* of staff */
    ACTION_STAFF, /* the corner that is held to come in */
    ACTION_DIGIT, /* value: 0 to 9 */
    ACTION_ERASE,
    ACTION_ENTER,
    ACTION_CLOSE,   /* leave this screen */
    ACTION_PAGE,    /* value: a page of the panel */
    ACTION_EXPORT,  /* to the export; there: begin it */
    ACTION_CANCEL,  /* stop it */
    ACTION_PENDING, /* take the days that nobody took yet */
    ACTION_DAY,     /* value: a day since 1970; named "day:2026-11-23" */
    ACTION_EARLIER, /* turn the calendar; value: by so many days */
    ACTION_LATER,
    ACTION_TARGET,  /* value: where to */
    ACTION_REPORTS, /* with or without HTML and XLSX */
    ACTION_CONFIRM, /* value: the day that the clock shows, and which is right:
                       to be pressed twice */
    ACTION_TOUCH_TEST, /* to the touch test */
    ACTION_SET_CLOCK,  /* to the page on which the clock is set */
    ACTION_AGAIN,      /* the same once more */
    ACTION_CLEAN,      /* nothing answers to a touch for a while */

    /* of the installer */
    ACTION_LETTER, /* value: the letter, digit or dash; named "letter:A" */
    ACTION_LESS,   /* value: of what, see survey/installer.h and dial.h; the
                      scene names it: "less:10", "less:day" */
    ACTION_MORE,
};

struct action {
    enum action_kind kind;
    int value; /* see the kinds; 0 where none is named */
};

enum { ACTION_NAME_SIZE = 48 };

/* Writes the name: "none", "answer:4", "back". */
void action_name(struct action action, char out[ACTION_NAME_SIZE]);

bool action_same(struct action a, struct action b);

#endif
