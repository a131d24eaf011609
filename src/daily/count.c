#include "daily/count.h"

#include <string.h>

#include "base/clock.h"

enum { DAY_MINUTES = 1440, MINUTE_MS = 60000 };

/* Totals on their way, and where its questions belong: those of the visits' own
   forms first, then the lent ones, each form by itself in its own order. */
struct making {
    const struct day_rows *rows;
    struct sum *sum;
    struct order {
        bool lent;
        int question;
    } orders[SUM_QUESTIONS_MAX];
};

static const struct form *form_of(const struct day_rows *rows,
                                  const struct day_answer *answer)
{
    return &rows->wordings.list[answer->wording]->wording.form;
}

/* The form that a visit was asked; that of its first answer when no row
   tells. */
static const char *own_form(const struct day_rows *rows,
                            const struct day_visit *visit)
{
    const char *told = rows->texts.data + visit->form;
    return told[0] != '\0' ? told
                           : form_of(rows, &rows->answers[visit->first])->id;
}

static struct sum_form sum_form_of(const struct making *making,
                                   const struct day_answer *answer)
{
    const struct encoded_wording *encoded =
        making->rows->wordings.list[answer->wording];
    struct sum_form form = {.version = encoded->wording.form.version};
    memcpy(form.id, encoded->wording.form.id, sizeof form.id);
    memcpy(form.wording, encoded->hash, sizeof form.wording);
    return form;
}

static void count_reasons(struct sum *sum, struct sum_question *to,
                          const struct form_question *asked, unsigned reasons)
{
    for (int i = 0; i < asked->reason_count; i++) {
        if (reasons & 1u << i) {
            sum_reason(sum, to, asked->reasons[i].id, 1);
        }
    }
}

static void count_outcome(struct sum_question *question,
                          const struct day_answer *answer, bool clean)
{
    switch ((enum day_outcome)answer->outcome) {
    case DAY_ANSWERED:
        question->raw.counts[answer->level - 1]++;
        question->clean.counts[answer->level - 1] += clean;
        break;
    case DAY_SKIPPED: question->skipped++; break;
    case DAY_NA: question->na++; break;
    case DAY_TIMEOUT: question->left++; break;
    }
}

static void count_answer(struct making *making, const struct day_visit *visit,
                         const struct day_answer *answer)
{
    struct sum *sum = making->sum;
    const struct form *form = form_of(making->rows, answer);
    const struct form_question *asked = &form->questions[answer->question];
    struct sum_hour *hour = &sum->hours[visit->hour];
    if (answer->outcome == DAY_ANSWERED) {
        hour->points += score_points(form->levels, answer->level);
        hour->answers++;
    }
    int before = sum->question_count;
    const struct sum_form of = sum_form_of(making, answer);
    struct sum_question *question =
        sum_question_of(sum, &of, asked->id, form->levels);
    if (question == NULL) {
        sum->lost++;
        return;
    }
    if (sum->question_count > before) {
        making->orders[before] = (struct order){
            .lent = strcmp(form->id, own_form(making->rows, visit)) != 0,
            .question = answer->question};
    }
    count_outcome(question, answer, visit->flags == 0);
    count_reasons(sum, question, asked, answer->reasons);
}

/* A visit that was asked a lent question, or whose form was worded anew in the
   midst of it, is one of each. */
static void count_forms(struct making *making, const struct day_visit *visit)
{
    const struct day_answer *answers = making->rows->answers + visit->first;
    for (int i = 0; i < visit->count; i++) {
        bool before = false;
        for (int k = 0; k < i && !before; k++) {
            before = answers[k].wording == answers[i].wording;
        }
        const struct sum_form of = sum_form_of(making, &answers[i]);
        struct sum_form *form = before ? NULL : sum_form(making->sum, &of);
        if (form != NULL) {
            form->visits++;
        }
    }
}

static bool has_opinion(const struct making *making,
                        const struct day_visit *visit)
{
    bool any = false;
    for (int i = 0; i < visit->count; i++) {
        any = any ||
              making->rows->answers[visit->first + i].outcome == DAY_ANSWERED;
    }
    return any;
}

static void count_name(struct making *making, const struct day_visit *visit)
{
    const char *who = making->rows->texts.data + visit->who;
    struct sum_also *also =
        who[0] == '\0' || strcmp(who, making->rows->who) == 0
            ? NULL
            : sum_also(making->sum, who);
    if (also != NULL) {
        also->visits++;
    }
}

