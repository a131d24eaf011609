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

#include "base/digest.h"
#include "base/text.h"
#include "base/who.h"
#include "format/wording.h"
#include "survey/guard.h"
#include "survey/hours.h"
#include "survey/score.h"

enum {
    SUM_QUESTIONS_MAX = 48, /* several forms may be used on one day */
    SUM_FORMS_MAX = 16,     /* and each in several wordings */
    SUM_HOURS = 24,
    SUM_ALSO_MAX = 8,
    SUM_UNKNOWN = -1,
};

struct sum_reason {
    char id[FORM_ID_SIZE];
    int count;
};

/* A form as it was worded, which some visit was asked. */
struct sum_form {
    char id[FORM_ID_SIZE];
    int version;
    char wording[DIGEST_HEX_SIZE]; /* its SHA-256 (wording.h); "": not known */
    int visits;                    /* with an outcome of a question of it */
};

/* Visits by the language of their last outcome. */
struct sum_language {
    char code[WORDING_CODE_SIZE];
    int visits;
};

/* Visits that were given under other codes than those of the day's file: the
   codes were changed in the midst of it. */
struct sum_also {
    char who[WHO_SIZE];
    int visits;
};

struct sum_question {
    char form[FORM_ID_SIZE];
    char id[FORM_ID_SIZE];
    char wording[DIGEST_HEX_SIZE]; /* of the form; "": not known, and then it is
                                      taken for any */
    int variant; /* in a report, which of several ways to ask it (glossary.h);
                    else 0, and never kept */
    struct score raw, clean;
    int skipped, left; /* passed over; walked away from */
    int na;            /* its own key was pressed: it does not apply */
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
    bool older; /* read from a text of version 1: what that lacked is not
                   known, and `complete` counts those without an opinion */
    int visits;
    int complete;                /* to the end, and something was answered */
    int no_opinion;              /* to the end, and nothing was */
    int clean;                   /* visits without a flag */
    int flags[GUARD_FLAG_COUNT]; /* visits that bear each; SUM_UNKNOWN where a
                                    daily file does not tell it */
    int lost; /* outcomes and reasons for which there was no room below */
    struct sum_question questions[SUM_QUESTIONS_MAX]; /* in order of place */
    int question_count;
    struct sum_language languages[FORM_LANGUAGES_MAX]; /* by their codes */
    int language_count;
    struct sum_also also[SUM_ALSO_MAX]; /* by their names; of no meaning in a
                                           span of days */
    int also_count;
    struct sum_form forms[SUM_FORMS_MAX]; /* in order of place */
    int form_count;
    struct hours_weekday open; /* when the office was open that day; of no
                                  meaning in a span of days */
    struct sum_hour hours[SUM_HOURS];
    struct sum_hour some_hour; /* visits of which a daily file tells no single
                                  hour; without minutes */
};

/* The same question in a sum: of the same form, wording, id, levels and
   variant. NULL: it has none. */
const struct sum_question *sum_find(const struct sum *sum,
                                    const struct sum_question *like);

/* The question of a form whose wording is not known, added when it is not
   there; NULL without room. */
struct sum_question *sum_question(struct sum *sum, const char *form,
                                  const char *id, int levels);

/* Likewise of a form's wording, which is added, too. */
struct sum_question *sum_question_of(struct sum *sum,
                                     const struct sum_form *form,
                                     const char *id, int levels);

/* Likewise, as another question is. */
struct sum_question *sum_like(struct sum *sum, const struct sum_question *like);

/* The entry of the same form and wording; NULL: there is none. */
const struct sum_form *sum_find_form(const struct sum *sum,
                                     const struct sum_form *like);

/* The entry of a form and wording; of a language; of other codes; added when it
   is not there. NULL without room. */
struct sum_form *sum_form(struct sum *sum, const struct sum_form *like);
struct sum_language *sum_language(struct sum *sum, const char *code);
struct sum_also *sum_also(struct sum *sum, const char *who);

/* Counts a reason, `more` times. */
void sum_reason(struct sum *sum, struct sum_question *question, const char *id,
                int more);

/*
 * As kept: lines of words parted by one blank, without a number that begins
 * with a leading zero:
 *
 *     sum 2
 *     day <day>
 *     visits <all> <complete> <without an opinion> <clean>
 *     flags <a count each>
 *     lost <count>
 *     language <code> <visits>           by code
 *     also <unit>/<device> <visits>      by name
 *     open <hh:mm>-<hh:mm>...            or: open none
 *     form <id> <version> <wording> <visits>
 *     question <id> <levels> <skipped> <left> <raw>... <clean>...
 *                                        of the form before
 *     na <count>                         of the question before, if any
 *     reason <id> <count>                likewise
 *     hour <hour> <visits> <points> <answers> <open> <ready>
 *     end
 *
 * An hour in which nothing was and which was not open has no line. Version 1,
 * of 0.4.0, is read: `visits <all> <complete> <clean>`, no languages, hours and
 * forms, and `question <form> <id> <skipped> <left> <levels> <raw>... <clean>
 * ...`; there a visit without an opinion is a complete one.
 */
void sum_write(const struct sum *sum, struct text *out);

/* False when it is not one, to the byte. */
bool sum_read(const char *text, struct sum *out)
    __attribute__((warn_unused_result));

/* What of it a seal has too: from `visits` on, without `end`, and of an hour
   only <hour> <open> <ready>, since a seal is carried by those who know who
   came when. Of version 1: `visits`, `flags` and `question` up to the raw
   counts. */
struct parse;
void sum_put_sealed(const struct sum *sum, struct text *out);
bool sum_take_sealed(struct parse *parse, int version, struct sum *sum)
    __attribute__((warn_unused_result));

/* Adds a day's sum to another, whose `day` stays: for spans of days. Questions
   are told apart by form, wording, id, levels and variant. What is
   unknown of one day is unknown of the span. */
void sum_add(struct sum *to, const struct sum *from);
void sum_add_hour(struct sum_hour *to, const struct sum_hour *from);

#endif
