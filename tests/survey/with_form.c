#include "survey/with_form.h"

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
        strcpy(form->questions[i].id, ids[i]);
    }
}

struct flow_rules with_rules(const struct form *form)
{
    return (struct flow_rules){.form = form,
                               .timing = {.settle_ms = 500,
                                          .advance_ms = 500,
                                          .thanks_ms = 4000,
                                          .idle_ms = 30000,
                                          .still_there_ms = 20000,
                                          .saving_ms = 1000}};
}
