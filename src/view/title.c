#include "view/asking.h"

/* With low reach the upper part is for reading alone, and all is larger. */
static double share_of(const struct layout *layout)
{
    return layout_upright(layout) ? 0.072 : layout->low ? 0.068 : 0.058;
}

static struct fit text_fit(const struct layout *layout)
{
    int most = layout_upright(layout) ? 4 : 3;
    struct fit fit = layout_fit(layout, STYLE_TITLE, most, ALIGN_CENTER);
    fit.em_px = layout_grow(layout, VIEW_QUESTION_EM_MM, share_of(layout));
    return fit;
}

static struct fit theme_fit(const struct layout *layout)
{
    struct fit fit = layout_fit(layout, STYLE_LABEL, 1, ALIGN_CENTER);
    fit.em_px = layout_grow(layout, VIEW_LABEL_EM_MM, share_of(layout) * 0.6);
    return fit;
}

/* Between the theme and the question; the question comes up through it. */
static int theme_gap(const struct layout *layout)
{
    return layout->gap / 4;
}

/* One theme after the other, of whatever is ever asked. A small glass gives
   them up, unless it is a text that is too long for its width: then it stays,
   to be found out. */
static int theme_height(const struct layout *layout, struct box room,
                        struct title *title)
{
    const struct sheet *sheet = layout->params->sheet;
    const char *themes[SHEET_EVER_MAX];
    int count = sheet_ever(sheet);
    for (int i = 0; i < count; i++) {
        themes[i] = sheet_ever_question(sheet, i)->theme[layout->language];
    }
    room.h = layout->params->height_px;
    int lines = layout_alike(layout, room, themes, count, &title->theme_fit);
    title->fits = lines > 0;
    if (lines > 0 && layout->thrift >= THRIFT_THEME) {
        return 0;
    }
    return layout_lines_height(title->theme_fit.em_px, 1) + theme_gap(layout);
}

static int text_height(const struct layout *layout, struct box room,
                       struct title *title)
{
    const struct sheet *sheet = layout->params->sheet;
    const char *texts[SHEET_EVER_MAX] = {layout_word(layout, WORD_REASONS)};
    bool question = layout->screen == SCREEN_QUESTION;
    int count = question ? sheet_ever(sheet) : 1;
    for (int i = 0; i < count && question; i++) {
        texts[i] = sheet_ever_question(sheet, i)->text[layout->language];
    }
    title->text = question ? sheet_question(sheet, layout->flow->question)
                                 ->text[layout->language]
                           : texts[0];
    int lines = layout_alike(layout, room, texts, count, &title->text_fit);
    title->fits = title->fits && lines > 0;
    return layout_lines_height(title->text_fit.em_px, px_most(lines, 1));
}

static struct title plan(const struct layout *layout, struct box room,
                         struct fit text_fit)
{
    const struct form_question *asked =
        sheet_question(layout->params->sheet, layout->flow->question);
    struct title title = {.theme = asked->theme[layout->language],
                          .theme_fit = theme_fit(layout),
                          .text_fit = text_fit};
    title.theme_fit.em_px =
        px_most(title.theme_fit.least_px,
                px_least(title.theme_fit.em_px, text_fit.em_px * 3 / 4));
    title.theme_h = theme_height(layout, room, &title);
    room.h = px_most(room.h - title.theme_h, 0);
    title.text_h = text_height(layout, room, &title);
    return title;
}

struct title title_plan(const struct layout *layout, struct box room)
{
    return plan(layout, room, text_fit(layout));
}

struct title title_least(const struct layout *layout, struct box room)
{
    struct fit fit = text_fit(layout);
    fit.em_px = fit.least_px;
    return plan(layout, room, fit);
}

struct title title_modest(const struct layout *layout, struct box room)
{
    struct fit fit = text_fit(layout);
    int far = layout_far(layout, 1, ALIGN_CENTER).em_px;
    fit.em_px = px_least(fit.em_px, px_most(fit.least_px, far * 5 / 4));
    return plan(layout, room, fit);
}

int title_height(const struct title *title)
{
    return title->theme_h + title->text_h;
}

int title_add(struct layout *layout, const struct title *title, struct box room)
{
    if (title->theme_h > 0) {
        struct box box = room;
        box.h = title->theme_h - theme_gap(layout);
        layout_words(layout, LOOK_TITLE, box, title->theme, title->theme_fit)
            ->travel = theme_gap(layout);
    }
    struct box box = {room.x, room.y + title->theme_h, room.w, title->text_h};
    layout_words(layout, LOOK_TEXT, box, title->text, title->text_fit)->travel =
        layout->gap;
    return box.y + box.h;
}
