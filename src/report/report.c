#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/files.h"
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
    sum_add_hour(&day->total, &sum->some_hour);
    sum_add_hour(&part->total, &sum->some_hour);
    sum_add(&part->sum, sum);
    return true;
}

static const char *chain_of(const struct report_source *source)
{
    return source->chain != NULL ? source->chain : "";
}

static bool is(const struct report_part *part,
               const struct report_source *source)
{
    return strcmp(part->unit, source->unit) == 0 &&
           strcmp(part->device, source->device) == 0 &&
           strcmp(part->chain, chain_of(source)) == 0;
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
        text_must(part->chain, sizeof part->chain, "%s", chain_of(source));
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

static bool keep_offices(struct report_part *part, const char *offices)
{
    if (offices == NULL ||
        (part->offices != NULL && strcmp(part->offices, offices) == 0)) {
        return true;
    }
    free(part->offices);
    part->offices = strdup(offices);
    return part->offices != NULL;
}

bool report_office(const struct report_part *part, const char *language,
                   char name[SEAL_OFFICE_SIZE])
{
    char code[WORDING_CODE_SIZE];
    char other[SEAL_OFFICE_SIZE];
    const char *at = part->offices == NULL ? "" : part->offices;
    bool found = seal_next_office(&at, code, name);
    bool same = found && strcmp(code, language) == 0;
    while (found && !same && seal_next_office(&at, code, other)) {
        same = strcmp(code, language) == 0;
        if (same) {
            memcpy(name, other, sizeof other);
        }
    }
    return found;
}

void report_compare(struct report *report, const struct report_span *span)
{
    int32_t days = span->to_day - span->from_day + 1;
    int32_t back = days <= 7 ? 7 : days;
    report->compared = span->dated;
    report->before_from = span->from_day - back;
    report->before_to = span->to_day - back;
}

bool report_is_before(const struct report *report, int32_t day)
{
    return report->compared && day >= report->before_from &&
           day <= report->before_to;
}

void report_add(struct report *report, const struct report_source *source,
                const struct sum *sum)
{
    if (report_is_before(report, sum->day)) {
        bool added = add_day(&report->before, sum, source->provisional);
        report->failed = report->failed || !added;
        return;
    }
    struct report_part *part = part_of(report, source);
    if (part == NULL || !add_day(part, sum, source->provisional) ||
        !add_day(&report->all, sum, source->provisional) ||
        !keep_offices(part, source->offices)) {
        report->failed = true;
    }
}

/* A file's name is bytes of any origin, and comes to be read. */
static char *show(const char *name)
{
    char shown[FILES_PATH_SIZE + WHO_SIZE];
    text_show(shown, sizeof shown, name, strlen(name));
    return strdup(shown);
}

void report_remark(struct report *report, enum report_word what,
                   const char *about, int line)
{
    struct report_remark *remark =
        array_add(&report->remarks, &report->remark_count,
                  &report->remark_capacity, sizeof *remark);
    char *shown = show(about);
    if (remark != NULL) {
        *remark = (struct report_remark){
            .what = what, .about = shown, .count = 1, .line = line};
    } else {
        free(shown);
    }
    report->failed = report->failed || remark == NULL || shown == NULL;
}

void report_remark_until(struct report *report, const char *about)
{
    struct report_remark *last = &report->remarks[report->remark_count - 1];
    free(last->until);
    last->until = show(about);
    last->count++;
    report->failed = report->failed || last->until == NULL;
}

void report_missing(struct report *report, const char *who, int32_t from_day,
                    int32_t to_day)
{
    int before = report->remark_count;
    report_remark(report, REPORT_DAYS_MISSING, who, 0);
    if (report->remark_count > before) {
        report->remarks[before].from_day = from_day;
        report->remarks[before].to_day = to_day;
    }
    report->missing += to_day - from_day + 1;
}

static int by_name(const void *a, const void *b)
{
    const struct report_part *const *x = a;
    const struct report_part *const *y = b;
    int order = strcmp((*x)->unit, (*y)->unit);
    order = order != 0 ? order : strcmp((*x)->device, (*y)->device);
    return order != 0 ? order : strcmp((*x)->chain, (*y)->chain);
}

/* What was chosen most comes first. */
static int by_count(const void *a, const void *b)
{
    const struct sum_reason *x = a;
    const struct sum_reason *y = b;
    return x->count != y->count ? (x->count < y->count ? 1 : -1)
                                : strcmp(x->id, y->id);
}

static bool same_id(const struct sum_question *a, const struct sum_question *b)
{
    return strcmp(a->form, b->form) == 0 && strcmp(a->id, b->id) == 0;
}

bool report_reworded(const struct report *report,
                     const struct sum_question *question)
{
    const struct sum *sum = &report->all.sum;
    int alike = 0;
    for (int i = 0; i < sum->question_count; i++) {
        alike += same_id(&sum->questions[i], question);
    }
    return alike > 1;
}

/* Each id is said once. */
static void say_reworded(struct report *report)
{
    const struct sum *sum = &report->all.sum;
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        char id[2 * FORM_ID_SIZE];
        int first = 0;
        while (!same_id(&sum->questions[first], question)) {
            first++;
        }
        if (first == i && report_reworded(report, question)) {
            text_must(id, sizeof id, "%s/%s", question->form, question->id);
            report_remark(report, REPORT_REWORDED, id, 0);
        }
    }
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
    say_reworded(report);
    report->failed = report->failed || report->glossary.failed;
}

void report_free(struct report *report)
{
    for (int i = 0; i < report->terminal_count; i++) {
        free(report->terminals[i]->days);
        free(report->terminals[i]->offices);
        free(report->terminals[i]);
    }
    for (int i = 0; i < report->remark_count; i++) {
        free(report->remarks[i].about);
        free(report->remarks[i].until);
    }
    free(report->terminals);
    free(report->remarks);
    free(report->all.days);
    free(report->before.days);
    glossary_free(&report->glossary);
    *report = (struct report){0};
}

bool report_is_rest(const struct report_day *day)
{
    return day->total.open_min == SUM_UNKNOWN ? hours_weekday(day->day) >= 5
                                              : day->total.open_min == 0;
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
