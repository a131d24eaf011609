#include "survey/pin.h"
#include "view/staff.h"

enum { COLUMNS = 3, ROWS = 4 };

static struct key key_at(const struct layout *layout, int place,
                         const struct figure *digit)
{
    if (place == 9) {
        return key_of(layout, LOOK_BUTTON, ACTION_ERASE, WORD_ERASE);
    }
    if (place == 11) {
        return key_of(layout, LOOK_PRIMARY, ACTION_ENTER, WORD_ENTER);
    }
    return (struct key){.look = LOOK_BUTTON,
                        .action = {ACTION_DIGIT, (place + 1) % 11},
                        .text = digit->text};
}

/* 1 to 9 in rows, 0 in the middle below; between erase and enter. */
static void add_keys(struct layout *layout, struct box room)
{
    int gap = staff_gap(layout);
    int h = (room.h - (ROWS - 1) * gap) / ROWS;
    int w = (room.w - (COLUMNS - 1) * gap) / COLUMNS;
    h = px_least(h, layout_px(layout, 2 * VIEW_KEY_MM));
    w = px_least(w, h * 3 / 2);
    int left = room.x + (room.w - COLUMNS * w - (COLUMNS - 1) * gap) / 2;
    int top = room.y + (room.h - ROWS * h - (ROWS - 1) * gap) / 2;
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        struct figure digit = figure_whole(layout, (i + 1) % 11);
        struct key key = key_at(layout, i, &digit);
        struct box box = {left + i % COLUMNS * (w + gap),
                          top + i / COLUMNS * (h + gap), w, h};
        key_add(layout, box, &key);
    }
}

/* The places, and below them what there is to say. */
static void add_places(struct layout *layout, struct box room, int digits,
                       const char *text)
{
    struct fit fit = layout_fit(layout, STYLE_LINE, 4, ALIGN_CENTER);
    int dots = layout_grow(layout, 8.0, 0.06);
    int words = px_least(room.h - dots - layout->gap,
                         layout_lines_height(fit.em_px, fit.most));
    room = cut_middle(room, dots + layout->gap + words);
    struct item *pad =
        layout_add(layout, LOOK_PAD, cut_top(&room, dots, layout->gap));
    pad->count = PIN_DIGITS;
    pad->current = digits;
    room.h = layout_height(layout, room, text, &fit);
    layout_words(layout, LOOK_TEXT, room, text, fit);
}

void pad_add(struct layout *layout, struct box room, int digits,
             const char *text)
{
    struct box places = layout_upright(layout)
                            ? cut_top(&room, room.h * 3 / 10, layout->gap)
                            : cut_left(&room, room.w * 45 / 100, layout->gap);
    add_places(layout, places, digits, text);
    add_keys(layout, room);
}
