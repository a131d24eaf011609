#include "with_seal.h"

#include <string.h>

#include "base/text.h"

/* The first question of one that the other has not, or counts otherwise;
   NULL when there is none. */
static const struct sum_question *first_other(const struct sum *sum,
                                              const struct sum *other)
{
    for (int i = 0; i < sum->question_count; i++) {
        const struct sum_question *a = &sum->questions[i];
        const struct sum_question *b = sum_find(other, a);
        if (b == NULL || a->skipped != b->skipped || a->left != b->left ||
            memcmp(a->raw.counts, b->raw.counts, sizeof a->raw.counts) != 0) {
            return a;
        }
    }
    return NULL;
}

bool seal_counts(const struct seal *seal, const struct sum *sum,
                 char what[SEAL_WHAT_SIZE])
{
    const struct sum *sealed = &seal->sum;
    const struct sum_question *question = first_other(sealed, sum);
    question = question != NULL ? question : first_other(sum, sealed);
    what[0] = '\0';
    if (sealed->visits != sum->visits || sealed->complete != sum->complete ||
        sealed->clean != sum->clean) {
        text_must(what, SEAL_WHAT_SIZE, "visits");
    } else if (memcmp(sealed->flags, sum->flags, sizeof sum->flags) != 0) {
        text_must(what, SEAL_WHAT_SIZE, "flags");
    } else if (question != NULL) {
        text_must(what, SEAL_WHAT_SIZE, "question %s %s", question->form,
                  question->id);
    }
    return what[0] == '\0';
}
