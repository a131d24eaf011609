/*
 * The pad for the PIN, as a telephone has it: places that fill, and a notice
 * in words; never a digit. Where no digit would help, there are no keys.
 */
#include "view/screens.h"
#include "view/staff.h"

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

void screen_pin(struct layout *layout)
{
    struct box body;
    struct box head = staff_head(layout, &body);
    struct phrase phrase = notice(layout);
    layout_words(layout, LOOK_TITLE, head, layout_word(layout, WORD_PIN),
                 layout_fit(layout, STYLE_HEADING, 1, ALIGN_LEFT));
    if (has_keys(&layout->panel->pad)) {
        pad_add(layout, body, layout->panel->pad.digits, phrase.text);
    } else {
        staff_say(layout, body, phrase.text);
    }
}
