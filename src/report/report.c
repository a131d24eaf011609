#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "survey/hours.h"

/* The line of a day, added when it is not there; NULL without memory. Days of
   a terminal nearly always come in order. */
static struct report_day *day_of(struct report_part *part, int32_t day)
{
    int at = part->day_count;
    while (at > 0 && part->days[at - 1].day > day) {
        at--;
    }
    if (at > 0 && part->days[at - 1].day == day) {
        return &part->days[at - 1];
    }
    struct report_day *last = array_add(&part->days, &part->day_count,
                                        &part->day_capacity, sizeof *last);
    if (last == NULL) {
        return NULL;
    }
    struct report_day *added = &part->days[at];
    memmove(added + 1, added, (size_t)(last - added) * sizeof *added);
    *added = (struct report_day){.day = day};
    return added;
}

static bool add_day(struct report_part *part, const struct sum *sum,
                    bool provisional)
{
    struct report_day *day = day_of(part, sum->day);
    if (day == NULL) {
        return false;
    }
    day->visits += sum->visits;
    day->complete += sum->complete;
    day->clean += sum->clean;
    day->provisional = day->provisional || provisional;
    part->provisional = part->provisional || provisional;
    struct sum_hour *week = part->week[hours_weekday(sum->day)];
    for (int i = 0; i < SUM_HOURS; i++) {
        sum_add_hour(&day->total, &sum->hours[i]);
        sum_add_hour(&part->total, &sum->hours[i]);
        sum_add_hour(&week[i], &sum->hours[i]);
    }
    sum_add(&part->sum, sum);
    return true;
}

static bool is(const struct report_part *part,
               const struct report_source *source)
{
    return strcmp(part->unit, source->unit) == 0 &&
           strcmp(part->device, source->device) == 0;
}

static struct report_part *new_part(struct report *report,
                                    const struct report_source *source)
{
    struct report_part *part =
        array_new(&report->terminals, &report->terminal_count,
                  &report->terminal_capacity, sizeof *part);
    if (part != NULL) {
        text_must(part->unit, sizeof part->unit, "%s", source->unit);
        text_must(part->device, sizeof part->device, "%s", source->device);
    }
    return part;
}

static struct report_part *part_of(struct report *report,
                                   const struct report_source *source)
{
    /* From the end: days of one terminal come together. */
    for (int i = report->terminal_count - 1; i >= 0; i--) {
        if (is(report->terminals[i], source)) {
            return report->terminals[i];
        }
    }
    return new_part(report, source);
}

void report_add(struct report *report, const struct report_source *source,
                const struct sum *sum)
{
    struct report_part *part = part_of(report, source);
    if (part == NULL || !add_day(part, sum, source->provisional) ||
        !add_day(&report->all, sum, source->provisional)) {
        report->failed = true;
    }
}

void report_leave_out(struct report *report, const char *file, int line)
{
    struct report_left_out *left =
        array_add(&report->left_out, &report->left_out_count,
                  &report->left_out_capacity, sizeof *left);
    if (left != NULL) {
        *left = (struct report_left_out){strdup(file), line};
    }
    report->failed = report->failed || left == NULL || left->file == NULL;
}

static int by_name(const void *a, const void *b)
{
    const struct report_part *const *x = a;
    const struct report_part *const *y = b;
    int units = strcmp((*x)->unit, (*y)->unit);
    return units != 0 ? units : strcmp((*x)->device, (*y)->device);
}

/* What was chosen most comes first. */
static int by_count(const void *a, const void *b)
{
    const struct sum_reason *x = a;
    const struct sum_reason *y = b;
    return x->count != y->count ? (x->count < y->count ? 1 : -1)
                                : strcmp(x->id, y->id);
}

void report_finish(struct report *report, const struct report_span *span)
{
    struct report_part *all = &report->all;
    bool found = !span->dated && all->day_count > 0;
    report->spanned = found || span->dated;
    report->from_day = found ? all->days[0].day : span->from_day;
    report->to_day = found ? all->days[all->day_count - 1].day : span->to_day;
    for (int i = 0; i < all->sum.question_count; i++) {
        struct sum_question *question = &all->sum.questions[i];
        qsort(question->reasons, (size_t)question->reason_count,
              sizeof question->reasons[0], by_count);
    }
    if (report->terminal_count > 1) {
        qsort(report->terminals, (size_t)report->terminal_count,
              sizeof *report->terminals, by_name);
    }
    report->failed = report->failed || report->glossary.failed;
}

void report_free(struct report *report)
{
    for (int i = 0; i < report->terminal_count; i++) {
        free(report->terminals[i]->days);
        free(report->terminals[i]);
    }
    for (int i = 0; i < report->left_out_count; i++) {
        free(report->left_out[i].file);
    }
    free(report->terminals);
    free(report->left_out);
    free(report->all.days);
    glossary_free(&report->glossary);
    *report = (struct report){0};
}

int report_mean(const struct sum_hour *hour)
{
    /* Two visits can have more answers than the rule asks for. */
    return hour->visits < REPORT_HOUR_LEAST
               ? SCORE_NONE
               : score_share(hour->points, hour->answers);
}

int report_coverage(const struct sum_hour *hour)
{
    if (hour->open_min == SUM_UNKNOWN || hour->open_min == 0) {
        return SCORE_NONE;
    }
    return (int)((2000 * (int64_t)hour->ready_min + hour->open_min) /
                 (2 * (int64_t)hour->open_min));
}

bool report_knows_texts(const struct report *report)
{
    bool known = true;
    for (int i = 0; known && i < report->all.sum.question_count; i++) {
        const struct sum_question *question = &report->all.sum.questions[i];
        const struct glossary_key key = {.kind = GLOSSARY_QUESTION,
                                         .form = question->form,
                                         .question = question->id};
        known = glossary_find(&report->glossary, &key, "") != NULL;
    }
    return known;
}
