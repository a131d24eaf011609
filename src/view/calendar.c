#include "survey/date.h"
#include "survey/hours.h"
#include "view/pages.h"

enum { WEEK = 7, MARKS = 4 };

static int key_side(const struct layout *layout)
{
    return layout_px(layout, VIEW_KEY_MM);
}

/* Days stand close: what is pressed is the day, not what is between. */
static int day_gap(const struct layout *layout)
{
    return layout_px(layout, 1.0);
}

/* What the marks mean, in lines of as many as find room. */
static const struct {
    enum day_mark mark;
    enum word word;
} marks[MARKS] = {{DAY_TODAY, WORD_PAGE_TODAY},
                  {DAY_TAKEN, WORD_DAY_TAKEN},
                  {DAY_SHUT, WORD_SHUT},
                  {DAY_CHOSEN, WORD_DAY_CHOSEN}};

static int legend_width(const struct layout *layout, int i)
{
    return staff_lines(layout, 1) + staff_gap(layout) +
           staff_width(layout, layout_word(layout, marks[i].word),
                       WEIGHT_REGULAR);
}

static int legend_columns(const struct layout *layout, int width)
{
    int all = (MARKS - 1) * layout->gap;
    for (int i = 0; i < MARKS; i++) {
        all += legend_width(layout, i);
    }
    return all <= width ? MARKS : MARKS / 2;
}

static int legend_height(const struct layout *layout, int width)
{
    return staff_lines(layout, MARKS / legend_columns(layout, width));
}

static void add_legend(struct layout *layout, struct box room)
{
    int columns = legend_columns(layout, room.w);
    int line = staff_lines(layout, 1);
    struct box rest = room;
    for (int i = 0; i < MARKS; i++) {
        if (i == columns) {
            rest = room;
            cut_top(&rest, line, 0);
        }
        struct box box =
            columns == MARKS
                ? cut_left(&rest, legend_width(layout, i), layout->gap)
                : cut_left(&rest, room.w / columns - layout->gap, layout->gap);
        box.h = line;
        struct item *item = layout_add(layout, LOOK_DAY_KEY, box);
        item->current = (int)marks[i].mark;
        item->art = cut_left(&item->words, line, staff_gap(layout));
        item->art = cut_square(item->art, line * 9 / 10);
        layout_text(layout, item, layout_word(layout, marks[i].word),
                    staff_fit(layout, ALIGN_LEFT));
    }
}

int calendar_height(const struct layout *layout, int weeks, int width)
{
    return key_side(layout) + staff_gap(layout) + staff_lines(layout, 1) +
           weeks * (key_side(layout) + day_gap(layout)) + staff_gap(layout) +
           legend_height(layout, width);
}

int calendar_width(const struct layout *layout)
{
    return WEEK * key_side(layout) + (WEEK - 1) * day_gap(layout);
}

static bool can_be_chosen(const struct layout *layout, int32_t day)
{
    const struct panel_export *exporting = &layout->panel->exporting;
    return day >= exporting->first_day && day <= exporting->today;
}

static bool was_taken(const struct panel_export *exporting, int32_t day)
{
    int64_t ago = (int64_t)exporting->today - day;
    return day <= exporting->all_taken ||
           (ago >= 0 && ago < PANEL_TAKEN && exporting->taken[ago]);
}

static int marks_of(const struct layout *layout, int32_t day)
{
    const struct panel_export *exporting = &layout->panel->exporting;
    const struct hours *hours = layout->params->hours;
    bool shut = hours != NULL && hours_of(hours, day)->count == 0;
    return (day == exporting->today ? DAY_TODAY : 0) |
           (was_taken(exporting, day) ? DAY_TAKEN : 0) | (shut ? DAY_SHUT : 0);
}

static void add_day(struct layout *layout, struct box box, int32_t day)
{
    struct figure number = figure_digits(date_of(day).day, 1);
    struct figure iso = figure_iso_date(day);
    if (!can_be_chosen(layout, day)) {
        staff_words(layout, LOOK_QUIET, box, number.text, ALIGN_CENTER);
        return;
    }
    struct key key = {.look = LOOK_DAY,
                      .action = {ACTION_DAY, (int)day},
                      .text = number.text};
    struct item *item = key_add(layout, box, &key);
    item->current = marks_of(layout, day);
    layout_id(layout, item, iso.text);
}

static void add_weekdays(struct layout *layout, struct box line)
{
    for (int i = 0; i < WEEK; i++) {
        staff_words(
            layout, LOOK_QUIET, cut_column(line, i, WEEK, day_gap(layout)),
            layout_word(layout, (enum word)(WORD_MONDAY + i)), ALIGN_CENTER);
    }
}

/* The page: its first day, a Monday, and how many weeks. */
struct page {
    int32_t first;
    int weeks;
};

static int32_t last_of(const struct page *page)
{
    return page->first + page->weeks * WEEK - 1;
}

/* The keys to the pages before and after, which turn by all that is shown;
   between them, which days these are. */
static void add_turning(struct layout *layout, struct box bar,
                        const struct page *page)
{
    const struct panel_export *exporting = &layout->panel->exporting;
    int side = key_side(layout);
    struct key earlier = {.look = LOOK_BUTTON,
                          .sign = SIGN_BACK,
                          .action = {ACTION_EARLIER, page->weeks * WEEK},
                          .text = layout_word(layout, WORD_EARLIER),
                          .bare = true};
    struct key later = {.look = LOOK_BUTTON,
                        .sign = SIGN_FORWARD,
                        .action = {ACTION_LATER, page->weeks * WEEK},
                        .text = layout_word(layout, WORD_LATER),
                        .bare = true};
    struct box left = cut_left(&bar, side, layout->gap);
    struct box right = cut_right(&bar, side, layout->gap);
    if (page->first > exporting->first_day) {
        key_add(layout, left, &earlier);
    }
    if (last_of(page) < exporting->today) {
        key_add(layout, right, &later);
    }
    struct phrase span =
        phrase_of(layout, WORD_SPAN,
                  (struct figure[]){figure_date(layout, page->first),
                                    figure_date(layout, last_of(page))});
    staff_words(layout, LOOK_TEXT, bar, span.text, ALIGN_CENTER);
}

void calendar_add(struct layout *layout, struct box room)
{
    int32_t until = layout->panel->exporting.shown_until;
    struct page page = {.weeks = CALENDAR_WEEKS};
    while (page.weeks > 1 &&
           calendar_height(layout, page.weeks, room.w) > room.h) {
        page.weeks--;
    }
    int legend = legend_height(layout, room.w);
    struct box below = cut_bottom(&room, legend, staff_gap(layout));
    page.first = until - hours_weekday(until) - (page.weeks - 1) * WEEK;
    add_turning(layout, cut_top(&room, key_side(layout), staff_gap(layout)),
                &page);
    add_weekdays(layout, cut_top(&room, staff_lines(layout, 1), 0));
    int gap = day_gap(layout);
    int h = px_least(room.h / page.weeks - gap, room.w / WEEK);
    h = px_most(h, key_side(layout));
    below.y =
        px_least(below.y, room.y + page.weeks * (h + gap) + staff_gap(layout));
    add_legend(layout, below);
    for (int i = 0; i < page.weeks; i++) {
        struct box week = cut_top(&room, h, gap);
        for (int k = 0; k < WEEK; k++) {
            add_day(layout, cut_column(week, k, WEEK, gap),
                    page.first + i * WEEK + k);
        }
    }
}
