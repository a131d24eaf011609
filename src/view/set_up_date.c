/* The date and the time, in words to be read and in parts to be turned. */
#include <stdio.h>

#include "survey/date.h"
#include "survey/hours.h"
#include "view/set_up.h"
#include "view/staff.h"

enum { PARTS = 5, MINUTES_OF_DAY = 1440 };

struct shown {
    int32_t day;
    int minute; /* of it */
};

static struct shown shown_of(const struct installer *installer)
{
    int64_t minute = installer->minute + installer->ahead;
    return (struct shown){(int32_t)(minute / MINUTES_OF_DAY),
                          (int)(minute % MINUTES_OF_DAY)};
}

static const char *weekday(const struct layout *layout, int32_t day)
{
    return layout_word(layout,
                       (enum word)(WORD_ON_MONDAY + hours_weekday(day)));
}

static struct phrase in_words(const struct layout *layout, struct shown shown)
{
    return phrase_of(layout, WORD_NOW_SHOWN,
                     (struct figure[]){figure_text(weekday(layout, shown.day)),
                                       figure_date(layout, shown.day),
                                       figure_time(layout, shown.minute)});
}

/* "2026-11-30 10:15": what a person types who has to set it elsewhere. */
static struct phrase by_hand(const struct layout *layout, struct shown shown)
{
    struct figure figure = figure_iso_date(shown.day);
    struct figure whole;
    int n = snprintf(whole.text, sizeof whole.text, "%.10s %02d:%02d",
                     figure.text, shown.minute / 60, shown.minute % 60);
    (void)n; /* sixteen letters */
    return phrase_of(layout, WORD_NOW_FAILED, &whole);
}

static struct figure value_of(int part, struct shown shown)
{
    struct date date = date_of(shown.day);
    const int values[] = {[INSTALLER_DAY] = date.day,
                          [INSTALLER_MONTH] = date.month,
                          [INSTALLER_YEAR] = date.year,
                          [INSTALLER_HOUR] = shown.minute / 60,
                          [INSTALLER_MINUTE] = shown.minute % 60};
    return figure_digits(values[part], 2);
}

static void add_turn(struct layout *layout, struct box box,
                     enum action_kind kind, int part)
{
    static const char *const names[] = {[INSTALLER_DAY] = "day",
                                        [INSTALLER_MONTH] = "month",
                                        [INSTALLER_YEAR] = "year",
                                        [INSTALLER_HOUR] = "hour",
                                        [INSTALLER_MINUTE] = "minute"};
    struct key key = {.look = LOOK_BUTTON,
                      .sign = kind == ACTION_MORE ? SIGN_MORE : SIGN_LESS,
                      .action = {kind, part},
                      .bare = true};
    layout_id(layout, key_add(layout, box, &key), names[part]);
}

/* Its name, a key, the value, a key. */
static void add_part(struct layout *layout, struct box room, int part,
                     struct shown shown)
{
    struct figure value = value_of(part, shown);
    int name = staff_lines(layout, 1);
    int key = px_least((room.h - name) * 35 / 100,
                       layout_px(layout, 1.5 * VIEW_KEY_MM));
    int gap = staff_gap(layout);
    staff_words(
        layout, LOOK_QUIET, cut_top(&room, name, 0),
        layout_word(layout, (enum word)(WORD_PART_DAY + part - INSTALLER_DAY)),
        ALIGN_CENTER);
    add_turn(layout, cut_top(&room, key, gap), ACTION_MORE, part);
    add_turn(layout, cut_bottom(&room, key, gap), ACTION_LESS, part);
    layout_words(layout, LOOK_TITLE, room, value.text,
                 layout_fit(layout, STYLE_VALUE, 1, ALIGN_CENTER));
}

static void add_parts(struct layout *layout, struct box room,
                      struct shown shown)
{
    room = cut_middle(
        room, px_least(room.h, layout_grow(layout, 5 * VIEW_KEY_MM, 0.55)));
    for (int i = 0; i < PARTS; i++) {
        add_part(layout, cut_column(room, i, PARTS, layout->gap),
                 INSTALLER_DAY + i, shown);
    }
}

void set_up_date(struct layout *layout, struct box body)
{
    struct shown shown = shown_of(layout->installer);
    struct phrase words = in_words(layout, shown);
    struct phrase hand = by_hand(layout, shown);
    bool stuck = layout->installer->notice == INSTALLER_NO_CLOCK;
    struct fit fit = layout_fit(layout, STYLE_VALUE, 1, ALIGN_CENTER);
    set_up_say(layout, &body,
               &(struct set_up_words){.asks = layout_word(layout, WORD_NOW_ASK),
                                      .says = stuck ? hand.text : NULL,
                                      .more = hand.text});
    layout_words(layout, LOOK_TITLE,
                 cut_top(&body, layout_lines_height(fit.em_px, 1), 0),
                 words.text, fit);
    add_parts(layout, body, shown);
}
