/*
 * The sum of a day: all that panel and report know of it. Made once when the
 * day closes, from its rows, and kept beside them (store_sum); or made from a
 * daily file. Counts only: no visit can be told from it.
 *
 * "Clean" counts leave out the visits that bear any flag; nothing is ever
 * dropped, both stand side by side.
 */
#ifndef FORMAT_SUM_H
#define FORMAT_SUM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "survey/guard.h"
#include "survey/score.h"

enum {
    SUM_QUESTIONS_MAX = 48, /* several forms may be used on one day */
    SUM_HOURS = 24,
    SUM_UNKNOWN = -1,
};

struct sum_reason {
    char id[FORM_ID_SIZE];
    int count;
};

struct sum_question {
    char form[FORM_ID_SIZE];
    char id[FORM_ID_SIZE];
    int wording; /* in a report, which of several; else 0, and never kept */
    struct score raw, clean;
    int skipped, left; /* passed over; walked away from */
    struct sum_reason reasons[FORM_REASONS_MAX];
    int reason_count;
};

/* Visits by the hour in which they began, and the mean index of their answers
   as a sum of score_points and a count. */
struct sum_hour {
    int visits;
    int64_t points;
    int answers;
    int open_min;  /* of this hour the office was open so many minutes */
    int ready_min; /* and of these the terminal was ready so many */
};                 /* both SUM_UNKNOWN when made from a daily file */

struct sum {
    int32_t day;
    int visits, complete;
    int clean;                   /* visits without a flag */
    int flags[GUARD_FLAG_COUNT]; /* visits that bear each */
    int silent; /* visits without an answer; of a daily file, and never kept */
    int lost;   /* outcomes and reasons for which there was no room below */
    struct sum_question questions[SUM_QUESTIONS_MAX]; /* in order of place */
    int question_count;
    struct sum_hour hours[SUM_HOURS];
};

/* The same question in a sum: of the same form, id, levels and wording. NULL:
   it has none. */
const struct sum_question *sum_find(const struct sum *sum,
                                    const struct sum_question *like);

/* The question of a form, added when it is not there; NULL without room. */
struct sum_question *sum_question(struct sum *sum, const char *form,
                                  const char *id, int levels);

/* The same, of the wording of another. */
struct sum_question *sum_like(struct sum *sum, const struct sum_question *like);

/* Counts a reason, `more` times. */
void sum_reason(struct sum *sum, struct sum_question *question, const char *id,
                int more);

/*
 * As kept: lines of words parted by one blank, without a number that begins
 * with a leading zero, so that a sum has one text and a text one sum:
 *
 *     sum 1
 *     day <day>
 *     visits <all> <complete> <clean>
 *     flags <a count each>
 *     lost <count>
 *     question <form> <id> <skipped> <left> <levels> <raw>... <clean>...
 *     reason <id> <count>                of the question before
 *     hour <hour> <visits> <points> <answers> <open> <ready>
 *     end
 *
 * An hour in which nothing was and which was not open has no line.
 */
void sum_write(const struct sum *sum, struct text *out);

/* False when it is not one, to the byte. */
bool sum_read(const char *text, struct sum *out)
    __attribute__((warn_unused_result));

/* The lines of it that a seal has too, `visits` with `flags`, and `question`
   up to the raw counts; a question is taken from behind that word. NULL: it is
   none, or the sum has it already. */
struct parse;
void sum_put_visits(const struct sum *sum, struct text *out);
void sum_put_question(const struct sum_question *question, struct text *out);
bool sum_take_visits(struct parse *parse, struct sum *sum)
    __attribute__((warn_unused_result));
struct sum_question *sum_take_question(struct parse *parse, struct sum *sum)
    __attribute__((warn_unused_result));

/* Adds a day's sum to another, whose `day` stays: for spans of days. Questions
   are told apart by form and id; levels that differ stay apart too. What is
   unknown of one day is unknown of the span. */
void sum_add(struct sum *to, const struct sum *from);
void sum_add_hour(struct sum_hour *to, const struct sum_hour *from);

#endif
