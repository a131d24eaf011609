/* The figures of the panel. */
#include <stdlib.h>
#include <string.h>

#include "daily/sums.h"
#include "desk/inside.h"

struct telling {
    struct record *record;
    const struct config *config;
    struct figures *out;
    struct text text; /* of a wording */
    struct sum sum;   /* of a day */
    enum store_result result;
};

/* A wording that cannot be read is one that nobody can call the same. */
static bool is_as_now(const struct telling *telling,
                      const struct wording *before,
                      const struct sum_question *question)
{
    const struct config *config = telling->config;
    int at = config_find_form(config, question->form);
    return at >= 0 && wording_asks(before, &config->forms[at], config->words,
                                   question->id);
}

/* All questions that were asked by one wording of a form. */
static void tell_apart(struct telling *telling, const char *hash)
{
    struct wording before = {.text = NULL};
    enum store_result result =
        record_wording(telling->record, hash, &telling->text);
    bool read = result == STORE_OK && telling->text.length > 0 &&
                wording_read(telling->text.data, &before);
    for (int i = 0; i < telling->sum.question_count; i++) {
        struct sum_question *question = &telling->sum.questions[i];
        if (strcmp(question->wording, hash) == 0) {
            question->variant = !read || !is_as_now(telling, &before, question);
        }
    }
    wording_free(&before);
    telling->result = result == STORE_OK ? telling->result : result;
}

/* What was not kept by version 0.4.0, by which wording, is taken for any. */
static void take(void *context, const struct sum *sum)
{
    struct telling *telling = context;
    telling->sum = *sum;
    for (int i = 0; i < sum->form_count; i++) {
        if (sum->forms[i].wording[0] != '\0') {
            tell_apart(telling, sum->forms[i].wording);
        }
    }
    for (int i = 0; i < sum->question_count; i++) {
        telling->sum.questions[i].wording[0] = '\0';
    }
    figures_add(telling->out, &telling->sum);
}

enum store_result desk_figures(struct record *record,
                               const struct config *config,
                               const struct figures_params *params,
                               struct figures *out)
{
    struct telling *telling = calloc(1, sizeof *telling);
    if (telling == NULL) {
        return STORE_FAILED;
    }
    *telling = (struct telling){
        .record = record, .config = config, .out = out, .result = STORE_OK};
    struct day_sums span = {.from = figures_first(params),
                            .to = figures_last(params),
                            .take = take,
                            .context = telling};
    figures_begin(out, params);
    enum store_result result = day_sums_take(record, &span);
    out->failed = span.failed;
    figures_end(out);
    result = result == STORE_OK ? telling->result : result;
    text_free(&telling->text);
    free(telling);
    return result;
}
