/* Today: the date, its figures, and every light of the terminal. While the
   clock is in doubt nobody knows what today is: then the date stands for the
   figures. */
#include <stdio.h>
#include <string.h>

#include "view/pages.h"

static struct fit number_fit(const struct layout *layout, struct box room)
{
    struct fit fit = layout_fit(layout, STYLE_TITLE, 1, ALIGN_CENTER);
    fit.em_px = px_most(px_least(room.h * 4 / 10, layout_px(layout, 40.0)),
                        fit.least_px);
    return fit;
}

static void add_line(struct layout *layout, struct box *rest, const char *text)
{
    struct fit fit = layout_fit(layout, STYLE_LINE, 1, ALIGN_CENTER);
    int h = layout_lines_height(fit.em_px, 1);
    layout_words(layout, LOOK_TEXT, cut_top(rest, h, 0), text, fit);
}

static void add_figures(struct layout *layout, struct box room)
{
    const struct panel *panel = layout->panel;
    struct figure visits = figure_whole(layout, panel->visits_today);
    struct fit fit = number_fit(layout, room);
    int line =
        layout_lines_height(layout_grow(layout, VIEW_LABEL_EM_MM, 0.034), 1);
    int number = layout_lines_height(fit.em_px, 1);
    room = cut_middle(room, number + 2 * line + layout->gap);
    layout_words(layout, LOOK_TITLE, cut_top(&room, number, 0), visits.text,
                 fit);
    add_line(layout, &room, layout_word(layout, WORD_VISITS_TODAY));
    room.y += layout->gap;
    add_line(layout, &room, layout_word(layout, WORD_ANSWERS_LATER));
}

static struct phrase machine_of(const struct layout *layout, const char *who)
{
    return phrase_of(layout, WORD_MACHINE,
                     (struct figure[]){figure_text(who),
                                       figure_text(layout->panel->version)});
}

/* Whose figures these are, for who photographs them or calls for help. Codes
   that are too long for a line are parted where they meet. */
static void add_machine(struct layout *layout, struct box *room)
{
    const char *who = layout->panel->who;
    struct phrase machine = machine_of(layout, who);
    size_t unit = strcspn(who, "/");
    if (staff_width(layout, machine.text, WEIGHT_REGULAR) > room->w &&
        who[unit] == '/') {
        char parted[PANEL_WHO_SIZE + 1];
        (void)snprintf(parted, sizeof parted, "%.*s/ %s", (int)unit, who,
                       who + unit + 1);
        machine = machine_of(layout, parted);
    }
    int h = staff_height(layout, room->w, machine.text);
    struct box box = cut_bottom(room, h, staff_gap(layout));
    staff_lead(layout, LOOK_QUIET, &box, machine.text);
}

void page_today(struct layout *layout, struct box room)
{
    int share = layout->thrift == THRIFT_NONE ? 55 : 48;
    struct box figures = layout_upright(layout)
                             ? cut_top(&room, room.h * share / 100, layout->gap)
                             : cut_left(&room, room.w * 48 / 100, layout->gap);
    clock_add(layout, &figures);
    if (!layout->panel->now.asks) {
        add_figures(layout, figures);
    }
    add_machine(layout, &room);
    health_list(layout, room);
}
