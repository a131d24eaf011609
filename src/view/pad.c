#include "view/pad.h"

#include "survey/pin.h"
#include "view/staff.h"

enum { COLUMNS = 3, ROWS = 4 };

static struct key key_at(const struct layout *layout, int place,
                         const struct figure *digit)
{
    if (place == 9) {
        return (struct key){.look = LOOK_BUTTON,
                            .action = {ACTION_ERASE, 0},
                            .text = layout_word(layout, WORD_ERASE)};
    }
    if (place == 11) {
        return (struct key){.look = LOOK_PRIMARY,
                            .action = {ACTION_ENTER, 0},
                            .text = layout_word(layout, WORD_ENTER)};
    }
    return (struct key){.look = LOOK_BUTTON,
                        .action = {ACTION_DIGIT, (place + 1) % 11},
                        .text = digit->text};
}

/* 1 to 9 in rows, 0 in the middle below; between erase and enter. */
void pad_keys(struct layout *layout, struct box room)
{
    int gap = staff_gap(layout);
    int h = (room.h - (ROWS - 1) * gap) / ROWS;
    int w = (room.w - (COLUMNS - 1) * gap) / COLUMNS;
    int most = layout_px(layout, 2 * VIEW_KEY_MM);
    h = h < most ? h : most;
    w = w < h * 3 / 2 ? w : h * 3 / 2;
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
void pad_places(struct layout *layout, struct box room, int digits,
                const char *text)
{
    struct fit fit = {.em_px = layout_grow(layout, VIEW_LABEL_EM_MM, 0.034),
                      .least_px = layout_px(layout, VIEW_SMALL_EM_MM),
                      .most = 4,
                      .weight = WEIGHT_REGULAR,
                      .align = ALIGN_CENTER};
    int dots = layout_grow(layout, 8.0, 0.06);
    int words = room.h - dots - layout->gap;
    int most = layout_lines_height(fit.em_px, fit.most);
    words = words < most ? words : most;
    room = cut_middle(room, dots + layout->gap + words);
    struct item *pad =
        layout_add(layout, LOOK_PAD, cut_top(&room, dots, layout->gap));
    pad->count = PIN_DIGITS;
    pad->current = digits;
    int lines = layout_try(layout, room, text, &fit);
    room.h = layout_lines_height(fit.em_px, lines > 0 ? lines : 1);
    layout_words(layout, LOOK_TEXT, room, text, fit);
}
