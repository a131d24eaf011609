#include "with_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Letters 0.56 em wide, rather wider than those of the real typeface. */
static int even_width(void *context, enum weight weight, int em_px,
                      const char *text, int length)
{
    (void)context;
    (void)weight;
    int letters = 0;
    for (int i = 0; i < length; i++) {
        letters += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return letters * em_px * 56 / 100;
}

static void fill_reasons(struct form_question *question)
{
    static const struct form_reason reasons[FORM_REASONS_MAX] = {
        {"huong-dan", {"Hướng dẫn chưa rõ", "The guidance was not clear"}},
        {"cho-lau", {"Phải chờ lâu", "The wait was long"}},
        {"di-lai", {"Phải đi lại nhiều lần", "I had to come several times"}},
        {"giay-to", {"Giấy tờ còn phức tạp", "The paperwork was hard"}},
        {"chua-xong",
         {"Việc chưa được giải quyết", "My matter is not settled yet"}},
        {"goi-y", {"Có lời gợi ý chưa đúng mực", "A hint was out of place"}},
    };
    memcpy(question->reasons, reasons, sizeof reasons);
    question->reason_count = FORM_REASONS_MAX;
}

static void fill_form(struct form *form)
{
    static const char *const labels[FORM_LEVELS_MAX][2] = {
        {"Rất không hài lòng", "Very unhappy"},
        {"Không hài lòng", "Unhappy"},
        {"Bình thường", "Neutral"},
        {"Hài lòng", "Happy"},
        {"Rất hài lòng", "Very happy"}};
    *form = (struct form){
        .id = "thu", .levels = 5, .language_count = 2, .question_count = 4};
    for (int i = 0; i < form->question_count; i++) {
        struct form_question *question = &form->questions[i];
        question->text[0] = "Cán bộ có luôn lắng nghe ông/bà không?";
        question->text[1] = "Did our staff always listen to you?";
        question->theme[0] = "Luôn lắng nghe";
        question->theme[1] = "Always listening";
        fill_reasons(question);
    }
    for (int i = 0; i < FORM_LEVELS_MAX; i++) {
        form->level_text[i][0] = labels[i][0];
        form->level_text[i][1] = labels[i][1];
    }
}

/* The value of a key in the text of a language file, in place. */
static const char *value_of(char *text, const char *key)
{
    char begins[64];
    snprintf(begins, sizeof begins, "\n%s=", key);
    char *at = strstr(text, begins);
    assert_non_null(at);
    return at + strlen(begins);
}

/* The words are the tree's own: those that are seen must fit. */
static void fill_words(struct words *words, char text[WITH_TEXT_SIZE],
                       const char *path)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t length = fread(text, 1, WITH_TEXT_SIZE - 1, file);
    fclose(file);
    assert_true(length > 0 && length < WITH_TEXT_SIZE - 1);
    text[length] = '\0';
    words->name = value_of(text, "name");
    for (int i = 0; i < WORD_COUNT; i++) {
        words->text[i] = value_of(text, words_key((enum word)i));
    }
    for (char *p = text; (p = strchr(p, '\n')) != NULL; p++) {
        *p = '\0';
    }
}

void with_view(struct with_view *with)
{
    *with = (struct with_view){0};
    fill_form(&with->form);
    with->sheet = sheet_make(&with->form, NULL, 0);
    fill_words(&with->words[0], with->word_texts[0], "assets/lang/vi.ini");
    fill_words(&with->words[1], with->word_texts[1], "assets/lang/en.ini");
    with->pledge[0] = "Chúng tôi luôn mỉm cười, lắng nghe, giúp đỡ";
    with->pledge[1] = "We smile, we listen and we help";
    with->office_name[0] = "UBND xã Vân Trường";
    with->office_name[1] = "Vân Trường Commune People's Committee";
    with->params = (struct view_params){.width_px = 1280,
                                        .height_px = 800,
                                        .width_mm = 344,
                                        .sheet = &with->sheet,
                                        .words = with->words,
                                        .language_count = 2,
                                        .office_name = with->office_name,
                                        .measure = {.width_px = even_width}};
}

const struct item *scene_find(const struct scene *scene, struct action action)
{
    for (int i = 0; i < scene->count; i++) {
        if (action_same(scene->items[i].action, action)) {
            return &scene->items[i];
        }
    }
    return NULL;
}