static void count_visit(struct making *making, const struct day_visit *visit)
{
    struct sum *sum = making->sum;
    const char *code = making->rows->texts.data + visit->language;
    bool opinion = has_opinion(making, visit);
    sum->visits++;
    sum->complete += visit->complete && opinion;
    sum->no_opinion += visit->complete && !opinion;
    sum->clean += visit->flags == 0;
    sum->hours[visit->hour].visits++;
    for (int i = 0; i < GUARD_FLAG_COUNT; i++) {
        sum->flags[i] += (visit->flags >> i & 1u) != 0;
    }
    struct sum_language *language =
        code[0] == '\0' ? NULL : sum_language(sum, code);
    if (language != NULL) {
        language->visits++;
    }
    for (int i = 0; i < visit->count; i++) {
        count_answer(making, visit, &making->rows->answers[visit->first + i]);
    }
    count_forms(making, visit);
    count_name(making, visit);
}

/* Whether b belongs before a. */
static bool goes_after(const struct making *making, int a, int b)
{
    const struct order *x = &making->orders[a];
    const struct order *y = &making->orders[b];
    int forms =
        strcmp(making->sum->questions[a].form, making->sum->questions[b].form);
    return x->lent != y->lent ? x->lent
           : forms != 0       ? forms > 0
                              : x->question > y->question;
}

static void order_questions(struct making *making)
{
    struct sum_question *questions = making->sum->questions;
    for (int i = 1; i < making->sum->question_count; i++) {
        for (int k = i; k > 0 && goes_after(making, k - 1, k); k--) {
            struct sum_question question = questions[k];
            struct order order = making->orders[k];
            questions[k] = questions[k - 1];
            making->orders[k] = making->orders[k - 1];
            questions[k - 1] = question;
            making->orders[k - 1] = order;
        }
    }
}

/* Those of the first questions first. */
static void order_forms(struct sum *sum)
{
    struct sum ordered = {.form_count = 0};
    for (int i = 0; i < sum->question_count; i++) {
        struct sum_form of = {.version = 0};
        memcpy(of.id, sum->questions[i].form, sizeof of.id);
        memcpy(of.wording, sum->questions[i].wording, sizeof of.wording);
        const struct sum_form *form = sum_form(sum, &of);
        struct sum_form *placed =
            form == NULL ? NULL : sum_form(&ordered, form);
        if (placed != NULL) {
            *placed = *form;
        }
    }
    memcpy(sum->forms, ordered.forms, sizeof sum->forms);
    sum->form_count = ordered.form_count;
}

/* The first minute that begins at this time or later, within the day. */
static int minute_from(int64_t ms)
{
    int64_t minute = ms <= 0 ? 0 : (ms + MINUTE_MS - 1) / MINUTE_MS;
    return minute > DAY_MINUTES ? DAY_MINUTES : (int)minute;
}

static void count_minutes(const struct day_count *count, struct sum *sum)
{
    bool ready[DAY_MINUTES] = {false};
    int64_t day_start_ms =
        clock_day_start(count->day, count->rows->utc_offset_min);
    if (hours_closing(count->hours, count->day) == HOURS_NEVER) {
        return;
    }
    sum->open = *hours_of(count->hours, count->day);
    for (int i = 0; i < count->runs->count; i++) {
        const struct record_run *run = &count->runs->list[i];
        int to = minute_from(run->to_ms - day_start_ms);
        for (int m = minute_from(run->from_ms - day_start_ms); m < to; m++) {
            ready[m] = true;
        }
    }
    int until = count->until_ms == INT64_MAX
                    ? DAY_MINUTES
                    : minute_from(count->until_ms - day_start_ms);
    for (int m = 0; m < until; m++) {
        if (hours_open(count->hours, count->day, m)) {
            sum->hours[m / 60].open_min++;
            sum->hours[m / 60].ready_min += ready[m];
        }
    }
}

void day_count(const struct day_count *count, struct sum *out)
{
    *out = (struct sum){.day = count->day};
    struct making making = {.rows = count->rows, .sum = out};
    for (int i = 0; i < count->rows->visit_count; i++) {
        count_visit(&making, &count->rows->visits[i]);
    }
    order_questions(&making);
    order_forms(out);
    count_minutes(count, out);
}
