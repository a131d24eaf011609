#include "with_form.h"

#include <string.h>

void with_form(struct form *form)
{
    static const char *const ids[] = {"mot", "hai", "ba", "bon"};
    *form = (struct form){.id = "thu",
                          .version = 1,
                          .levels = 5,
                          .language_count = 2,
                          .question_count = 4};
    for (int i = 0; i < form->question_count; i++) {
        struct form_question *question = &form->questions[i];
        strcpy(question->id, ids[i]);
        question->reason_count = i < 3 ? i + 1 : 3;
        for (int k = 0; k < question->reason_count; k++) {
            strcpy(question->reasons[k].id, ids[k]);
        }
    }
}

struct flow_rules with_rules(const struct sheet *sheet)
{
    return (struct flow_rules){.sheet = sheet,
                               .timing = {.settle_ms = 500,
                                          .advance_ms = 500,
                                          .thanks_ms = 4000,
                                          .idle_ms = 30000,
                                          .still_there_ms = 20000,
                                          .saving_ms = 1000,
                                          .dim_ms = 120000}};
}
