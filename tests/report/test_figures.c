#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "config/with_config.h"
#include "report/figures.h"
#include "tried.h"

/* A day with so many visits at nine, each with one answer of this level, in an
   office that is open from eight to ten and has a terminal from nine on. */
static struct sum day_with(int32_t day, int visits, int level)
{
    struct sum sum = {.day = day, .visits = visits, .clean = visits};
    struct sum_question *question = sum_question(&sum, "f", "q", 5);
    question->raw.counts[level - 1] = visits;
    question->clean = question->raw;
    sum.hours[8].open_min = 60;
    sum.hours[9] = (struct sum_hour){.visits = visits,
                                     .points = visits * 25 * (level - 1),
                                     .answers = visits,
                                     .open_min = 60,
                                     .ready_min = 60};
    return sum;
}

static struct figures *filled(const struct figures_params *params,
                              const struct sum *days, int count)
{
    struct figures *figures = malloc(sizeof *figures);
    assert_non_null(figures);
    figures_begin(figures, params);
    for (int i = 0; i < count; i++) {
        figures_add(figures, &days[i]);
    }
    figures_end(figures);
    return figures;
}

/* Today is a Wednesday. */
static const struct figures_params params = {.from = WITH_MONDAY - 2,
                                             .to = WITH_MONDAY + 1,
                                             .today = WITH_MONDAY + 2,
                                             .closed = WITH_MONDAY + 2};

/* Of a day that is open nothing is told but how many came. */
static void an_open_day_keeps_its_answers(void **state)
{
    (void)state;
    static struct figures figures;
    struct figures_params open = params;
    open.closed = open.today - 1;
    struct sum day = {.day = open.today, .visits = 6, .complete = 5};
    sum_question(&day, "4-luon", "mim-cuoi", 5)->raw.counts[4] = 6;
    day.hours[9] = (struct sum_hour){.visits = 6, .points = 600, .answers = 6};
    figures_begin(&figures, &open);
    figures_add(&figures, &day);
    figures_end(&figures);
    assert_int_equal(figures.today.visits, 6);
    assert_int_equal(figures.today.complete, 0);
    assert_int_equal(figures.recent.visits, 6);
    assert_int_equal(figures.recent.question_count, 0);
    assert_int_equal(figures.week.question_count, 0);
    assert_int_equal(figures.days[FIGURES_DAYS - 1].index, SCORE_NONE);
    assert_int_equal(figures.today.hours[9].visits, FIGURES_HIDDEN);
    tried("looks up who answered what, on");
    tried("of days that are open, and");
}

static void windows_hold_their_days(void **state)
{
    (void)state;
    enum { COUNT = 45 };
    static struct sum days[COUNT];
    for (int i = 0; i < COUNT; i++) {
        /* Tells them apart: 10000 + how many days before today. */
        days[i] = day_with(params.today + 4 - i, 10000 + i - 4, 5);
    }
    struct figures *f = filled(&params, days, COUNT);
    assert_int_equal(f->day_count, 4);
    assert_int_equal(f->total.visits, 40000 + 1 + 2 + 3 + 4);
    assert_int_equal(f->today.visits, 10000);
    assert_int_equal(f->week.visits, 30000 + 0 + 1 + 2);
    assert_int_equal(f->last_week.visits, 70000 + 3 + 4 + 5 + 6 + 7 + 8 + 9);
    assert_int_equal(f->recent.visits, 300000 + 29 * 30 / 2);
    assert_int_equal(f->days[0].day, params.today - 29);
    assert_int_equal(f->days[0].visits, 10029);
    assert_int_equal(f->days[29].day, params.today);
    assert_int_equal(f->days[29].visits, 10000);
    assert_int_equal(figures_first(&params), params.today - 29);
    assert_int_equal(figures_last(&params), params.today);
    free(f);
}

static void the_span_may_be_longer_than_the_windows(void **state)
{
    (void)state;
    struct figures_params year = params;
    year.from = params.today - 365;
    year.to = params.today + 7;
    assert_int_equal(figures_first(&year), params.today - 365);
    assert_int_equal(figures_last(&year), params.today + 7);
}

static void few_answers_have_no_index(void **state)
{
    (void)state;
    static const struct {
        int visits, index;
    } cases[] = {{0, SCORE_NONE}, {4, SCORE_NONE}, {5, 750}, {6, 750}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sum day = day_with(params.today, cases[i].visits, 4);
        struct figures *f = filled(&params, &day, 1);
        assert_int_equal(f->days[29].points[0].n, cases[i].visits);
        assert_int_equal(f->days[29].points[0].index, cases[i].index);
        assert_int_equal(score_index(&f->today.questions[0].raw),
                         cases[i].index);
        assert_int_equal(f->days[28].points[0].index, SCORE_NONE);
        assert_false(f->days[28].known);
        free(f);
    }
}

/* Everything that tells of an hour, in all places. */
static void assert_hour(const struct sum_hour *hour, int visits, int answers)
{
    assert_int_equal(hour->visits, visits);
    assert_int_equal(hour->answers, answers);
    if (answers == 0) {
        assert_int_equal(hour->points, 0);
    }
}

static void an_hour_with_few_visits_tells_nothing_of_them(void **state)
{
    (void)state;
    struct figures_params one = params;
    one.to = params.today;
    for (int visits = 0; visits < 8; visits++) {
        struct sum day = day_with(params.today, visits, 2);
        struct figures *f = filled(&one, &day, 1);
        bool told = visits >= 5;
        const struct sum *sums[] = {&f->total, &f->today, &f->week, &f->recent};
        for (int i = 0; i < 4; i++) {
            assert_hour(&sums[i]->hours[9], told ? visits : FIGURES_HIDDEN,
                        told ? visits : 0);
            assert_hour(&sums[i]->hours[8], FIGURES_HIDDEN, 0);
        }
        assert_hour(&f->grid[2][9], told ? visits : FIGURES_HIDDEN,
                    told ? visits : 0);
        /* Whether the terminal was ready tells of nobody. */
        assert_int_equal(f->grid[2][9].open_min, 60);
        assert_int_equal(f->grid[2][9].ready_min, 60);
        assert_int_equal(f->grid[2][8].open_min, 60);
        assert_int_equal(f->grid[2][8].ready_min, 0);
        assert_int_equal(f->grid[3][9].open_min, 0);
        assert_int_equal(f->days[29].open_min, 120);
        assert_int_equal(f->days[29].ready_min, 60);
        free(f);
    }
}

/* Two days of three visits each make one cell of six. */
static void a_cell_adds_up_its_weekdays(void **state)
{
    (void)state;
    struct figures_params weeks = {.from = params.today - 7,
                                   .to = params.today,
                                   .today = params.today,
                                   .closed = params.today};
    struct sum days[] = {day_with(params.today - 7, 3, 5),
                         day_with(params.today, 3, 2),
                         day_with(params.today - 1, 4, 1)};
    struct figures *f = filled(&weeks, days, 3);
    assert_int_equal(f->grid[2][9].visits, 6);
    assert_int_equal(f->grid[2][9].open_min, 120);
    assert_int_equal(f->grid[1][9].visits, FIGURES_HIDDEN);
    assert_int_equal(f->total.hours[9].visits, 10);
    free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_open_day_keeps_its_answers),
        cmocka_unit_test(windows_hold_their_days),
        cmocka_unit_test(the_span_may_be_longer_than_the_windows),
        cmocka_unit_test(few_answers_have_no_index),
        cmocka_unit_test(an_hour_with_few_visits_tells_nothing_of_them),
        cmocka_unit_test(a_cell_adds_up_its_weekdays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
