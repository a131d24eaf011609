/*
 * The export: what to take and where to, how far it is, what came of it. The
 * days that nobody took yet are offered first.
 */
#include <string.h>

#include "view/pages.h"
#include "view/screens.h"

static int key_side(const struct layout *layout)
{
    return layout_px(layout, VIEW_KEY_MM);
}

static struct phrase pending_text(const struct layout *layout)
{
    int pending = layout->panel->exporting.pending;
    struct figure figure = figure_whole(layout, pending);
    return phrase_of(layout, pending > 0 ? WORD_PENDING : WORD_PENDING_NONE,
                     &figure);
}

/* A stick labelled USB is no "USB USB": what the words say before the name is
   left out, where the name says it itself. */
static void say_once(struct phrase *phrase, const char *words, const char *name)
{
    size_t before = strcspn(words, "%");
    size_t said = before;
    while (said > 0 && words[said - 1] == ' ') {
        said--;
    }
    if (said > 0 && strncasecmp(name, words, said) == 0) {
        memmove(phrase->text, phrase->text + before,
                strlen(phrase->text + before) + 1);
    }
}

/* Where to, and how much room is there. */
static struct phrase target_text(const struct layout *layout,
                                 const struct panel_target *target)
{
    if (target->name[0] == '\0') {
        return phrase_of(layout, WORD_OUTBOX, NULL);
    }
    struct figure figures[] = {figure_text(target->name),
                               figure_space(layout, target->free_mib)};
    enum word plain = target->stick ? WORD_STICK_PLAIN : WORD_FOLDER_PLAIN;
    enum word full = target->stick ? WORD_STICK : WORD_FOLDER;
    enum word word = target->free_mib < 0 ? plain : full;
    struct phrase phrase = phrase_of(layout, word, figures);
    say_once(&phrase, layout_word(layout, word), target->name);
    return phrase;
}

static struct box cut_choice(const struct layout *layout, struct box *room)
{
    return cut_top(room, key_side(layout), staff_gap(layout));
}

/* What to do, where there is no other place than the terminal itself. */
static const char *hint(const struct layout *layout)
{
    return layout_word(layout, layout->panel->exporting.unread
                                   ? WORD_STICK_UNREAD
                                   : WORD_STICK_HINT);
}

static void add_targets(struct layout *layout, struct box *room)
{
    const struct panel_export *exporting = &layout->panel->exporting;
    bool any = false;
    staff_lead(layout, LOOK_TITLE, room, layout_word(layout, WORD_WHERE));
    for (int i = 0; i < exporting->target_count; i++) {
        const struct panel_target *target = &exporting->targets[i];
        struct phrase phrase = target_text(layout, target);
        key_choice(layout, cut_choice(layout, room),
                   &(struct key){.look = LOOK_RADIO,
                                 .action = {ACTION_TARGET, i},
                                 .text = phrase.text});
        any = any || target->name[0] != '\0';
    }
    if (!any) {
        staff_lead(layout, LOOK_QUIET, room, hint(layout));
    }
}

static void add_choices(struct layout *layout, struct box room)
{
    struct phrase pending = pending_text(layout);
    /* These days, or those that are chosen on the calendar. */
    key_choice(layout, cut_choice(layout, &room),
               &(struct key){.look = LOOK_RADIO,
                             .action = {ACTION_PENDING, 0},
                             .text = pending.text});
    add_targets(layout, &room);
    key_choice(layout, cut_choice(layout, &room),
               &(struct key){.look = LOOK_CHOICE,
                             .action = {ACTION_REPORTS, 0},
                             .text = layout_word(layout, WORD_WITH_REPORTS)});
}

/* With a line of advice, whether there is one or not. */
static int choices_height(const struct layout *layout, int width)
{
    int keys = 2 + layout->panel->exporting.target_count;
    return keys * (key_side(layout) + staff_gap(layout)) +
           staff_lines(layout, 1) + staff_height(layout, width, hint(layout)) +
           2 * staff_gap(layout);
}

static struct phrase chosen_text(const struct layout *layout)
{
    const struct panel_export *exporting = &layout->panel->exporting;
    if (exporting->from > exporting->to) {
        return pending_text(layout);
    }
    return phrase_of(layout, WORD_SPAN,
                     (struct figure[]){figure_date(layout, exporting->from),
                                       figure_date(layout, exporting->to)});
}

