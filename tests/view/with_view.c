#include "view/with_view.h"

#include <string.h>

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

static const char *const all_words[WORD_COUNT][2] = {
    [WORD_BACK] = {"Quay lại", "Back"},
    [WORD_SKIP] = {"Bỏ qua", "Skip"},
    [WORD_CONTINUE] = {"Tiếp tục", "Continue"},
    [WORD_PROGRESS] = {"Câu %1/%2", "Question %1 of %2"},
    [WORD_ANONYMOUS] = {"Ý kiến của ông/bà không ghi tên",
                        "Your answers are anonymous"},
    [WORD_SAVING] = {"Đang lưu, xin ông/bà đợi một chút",
                     "Saving, one moment please"},
    [WORD_LOWER] = {"Hạ thấp", "Lower"},
    [WORD_RAISE] = {"Nâng lên", "Raise"},
    [WORD_SPEAK] = {"Nghe đọc", "Listen"},
    [WORD_REASONS] = {"Điều gì chưa làm ông/bà hài lòng?",
                      "What was not good?"},
    [WORD_REASONS_HINT] = {"Ông/bà có thể chọn nhiều ý",
                           "You may choose several"},
    [WORD_DONE] = {"Xong", "Done"},
    [WORD_ASLEEP] = {"Xin chạm vào màn hình để bắt đầu",
                     "Touch the screen to begin"},
    [WORD_ASLEEP_MORE] = {"Cơ quan đang ngoài giờ làm việc",
                          "The office is closed now"},
    [WORD_STILL_THERE] = {"Ông/bà còn ở đó không?", "Are you still there?"},
    [WORD_STILL_THERE_HINT] =
        {"Nếu không, những câu đã trả lời vẫn được ghi nhận.",
         "If not, the answers given so far are kept."},
    [WORD_THANKS] = {"Xin cảm ơn ông/bà!", "Thank you!"},
    [WORD_THANKS_MORE] =
        {"Ý kiến đã được ghi nhận, giúp chúng tôi phục vụ tốt hơn.",
         "Your answers are kept, and help us serve you better."},
    [WORD_OUT_OF_ORDER] = {"Máy đang tạm ngừng",
                           "This terminal is out of order"},
    [WORD_OUT_OF_ORDER_MORE] =
        {"Máy chưa lưu được ý kiến. Xin ông/bà báo cho cán bộ tại quầy.",
         "It cannot keep answers now. Please tell the staff at the desk."},
};

static void fill_words(struct words words[2])
{
    for (int i = 0; i < WORD_COUNT; i++) {
        words[0].text[i] = all_words[i][0];
        words[1].text[i] = all_words[i][1];
    }
    words[0].name = "Tiếng Việt";
    words[1].name = "English";
}

void with_view(struct with_view *with)
{
    *with = (struct with_view){0};
    fill_form(&with->form);
    with->sheet = sheet_make(&with->form, NULL, 0);
    fill_words(with->words);
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
