/* A code, typed on a keyboard as a desk has it. */
#include <string.h>

#include "view/set_up.h"
#include "view/staff.h"

enum { COLUMNS = 10, ROWS = 4, ERASE_COLUMNS = 3 };

static const char *const rows[ROWS] = {"1234567890", "QWERTYUIOP", "ASDFGHJKL-",
                                       "ZXCVBNM"};

/* What is wrong with it; NULL: nothing. */
static const char *says(const struct layout *layout, struct phrase *phrase)
{
    struct figure most = figure_whole(layout, INSTALLER_CODE_MOST);
    switch (layout->installer->notice) {
    case INSTALLER_EMPTY: return layout_word(layout, WORD_CODE_EMPTY);
    case INSTALLER_DASH: return layout_word(layout, WORD_CODE_DASH);
    case INSTALLER_SAMPLE: return layout_word(layout, WORD_CODE_SAMPLE);
    case INSTALLER_LONG:
        *phrase = phrase_of(layout, WORD_CODE_LONG, &most);
        return phrase->text;
    default: return NULL;
    }
}

static void add_field(struct layout *layout, struct box box, const char *code)
{
    struct fit fit = {.em_px = box.h * 6 / 10,
                      .least_px = box.h * 2 / 10,
                      .most = 1,
                      .weight = WEIGHT_BOLD,
                      .align = ALIGN_CENTER};
    struct item *item = layout_add(layout, LOOK_FIELD, box);
    item->words.x += box.h / 4;
    item->words.w -= box.h / 2;
    if (code[0] != '\0') {
        layout_text(layout, item, code, fit);
    }
}

static void add_row(struct layout *layout, struct box row, const char *letters)
{
    int gap = staff_gap(layout);
    for (int i = 0; letters[i] != '\0'; i++) {
        const char text[] = {letters[i], '\0'};
        struct key key = {.look = LOOK_BUTTON,
                          .action = {ACTION_LETTER, letters[i]},
                          .text = text};
        key_add(layout, cut_column(row, i, COLUMNS, gap), &key);
    }
}

/* The last ones of the last row. */
static void add_erase(struct layout *layout, struct box row)
{
    int gap = staff_gap(layout);
    struct box first = cut_column(row, COLUMNS - ERASE_COLUMNS, COLUMNS, gap);
    struct key key = key_of(layout, LOOK_BUTTON, ACTION_ERASE, WORD_ERASE);
    key_add(layout,
            (struct box){first.x, row.y, row.x + row.w - first.x, row.h}, &key);
}

static void add_keyboard(struct layout *layout, struct box room)
{
    int gap = staff_gap(layout);
    int h = px_least((room.h - (ROWS - 1) * gap) / ROWS,
                     (room.w - (COLUMNS - 1) * gap) / COLUMNS * 5 / 4);
    room = cut_middle(room, ROWS * h + (ROWS - 1) * gap);
    for (int i = 0; i < ROWS; i++) {
        struct box row = cut_top(&room, h, gap);
        add_row(layout, row, rows[i]);
        if (i == ROWS - 1) {
            add_erase(layout, row);
        }
    }
}

void set_up_code(struct layout *layout, struct box body)
{
    const struct installer *installer = layout->installer;
    bool unit = installer->page == INSTALLER_UNIT;
    struct phrase phrase;
    set_up_say(
        layout, &body,
        &(struct set_up_words){
            .asks = layout_word(layout, unit ? WORD_UNIT_ASK : WORD_DEVICE_ASK),
            .says = says(layout, &phrase)});
    int h = layout_grow(layout, 12.0, 0.08);
    add_field(layout, cut_top(&body, h, layout->gap),
              unit ? installer->unit : installer->device);
    add_keyboard(layout, body);
}