/* The place that is chosen; NULL: none is. */
static const struct panel_target *
target_of(const struct panel_export *exporting)
{
    return exporting->target >= 0 ? &exporting->targets[exporting->target]
                                  : NULL;
}

/* To the terminal's own folder nothing goes that does not lie there. */
static bool elsewhere(const struct panel_export *exporting)
{
    const struct panel_target *target = target_of(exporting);
    return target != NULL && target->name[0] != '\0';
}

/* Today's file goes, and the day is not over. */
static bool provisional(const struct panel_export *exporting)
{
    return exporting->today_open && exporting->from <= exporting->to &&
           exporting->to >= exporting->today && elsewhere(exporting);
}

/* What is chosen, and the key to begin once it is known where to. */
static void add_begin(struct layout *layout, struct box bar)
{
    struct phrase chosen = chosen_text(layout);
    struct key begin = key_of(layout, LOOK_PRIMARY, ACTION_EXPORT, WORD_BEGIN);
    struct box key = cut_right(&bar, bar.w * 4 / 10, layout->gap);
    if (provisional(&layout->panel->exporting)) {
        staff_words(layout, LOOK_QUIET, cut_bottom(&bar, bar.h / 2, 0),
                    layout_word(layout, WORD_PROVISIONAL), ALIGN_RIGHT);
    }
    staff_words(layout, LOOK_TITLE, bar, chosen.text, ALIGN_RIGHT);
    if (layout->panel->exporting.target >= 0) {
        key_add(layout, key, &begin);
    } else {
        staff_words(layout, LOOK_QUIET, key,
                    layout_word(layout, WORD_CHOOSE_WHERE), ALIGN_CENTER);
    }
}

static void add_picking(struct layout *layout)
{
    struct box body;
    struct box head = staff_head(layout, &body);
    layout_words(layout, LOOK_TITLE, head, layout_word(layout, WORD_EXPORT),
                 layout_fit(layout, STYLE_HEADING, 2, ALIGN_LEFT));
    add_begin(layout, cut_bottom(&body, key_side(layout), layout->gap));
    if (layout_upright(layout)) {
        int most = calendar_height(layout, CALENDAR_WEEKS, body.w) * 13 / 10;
        int left = body.h - choices_height(layout, body.w) - layout->gap;
        calendar_add(layout, cut_top(&body, px_least(left, most), layout->gap));
    } else {
        int wide = px_most(body.w * 55 / 100, calendar_width(layout));
        calendar_add(layout, cut_left(&body, wide, 2 * layout->gap));
    }
    add_choices(layout, body);
}

/* A key by itself, below in the middle. */
static void add_one_key(struct layout *layout, struct box *room,
                        const struct key *key)
{
    struct box bar =
        cut_bottom(room, layout_grow(layout, 26.0, 0.13), layout->gap);
    key_add(layout, cut_centre(bar, layout_grow(layout, 80.0, 0.5)), key);
}

static enum word working_word(const struct panel_export *exporting)
{
    const struct panel_target *target = target_of(exporting);
    bool stick = target != NULL && target->stick;
    return exporting->stopping ? WORD_STOPPING
           : stick             ? WORD_WORKING_STICK
                               : WORD_WORKING;
}

static void add_working(struct layout *layout)
{
    const struct panel_export *exporting = &layout->panel->exporting;
    struct box room = layout_room(layout);
    struct key cancel = key_of(layout, LOOK_BUTTON, ACTION_CANCEL, WORD_CANCEL);
    struct phrase files =
        phrase_of(layout, WORD_WORKING_AT,
                  (struct figure[]){figure_whole(layout, exporting->done),
                                    figure_whole(layout, exporting->total)});
    struct fit title = layout_fit(layout, STYLE_HEADING, 2, ALIGN_CENTER);
    int title_h = layout_lines_height(title.em_px, title.most);
    int meter = layout_grow(layout, 12.0, 0.06);
    int line = layout_lines_height(title.em_px, 1);
    add_one_key(layout, &room, &cancel);
    room = cut_middle(room, title_h + meter + line + 2 * layout->gap);
    layout_words(layout, LOOK_TITLE, cut_top(&room, title_h, layout->gap),
                 layout_word(layout, working_word(exporting)), title);
    struct item *item =
        layout_add(layout, LOOK_METER, cut_top(&room, meter, layout->gap));
    layout_value(layout, item,
                 exporting->total > 0
                     ? (int)((int64_t)exporting->done * 1000 / exporting->total)
                     : 0);
    if (!exporting->stopping) {
        staff_say(layout, cut_top(&room, line, 0), files.text);
    }
}

