#include "verify/count.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "format/imprint.h"

static struct count_day *find_day(const struct count *count, int32_t day)
{
    for (int i = count->day_count - 1; i >= 0; i--) {
        if (count->days[i]->sum.day == day) {
            return count->days[i];
        }
    }
    return NULL;
}

static void drop_oldest(struct count *count)
{
    if (!count->too_many) {
        findings_add(count->findings, spot_file(),
                     "more than %d days have rows and no seal: what they come "
                     "to is not compared",
                     COUNT_DAYS_MOST);
    }
    count->too_many = true;
    count->day_count--;
    free(count->days[0]);
    memmove(count->days, count->days + 1,
            (size_t)count->day_count * sizeof(struct count_day *));
}

/* NULL, and `failed`, when there is no memory. */
static struct count_day *day_of(struct count *count, int32_t day)
{
    struct count_day *found = find_day(count, day);
    if (found != NULL) {
        return found;
    }
    if (count->day_count == COUNT_DAYS_MOST) {
        drop_oldest(count);
    }
    struct count_day *added = array_new(&count->days, &count->day_count,
                                        &count->capacity, sizeof *added);
    if (added == NULL) {
        count->failed = true;
        return NULL;
    }
    added->sum.day = day;
    return added;
}

static void count_outcome(struct sum *sum, struct sum_question *to,
                          const struct count_visit *visit,
                          const struct count_answer *answer,
                          const struct form_question *asked)
{
    if (answer->outcome == ROW_ANSWER) {
        to->raw.counts[answer->level - 1]++;
        to->clean.counts[answer->level - 1] += visit->flags == 0;
    } else {
        to->skipped += answer->outcome == ROW_SKIP;
        to->na += answer->outcome == ROW_NA;
        to->left += answer->outcome == ROW_TIMEOUT;
    }
    for (int i = 0; answer->reasons != 0 && i < asked->reason_count; i++) {
        if (answer->reasons & 1u << i) {
            sum_reason(sum, to, asked->reasons[i].id, 1);
        }
    }
}

static struct sum_form form_of(const struct count *count,
                               const struct count_answer *answer)
{
    const struct wordings_book *book = count->wordings->books[answer->book];
    struct sum_form form = {.version = book->wording.form.version};
    memcpy(form.id, book->wording.form.id, sizeof form.id);
    memcpy(form.wording, book->hash, sizeof form.wording);
    return form;
}

/* Each wording of which a visit has an outcome, once. */
static void add_forms(struct count *count, struct sum *sum)
{
    const struct count_visit *visit = &count->visit;
    for (int i = 0; i < visit->answer_count; i++) {
        bool before = false;
        for (int k = 0; k < i; k++) {
            before = before || visit->answers[k].book == visit->answers[i].book;
        }
        const struct sum_form of = form_of(count, &visit->answers[i]);
        struct sum_form *form = before ? NULL : sum_form(sum, &of);
        if (form != NULL) {
            form->visits++;
        }
    }
}

static void add_answer(struct count *count, struct sum *sum,
                       struct sum_hour *hour, const struct count_answer *answer)
{
    const struct form *form =
        &count->wordings->books[answer->book]->wording.form;
    const struct form_question *asked = &form->questions[answer->question];
    const struct sum_form of = form_of(count, answer);
    struct sum_question *to =
        sum_question_of(sum, &of, asked->id, form->levels);
    if (answer->outcome == ROW_ANSWER) {
        hour->points += score_points(form->levels, answer->level);
        hour->answers++;
    }
    if (to == NULL) {
        sum->lost++;
    } else {
        count_outcome(sum, to, &count->visit, answer, asked);
    }
}

