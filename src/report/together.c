#include "report/together.h"

#include <string.h>

static const struct score *score_of(const struct sum_question *question,
                                    bool clean)
{
    return clean ? &question->clean : &question->raw;
}

/* How many answered a question, in whatever words it was asked. */
static int64_t answered(const struct sum *sum, const struct sum_question *like,
                        bool clean)
{
    int64_t n = 0;
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *question = &sum->questions[i];
        if (strcmp(question->form, like->form) == 0 &&
            strcmp(question->id, like->id) == 0) {
            n += score_n(score_of(question, clean));
        }
    }
    return n;
}

/* How many visits surely answered: of each form as many as its question with
   the most answers has. */
static int64_t visits_of(const struct sum *sum, bool clean)
{
    int64_t visits = 0;
    for (int i = 0; i < sum->question_count; i++) {
        const char *form = sum->questions[i].form;
        int64_t most = 0;
        bool first = true;
        for (int k = 0; k < sum->question_count; k++) {
            const struct sum_question *other = &sum->questions[k];
            bool same = strcmp(other->form, form) == 0;
            int64_t n = same ? answered(sum, other, clean) : 0;
            most = n > most ? n : most;
            first = first && !(same && k < i);
        }
        visits += first ? most : 0;
    }
    return visits;
}

/* To so many in all, the shares as they were. */
static struct score scaled(const struct score *score, int64_t to)
{
    struct score out = {.levels = score->levels};
    int64_t n = score_n(score);
    int64_t before = 0;
    int64_t counted = 0;
    for (int i = 0; n > 0 && i < score->levels; i++) {
        before += score->counts[i];
        int64_t until = (2 * before * to + n) / (2 * n);
        out.counts[i] = until - counted;
        counted = until;
    }
    return out;
}

struct together together_of(const struct sum *sum, bool clean)
{
    struct together out = {.answers.levels = 0};
    for (int i = 0; i < sum->question_count; i++) {
        const struct score *own = score_of(&sum->questions[i], clean);
        if (i > 0 && own->levels != out.answers.levels) {
            return (struct together){.answers.levels = 0};
        }
        out.answers.levels = own->levels;
        score_add(&out.answers, own);
    }
    out.visits = scaled(&out.answers, visits_of(sum, clean));
    return out;
}
