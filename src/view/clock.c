#include "view/pages.h"

enum { LEAD_LINES = 3 };

/* Where room is short these words are as small as all words of staff: the
   date is what counts. */
static struct fit say_fit(const struct layout *layout)
{
    struct fit fit = staff_fit(layout, ALIGN_CENTER);
    if (layout->thrift == THRIFT_NONE) {
        fit.em_px = layout_grow(layout, VIEW_LABEL_EM_MM, 0.034);
    }
    fit.most = LEAD_LINES;
    return fit;
}

static struct fit large_fit(const struct layout *layout, struct box room)
{
    struct fit fit = layout_fit(layout, STYLE_TITLE, 1, ALIGN_CENTER);
    int em = px_least(room.h / 7, layout_px(layout, 26.0));
    fit.em_px = px_most(em, fit.least_px);
    return fit;
}

struct said {
    const char *text;
    enum look look;
    struct fit fit;
    int h;
};

static struct said say(const struct layout *layout, struct box room,
                       const char *text, enum look look)
{
    struct said said = {
        text, look,
        look == LOOK_TITLE ? large_fit(layout, room) : say_fit(layout), 0};
    room.h = layout->params->height_px;
    said.h = layout_height(layout, room, text, &said.fit);
    return said;
}

/* Pressed once it asks again, in the colour of what counts. */
static void add_key(struct layout *layout, struct box box,
                    const struct figure *date)
{
    const struct panel_clock *clock = &layout->panel->now;
    struct phrase yes = phrase_of(layout, WORD_CLOCK_YES, date);
    struct key key = {.look = clock->sure ? LOOK_PRIMARY : LOOK_BUTTON,
                      .action = {ACTION_CONFIRM, clock->day},
                      .text = clock->sure ? layout_word(layout, WORD_CLOCK_SURE)
                                          : yes.text};
    key_add(layout, box, &key);
}

static void put(struct layout *layout, struct box *rest,
                const struct said *said, int gap)
{
    layout_words(layout, said->look, cut_top(rest, said->h, gap), said->text,
                 said->fit);
}

void clock_add(struct layout *layout, struct box room)
{
    const struct panel_clock *clock = &layout->panel->now;
    struct figure date = figure_date(layout, clock->day);
    struct figure time = figure_time(layout, clock->minute);
    struct said ask =
        say(layout, room, layout_word(layout, WORD_CLOCK_ASK), LOOK_TEXT);
    struct said day = say(layout, room, date.text, LOOK_TITLE);
    struct said hour = say(layout, room, time.text, LOOK_TITLE);
    struct said hint =
        say(layout, room, layout_word(layout, WORD_CLOCK_HINT), LOOK_QUIET);
    int gap = layout->gap;
    int key = layout_grow(layout, VIEW_KEY_MM, 0.09);
    room = cut_middle(room, ask.h + day.h + hour.h + key + hint.h + 3 * gap);
    put(layout, &room, &ask, gap);
    put(layout, &room, &day, 0);
    put(layout, &room, &hour, gap);
    add_key(layout, cut_top(&room, key, gap), &date);
    put(layout, &room, &hint, 0);
}
