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
    ACTION_LANGUAGE,  /* the next language */
    ACTION_CONTINUE,  /* "I am still here" */
    ACTION_REASON,    /* value: which of the question's reasons, from 0; its
                         name holds the reason's id, which the scene knows
                         (scene_action_name) */
    ACTION_DONE,      /* the reasons are chosen */
    ACTION_LOW_REACH, /* everything pressable within low reach, and back */
    ACTION_SPEAK,     /* reads the question aloud, or stops that */
};

struct action {
    enum action_kind kind;
    int value; /* see the kinds; 0 where none is named */
};

enum { ACTION_NAME_SIZE = 48 };

/* Writes the name: "none", "answer:4", "back". */
void action_name(struct action action, char out[ACTION_NAME_SIZE]);

/* Reads one; false when there is no such action, or its name is not all that
   there is to it ("reason:ID": see scene_named). */
bool action_parse(const char *name, struct action *out);

bool action_same(struct action a, struct action b);

#endif
