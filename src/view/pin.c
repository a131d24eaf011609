/*
 * The pad for the PIN, as a telephone has it: places that fill, and a notice
 * in words; never a digit. Where no digit would help, there are no keys.
 */
#include "survey/pin.h"

#include "view/screens.h"
#include "view/staff.h"

enum { COLUMNS = 3, ROWS = 4 };

static bool has_keys(const struct pad *pad)
{
    return pad->notice != PAD_LOCKED && pad->notice != PAD_UNSET;
}

static struct phrase notice(const struct layout *layout)
{
    const struct pad *pad = &layout->panel->pad;
    static const enum word words[] = {
        [PAD_ASK] = WORD_PIN_ASK,       [PAD_CHECKING] = WORD_PIN_CHECKING,
        [PAD_WRONG] = WORD_PIN_WRONG,   [PAD_WAITING] = WORD_PIN_WAITING,
        [PAD_LOCKED] = WORD_PIN_LOCKED, [PAD_UNSET] = WORD_PIN_UNSET,
        [PAD_FAILED] = WORD_PIN_FAILED,
    };
    int number = pad->notice == PAD_WRONG ? pad->left : pad->seconds;
    struct figure figure = figure_whole(layout, number);
    return phrase_of(layout, words[pad->notice], &figure);
}

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
static void add_keys(struct layout *layout, struct box room)
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
static void add_pad(struct layout *layout, struct box room)
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
    pad->current = layout->panel->pad.digits;
    struct phrase phrase = notice(layout);
    int lines = layout_try(layout, room, phrase.text, &fit);
    room.h = layout_lines_height(fit.em_px, lines > 0 ? lines : 1);
    layout_words(layout, LOOK_TEXT, room, phrase.text, fit);
}

void screen_pin(struct layout *layout)
{
    struct box body;
    struct box head = staff_head(layout, &body);
    struct fit fit = {.em_px = layout_grow(layout, VIEW_LABEL_EM_MM, 0.042),
                      .least_px = layout_px(layout, VIEW_LABEL_EM_MM),
                      .most = 1,
                      .weight = WEIGHT_BOLD,
                      .align = ALIGN_LEFT};
    layout_words(layout, LOOK_TITLE, head, layout_word(layout, WORD_PIN), fit);
    if (!has_keys(&layout->panel->pad)) {
        struct phrase phrase = notice(layout);
        staff_say(layout, body, phrase.text);
        return;
    }
    bool upright = layout_upright(layout);
    struct box pad = upright ? cut_top(&body, body.h * 3 / 10, layout->gap)
                             : cut_left(&body, body.w * 45 / 100, layout->gap);
    add_pad(layout, pad);
    add_keys(layout, body);
}
