#include "report/figures.h"

#include "survey/hours.h"

static int32_t monday_of(int32_t day)
{
    return day - hours_weekday(day);
}

int32_t figures_first(const struct figures_params *params)
{
    int32_t first = params->today - FIGURES_DAYS + 1;
    int32_t monday = monday_of(params->today) - FIGURES_WEEKDAYS;
    first = monday < first ? monday : first;
    return params->from < first ? params->from : first;
}

int32_t figures_last(const struct figures_params *params)
{
    return params->to > params->today ? params->to : params->today;
}

void figures_begin(struct figures *figures, const struct figures_params *params)
{
    int32_t monday = monday_of(params->today);
    *figures = (struct figures){
        .params = *params,
        .total.day = params->from,
        .today.day = params->today,
        .week.day = monday,
        .last_week.day = monday - FIGURES_WEEKDAYS,
        .recent.day = params->today - FIGURES_DAYS + 1,
    };
    for (int i = 0; i < FIGURES_DAYS; i++) {
        figures->days[i].day = figures->recent.day + i;
        for (int k = 0; k < SUM_QUESTIONS_MAX; k++) {
            figures->days[i].points[k].index = SCORE_NONE;
        }
    }
}

static void add_recent(struct figures *figures, const struct sum *sum)
{
    struct figures_day *day = &figures->days[sum->day - figures->recent.day];
    sum_add(&figures->recent, sum);
    day->known = true;
    day->visits = sum->visits;
    struct sum_hour all = {.visits = 0};
    for (int i = 0; i < SUM_HOURS; i++) {
        sum_add_hour(&all, &sum->hours[i]);
    }
    day->index = score_share(all.points, all.answers);
    day->open_min = all.open_min;
    day->ready_min = all.ready_min;
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *from = &sum->questions[i];
        const struct sum_question *to = sum_like(&figures->recent, from);
        if (to != NULL) {
            struct figures_point *point =
                &day->points[to - figures->recent.questions];
            point->n = (int)score_n(&from->raw);
            point->index = score_index(&from->raw);
        }
    }
}

static void add_total(struct figures *figures, const struct sum *sum,
                      struct sum_hour *row)
{
    sum_add(&figures->total, sum);
    figures->day_count++;
    for (int i = 0; i < SUM_HOURS; i++) {
        sum_add_hour(&row[i], &sum->hours[i]);
    }
}

static bool within(int32_t day, int32_t first, int32_t last)
{
    return day >= first && day <= last;
}

static void add_day(struct figures *figures, const struct sum *day)
{
    const struct figures_params *params = &figures->params;
    int32_t monday = figures->week.day;
    if (within(day->day, params->from, params->to)) {
        add_total(figures, day, figures->grid[hours_weekday(day->day)]);
    }
    if (within(day->day, figures->recent.day, params->today)) {
        add_recent(figures, day);
    }
    if (day->day == params->today) {
        sum_add(&figures->today, day);
    }
    if (within(day->day, monday, params->today)) {
        sum_add(&figures->week, day);
    }
    if (within(day->day, figures->last_week.day, monday - 1)) {
        sum_add(&figures->last_week, day);
    }
}

void figures_add(struct figures *figures, const struct sum *day)
{
    if (day->day <= figures->params.closed) {
        add_day(figures, day);
        return;
    }
    const struct sum visits = {.day = day->day, .visits = day->visits};
    add_day(figures, &visits);
}

static void hide_few(struct sum_hour *hour)
{
    if (hour->visits < SCORE_LEAST) {
        hour->visits = FIGURES_HIDDEN;
        hour->points = 0;
        hour->answers = 0;
    }
}

void figures_end(struct figures *figures)
{
    struct sum *const sums[] = {&figures->total, &figures->today,
                                &figures->week, &figures->last_week,
                                &figures->recent};
    for (int i = 0; i < SUM_HOURS; i++) {
        for (size_t k = 0; k < sizeof sums / sizeof sums[0]; k++) {
            hide_few(&sums[k]->hours[i]);
        }
        for (int k = 0; k < FIGURES_WEEKDAYS; k++) {
            hide_few(&figures->grid[k][i]);
        }
    }
}
