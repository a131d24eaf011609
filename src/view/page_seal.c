/*
 * The last seal as a code to be photographed, and beside it in words: of which
 * day it is, what that is good for, and the key that signed it.
 */
#include "view/pages.h"

/* Of the longest seal's code. */
enum { MODULES_MOST = 57, TITLE_LINES = 3 };
#define CODE_MOST_MM 110.0

/* As large as there is room, but no poster. */
static int side_in(const struct layout *layout, struct box room)
{
    int side = px_least(cut_side(room), layout_px(layout, CODE_MOST_MM));
    return px_most(side, staff_code_least(layout, MODULES_MOST));
}

/* What stands beside the code; of the key alone, when there is no seal yet. */
struct legend {
    struct phrase title, key;
    const char *why, *of_key;
    struct fit large; /* of the title */
    int title_h, why_h;
};

static struct legend plan_legend(const struct layout *layout, int width)
{
    const struct panel_trust *trust = &layout->panel->trust;
    struct figure date = figure_date(layout, trust->sealed_day);
    bool sealed = trust->seal[0] != '\0';
    struct legend legend = {
        .title =
            phrase_of(layout, sealed ? WORD_SEAL_OF : WORD_SEAL_NONE, &date),
        .key = staff_halves(layout, width, trust->fingerprint),
        .why = sealed ? layout_word(layout, WORD_SEAL_WHY) : "",
        .of_key = layout_word(layout, WORD_SEAL_KEY),
        .large = layout_fit(layout, STYLE_HEADING, TITLE_LINES, ALIGN_LEFT),
    };
    struct box room = {0, 0, width, layout->params->height_px};
    legend.title_h =
        layout_height(layout, room, legend.title.text, &legend.large);
    legend.why_h = sealed ? staff_height(layout, width, legend.why) : 0;
    return legend;
}

static void add_words(struct layout *layout, struct box room)
{
    struct legend legend = plan_legend(layout, room.w);
    int gap = staff_gap(layout);
    room =
        cut_middle(room, legend.title_h + layout->gap + legend.why_h +
                             (legend.why_h > 0 ? gap + layout->gap : 0) +
                             staff_height(layout, room.w, legend.of_key) + gap +
                             staff_height(layout, room.w, legend.key.text));
    layout_words(layout, LOOK_TITLE,
                 cut_top(&room, legend.title_h, layout->gap), legend.title.text,
                 legend.large);
    if (legend.why_h > 0) {
        staff_lead(layout, LOOK_TEXT, &room, legend.why);
        room.y += layout->gap;
    }
    staff_lead(layout, LOOK_QUIET, &room, legend.of_key);
    staff_lead(layout, LOOK_TITLE, &room, legend.key.text);
}

void page_seal(struct layout *layout, struct box room)
{
    struct box part = {0, 0, room.w * 45 / 100, room.h};
    if (layout_upright(layout)) {
        part = (struct box){0, 0, room.w, room.h / 2};
    }
    int side = side_in(layout, part);
    int gap = 2 * layout->gap;
    if (layout->panel->trust.seal[0] != '\0') {
        struct box place = layout_upright(layout) ? cut_top(&room, side, gap)
                                                  : cut_left(&room, side, gap);
        staff_code(layout, cut_square(place, side_in(layout, place)),
                   layout->panel->trust.seal);
    }
    add_words(layout, room);
}
