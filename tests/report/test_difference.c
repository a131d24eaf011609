/* What a report calls a difference: of equal terminals, as good as never; of
   one that is really worse, or better, as a rule. Made-up offices go through
   the report's own parts; BONLUON_OFFICES says how many reports of each kind
   (tests 1,000, also at the report's own risk of 5 in 100). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/difference.h"
#include "tried.h"

enum { QUESTIONS = 4, LEVELS = 5, OFFICES_MOST = 130 };

struct offices {
    struct report report;
    uint64_t dice;
    int named;          /* differences, in the report that was made last */
    bool lower, higher; /* what the last office was called in it */
};

static double draw(struct offices *offices)
{
    offices->dice ^= offices->dice << 13;
    offices->dice ^= offices->dice >> 7;
    offices->dice ^= offices->dice << 17;
    return (double)(offices->dice >> 11) * 0x1p-53;
}

static void begin(struct offices *offices, int count)
{
    *offices = (struct offices){.dice = 88172645463325252};
    for (int i = 0; i < count; i++) {
        char unit[WHO_CODE_SIZE];
        struct sum sum = {.day = 20000, .visits = 1};
        for (int k = 0; k < QUESTIONS; k++) {
            char id[FORM_ID_SIZE];
            text_must(id, sizeof id, "q%d", k);
            struct sum_question *question =
                sum_question(&sum, "4-luon", id, LEVELS);
            assert_non_null(question);
            question->raw.counts[0] = 1; /* so that it is there */
        }
        text_must(unit, sizeof unit, "XA-%03d", i);
        const struct report_source source = {.unit = unit, .device = "Q1"};
        report_add(&offices->report, &source, &sum);
    }
    report_finish(&offices->report, &(struct report_span){.dated = false});
    assert_false(offices->report.failed);
}

/* A level of somebody who is satisfied with this probability. */
static int level_of(struct offices *offices, double satisfied)
{
    bool happy = draw(offices) < satisfied;
    double within = draw(offices);
    return happy ? 4 + (within < 0.7) : 1 + (int)(3 * within);
}

/* One report's answers of one office. Half of the visitors answer all
   questions alike. */
static void answer(struct offices *offices, struct report_part *part,
                   int visits, double satisfied)
{
    for (int k = 0; k < QUESTIONS; k++) {
        part->sum.questions[k].raw = (struct score){.levels = LEVELS};
    }
    for (int i = 0; i < visits; i++) {
        bool alike = draw(offices) < 0.5;
        int level = level_of(offices, satisfied);
        for (int k = 0; k < QUESTIONS; k++) {
            level = alike ? level : level_of(offices, satisfied);
            part->sum.questions[k].raw.counts[level - 1]++;
        }
    }
}

static void compare(struct offices *offices)
{
    const struct report *report = &offices->report;
    offices->named = 0;
    for (int k = 0; k < QUESTIONS; k++) {
        struct comparison comparison =
            comparison_of(report, &report->all.sum.questions[k]);
        for (int i = 0; i < report->terminal_count; i++) {
            struct difference found;
            if (!comparison_differs(&comparison, report->terminals[i],
                                    &found)) {
                continue;
            }
            offices->named++;
            bool last = i == report->terminal_count - 1;
            offices->lower = offices->lower || (last && found.lower);
            offices->higher = offices->higher || (last && !found.lower);
        }
    }
}

static int reports(void)
{
    const char *wanted = getenv("BONLUON_OFFICES");
    return wanted != NULL ? atoi(wanted) : 1000;
}

/* So many of `count` that come with a probability of 5 in 100 are exceeded
   once in a thousand. */
static int most(int count)
{
    return (int)ceil(0.05 * count + 3.09 * sqrt(0.05 * 0.95 * count));
}

/* How many reports of equals name any difference. */
static int false_alarms(struct offices *offices, double satisfied, int visits)
{
    int alarms = 0;
    for (int i = 0; i < reports(); i++) {
        for (int k = 0; k < offices->report.terminal_count; k++) {
            /* From half as many visits to half as many more. */
            int own = visits / 2 + (int)(draw(offices) * (visits + 1));
            answer(offices, offices->report.terminals[k], own, satisfied);
        }
        compare(offices);
        alarms += offices->named > 0;
    }
    return alarms;
}

