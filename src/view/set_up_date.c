/* The date and the time, as the machine has them, to be turned. */
#include "view/dial.h"
#include "view/set_up.h"

void set_up_date(struct layout *layout, struct box body)
{
    const struct installer *installer = layout->installer;
    int64_t minute = installer->minute + installer->ahead;
    struct phrase elsewhere = dial_elsewhere(layout, minute);
    bool stuck = installer->notice == INSTALLER_NO_CLOCK;
    set_up_say(layout, &body,
               &(struct set_up_words){.asks = layout_word(layout, WORD_NOW_ASK),
                                      .says = stuck ? elsewhere.text : NULL,
                                      .more = elsewhere.text});
    dial_add(layout, body, minute);
}
