/*
 * The rule by which a report calls a difference one, and the only place that
 * decides it. Of equals, at most 5 reports in 100 name any difference, however
 * many terminals and questions are compared:
 *
 *     Each terminal is held against all others together, which is the same as
 *     against the mean of all: at each level, how many of its answers are of
 *     that level or a better one? Two-sided by Fisher's exact test (R. A.
 *     Fisher, JRSS 98 (1935), 39-82), the smaller tail doubled, so that it
 *     holds for few answers, for shares near 1, and for unequal numbers.
 *     A p-value counts times the number of all tests of the report (Bonferroni;
 *     O. J. Dunn, JASA 56 (1961), 52-64), which holds however the tests depend
 *     on each other: answers of one visit go together, and so do levels.
 *
 * The index is no count, and has no exact test; who is rated lower by it has
 * fewer answers from some level on. What the rule cannot see is answers to one
 * question that hang together, as when one child plays ten visits: those are
 * what marks of doubt are for.
 *
 * The days of the report are held against those before in the same way, in each
 * question and in all together (together.h); these tests count among the
 * others. Figures of days, hours and weeks are only shown, and never called
 * different.
 */
#ifndef REPORT_DIFFERENCE_H
#define REPORT_DIFFERENCE_H

#include "report/report.h"

/* The terminals in one question. */
struct comparison {
    const struct report *report;
    const struct sum_question *question;
    int terminals;    /* that have SCORE_LEAST answers: fewer than two compare
                         nothing */
    struct score all; /* of those */
    int64_t tests;    /* of the whole report */
};
struct comparison comparison_of(const struct report *report,
                                const struct sum_question *question);

struct difference {
    bool lower;
    int level;         /* of the answers, this or a better one have so many: */
    int share, others; /* of the terminal, of the others; tenths of a percent */
};

/* Whether a terminal differs, and where it does so most. Of two terminals only
   the lower one does. */
bool comparison_differs(const struct comparison *comparison,
                        const struct report_part *part, struct difference *out)
    __attribute__((warn_unused_result));

enum change {
    CHANGE_UNKNOWN, /* one of them has too few answers */
    CHANGE_NONE,
    CHANGE_LOWER,
    CHANGE_HIGHER,
};

/* What a score of the report's days is against that of the days before: in the
   share of happy levels alone, or at any level. */
enum change change_of(const struct report *report, const struct score *now,
                      const struct score *before, bool satisfied);

#endif
