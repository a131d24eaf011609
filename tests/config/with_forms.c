#include "with_forms.h"

#include <stdio.h>
#include <string.h>

static const struct form rotating = {
    .id = "5-biet",
    .version = 3,
    .levels = 3,
    .language_count = 2,
    .question_count = 2,
    .title = {"5 biết", "The five"},
    .level_text = {{"Chưa", "No"}, {"Có lúc", "At times"}, {"Có", "Yes"}},
    .questions = {{.id = "xin-loi",
                   .text = {"Cán bộ có biết xin lỗi không?", "Sorry?"},
                   .theme = {"", ""},
                   .reasons = {{.id = "cham", .text = {"Chậm", "Slow"}},
                               {.id = "kho-hieu", .text = {"Khó", "Hard"}},
                               {.id = "cau-gat", .text = {"Gắt", "Rude"}}},
                   .reason_count = 3},
                  {.id = "cam-on",
                   .text = {"Cán bộ có biết cảm ơn không?", "Thanks?"},
                   .theme = {"", ""}}}};

void with_rotating(struct config *config)
{
    config->rotating = config->form_count++;
    config->forms[config->rotating] = rotating;
}

struct row with_rotating_row(enum row_kind kind, int64_t visit,
                             const char *question)
{
    struct row row = with_row(kind, visit, question);
    row.value = kind == ROW_ANSWER;
    strcpy(row.note, "vi 5-biet");
    return row;
}

struct row with_reason_row(int64_t visit, const char *question,
                           const char *reason)
{
    struct row row = with_row(ROW_REASON, visit, question);
    row.elapsed_ms = 0;
    snprintf(row.note, sizeof row.note, "%s", reason);
    return row;
}
