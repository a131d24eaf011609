/* The PIN of staff, typed twice and never shown. */
#include "view/set_up.h"
#include "view/staff.h"

static enum word weak_word(enum pin_fault fault)
{
    switch (fault) {
    case PIN_SAME: return WORD_PIN_SAME;
    case PIN_RUN: return WORD_PIN_RUN;
    case PIN_REPEATED: return WORD_PIN_REPEATED;
    case PIN_DRAWN: return WORD_PIN_DRAWN;
    case PIN_DATE: return WORD_PIN_DATE;
    default: return WORD_PIN_SIX;
    }
}

static enum word word_of(const struct installer *installer)
{
    switch (installer->notice) {
    case INSTALLER_AGAIN: return WORD_PIN_AGAIN;
    case INSTALLER_DIFFERS: return WORD_PIN_DIFFERS;
    case INSTALLER_WEAK: return weak_word(installer->weak);
    case INSTALLER_SET: return WORD_PIN_SET;
    default: return WORD_PIN_NEW;
    }
}

void set_up_pin(struct layout *layout, struct box body)
{
    const char *common = set_up_common(layout);
    const char *text = common != NULL
                           ? common
                           : layout_word(layout, word_of(layout->installer));
    pad_add(layout, body, layout->installer->digit_count, text);
}
