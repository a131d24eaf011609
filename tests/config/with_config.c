#include "with_config.h"

#include <stdio.h>
#include <string.h>

static void fill_form(struct form *form)
{
    static const char *const levels[5][2] = {
        {"Rất không hài lòng", "Very dissatisfied"},
        {"Không hài lòng", "Dissatisfied"},
        {"Bình thường", "Neutral"},
        {"Hài lòng", "Satisfied"},
        {"Rất hài lòng", "Very satisfied"}};
    static const char *const questions[4][3] = {
        {"mim-cuoi", "Cán bộ có \"luôn mỉm cười\", thưa ông/bà?",
         "Do staff always smile?"},
        {"nhe-nhang", "Cán bộ có luôn nhẹ nhàng không?", "Gentle; always?"},
        {"lang-nghe", "Cán bộ có luôn lắng nghe không?", "Do staff listen?"},
        {"giup-do", "Cán bộ có luôn giúp đỡ không?", "Do staff help, always?"}};
    *form = (struct form){.id = "4-luon",
                          .version = 1,
                          .levels = 5,
                          .language_count = 2,
                          .question_count = 4,
                          .title = {"4 luôn", "The four always"}};
    for (int language = 0; language < 2; language++) {
        for (int i = 0; i < 5; i++) {
            form->level_text[i][language] = levels[i][language];
        }
        for (int i = 0; i < 4; i++) {
            form->questions[i].text[language] = questions[i][language + 1];
            form->questions[i].theme[language] = "";
            strcpy(form->questions[i].id, questions[i][0]);
        }
    }
    form->questions[0].reason_count = 1;
    form->questions[0].reasons[0] =
        (struct form_reason){.id = "voi-va", .text = {"Vội vã", "In a hurry"}};
}

struct config with_config(void)
{
    struct config config = {.unit_code = "van-truong",
                            .device_id = "quay-1",
                            .utc_offset_min = 420,
                            .longest_rest_ms = 16 * INT64_C(86400000),
                            .language_count = 2,
                            .separator = ',',
                            .digest = "d1"};
    for (int i = 0; i < 5; i++) {
        config.hours.weekdays[i].count = 1;
        config.hours.weekdays[i].spans[0] = (struct hours_span){450, 1020};
    }
    strcpy(config.words[0].code, "vi");
    strcpy(config.words[1].code, "en");
    fill_form(&config.forms[0]);
    config.form_count = 1;
    config.plan[0] = (struct config_plan){.from_day = INT32_MIN, .form = 0};
    config.plan_count = 1;
    config.rotating = -1;
    return config;
}

struct moment with_moment(int32_t day, int hour, int minute)
{
    int64_t wall_ms =
        clock_day_start(day, 420) + (int64_t)(hour * 60 + minute) * 60000;
    return (struct moment){.boot_ms = wall_ms -
                                      clock_day_start(WITH_MONDAY - 1000, 420),
                           .wall_ms = wall_ms};
}

struct row with_row(enum row_kind kind, int64_t visit, const char *question)
{
    struct row row = {
        .kind = kind, .visit = visit, .elapsed_ms = 1500, .note = "vi 4-luon"};
    snprintf(row.item, sizeof row.item, "%s", question);
    return row;
}

struct row with_visit_row(int64_t visit)
{
    struct row row = with_row(ROW_VISIT, visit, "4-luon");
    row.elapsed_ms = 0;
    return row;
}

struct row with_answer_row(int64_t visit, const char *question, int level)
{
    struct row row = with_row(ROW_ANSWER, visit, question);
    row.value = level;
    return row;
}

struct row with_end_row(int64_t visit, int complete)
{
    struct row row = {.kind = ROW_END, .visit = visit, .value = complete};
    return row;
}
