/*
 * The figures of a question, from how often each level was chosen.
 * Pure, and in whole numbers: a tenth of a percent or of an index point, with
 * halves rounded up, so that whoever counts again gets the same digits.
 *
 *     index      mean on 0 to 100, the worst level 0, the best 100, the others
 *                evenly between (five faces: 0, 25, 50, 75, 100)
 *     satisfied  share of the levels with a happy face (the top two of five)
 *
 * Under SCORE_LEAST answers there are counts and nothing else.
 */
#ifndef SURVEY_SCORE_H
#define SURVEY_SCORE_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/form.h"

enum { SCORE_LEAST = 5, SCORE_NONE = -1 };

struct score {
    int levels;                      /* FORM_LEVELS_MIN to FORM_LEVELS_MAX */
    int64_t counts[FORM_LEVELS_MAX]; /* [level - 1] */
};

/* How many answered. */
int64_t score_n(const struct score *score);

/* 0 to 1000, or SCORE_NONE when too few answered. */
int score_index(const struct score *score);
int score_satisfied(const struct score *score);

/*
 * Where the figure would lie 95 times of 100 if the same people came again by
 * chance, in tenths; `known` is false when too few answered. For the share
 * this is Wilson's interval (E. B. Wilson, Probable Inference, the Law of
 * Succession, and Statistical Inference, JASA 22 (1927), 209-212); for the
 * index the same idea, with half of z squared answers added at either end
 * (A. Agresti, B. A. Coull, The American Statistician 52 (1998), 119-126), so
 * that neither leaves 0 to 1000, nor is of no width when all agree.
 */
struct score_interval {
    bool known;
    int low, high;
};
struct score_interval score_index_interval(const struct score *score);
struct score_interval score_satisfied_interval(const struct score *score);

/* What one level weighs where answers to unlike questions are taken together:
   whole points of the index, 0 to 100, rounded (of four levels 0, 33, 67,
   100); and the mean of such points, 0 to 1000, or SCORE_NONE. */
int score_points(int levels, int level);
int score_share(int64_t points, int64_t answers);

/* Adds the counts of one to another of as many levels. */
void score_add(struct score *to, const struct score *from);

#endif
