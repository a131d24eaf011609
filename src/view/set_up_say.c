/* What a page of the installer says, under its title. */
#include "view/set_up.h"
#include "view/staff.h"

enum { SAY_LINES = 5 };

const char *set_up_common(const struct layout *layout)
{
    const struct installer *installer = layout->installer;
    return installer->doing != INSTALLER_NOTHING
               ? layout_word(layout, WORD_SET_UP_SAVING)
           : installer->notice == INSTALLER_UNKEPT
               ? layout_word(layout, WORD_SET_UP_UNKEPT)
               : NULL;
}

static int taller(const struct layout *layout, int width, const char *text,
                  int height)
{
    struct fit fit = staff_say_fit(layout, SAY_LINES);
    struct box room = {0, 0, width, layout->params->height_px};
    fit.least_px = fit.em_px;
    int lines = text != NULL ? layout_try(layout, room, text, &fit) : 0;
    return px_most(layout_lines_height(fit.em_px, lines), height);
}

void set_up_say(struct layout *layout, struct box *body,
                const struct set_up_words *words)
{
    const char *common = set_up_common(layout);
    const char *says = common != NULL ? common : words->says;
    struct fit fit = staff_say_fit(layout, SAY_LINES);
    int h = taller(layout, body->w, words->asks, 0);
    h = taller(layout, body->w, says, h);
    h = taller(layout, body->w, words->more, h);
    fit.weight = says != NULL ? WEIGHT_SEMIBOLD : WEIGHT_REGULAR;
    layout_words(layout, says != NULL ? LOOK_TITLE : LOOK_TEXT,
                 cut_top(body, h, layout->gap),
                 says != NULL ? says : words->asks, fit);
}
