/*
 * The report: what an office wants to know of a span of days, gathered from
 * the sums of days, of one terminal or of several side by side. The writers
 * (text.h, html.h, xlsx.h) only put it down.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/who.h"
#include "format/row.h"
#include "format/seal.h"
#include "format/sum.h"
#include "report/glossary.h"

/* A day, as a line of the report. Minutes as in struct sum_hour. */
struct report_day {
    int32_t day;
    int visits, complete, clean;
    struct sum_hour total; /* its hours, added up */
    bool provisional;      /* not closed: more may come */
};

/* Of one terminal, or of all of them together. */
struct report_part {
    char unit[WHO_CODE_SIZE]; /* "" of all together */
    char device[WHO_CODE_SIZE];
    char chain[TAG_KEY_ID_SIZE]; /* where two have the same codes, else "" */
    char *offices; /* the lines of its last seal that tell the office's name
                      (format/seal.h); NULL: none did */
    struct sum sum;
    struct report_day *days; /* in order, each once */
    int day_count, day_capacity;
    bool provisional; /* one of them may have more to come */
    struct sum_hour total;
    struct sum_hour week[7][SUM_HOURS]; /* Monday is 0 */
};

/* Something that a reader must know of what the report was made from. */
struct report_remark {
    enum report_word what;
    char *about;              /* a file, a folder, or a terminal */
    char *until;              /* the last of several in a row; NULL: it is
                                 one */
    int count;                /* of them */
    int line;                 /* of a file; 0: no line of it */
    int32_t from_day, to_day; /* of REPORT_DAYS_MISSING */
};

/* The days that are wanted. */
struct report_span {
    bool dated; /* else all that there are */
    int32_t from_day, to_day;
};

/* Zeroed at the start; the owner calls report_free. */
struct report {
    const char *office; /* of all terminals; NULL: not known, or they are of
                           several; the caller's */
    bool spanned;       /* from_day to to_day: asked for, or found */
    int32_t from_day, to_day;
    struct report_part all;
    bool compared; /* with the days before: */
    int32_t before_from, before_to;
    struct report_part before; /* those of them that are known */
    struct report_part **terminals;
    int terminal_count, terminal_capacity;
    struct glossary glossary;
    struct report_remark *remarks;
    int remark_count, remark_capacity;
    int missing; /* days, of all terminals together */
    bool failed; /* memory ran out, or a day has more than a sum can hold */
};

/* Whose day it is that is added. */
struct report_source {
    const char *unit, *device;
    const char *chain;   /* where two have the same codes; NULL: one has */
    const char *offices; /* the lines of the day's seal; NULL: not known */
    bool provisional;
};

/* Before any of those is added: with which days a span is compared. Of up
   to a week these are the same days of the week before, so that as many are
   open; of a longer span as many days as it has, right before it. Of all days
   that there are, none. */
void report_compare(struct report *report, const struct report_span *span);

/* Whether a day is one of these. */
bool report_is_before(const struct report *report, int32_t day);

/* Adds a day of a terminal, which must not be there yet: one of the span, or of
   those before. */
void report_add(struct report *report, const struct report_source *source,
                const struct sum *sum);

/* What the office of a terminal is called, in this language, else in its
   first; false when no seal told. */
bool report_office(const struct report_part *part, const char *language,
                   char name[SEAL_OFFICE_SIZE]);

/* Adds a remark; and makes the last one reach to another file. */
void report_remark(struct report *report, enum report_word what,
                   const char *about, int line);
void report_remark_until(struct report *report, const char *about);

/* Days of a terminal of which nothing is here. */
void report_missing(struct report *report, const char *who, int32_t from_day,
                    int32_t to_day);

/* After the last day: puts the terminals in order, and names the span, which
   is from the first day to the last when none was asked for. */
void report_finish(struct report *report, const struct report_span *span);

void report_free(struct report *report);

/* Whether the report has the same question with other words, other levels or
   of another version of its form. */
bool report_reworded(const struct report *report,
                     const struct sum_question *question);

/* Whether the office was closed all day; where that is not known, whether it
   was a Saturday or a Sunday. */
bool report_is_rest(const struct report_day *day);

/* What an hour, or a day, may tell of its answers: nothing below so many
   visits. */
enum { REPORT_HOUR_LEAST = 5 };

/* The mean index of some hours in tenths, or SCORE_NONE: too few answers, or
   answers of too few visits. */
int report_mean(const struct sum_hour *hour);

/* Ready minutes of open ones in tenths of a percent; SCORE_NONE when that is
   not known, or the office was not open. */
int report_coverage(const struct sum_hour *hour);

#endif
