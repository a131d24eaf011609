/*
 * The page on which staff set the clock: what to do, or what there is to say
 * instead, over the date that is turned; the way on below.
 */
#include "survey/dial.h"
#include "view/dial.h"
#include "view/screens.h"
#include "view/staff.h"

enum { SAY_LINES = 4 };

static int64_t minute_of(const struct panel_clock *now)
{
    return (int64_t)now->day * DIAL_MINUTES_OF_DAY + now->minute;
}

static struct phrase far(const struct layout *layout)
{
    const struct panel_clock *now = &layout->panel->now;
    struct phrase from = dial_words(layout, minute_of(now));
    struct phrase to = dial_words(layout, minute_of(now) + now->ahead);
    return phrase_of(
        layout, WORD_NOW_FAR,
        (struct figure[]){figure_text(from.text), figure_text(to.text)});
}

static struct phrase says(const struct layout *layout)
{
    const struct panel_clock *now = &layout->panel->now;
    switch (now->setting) {
    case STAFF_OUTSIDE:
        return phrase_of(layout, WORD_NOW_OUTSIDE,
                         (struct figure[]){figure_digits(DIAL_FIRST_YEAR, 4),
                                           figure_digits(DIAL_LAST_YEAR, 4)});
    case STAFF_FAR: return far(layout);
    case STAFF_SETTING: return phrase_of(layout, WORD_SET_UP_SAVING, NULL);
    case STAFF_STUCK:
        return dial_elsewhere(layout, minute_of(now) + now->ahead);
    case STAFF_TURNING: break;
    }
    return phrase_of(layout, WORD_NOW_ASK, NULL);
}

static enum word on_word(const struct panel_clock *now)
{
    return now->setting == STAFF_STUCK ? WORD_NOW_LATER
           : now->setting == STAFF_FAR ? WORD_CLOCK_SURE
           : now->ahead == 0           ? WORD_NOW_YES
                                       : WORD_NOW_SET;
}

/* As high as the longest that is said here, so that no key moves. */
static struct box cut_words(const struct layout *layout, struct box *body,
                            const struct fit *fit)
{
    const struct panel_clock *now = &layout->panel->now;
    const struct phrase all[] = {
        phrase_of(layout, WORD_NOW_ASK, NULL), far(layout),
        dial_elsewhere(layout, minute_of(now) + now->ahead)};
    struct box room = {0, 0, body->w, layout->params->height_px};
    int h = 0;
    for (int i = 0; i < 3; i++) {
        struct fit line = *fit;
        line.least_px = line.em_px;
        h = px_most(h, layout_height(layout, room, all[i].text, &line));
    }
    return cut_top(body, h, layout->gap);
}

void screen_set_clock(struct layout *layout)
{
    const struct panel_clock *now = &layout->panel->now;
    struct box body;
    struct box head = staff_head(layout, &body);
    struct phrase said = says(layout);
    struct key on = key_of(layout, LOOK_PRIMARY, ACTION_ENTER, on_word(now));
    struct fit fit = staff_say_fit(layout, SAY_LINES);
    layout_words(layout, LOOK_TITLE, head, layout_word(layout, WORD_CLOCK_SET),
                 layout_fit(layout, STYLE_HEADING, 1, ALIGN_LEFT));
    struct box foot =
        cut_bottom(&body, layout_grow(layout, VIEW_KEY_MM, 0.09), layout->gap);
    key_add(
        layout,
        cut_right(&foot, px_most(key_least(layout, &on), foot.w * 4 / 10), 0),
        &on);
    layout_words(layout, now->setting == STAFF_TURNING ? LOOK_TEXT : LOOK_TITLE,
                 cut_words(layout, &body, &fit), said.text, fit);
    dial_add(layout, body, minute_of(now) + now->ahead);
}
