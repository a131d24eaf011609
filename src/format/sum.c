#include "format/sum.h"

#include <string.h>

static bool same_wording(const char *a, const char *b)
{
    return a[0] == '\0' || b[0] == '\0' || strcmp(a, b) == 0;
}

static int find(const struct sum *sum, const struct sum_question *like)
{
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        if (question->raw.levels == like->raw.levels &&
            question->variant == like->variant &&
            strcmp(question->id, like->id) == 0 &&
            strcmp(question->form, like->form) == 0 &&
            same_wording(question->wording, like->wording)) {
            return i;
        }
    }
    return -1;
}

const struct sum_question *sum_find(const struct sum *sum,
                                    const struct sum_question *like)
{
    int i = find(sum, like);
    return i < 0 ? NULL : &sum->questions[i];
}

static int find_form(const struct sum *sum, const struct sum_form *like)
{
    for (int i = 0; i < sum->form_count; i++) {
        if (strcmp(sum->forms[i].id, like->id) == 0 &&
            strcmp(sum->forms[i].wording, like->wording) == 0) {
            return i;
        }
    }
    return -1;
}

const struct sum_form *sum_find_form(const struct sum *sum,
                                     const struct sum_form *like)
{
    int i = find_form(sum, like);
    return i < 0 ? NULL : &sum->forms[i];
}

struct sum_form *sum_form(struct sum *sum, const struct sum_form *like)
{
    int there = find_form(sum, like);
    if (there >= 0) {
        return &sum->forms[there];
    }
    if (sum->form_count == SUM_FORMS_MAX) {
        return NULL;
    }
    struct sum_form *form = &sum->forms[sum->form_count++];
    *form = *like;
    form->visits = 0;
    return form;
}

struct sum_language *sum_language(struct sum *sum, const char *code)
{
    int i = 0;
    while (i < sum->language_count &&
           strcmp(sum->languages[i].code, code) < 0) {
        i++;
    }
    struct sum_language *language = &sum->languages[i];
    if (i < sum->language_count && strcmp(language->code, code) == 0) {
        return language;
    }
    if (sum->language_count == FORM_LANGUAGES_MAX) {
        return NULL;
    }
    memmove(language + 1, language,
            (size_t)(sum->language_count - i) * sizeof *language);
    sum->language_count++;
    *language = (struct sum_language){.visits = 0};
    text_must(language->code, sizeof language->code, "%s", code);
    return language;
}

struct sum_also *sum_also(struct sum *sum, const char *who)
{
    int i = 0;
    while (i < sum->also_count && strcmp(sum->also[i].who, who) < 0) {
        i++;
    }
    struct sum_also *also = &sum->also[i];
    if (i < sum->also_count && strcmp(also->who, who) == 0) {
        return also;
    }
    if (sum->also_count == SUM_ALSO_MAX) {
        return NULL;
    }
    memmove(also + 1, also, (size_t)(sum->also_count - i) * sizeof *also);
    sum->also_count++;
    *also = (struct sum_also){.visits = 0};
    text_must(also->who, sizeof also->who, "%s", who);
    return also;
}

struct sum_question *sum_like(struct sum *sum, const struct sum_question *like)
{
    struct sum_form form = {.version = 0};
    int there = find(sum, like);
    if (there >= 0) {
        return &sum->questions[there];
    }
    memcpy(form.id, like->form, sizeof form.id);
    memcpy(form.wording, like->wording, sizeof form.wording);
    if (sum->question_count == SUM_QUESTIONS_MAX ||
        sum_form(sum, &form) == NULL) {
        return NULL;
    }
    struct sum_question *question = &sum->questions[sum->question_count++];
    *question = (struct sum_question){.variant = like->variant,
                                      .raw.levels = like->raw.levels,
                                      .clean.levels = like->raw.levels};
    memcpy(question->form, like->form, sizeof question->form);
    memcpy(question->id, like->id, sizeof question->id);
    memcpy(question->wording, like->wording, sizeof question->wording);
    return question;
}

struct sum_question *sum_question_of(struct sum *sum,
                                     const struct sum_form *form,
                                     const char *id, int levels)
{
    struct sum_question like = {.raw.levels = levels};
    memcpy(like.form, form->id, sizeof like.form);
    memcpy(like.wording, form->wording, sizeof like.wording);
    text_must(like.id, sizeof like.id, "%s", id);
    return sum_form(sum, form) != NULL ? sum_like(sum, &like) : NULL;
}

struct sum_question *sum_question(struct sum *sum, const char *form,
                                  const char *id, int levels)
{
    struct sum_form of = {.version = 0};
    text_must(of.id, sizeof of.id, "%s", form);
    return sum_question_of(sum, &of, id, levels);
}

void sum_reason(struct sum *sum, struct sum_question *question, const char *id,
                int more)
{
    int i = 0;
    while (i < question->reason_count &&
           strcmp(question->reasons[i].id, id) != 0) {
        i++;
    }
    if (i == FORM_REASONS_MAX) {
        sum->lost += more;
        return;
    }
    struct sum_reason *reason = &question->reasons[i];
    if (i == question->reason_count) {
        question->reason_count++;
        reason->count = 0;
        text_must(reason->id, sizeof reason->id, "%s", id);
    }
    reason->count += more;
}

static void add_question(struct sum *to, const struct sum_question *from)
{
    struct sum_question *question = sum_like(to, from);
    if (question == NULL) {
        to->lost +=
            (int)score_n(&from->raw) + from->skipped + from->left + from->na;
        return;
    }
    score_add(&question->raw, &from->raw);
    score_add(&question->clean, &from->clean);
    question->skipped += from->skipped;
    question->left += from->left;
    question->na += from->na;
    for (int i = 0; i < from->reason_count; i++) {
        sum_reason(to, question, from->reasons[i].id, from->reasons[i].count);
    }
}

static int both(int a, int b)
{
    return a == SUM_UNKNOWN || b == SUM_UNKNOWN ? SUM_UNKNOWN : a + b;
}

void sum_add_hour(struct sum_hour *to, const struct sum_hour *from)
{
    to->visits += from->visits;
    to->points += from->points;
    to->answers += from->answers;
    to->open_min = both(to->open_min, from->open_min);
    to->ready_min = both(to->ready_min, from->ready_min);
}

static void add_forms(struct sum *to, const struct sum *from)
{
    for (int i = 0; i < from->form_count; i++) {
        struct sum_form *form = sum_form(to, &from->forms[i]);
        if (form != NULL) {
            form->visits += from->forms[i].visits;
        }
    }
    for (int i = 0; i < from->language_count; i++) {
        struct sum_language *language =
            sum_language(to, from->languages[i].code);
        if (language != NULL) {
            language->visits += from->languages[i].visits;
        }
    }
}

void sum_add(struct sum *to, const struct sum *from)
{
    add_forms(to, from);
    to->visits += from->visits;
    to->complete += from->complete;
    to->no_opinion += from->no_opinion;
    to->clean += from->clean;
    to->lost += from->lost;
    for (int i = 0; i < GUARD_FLAG_COUNT; i++) {
        to->flags[i] = both(to->flags[i], from->flags[i]);
    }
    for (int i = 0; i < from->question_count; i++) {
        add_question(to, &from->questions[i]);
    }
    for (int i = 0; i < SUM_HOURS; i++) {
        sum_add_hour(&to->hours[i], &from->hours[i]);
    }
    sum_add_hour(&to->some_hour, &from->some_hour);
}
