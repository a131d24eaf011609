#include "view/asking.h"

/* With low reach the upper part is for reading alone, and all is larger. */
static double share_of(const struct layout *layout)
{
    return layout_upright(layout)    ? 0.072
           : layout->flow->low_reach ? 0.068
                                     : 0.058;
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

/* A small glass gives the theme up, unless it is the text that is too long
   for its width: then it stays, to be found out. */
static int theme_height(const struct layout *layout, struct box room,
                        struct title *title)
{
    room.h = layout->params->height_px;
    int lines = layout_try(layout, room, title->theme, &title->theme_fit);
    title->theme_fit.least_px = title->theme_fit.em_px;
    if (lines > 0 && layout->thrift >= THRIFT_THEME) {
        return 0;
    }
    return layout_lines_height(title->theme_fit.em_px, px_most(lines, 1)) +
           theme_gap(layout);
}

struct title title_plan(const struct layout *layout, struct box room,
                        const char *text)
{
    const struct sheet *sheet = layout->params->sheet;
    const struct form_question *asked =
        sheet_question(sheet, layout->flow->question);
    struct title title = {.theme = asked->theme[layout->language],
                          .text = text,
                          .theme_fit = theme_fit(layout),
                          .text_fit = text_fit(layout)};
    title.theme_h = theme_height(layout, room, &title);
    room.h = px_most(room.h - title.theme_h, 0);
    title.text_h = layout_height(layout, room, text, &title.text_fit);
    return title;
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
