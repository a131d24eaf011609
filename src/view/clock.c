#include "view/clock.h"

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
    int em = room.h / 7;
    int most = layout_px(layout, 26.0);
    int least = layout_px(layout, VIEW_QUESTION_EM_MM);
    em = em < most ? em : most;
    return (struct fit){.em_px = em > least ? em : least,
                        .least_px = least,
                        .most = 1,
                        .weight = WEIGHT_BOLD,
                        .align = ALIGN_CENTER};
}

/* Lowers the fit to what the text needs; the height of its lines. */
static int height_of(const struct layout *layout, struct box room,
                     const char *text, struct fit *fit)
{
    room.h = layout->params->height_px;
    int lines = layout_try(layout, room, text, fit);
    fit->least_px = fit->em_px;
    return layout_lines_height(fit->em_px, lines > 0 ? lines : 1);
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
    said.h = height_of(layout, room, text, &said.fit);
    return said;
}

static struct phrase time_of(const struct layout *layout, int minute)
{
    return phrase_of(layout, WORD_CLOCK_TIME,
                     (struct figure[]){figure_two_digits(minute / 60),
                                       figure_two_digits(minute % 60)});
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
    struct phrase time = time_of(layout, clock->minute);
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
