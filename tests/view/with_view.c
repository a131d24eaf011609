#include "view/with_view.h"

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
    }
    for (int i = 0; i < FORM_LEVELS_MAX; i++) {
        form->level_text[i][0] = labels[i][0];
        form->level_text[i][1] = labels[i][1];
    }
}

static void fill_words(struct words words[2])
{
    for (int i = 0; i < WORD_COUNT; i++) {
        words[0].text[i] = "Quay lại";
        words[1].text[i] = "Go back";
    }
    words[0].text[WORD_PROGRESS] = "Câu %1/%2";
    words[1].text[WORD_PROGRESS] = "Question %1 of %2";
    words[0].text[WORD_ANONYMOUS] = "Ý kiến của ông/bà không ghi tên";
    words[1].text[WORD_ANONYMOUS] = "Your answers are anonymous";
    words[0].text[WORD_STILL_THERE] = "Ông/bà còn ở đó không?";
    words[0].name = "Tiếng Việt";
    words[1].name = "English";
}

void with_view(struct with_view *with)
{
    *with = (struct with_view){0};
    fill_form(&with->form);
    fill_words(with->words);
    with->office_name[0] = "UBND xã Vân Trường";
    with->office_name[1] = "Vân Trường Commune People's Committee";
    with->params = (struct view_params){.width_px = 1280,
                                        .height_px = 800,
                                        .width_mm = 344,
                                        .form = &with->form,
                                        .words = with->words,
                                        .language_count = 2,
                                        .office_name = with->office_name,
                                        .measure = {.width_px = even_width}};
}
