/*
 * A past of many visits for a test in another language (tests/whole/year.py):
 * FOLDER is the data directory of a terminal that served for so many days, with
 * its daily files, totals and seals; what its panel shows of them is printed:
 *
 *     visits <all> <complete> <clean>
 *     question <form> <id> <skipped> <left> <raw>... <clean>...
 *     day <day> <visits> <index>
 *     hour <weekday> <hour> <visits> <index>     of 5 visits or more
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "desk/desk.h"
#include "verify/with_past.h"

struct wanted {
    const char *folder;
    int days, most;
};

static void say_counts(const struct score *score)
{
    for (int i = 0; i < score->levels; i++) {
        printf(" %" PRId64, score->counts[i]);
    }
}

static void say_questions(const struct sum *sum)
{
    printf("visits %d %d %d\n", sum->visits, sum->complete, sum->clean);
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        printf("question %s %s %d %d", question->form, question->id,
               question->skipped, question->left);
        say_counts(&question->raw);
        say_counts(&question->clean);
        printf("\n");
    }
}

static void say_figures(const struct figures *figures)
{
    say_questions(&figures->total);
    for (int i = 0; i < FIGURES_DAYS; i++) {
        const struct figures_day *day = &figures->days[i];
        if (day->known) {
            printf("day %d %d %d\n", (int)day->day, day->visits, day->index);
        }
    }
    for (int day = 0; day < FIGURES_WEEKDAYS; day++) {
        for (int hour = 0; hour < SUM_HOURS; hour++) {
            const struct sum_hour *cell = &figures->grid[day][hour];
            if (cell->visits >= SCORE_LEAST) {
                printf("hour %d %d %d\n", day, hour, cell->visits);
            }
        }
    }
}

static void live(void **state)
{
    const struct wanted *wanted = *state;
    struct past past;
    struct figures *figures = malloc(sizeof *figures);
    assert_non_null(figures);
    past_begin(&past, 1);
    past.calm = true;
    past.most = wanted->most;
    past_live(&past, wanted->days);
    int32_t last = record_closed_day(past.record);
    const struct figures_params params = {
        .from = WITH_MONDAY, .to = last, .today = last, .closed = last};
    assert_int_equal(desk_figures(past.record, &past.config, &params, figures),
                     STORE_OK);
    say_figures(figures);
    free(figures);
    past_kill(&past);
    past_copy(past.path, wanted->folder);
    past_end(&past);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "make_year FOLDER DAYS VISITS\n");
        return 64;
    }
    struct wanted wanted = {argv[1], atoi(argv[2]), atoi(argv[3])};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(live, &wanted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