static void of_equals_hardly_any_differs(void **state)
{
    static const int counts[] = {2, 3, 5, 10, 20, 50, OFFICES_MOST};
    static const double shares[] = {0.5, 0.9, 0.98};
    static const int visits[] = {7, 40};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct offices offices;
        begin(&offices, counts[i]);
        for (int k = 0; k < 6; k++) {
            double share = shares[k % 3];
            int alarms = false_alarms(&offices, share, visits[k / 3]);
            printf("%3d offices, %2d visits each, %2.0f%% satisfied: %d of %d "
                   "reports name a difference\n",
                   counts[i], visits[k / 3], 100 * share, alarms, reports());
            assert_in_range(alarms, 0, most(reports()));
        }
        report_free(&offices.report);
    }
    tried("calls chance a difference");
    tried("a terminal is rated lower, or");
}

/* Of 100 reports, in how many the last office is called what it is. */
static int found(int count, double satisfied, double last, int visits)
{
    struct offices offices;
    int right = 0;
    begin(&offices, count);
    for (int i = 0; i < 100; i++) {
        for (int k = 0; k < count; k++) {
            answer(&offices, offices.report.terminals[k], visits,
                   k == count - 1 ? last : satisfied);
        }
        offices.lower = offices.higher = false;
        compare(&offices);
        /* Of two only the lower one is named. */
        right += last < satisfied ? offices.lower && !offices.higher
                 : count > 2      ? offices.higher && !offices.lower
                                  : offices.named > 0 && !offices.lower;
    }
    report_free(&offices.report);
    return right;
}

static void one_that_is_worse_is_found(void **state)
{
    static const struct {
        int count, visits;
        double others, last;
        int least; /* of 100 */
    } rows[] = {
        {2, 60, 0.9, 0.5, 95},    {2, 60, 0.5, 0.9, 95},
        {10, 100, 0.9, 0.65, 95}, {10, 400, 0.95, 0.85, 95},
        {130, 100, 0.9, 0.6, 95}, {130, 800, 0.9, 0.8, 95},
        {130, 400, 0.7, 0.9, 95},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int right =
            found(rows[i].count, rows[i].others, rows[i].last, rows[i].visits);
        printf("%3d offices, %d visits each, %.0f%% satisfied, one %.0f%%: "
               "found in %d of 100 reports\n",
               rows[i].count, rows[i].visits, 100 * rows[i].others,
               100 * rows[i].last, right);
        assert_in_range(right, rows[i].least, 100);
    }
}

/* One number that can be looked up (R. A. Fisher's tea: 4 of 4 against 0 of 4
   is 1 in 35, both sides together), and where few answers prove nothing. */
static void the_test_is_fishers(void **state)
{
    static const struct {
        int good[2], all[2];
        bool differs;
    } rows[] = {
        /* 1 cut of 4 is tested for each of 4 questions and 4 cuts: 0.05 / 16
           has to be undershot. */
        {{8, 0}, {8, 8}, true},  /* 2 in 12,870 */
        {{5, 0}, {5, 5}, false}, /* 2 in 252 */
        {{5, 5}, {5, 5}, false},
        {{7, 0}, {7, 7}, true},    /* 2 in 3,432: 0.0006 */
        {{6, 0}, {6, 6}, true},    /* 2 in 924: 0.0022 */
        {{6, 1}, {6, 6}, false},   /* 14 in 924: 0.0152 */
        {{4, 0}, {4, 100}, false}, /* too few to be compared at all */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct offices offices;
        begin(&offices, 2);
        for (int k = 0; k < 2; k++) {
            struct sum *sum = &offices.report.terminals[k]->sum;
            for (int q = 0; q < QUESTIONS; q++) {
                struct score *raw = &sum->questions[q].raw;
                *raw = (struct score){.levels = LEVELS};
                raw->counts[4] = rows[i].good[k];
                raw->counts[0] = rows[i].all[k] - rows[i].good[k];
            }
        }
        compare(&offices);
        /* In each question, and of the two the lower one alone. */
        if (offices.named != (rows[i].differs ? QUESTIONS : 0)) {
            fail_msg("%d of %d against %d of %d: %d named", rows[i].good[0],
                     rows[i].all[0], rows[i].good[1], rows[i].all[1],
                     offices.named);
        }
        report_free(&offices.report);
    }
    tried("a terminal is rated lower, or");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_equals_hardly_any_differs),
        cmocka_unit_test(one_that_is_worse_is_found),
        cmocka_unit_test(the_test_is_fishers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