static void add_visit(struct count *count, struct sum *sum)
{
    const struct count_visit *visit = &count->visit;
    bool opinion = false;
    for (int i = 0; i < visit->answer_count; i++) {
        opinion = opinion || visit->answers[i].outcome == ROW_ANSWER;
    }
    sum->visits++;
    sum->complete += visit->ended && opinion;
    sum->no_opinion += visit->ended && !opinion;
    sum->clean += visit->flags == 0;
    for (int i = 0; i < GUARD_FLAG_COUNT; i++) {
        sum->flags[i] += (visit->flags >> i & 1u) != 0;
    }
    struct sum_language *language =
        visit->language[0] == '\0' ? NULL : sum_language(sum, visit->language);
    if (language != NULL) {
        language->visits++;
    }
    struct sum_also *also =
        visit->who[0] == '\0' ? NULL : sum_also(sum, visit->who);
    if (also != NULL) {
        also->visits++;
    }
}

static void end_visit(struct count *count)
{
    const struct count_visit *visit = &count->visit;
    struct count_day *day = visit->id == 0 ? NULL : day_of(count, visit->day);
    if (day != NULL) {
        struct sum *sum = &day->sum;
        struct sum_hour *hour =
            &sum->hours[clock_local(visit->wall_ms, count->utc_offset_min)
                            .minute /
                        60];
        count->visits++;
        day->doubted += visit->doubted;
        hour->visits++;
        add_visit(count, sum);
        for (int i = 0; i < visit->answer_count; i++) {
            add_answer(count, sum, hour, &visit->answers[i]);
        }
        add_forms(count, sum);
    }
    count->visit.id = 0;
}

/* Its place in the form; most come one after the other. */
static int find_question(const struct form *form, int after, const char *id)
{
    for (int i = 0; i < form->question_count; i++) {
        int place = (after + 1 + i) % form->question_count;
        if (strcmp(form->questions[place].id, id) == 0) {
            return place;
        }
    }
    return -1;
}

/* The visit's entry for a question, by its id, as the daily file has it. */
static struct count_answer *find_answer(const struct count *count,
                                        struct count_visit *visit,
                                        const char *id)
{
    for (int i = visit->answer_count - 1; i >= 0; i--) {
        struct count_answer *answer = &visit->answers[i];
        const struct form *form =
            &count->wordings->books[answer->book]->wording.form;
        if (strcmp(form->questions[answer->question].id, id) == 0) {
            return answer;
        }
    }
    return NULL;
}

static void take_outcome(struct count *count, const struct row *row)
{
    struct count_visit *visit = &count->visit;
    struct findings *findings = count->findings;
    int book = wordings_find(count->wordings, row->note);
    if (book < 0) {
        findings_add(findings, spot_row(row->seq),
                     "the wording that it names is not there");
        return;
    }
    const struct form *form = &count->wordings->books[book]->wording.form;
    int last = visit->answer_count - 1;
    int question = find_question(
        form, last < 0 ? -1 : visit->answers[last].question, row->item);
    bool answered = row->kind == ROW_ANSWER;
    if (question < 0 ||
        (answered && (row->value < 1 || row->value > form->levels)) ||
        (row->kind == ROW_NA && form->questions[question].na[0] == NULL)) {
        findings_add(findings, spot_row(row->seq),
                     "it does not fit the wording that it names");
        return;
    }
    struct count_answer *answer = find_answer(count, visit, row->item);
    if (answer == NULL && visit->answer_count == SHEET_MAX) {
        findings_add(findings, spot_row(row->seq),
                     "the visit has more questions than a sheet");
        return;
    }
    if (answer == NULL) {
        answer = &visit->answers[visit->answer_count++];
    }
    size_t code = strcspn(row->note, " ");
    text_must(visit->language, sizeof visit->language, "%.*s", (int)code,
              row->note);
    *answer = (struct count_answer){.book = book,
                                    .question = question,
                                    .outcome = row->kind,
                                    .level = answered ? row->value : 0};
}

static void take_reason(struct count *count, const struct row *row)
{
    struct count_answer *answer = find_answer(count, &count->visit, row->item);
    if (answer == NULL || answer->outcome != ROW_ANSWER) {
        findings_add(count->findings, spot_row(row->seq),
                     "a reason without an answer before it");
        return;
    }
    const struct form_question *question =
        &count->wordings->books[answer->book]
             ->wording.form.questions[answer->question];
    int i = 0;
    while (i < question->reason_count &&
           strcmp(question->reasons[i].id, row->note) != 0) {
        i++;
    }
    if (i == question->reason_count) {
        findings_add(count->findings, spot_row(row->seq),
                     "a reason that its question does not have");
        return;
    }
    answer->reasons |= 1u << i;
}

