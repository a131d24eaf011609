/*
 * The date and the time on the first page of the panel, large, with the key to
 * set them. While they are in doubt staff are asked, and may say that they are
 * right.
 */
#include "view/dial.h"
#include "view/pages.h"

enum { LEAD_LINES = 3 };

/* Where room is short these words are as small as all words of staff: the
   date is what counts. */
static struct fit ask_fit(const struct layout *layout)
{
    struct fit fit = staff_fit(layout, ALIGN_CENTER);
    if (layout->thrift == THRIFT_NONE) {
        fit.em_px = layout_grow(layout, VIEW_LABEL_EM_MM, 0.034);
    }
    fit.most = LEAD_LINES;
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
    struct said said = {text, look,
                        look == LOOK_TITLE
                            ? layout_fit(layout, STYLE_VALUE, 1, ALIGN_CENTER)
                            : ask_fit(layout),
                        0};
    room.h = layout->params->height_px;
    said.h = layout_height(layout, room, text, &said.fit);
    return said;
}

static void put(struct layout *layout, struct box *rest,
                const struct said *said, int gap)
{
    layout_words(layout, said->look, cut_top(rest, said->h, gap), said->text,
                 said->fit);
}

/* Pressed once it asks again, in the colour of what counts. */
static void add_yes(struct layout *layout, struct box box)
{
    const struct panel_clock *clock = &layout->panel->now;
    struct figure date = figure_date(layout, clock->day);
    struct phrase yes = phrase_of(layout, WORD_CLOCK_YES, &date);
    struct key key = {.look = clock->sure ? LOOK_PRIMARY : LOOK_BUTTON,
                      .action = {ACTION_CONFIRM, clock->day},
                      .text = clock->sure ? layout_word(layout, WORD_CLOCK_SURE)
                                          : yes.text};
    key_add(layout, box, &key);
}

static int key_height(const struct layout *layout)
{
    return layout_grow(layout, VIEW_KEY_MM, 0.09);
}

static void add_set(struct layout *layout, struct box box)
{
    struct key set =
        key_of(layout, LOOK_BUTTON, ACTION_SET_CLOCK, WORD_CLOCK_SET);
    key_add(layout, box, &set);
}

void clock_add(struct layout *layout, struct box *room)
{
    const struct panel_clock *clock = &layout->panel->now;
    struct figure date = dial_date(layout, clock->day);
    struct figure time = figure_time(layout, clock->minute);
    struct said ask =
        say(layout, *room, layout_word(layout, WORD_CLOCK_ASK), LOOK_TEXT);
    struct said day = say(layout, *room, date.text, LOOK_TITLE);
    struct said hour = say(layout, *room, time.text, LOOK_TITLE);
    int key = key_height(layout);
    int gap = layout->gap;
    if (clock->asks) {
        *room = cut_middle(*room, ask.h + day.h + hour.h + 2 * key + 3 * gap);
        put(layout, room, &ask, gap);
    }
    put(layout, room, &day, 0);
    put(layout, room, &hour, gap);
    if (clock->asks) {
        add_yes(layout, cut_top(room, key, gap));
    }
    add_set(layout, cut_top(room, key, gap));
}
