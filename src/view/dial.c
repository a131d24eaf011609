#include "view/dial.h"

#include <stdio.h>

#include "survey/date.h"
#include "survey/dial.h"
#include "survey/hours.h"
#include "view/staff.h"

enum { PARTS = 5 };

static int32_t day_of(int64_t minute)
{
    return (int32_t)(minute / DIAL_MINUTES_OF_DAY);
}

static int of_day(int64_t minute)
{
    return (int)(minute % DIAL_MINUTES_OF_DAY);
}

struct figure dial_date(const struct layout *layout, int32_t day)
{
    enum word weekday = (enum word)(WORD_ON_MONDAY + hours_weekday(day));
    struct phrase phrase =
        phrase_of(layout, WORD_NOW_DATE,
                  (struct figure[]){figure_text(layout_word(layout, weekday)),
                                    figure_date(layout, day)});
    return figure_text(phrase.text);
}

struct phrase dial_words(const struct layout *layout, int64_t minute)
{
    return phrase_of(layout, WORD_NOW_SHOWN,
                     (struct figure[]){dial_date(layout, day_of(minute)),
                                       figure_time(layout, of_day(minute))});
}

/* "2026-11-30 10:15" */
struct phrase dial_elsewhere(const struct layout *layout, int64_t minute)
{
    struct figure date = figure_iso_date(day_of(minute));
    struct figure whole;
    int n = snprintf(whole.text, sizeof whole.text, "%.10s %02d:%02d",
                     date.text, of_day(minute) / 60, of_day(minute) % 60);
    (void)n; /* sixteen letters */
    return phrase_of(layout, WORD_NOW_FAILED, &whole);
}

static struct figure value_of(int part, int64_t minute)
{
    struct date date = date_of(day_of(minute));
    const int values[] = {[DIAL_DAY] = date.day,
                          [DIAL_MONTH] = date.month,
                          [DIAL_YEAR] = date.year,
                          [DIAL_HOUR] = of_day(minute) / 60,
                          [DIAL_MINUTE] = of_day(minute) % 60};
    return figure_digits(values[part], 2);
}

static void add_turn(struct layout *layout, struct box box,
                     enum action_kind kind, int part)
{
    static const char *const names[] = {[DIAL_DAY] = "day",
                                        [DIAL_MONTH] = "month",
                                        [DIAL_YEAR] = "year",
                                        [DIAL_HOUR] = "hour",
                                        [DIAL_MINUTE] = "minute"};
    struct key key = {.look = LOOK_BUTTON,
                      .sign = kind == ACTION_MORE ? SIGN_MORE : SIGN_LESS,
                      .action = {kind, part},
                      .bare = true};
    layout_id(layout, key_add(layout, box, &key), names[part]);
}

static void add_part(struct layout *layout, struct box room, int part,
                     int64_t minute)
{
    struct figure value = value_of(part, minute);
    int name = staff_lines(layout, 1);
    int key = px_least((room.h - name) * 35 / 100,
                       layout_px(layout, 1.5 * VIEW_KEY_MM));
    int gap = staff_gap(layout);
    staff_words(
        layout, LOOK_QUIET, cut_top(&room, name, 0),
        layout_word(layout, (enum word)(WORD_PART_DAY + part - DIAL_DAY)),
        ALIGN_CENTER);
    add_turn(layout, cut_top(&room, key, gap), ACTION_MORE, part);
    add_turn(layout, cut_bottom(&room, key, gap), ACTION_LESS, part);
    layout_words(layout, LOOK_TITLE, room, value.text,
                 layout_fit(layout, STYLE_VALUE, 1, ALIGN_CENTER));
}

void dial_add(struct layout *layout, struct box room, int64_t minute)
{
    struct phrase words = dial_words(layout, minute);
    struct fit fit = layout_fit(layout, STYLE_VALUE, 1, ALIGN_CENTER);
    layout_words(layout, LOOK_TITLE,
                 cut_top(&room, layout_lines_height(fit.em_px, 1), 0),
                 words.text, fit);
    room = cut_middle(
        room, px_least(room.h, layout_grow(layout, 5 * VIEW_KEY_MM, 0.55)));
    for (int i = 0; i < PARTS; i++) {
        add_part(layout, cut_column(room, i, PARTS, layout->gap), DIAL_DAY + i,
                 minute);
    }
}
