/*
 * The first page of a report, which says at a glance what whoever answers for
 * the office wants to know: how many came, how satisfied they were, how sure
 * that is, and whether it is another than in the period before. Page, text and
 * workbook print these tables.
 */
#ifndef REPORT_FRONT_H
#define REPORT_FRONT_H

#include "report/tables.h"

/* So much has room on it; more remarks are counted there and told behind. */
enum {
    FRONT_QUESTIONS = 10,
    FRONT_REASONS = 3,
    FRONT_REMARKS = 3,
    FRONT_NOTES = 5,
};

/* Whether anything is known of the period before. */
bool front_compared(const struct report_voice *voice);

/* What is counted of all terminals, a row each: of this period and, where it is
   known, of the one before, with heads then; the last row is how much of the
   time they were ready, if that is wanted. */
struct table table_of_counts(const struct report_voice *voice, bool coverage);

/* REPORT_SATISFIED or REPORT_INDEX of all answers, without marked visits, and
   of each question; with what it was before, where that is known, and whether
   it is called different. */
struct table table_of_front(const struct report_voice *voice,
                            enum report_word what);

/* What is said of one of these figures of a question against what it was. */
enum report_word front_verdict(const struct report_voice *voice,
                               enum report_word what,
                               const struct sum_question *question);

/* The reasons that were named most, with their questions; no row but the heads
   when none was. */
struct table table_of_top_reasons(const struct report_voice *voice);

/* The question with the lowest index; with its index, interval and n. False:
   none has enough answers. */
bool say_worst(struct text *out, const struct report_voice *voice)
    __attribute__((warn_unused_result));

/* When the period before was, or that nothing is known of it. */
void say_before(struct text *out, const struct report_voice *voice);

/* How many questions found no room; false: all did. */
bool say_more(struct text *out, const struct report_voice *voice)
    __attribute__((warn_unused_result));

/* How many remarks found no room; false: all do. */
bool say_remarks_more(struct text *out, const struct report_voice *voice)
    __attribute__((warn_unused_result));

/* On how many days off nobody came; false: on none of them. */
bool say_rest_empty(struct text *out, const struct report_voice *voice)
    __attribute__((warn_unused_result));

/* How its figures are made, a paragraph each; how many. */
int front_notes(const struct report_voice *voice,
                enum report_word notes[FRONT_NOTES]);

#endif
