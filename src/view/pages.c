/*
 * The panel of staff: health above, a page in the middle, the keys to the
 * pages and to the export below.
 */
#include "view/pages.h"
#include "view/screens.h"

static void add_page_key(struct layout *layout, int page, struct box box)
{
    static const enum word words[PANEL_PAGES] = {
        [PAGE_TODAY] = WORD_PAGE_TODAY, [PAGE_QUESTIONS] = WORD_PAGE_QUESTIONS,
        [PAGE_DAYS] = WORD_PAGE_DAYS,   [PAGE_HOURS] = WORD_PAGE_HOURS,
        [PAGE_SEAL] = WORD_PAGE_SEAL,
    };
    struct key key = {.look = LOOK_TAB,
                      .action = {ACTION_PAGE, page},
                      .text = layout_word(layout, words[page])};
    key_add(layout, box, &key);
}

static struct key test_key(const struct layout *layout)
{
    return key_of(layout, LOOK_BUTTON, ACTION_TOUCH_TEST, WORD_TEST);
}

static struct key clean_key(const struct layout *layout)
{
    return key_of(layout, LOOK_BUTTON, ACTION_CLEAN, WORD_CLEAN_GLASS);
}

/* The last page, the touch test, the cleaning and the export, under the other
   pages. */
static struct box add_lower_keys(struct layout *layout, struct box bar, int gap)
{
    struct key keys[] = {test_key(layout), clean_key(layout)};
    struct box column = cut_column(bar, 0, PANEL_PAGES, gap);
    add_page_key(layout, PANEL_PAGES - 1, cut_left(&bar, column.w, gap));
    for (int i = 0; i < 2; i++) {
        key_add(layout, cut_left(&bar, column.w, gap), &keys[i]);
    }
    return bar;
}

/* Beside each other; on an upright glass in two rows. */
static void add_keys(struct layout *layout, struct box *body)
{
    int h = layout_px(layout, VIEW_KEY_MM);
    int pending = layout->panel->exporting.pending;
    struct figure figure = figure_whole(layout, pending);
    struct phrase phrase =
        phrase_of(layout, pending > 0 ? WORD_TAKE_DAYS : WORD_TAKE, &figure);
    struct key take = {.look = LOOK_PRIMARY,
                       .action = {ACTION_EXPORT, 0},
                       .text = phrase.text};
    int gap = staff_gap(layout);
    bool upright = layout_upright(layout);
    int columns = upright ? PANEL_PAGES - 1 : PANEL_PAGES;
    struct box bar = cut_bottom(body, h, upright ? gap : layout->gap);
    struct box last = bar;
    if (upright) {
        last = add_lower_keys(layout, bar, gap);
        bar = cut_bottom(body, h, layout->gap);
    } else {
        last = cut_right(&bar, bar.w * 28 / 100, layout->gap);
    }
    for (int i = 0; i < columns; i++) {
        add_page_key(layout, i, cut_column(bar, i, columns, gap));
    }
    key_add(layout, last, &take);
}

static void add_head_key(struct layout *layout, struct box *head,
                         struct key key)
{
    int wide = layout_px(layout, VIEW_KEY_MM * 2);
    int least = key_least(layout, &key);
    bool scarce = layout->thrift != THRIFT_NONE || wide < least;
    key_add(layout, cut_right(head, scarce ? least : wide, layout->gap), &key);
}

/* Lying down, the bar above has room for the cleaning and the touch test beside
   the key that closes; upright they stand below. */
static void add_head(struct layout *layout, struct box head)
{
    if (!layout_upright(layout)) {
        add_head_key(layout, &head, clean_key(layout));
        add_head_key(layout, &head, test_key(layout));
    }
    health_line(layout, head);
}

void screen_panel(struct layout *layout)
{
    struct box body;
    struct box head = staff_head(layout, &body);
    add_head(layout, head);
    add_keys(layout, &body);
    if (!layout->panel->known) {
        staff_say(layout, body, layout_word(layout, WORD_FIGURES_WAIT));
        return;
    }
    switch (layout->panel->page) {
    case PAGE_TODAY: page_today(layout, body); break;
    case PAGE_QUESTIONS: page_questions(layout, body); break;
    case PAGE_DAYS: page_days(layout, body); break;
    case PAGE_HOURS: page_hours(layout, body); break;
    case PAGE_SEAL: page_seal(layout, body); break;
    case PANEL_PAGES: break;
    }
}
