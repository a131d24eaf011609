/*
 * The sheet: what one visitor is asked. The questions of the form in force,
 * in their order, and perhaps one more out of another form, which changes
 * from day to day, so that a visit stays short and the year covers all.
 *
 * A sheet is a plain value; it points to forms that outlive it. The place of
 * a question is counted from 0.
 */
#ifndef SURVEY_SHEET_H
#define SURVEY_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/form.h"

enum {
    SHEET_MAX = FORM_QUESTIONS_MAX + 1,
    SHEET_EVER_MAX = FORM_QUESTIONS_MAX + FORM_QUESTIONS_MAX,
};

struct asked {
    const struct form *form;         /* whose levels it is answered by */
    int question;                    /* of that form */
    bool voiced[FORM_LANGUAGES_MAX]; /* it can be heard now; the kiosk's to
                                        say, false at first */
};

struct sheet {
    struct asked asked[SHEET_MAX];
    int count;
    bool lent; /* the last is out of another form, of which each has its turn */
};

/* `rotating` may be NULL; else the question of it is picked by `turn`. */
struct sheet sheet_make(const struct form *form, const struct form *rotating,
                        unsigned turn);

/* Whose turn it is on a day: evenly spread over a year, and the same for all
   visits of the day. A question that changed within a day would tell whoever
   saw it on the screen which of the visits of a daily file this could be. */
unsigned sheet_turn(int32_t day);

const struct form_question *sheet_question(const struct sheet *sheet,
                                           int place);

/* What is asked on one day or another: the questions of the form in force, then
   each that may be lent. What is laid out for them all looks alike on every
   day. Of `at` from 0 to before sheet_ever. */
int sheet_ever(const struct sheet *sheet);
int sheet_ever_at(const struct sheet *sheet, int place); /* of one asked now */
const struct form *sheet_ever_form(const struct sheet *sheet, int at);
const struct form_question *sheet_ever_question(const struct sheet *sheet,
                                                int at);

/* The levels of the question at a place. */
int sheet_levels(const struct sheet *sheet, int place);

/* True when a level there is low, and the question has reasons to choose. */
bool sheet_asks_why(const struct sheet *sheet, int place, int level);

#endif
