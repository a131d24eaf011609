/*
 * A form: the questions that a visitor is asked, with the wording in every
 * language, the levels of the answer and the reasons for a low one.
 *
 * A level is counted from 1 (worst) to `levels` (best). Which of the five
 * faces stands for it is form_face's to say: with three levels the sad, the
 * plain and the happy face are used, with four the plain one is left out.
 *
 * All texts belong to whoever filled the form (the config, or a wording read
 * back from the record) and live as long as that.
 */
#ifndef SURVEY_FORM_H
#define SURVEY_FORM_H

#include <stdbool.h>

enum {
    FORM_QUESTIONS_MAX = 8,
    FORM_LEVELS_MIN = 3,
    FORM_LEVELS_MAX = 5,
    FORM_REASONS_MAX = 6, /* fixed and few: each is to be read */
    FORM_LANGUAGES_MAX = 16,
    FORM_ID_SIZE = 32, /* an id: a-z, 0-9 and '-', and its end */
};

struct form_reason {
    char id[FORM_ID_SIZE];
    const char *text[FORM_LANGUAGES_MAX];
};

struct form_question {
    char id[FORM_ID_SIZE];
    const char *text[FORM_LANGUAGES_MAX];
    const char *theme[FORM_LANGUAGES_MAX]; /* "Luôn mỉm cười" */
    /* What a key of its own says, for whom the question does not apply to:
       "Không có sơ suất"; NULL: it has none. */
    const char *na[FORM_LANGUAGES_MAX];
    struct form_reason reasons[FORM_REASONS_MAX];
    int reason_count;
};

struct form {
    char id[FORM_ID_SIZE];
    int version;
    int levels; /* FORM_LEVELS_MIN to FORM_LEVELS_MAX */
    int language_count;
    int question_count;
    const char *title[FORM_LANGUAGES_MAX];
    /* By level: [level - 1][language], `levels` of them. */
    const char *level_text[FORM_LEVELS_MAX][FORM_LANGUAGES_MAX];
    struct form_question questions[FORM_QUESTIONS_MAX];
};

/* The face for a level: 1 (very sad) to 5 (very happy). */
int form_face(int levels, int level);

/* True for a level with a sad face: the visitor may be asked why. */
bool form_low(int levels, int level);

/* Makes a form of fewer levels: those keep their text whose faces stay. False,
   and nothing changed, when the form has fewer than `levels` itself, or a face
   that is wanted is not among its own (four levels have no plain face). */
bool form_reduce(struct form *form, int levels);

/* True when an id is well formed: 1 to 31 of a-z, 0-9, '-'. */
bool form_id_valid(const char *id);

#endif
