#include "report/difference.h"

#include <math.h>

#include "report/together.h"

static const double most_of_equals = 0.05;

/* The question of a terminal, if it has enough answers to be compared. */
static const struct score *score_of(const struct report_part *part,
                                    const struct sum_question *question)
{
    const struct sum_question *own = sum_find(&part->sum, question);
    return own != NULL && score_n(&own->raw) >= SCORE_LEAST ? &own->raw : NULL;
}

static int count(const struct report *report,
                 const struct sum_question *question, struct score *all)
{
    int terminals = 0;
    *all = (struct score){.levels = question->raw.levels};
    for (int i = 0; i < report->terminal_count; i++) {
        const struct score *own = score_of(report->terminals[i], question);
        if (own != NULL) {
            score_add(all, own);
            terminals++;
        }
    }
    return terminals;
}

static bool comparable(const struct score *now, const struct score *before)
{
    return now->levels == before->levels && now->levels > 0 &&
           score_n(now) >= SCORE_LEAST && score_n(before) >= SCORE_LEAST;
}

/* Of the report's days against those before. */
static int64_t tests_of_change(const struct report *report)
{
    const struct sum *sum = &report->all.sum;
    struct together now = together_of(sum, false);
    struct together before = together_of(&report->before.sum, false);
    int64_t tests =
        comparable(&now.visits, &before.visits) ? now.visits.levels - 1 : 0;
    for (int i = 0; i < sum->question_count; i++) {
        const struct score *own = &sum->questions[i].raw;
        const struct sum_question *other =
            sum_find(&report->before.sum, &sum->questions[i]);
        bool tested = other != NULL && comparable(own, &other->raw);
        tests += tested ? own->levels - 1 : 0;
    }
    return tests;
}

static int64_t tests_of(const struct report *report)
{
    const struct sum *sum = &report->all.sum;
    int64_t tests = tests_of_change(report);
    for (int i = 0; i < sum->question_count; i++) {
        struct score all;
        int terminals = count(report, &sum->questions[i], &all);
        /* One against the other is the other against the one. */
        terminals = terminals <= 2 ? terminals / 2 : terminals;
        tests += terminals * (sum->questions[i].raw.levels - 1);
    }
    return tests;
}

struct comparison comparison_of(const struct report *report,
                                const struct sum_question *question)
{
    struct comparison comparison = {
        .report = report, .question = question, .tests = tests_of(report)};
    comparison.terminals = count(report, question, &comparison.all);
    return comparison;
}

/* Out of `all`, of which `good` are of a kind, `n` were drawn, `x` of them of
   that kind. */
struct draw {
    double all, good, n, x;
};

static double ln_choose(double n, double k)
{
    int sign; /* lgamma would keep it where other threads do, too */
    return lgamma_r(n + 1, &sign) - lgamma_r(k + 1, &sign) -
           lgamma_r(n - k + 1, &sign);
}

static bool is_low(const struct draw *draw)
{
    return draw->x * draw->all < draw->n * draw->good;
}

/* Fisher's two-sided p-value. */
static double p_value(struct draw draw)
{
    double first = ln_choose(draw.good, draw.x) +
                   ln_choose(draw.all - draw.good, draw.n - draw.x) -
                   ln_choose(draw.all, draw.n);
    double term = 1;
    double tail = 1;
    if (!is_low(&draw)) { /* the same draw, of the other kind, is */
        draw.good = draw.all - draw.good;
        draw.x = draw.n - draw.x;
    }
    /* Towards none, until what is left adds nothing. */
    for (double x = draw.x; x > 0 && term > 1e-17 * tail; x--) {
        term *= x * (draw.all - draw.good - draw.n + x) /
                ((draw.good - x + 1) * (draw.n - x + 1));
        tail += term;
    }
    return fmin(1, 2 * tail * exp(first));
}

/* How many are of this level or better. */
static int64_t from_level(const struct score *score, int level)
{
    int64_t answers = 0;
    for (int i = level; i <= score->levels; i++) {
        answers += score->counts[i - 1];
    }
    return answers;
}

static struct draw draw_at(const struct score *all, const struct score *own,
                           int level)
{
    return (struct draw){.all = (double)score_n(all),
                         .good = (double)from_level(all, level),
                         .n = (double)score_n(own),
                         .x = (double)from_level(own, level)};
}

static int tenths(double part, double whole)
{
    return (int)floor(1000 * part / whole + 0.5);
}

/* Whether some of all differ from the others, and at which level most: from
   `first` to `last`, of so many tests. */
static bool differs(const struct score *own, const struct score *all,
                    int64_t tests, int first, int last, struct difference *out)
{
    double least = most_of_equals / (double)tests;
    bool found = false;
    for (int level = first; level <= last; level++) {
        struct draw draw = draw_at(all, own, level);
        double p = p_value(draw);
        if (p <= least) {
            found = true;
            least = p;
            *out = (struct difference){
                .lower = is_low(&draw),
                .level = level,
                .share = tenths(draw.x, draw.n),
                .others = tenths(draw.good - draw.x, draw.all - draw.n)};
        }
    }
    return found;
}

bool comparison_differs(const struct comparison *comparison,
                        const struct report_part *part, struct difference *out)
{
    const struct score *own = score_of(part, comparison->question);
    return own != NULL && comparison->terminals >= 2 &&
           differs(own, &comparison->all, comparison->tests, 2, own->levels,
                   out) &&
           (out->lower || comparison->terminals > 2);
}

enum change change_of(const struct report *report, const struct score *now,
                      const struct score *before, bool satisfied)
{
    struct score all = *now;
    struct difference found;
    int happy = 1;
    if (!comparable(now, before)) {
        return CHANGE_UNKNOWN;
    }
    while (form_face(now->levels, happy) < 4) {
        happy++;
    }
    score_add(&all, before);
    if (!differs(now, &all, tests_of(report), satisfied ? happy : 2,
                 satisfied ? happy : now->levels, &found)) {
        return CHANGE_NONE;
    }
    return found.lower ? CHANGE_LOWER : CHANGE_HIGHER;
}