static void begin_visit(struct count *count, const struct row *row)
{
    end_visit(count);
    count->visit.id = row->visit;
    count->visit.day = row->day;
    count->visit.wall_ms = row->wall_ms;
    count->visit.flags = 0;
    count->visit.doubted = false;
    count->visit.ended = false;
    count->visit.language[0] = '\0';
    memcpy(count->visit.who, count->who, sizeof count->visit.who);
    count->visit.answer_count = 0;
}

static void take_visit_row(struct count *count, const struct row *row)
{
    if (row->visit != count->visit.id) {
        begin_visit(count, row);
    }
    count->visit.flags |= row->flags;
    if (row_is_reply(row->kind)) {
        take_outcome(count, row);
    } else if (row->kind == ROW_REASON) {
        take_reason(count, row);
    } else if (row->kind == ROW_END) {
        count->visit.ended = row->value == 1;
    }
}

/* A visit is folded in when it ends, and tells of the day even then. */
static void take_life(struct count *count, const struct row *row)
{
    struct count_day *day = day_of(count, row->day);
    if (day != NULL) {
        day->alive =
            day->alive || (row->kind != ROW_CLOCK && row->kind != ROW_CLOSE);
    }
}

/* From here on nothing can be closed, until the clock is believed again. */
static void take_doubt(struct count *count)
{
    for (int i = 0; i < count->day_count; i++) {
        count->days[i]->doubted = count->days[i]->sum.visits;
    }
    count->visit.doubted = true;
}

void count_row(struct count *count, const struct row *row, unsigned flags)
{
    if (row->day != count->life_day || row->visit == 0) {
        take_life(count, row);
        count->life_day = row->day;
    }
    if (row->kind == ROW_CONFIG) {
        imprint_config_who(row->note, count->who);
    }
    if (row->visit != 0) {
        take_visit_row(count, row);
    }
    if ((flags & GUARD_CLOCK) != 0) {
        take_doubt(count);
    }
}

void count_own(struct count *count, int32_t day, const char *who)
{
    int kept = 0;
    if (count_day(count, day) == NULL) {
        return;
    }
    struct sum *sum = &find_day(count, day)->sum;
    for (int i = 0; i < sum->also_count; i++) {
        if (strcmp(sum->also[i].who, who) != 0) {
            sum->also[kept++] = sum->also[i];
        }
    }
    sum->also_count = kept;
}

const struct sum *count_day(struct count *count, int32_t day)
{
    if (count->visit.id != 0 && count->visit.day <= day) {
        end_visit(count);
    }
    const struct count_day *found = find_day(count, day);
    return found == NULL ? NULL : &found->sum;
}

bool count_alive(struct count *count, int32_t day)
{
    const struct count_day *found = find_day(count, day);
    return found != NULL && found->alive;
}

int count_open_days(struct count *count)
{
    int open = 0;
    end_visit(count);
    for (int i = 0; i < count->day_count; i++) {
        open += count->days[i]->sum.visits > count->days[i]->doubted;
    }
    return open;
}

void count_forget(struct count *count, int32_t day)
{
    int kept = 0;
    for (int i = 0; i < count->day_count; i++) {
        struct count_day *one = count->days[i];
        if (one->sum.day > day) {
            count->days[kept++] = one;
            continue;
        }
        if (one->sum.day < day && one->sum.visits > 0) {
            findings_add(count->findings, spot_day(one->sum.day),
                         "it has visits, and was passed over when days were "
                         "closed");
        }
        free(one);
    }
    count->day_count = kept;
}

void count_free(struct count *count)
{
    for (int i = 0; i < count->day_count; i++) {
        free(count->days[i]);
    }
    free(count->days);
    count->days = NULL;
    count->day_count = 0;
}
