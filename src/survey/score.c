#include "survey/score.h"

#include <assert.h>
#include <math.h>

/* Of the normal distribution, 19 of 20 lie so near its middle. */
static const double z = 1.959964;

int64_t score_n(const struct score *score)
{
    int64_t n = 0;
    for (int i = 0; i < score->levels; i++) {
        n += score->counts[i];
    }
    return n;
}

static int64_t happy(const struct score *score)
{
    int64_t count = 0;
    for (int i = 0; i < score->levels; i++) {
        if (form_face(score->levels, i + 1) >= 4) {
            count += score->counts[i];
        }
    }
    return count;
}

/* Tenths of a percent, halves up. */
static int share(int64_t part, int64_t whole)
{
    return (int)((2000 * part + whole) / (2 * whole));
}

int score_points(int levels, int level)
{
    assert(levels >= FORM_LEVELS_MIN && levels <= FORM_LEVELS_MAX);
    assert(level >= 1 && level <= levels);
    int steps = levels - 1;
    return (200 * (level - 1) + steps) / (2 * steps);
}

int score_share(int64_t points, int64_t answers)
{
    return answers < SCORE_LEAST ? SCORE_NONE : share(points, 100 * answers);
}

int score_index(const struct score *score)
{
    int64_t n = score_n(score);
    int64_t steps = 0;
    for (int i = 0; i < score->levels; i++) {
        steps += i * score->counts[i];
    }
    return n < SCORE_LEAST ? SCORE_NONE : share(steps, n * (score->levels - 1));
}

int score_satisfied(const struct score *score)
{
    int64_t n = score_n(score);
    return n < SCORE_LEAST ? SCORE_NONE : share(happy(score), n);
}

static int tenths(double share_of_one)
{
    double bounded = share_of_one < 0 ? 0 : share_of_one > 1 ? 1 : share_of_one;
    return (int)floor(1000 * bounded + 0.5);
}

static struct score_interval around(double middle, double half)
{
    return (struct score_interval){.known = true,
                                   .low = tenths(middle - half),
                                   .high = tenths(middle + half)};
}

struct score_interval score_index_interval(const struct score *score)
{
    int64_t n = score_n(score);
    if (n < SCORE_LEAST) {
        return (struct score_interval){.known = false};
    }
    double sum = z * z / 2; /* the answers added at the upper end */
    double squares = sum;
    for (int i = 0; i < score->levels; i++) {
        double place = (double)i / (score->levels - 1);
        sum += place * (double)score->counts[i];
        squares += place * place * (double)score->counts[i];
    }
    double all = (double)n + z * z;
    double mean = sum / all;
    double variance = squares / all - mean * mean;
    return around(mean, z * sqrt(variance / all));
}

struct score_interval score_satisfied_interval(const struct score *score)
{
    int64_t n = score_n(score);
    if (n < SCORE_LEAST) {
        return (struct score_interval){.known = false};
    }
    double all = (double)n;
    double p = (double)happy(score) / all;
    double widened = 1 + z * z / all;
    double middle = (p + z * z / (2 * all)) / widened;
    double spread = sqrt(p * (1 - p) / all + z * z / (4 * all * all));
    return around(middle, z * spread / widened);
}

void score_add(struct score *to, const struct score *from)
{
    assert(to->levels == from->levels);
    for (int i = 0; i < to->levels; i++) {
        to->counts[i] += from->counts[i];
    }
}
