#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "survey/score.h"

/* Worked out apart from this program: index and share as fractions, Wilson's
   bounds as the roots of (p - x)^2 n = z^2 x (1 - x), those of the index by
   the squared distances from the mean, all with forty digits. */
static const struct {
    int levels;
    int64_t counts[FORM_LEVELS_MAX];
    int index, satisfied;
    struct score_interval index_in, satisfied_in;
} cases[] = {
    {5, {0, 0, 0, 0, 0}, -1, -1, {false, 0, 0}, {false, 0, 0}},
    {5, {2, 0, 0, 0, 0}, -1, -1, {false, 0, 0}, {false, 0, 0}},
    {5, {1, 0, 1, 1, 1}, -1, -1, {false, 0, 0}, {false, 0, 0}},
    {5, {1, 1, 1, 1, 1}, 500, 400, {true, 221, 779}, {true, 118, 769}},
    {5, {5, 0, 0, 0, 0}, 0, 0, {true, 0, 489}, {true, 0, 434}},
    {5, {0, 0, 0, 0, 5}, 1000, 1000, {true, 511, 1000}, {true, 566, 1000}},
    {5,
     {0, 0, 0, 0, 1000000},
     1000,
     1000,
     {true, 1000, 1000},
     {true, 1000, 1000}},
    {5, {0, 0, 3, 2, 0}, 600, 400, {true, 329, 784}, {true, 118, 769}},
    {5, {7, 3, 12, 40, 138}, 874, 890, {true, 833, 901}, {true, 839, 926}},
    {5, {1, 0, 0, 0, 7}, 875, 875, {true, 508, 999}, {true, 529, 978}},
    {5, {0, 1, 4, 5, 6}, 750, 688, {true, 561, 842}, {true, 444, 858}},
    {5,
     {12345, 23456, 34567, 45678, 56789},
     661,
     593,
     {true, 659, 662},
     {true, 591, 595}},
    {4, {3, 0, 0, 5}, 625, 625, {true, 304, 865}, {true, 306, 863}},
    {4, {0, 4, 2, 0}, 444, 333, {true, 256, 676}, {true, 97, 700}},
    {4, {1, 1, 1, 5}, 750, 750, {true, 425, 913}, {true, 409, 929}},
    {4, {250, 250, 250, 250}, 500, 500, {true, 477, 523}, {true, 469, 531}},
    {3, {2, 1, 2}, 500, 400, {true, 190, 810}, {true, 118, 769}},
    {3, {0, 6, 0}, 500, 0, {true, 305, 695}, {true, 0, 390}},
    /* 937.5: a half goes up. */
    {3, {1, 0, 15}, 938, 938, {true, 697, 1000}, {true, 717, 989}},
    {3, {3, 10, 19}, 750, 594, {true, 605, 841}, {true, 423, 745}},
};

static struct score score_of(size_t i)
{
    struct score score = {.levels = cases[i].levels};
    for (int k = 0; k < FORM_LEVELS_MAX; k++) {
        score.counts[k] = cases[i].counts[k];
    }
    return score;
}

static void assert_interval(size_t i, struct score_interval is,
                            struct score_interval expected)
{
    if (is.known != expected.known ||
        (is.known && (is.low != expected.low || is.high != expected.high))) {
        fail_msg("case %zu: %d: %d to %d, not %d: %d to %d", i, is.known,
                 is.low, is.high, expected.known, expected.low, expected.high);
    }
}

static void figures_are_as_worked_out_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct score score = score_of(i);
        if (score_index(&score) != cases[i].index ||
            score_satisfied(&score) != cases[i].satisfied) {
            fail_msg("case %zu: %d and %d, not %d and %d", i,
                     score_index(&score), score_satisfied(&score),
                     cases[i].index, cases[i].satisfied);
        }
    }
}

static void intervals_are_as_worked_out_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct score score = score_of(i);
        assert_interval(i, score_index_interval(&score), cases[i].index_in);
        assert_interval(i, score_satisfied_interval(&score),
                        cases[i].satisfied_in);
    }
}

/* An interval holds its figure, whatever the counts. */
static void an_interval_holds_its_figure(void **state)
{
    (void)state;
    for (int n = 0; n < 5 * 5 * 5 * 5; n++) {
        struct score score = {
            .levels = 4,
            .counts = {n % 5, n / 5 % 5, n / 25 % 5, n / 125 % 5 * 40}};
        struct score_interval index = score_index_interval(&score);
        struct score_interval satisfied = score_satisfied_interval(&score);
        assert_int_equal(index.known, score_n(&score) >= SCORE_LEAST);
        if (index.known) {
            assert_in_range(score_index(&score), index.low, index.high);
            assert_in_range(score_satisfied(&score), satisfied.low,
                            satisfied.high);
        }
    }
}

static void counts_of_years_do_not_overflow(void **state)
{
    (void)state;
    const int64_t many = INT64_C(1000000000000);
    const struct score score = {.levels = 5, .counts = {many, 0, 0, 0, many}};
    assert_int_equal(score_index(&score), 500);
    assert_int_equal(score_satisfied(&score), 500);
    assert_int_equal(score_share(100 * many, many), 1000);
}

static void levels_weigh_whole_points(void **state)
{
    (void)state;
    static const int points[][FORM_LEVELS_MAX] = {
        {0, 50, 100}, {0, 33, 67, 100}, {0, 25, 50, 75, 100}};
    for (int levels = FORM_LEVELS_MIN; levels <= FORM_LEVELS_MAX; levels++) {
        for (int level = 1; level <= levels; level++) {
            assert_int_equal(score_points(levels, level),
                             points[levels - FORM_LEVELS_MIN][level - 1]);
        }
    }
    assert_int_equal(score_share(400, 4), SCORE_NONE);
    assert_int_equal(score_share(0, 5), 0);
    assert_int_equal(score_share(375, 6), 625);
    assert_int_equal(score_share(133, 16), 83); /* 83.125 */
    assert_int_equal(score_share(131, 8), 164); /* 163.75 */
    assert_int_equal(score_share(1, 20), 1);    /* 0.5 */
}

static void adding_is_level_by_level(void **state)
{
    (void)state;
    struct score to = {.levels = 3, .counts = {1, 2, 3}};
    const struct score from = {.levels = 3, .counts = {10, 20, 30, 7}};
    score_add(&to, &from);
    assert_int_equal(to.counts[0], 11);
    assert_int_equal(to.counts[2], 33);
    assert_int_equal(to.counts[3], 0);
    assert_int_equal(score_n(&to), 66);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_as_worked_out_apart),
        cmocka_unit_test(intervals_are_as_worked_out_apart),
        cmocka_unit_test(an_interval_holds_its_figure),
        cmocka_unit_test(counts_of_years_do_not_overflow),
        cmocka_unit_test(levels_weigh_whole_points),
        cmocka_unit_test(adding_is_level_by_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