/* How much went where, or stayed where it was. */
static struct phrase taken_text(const struct layout *layout)
{
    const struct panel_export *exporting = &layout->panel->exporting;
    struct figure figures[] = {figure_whole(layout, exporting->days),
                               figure_whole(layout, exporting->visits),
                               figure_whole(layout, exporting->answers),
                               {""}};
    if (!elsewhere(exporting)) {
        return phrase_of(layout, WORD_STAYED_MORE, figures);
    }
    struct panel_target plain = *target_of(exporting);
    plain.free_mib = -1;
    figures[3] = figure_text(target_text(layout, &plain).text);
    return phrase_of(layout, WORD_TAKEN_MORE, figures);
}

static enum word title_of(const struct panel_export *exporting)
{
    switch (exporting->state) {
    case EXPORT_DONE: return elsewhere(exporting) ? WORD_TAKEN : WORD_STAYED;
    case EXPORT_CANCELLED: return WORD_EXPORT_CANCELLED;
    case EXPORT_GONE: return WORD_EXPORT_GONE;
    case EXPORT_FULL: return WORD_EXPORT_FULL;
    case EXPORT_READONLY: return WORD_EXPORT_READONLY;
    case EXPORT_DIFFERS: return WORD_EXPORT_DIFFERS;
    case EXPORT_BROKEN: return WORD_EXPORT_BROKEN;
    case EXPORT_EMPTY: return WORD_EXPORT_EMPTY;
    default: return WORD_EXPORT_FAILED;
    }
}

/* The word after a title says more about it. */
static struct phrase more_of(const struct layout *layout)
{
    const struct panel_export *exporting = &layout->panel->exporting;
    return exporting->state == EXPORT_DONE
               ? taken_text(layout)
               : phrase_of(layout, (enum word)(title_of(exporting) + 1), NULL);
}

static enum light_state light_of(const struct panel_export *exporting)
{
    bool done = exporting->state == EXPORT_DONE;
    return done && !exporting->held && elsewhere(exporting) ? LIGHT_WELL
           : done || exporting->state == EXPORT_CANCELLED ||
                   exporting->state == EXPORT_EMPTY
               ? LIGHT_CARE
               : LIGHT_BAD;
}

static void add_result(struct layout *layout)
{
    const struct panel_export *exporting = &layout->panel->exporting;
    struct box room = layout_room(layout);
    struct key close = key_of(layout, LOOK_PRIMARY, ACTION_CLOSE, WORD_CLOSE);
    struct phrase more = more_of(layout);
    struct fit title = layout_fit(layout, STYLE_HEADING, 2, ALIGN_CENTER);
    int title_h = layout_lines_height(title.em_px, title.most);
    int sign = layout_grow(layout, 20.0, 0.14);
    int line = layout_lines_height(title.em_px, 1);
    add_one_key(layout, &room, &close);
    int words = 3 * line;
    int used = sign + title_h + words + line + 2 * layout->gap;
    room = cut_middle(room, px_least(used, room.h));
    struct item *light =
        layout_add(layout, LOOK_LIGHT, cut_top(&room, sign, layout->gap));
    light->current = (int)light_of(exporting);
    layout_words(layout, LOOK_TITLE, cut_top(&room, title_h, 0),
                 layout_word(layout, title_of(exporting)), title);
    staff_say(layout, cut_top(&room, words, 0), more.text);
    if (exporting->removable || exporting->held) {
        staff_say(layout, room,
                  layout_word(layout,
                              exporting->held ? WORD_REMOVE_NOT : WORD_REMOVE));
    }
}

void screen_export(struct layout *layout)
{
    switch (layout->panel->exporting.state) {
    case EXPORT_PICKING: add_picking(layout); break;
    case EXPORT_WORKING: add_working(layout); break;
    default: add_result(layout); break;
    }
}
