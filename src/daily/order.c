#include "daily/order.h"

#include <stdlib.h>
#include <string.h>

#include "daily/stretch.h"
#include "format/columns.h"

/* Nearly always in order already; after Back or a question passed over at the
   end they are not. */
static void sort_answers(struct day_answer *answers, int count)
{
    for (int i = 1; i < count; i++) {
        struct day_answer moved = answers[i];
        int k = i;
        while (k > 0 && answers[k - 1].place > moved.place) {
            answers[k] = answers[k - 1];
            k--;
        }
        answers[k] = moved;
    }
}

/* The first answer, of so many, whose question is of this form. */
static const struct day_answer *find_form(const struct day_rows *rows,
                                          const struct day_answer *answers,
                                          int count, const char *form)
{
    for (int i = 0; i < count; i++) {
        const struct encoded_wording *encoded =
            rows->wordings.list[answers[i].wording];
        if (strcmp(encoded->wording.form.id, form) == 0) {
            return &answers[i];
        }
    }
    return NULL;
}

/*
 * The wording of a visit's own form; -1 when nothing tells. A visit that
 * answered nothing of it goes by what the day's first answer to that form
 * names, and never by a wording that is there because of another day: the file
 * of a day must not depend on which days were exported before it.
 */
static int own_wording(const struct day_rows *rows,
                       const struct day_visit *visit)
{
    const struct day_answer *first = &rows->answers[visit->first];
    const char *form = rows->texts.data + visit->form;
    if (form[0] == '\0') {
        return first->wording;
    }
    const struct day_answer *own = find_form(rows, first, visit->count, form);
    if (own == NULL) {
        own = find_form(rows, rows->answers, rows->answer_count, form);
    }
    return own == NULL ? -1 : own->wording;
}

static void place_answers(struct day_rows *rows, const struct day_visit *visit)
{
    if (visit->count == 0) {
        return;
    }
    struct day_answer *answers = rows->answers + visit->first;
    int own = own_wording(rows, visit);
    int last =
        own < 0 ? 0 : rows->wordings.list[own]->wording.form.question_count;
    for (int i = 0; i < visit->count; i++) {
        int place =
            answers[i].wording == own ? answers[i].question + 1 : ++last;
        answers[i].place = (uint8_t)place;
    }
    sort_answers(answers, visit->count);
}

static bool is_answered(const struct day_rows *rows,
                        const struct day_visit *visit)
{
    int i = 0;
    while (i < visit->count &&
           rows->answers[visit->first + i].outcome != DAY_ANSWERED) {
        i++;
    }
    return i < visit->count;
}

/* By hours and random number, so that nothing tells who came before whom. */
static int by_hours(const void *a, const void *b)
{
    const struct day_visit *x = a;
    const struct day_visit *y = b;
    int order = x->from != y->from ? x->from - y->from : x->to - y->to;
    return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

void day_rows_order(struct day_rows *rows, int schema)
{
    for (int i = 0; i < rows->visit_count; i++) {
        struct day_visit *visit = &rows->visits[i];
        place_answers(rows, visit);
        visit->answered = is_answered(rows, visit);
        visit->from = visit->hour;
        visit->to = visit->hour;
    }
    if (schema != COLUMNS_FIRST_SCHEMA) {
        stretch_make(rows->visits, rows->visit_count);
    }
    if (rows->visit_count > 1) {
        qsort(rows->visits, (size_t)rows->visit_count, sizeof *rows->visits,
              by_hours);
    }
}
