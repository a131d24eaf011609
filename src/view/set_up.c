#include "view/set_up.h"

#include "view/bars.h"
#include "view/screens.h"
#include "view/staff.h"

/* Of the pages with a bar. */
static enum word title_of(enum installer_page page)
{
    static const enum word titles[] = {
        [INSTALLER_WELCOME] = WORD_SET_UP, [INSTALLER_UNIT] = WORD_UNIT,
        [INSTALLER_DEVICE] = WORD_DEVICE,  [INSTALLER_WIDTH] = WORD_WIDTH,
        [INSTALLER_PIN] = WORD_PIN,        [INSTALLER_DATE] = WORD_NOW,
        [INSTALLER_ENROL] = WORD_ENROL};
    return titles[page];
}

/* The title over the step. */
static void add_title(struct layout *layout, struct box room)
{
    const struct installer *installer = layout->installer;
    struct fit fit = layout_fit(layout, STYLE_STEP, 2, ALIGN_LEFT);
    struct figure steps[] = {
        figure_whole(layout, installer_place(installer)),
        figure_whole(layout, installer_steps(installer)),
    };
    struct phrase step = phrase_of(layout, WORD_SET_UP_STEP, steps);
    if (installer_place(installer) > 0) {
        fit.most = 1;
        staff_words(layout, LOOK_QUIET,
                    cut_bottom(&room, staff_lines(layout, 1), 0), step.text,
                    ALIGN_LEFT);
    }
    layout_words(layout, LOOK_TITLE, room,
                 layout_word(layout, title_of(installer->page)), fit);
}

static void add_head(struct layout *layout, struct box *room)
{
    struct box head =
        cut_top(room, layout_px(layout, VIEW_KEY_MM), layout->gap);
    struct key language = bars_key(layout, BAR_LANGUAGE, false);
    if (layout->installer->language_count > 1) {
        key_add(
            layout,
            cut_right(&head, staff_key_width(layout, &language), layout->gap),
            &language);
    }
    add_title(layout, head);
}

/* On the first page there is no way back but out, and that not always. */
static bool back_key(const struct layout *layout, struct key *key)
{
    bool first = layout->installer->page == INSTALLER_WELCOME;
    *key = (struct key){
        .look = LOOK_BUTTON,
        .sign = first ? SIGN_NONE : SIGN_BACK,
        .action = {first ? ACTION_CLOSE : ACTION_BACK, 0},
        .text = layout_word(layout, first ? WORD_CLOSE : WORD_BACK)};
    return !first || layout->installer->may_leave;
}

static enum word on_word(const struct installer *installer)
{
    bool stuck = installer->notice == INSTALLER_NO_CLOCK;
    bool sure = installer->notice == INSTALLER_SURE;
    if (installer->page == INSTALLER_WELCOME) {
        return WORD_SET_UP_BEGIN;
    }
    if (installer->page == INSTALLER_DATE) {
        return stuck                   ? WORD_NOW_LATER
               : installer->ahead == 0 ? WORD_NOW_YES
                                       : WORD_NOW_SET;
    }
    if (installer->page == INSTALLER_ENROL) {
        return sure                   ? WORD_ENROL_SURE
               : installer->key_shown ? WORD_ENROL_TAKEN
                                      : WORD_ENROL_SHOW;
    }
    return WORD_CONTINUE;
}

/* The pad of the PIN has a key of its own to go on with, until there is one. */
static bool has_on(const struct installer *installer)
{
    return installer->page != INSTALLER_PIN ||
           installer->notice == INSTALLER_SET;
}

static void add_foot(struct layout *layout, struct box *room)
{
    struct box foot =
        cut_bottom(room, layout_grow(layout, VIEW_KEY_MM, 0.09), layout->gap);
    struct key back;
    struct key on =
        key_of(layout, LOOK_PRIMARY, ACTION_ENTER, on_word(layout->installer));
    int wide = px_most(key_least(layout, &on), foot.w * 4 / 10);
    if (has_on(layout->installer)) {
        key_add(layout, cut_right(&foot, wide, layout->gap), &on);
    }
    if (back_key(layout, &back)) {
        key_add(layout, cut_left(&foot, staff_key_width(layout, &back), 0),
                &back);
    }
}

/* Found, or what to do about it. */
static void add_touch(struct layout *layout, struct box *body)
{
    enum installer_touch touch = layout->installer->touch;
    bool found = touch == INSTALLER_TOUCH_FOUND;
    if (touch == INSTALLER_TOUCH_UNKNOWN) {
        return;
    }
    const char *text =
        layout_word(layout, found ? WORD_TOUCH_FOUND : WORD_TOUCH_MISSING);
    int side = staff_lines(layout, 1);
    int left = side + staff_gap(layout);
    int h = staff_height(layout, body->w - left, text);
    struct fit fit = staff_fit(layout, ALIGN_LEFT);
    struct item *item =
        layout_add(layout, LOOK_LIGHT, cut_bottom(body, h, layout->gap));
    fit.most = h / side;
    item->current = found ? LIGHT_WELL : LIGHT_BAD;
    cut_left(&item->words, left, 0);
    item->art.w = side;
    item->art = cut_middle(item->art, side);
    layout_text(layout, item, text, fit);
}

static void add_welcome(struct layout *layout, struct box body)
{
    const struct installer *installer = layout->installer;
    int count = 0;
    set_up_say(
        layout, &body,
        &(struct set_up_words){.asks = layout_word(layout, WORD_SET_UP_MORE)});
    add_touch(layout, &body);
    struct fit fit = layout_fit(layout, STYLE_STEP, 1, ALIGN_LEFT);
    int line = px_least(layout_lines_height(fit.em_px, 1),
                        body.h / (installer_steps(installer) + 1));
    fit.weight = WEIGHT_REGULAR;
    body = cut_middle(body, line * installer_steps(installer));
    for (int page = 0; page < INSTALLER_DONE; page++) {
        if ((installer->asked >> page & 1u) == 0) {
            continue;
        }
        struct figure figures[] = {
            figure_whole(layout, ++count),
            figure_text(
                layout_word(layout, title_of((enum installer_page)page)))};
        struct phrase phrase = phrase_of(layout, WORD_SET_UP_ITEM, figures);
        layout_words(layout, LOOK_TEXT, cut_top(&body, line, 0), phrase.text,
                     fit);
    }
}

struct message {
    enum look drawing;
    enum word title;
    const char *more;
    const char *small; /* NULL: nothing */
};

static void add_message(struct layout *layout, struct box body,
                        const struct message *message)
{
    struct fit title = layout_fit(layout, STYLE_STEP, 2, ALIGN_CENTER);
    int title_h = layout_lines_height(title.em_px, 1);
    int art = body.h * 3 / 10;
    int small_h = message->small != NULL ? staff_lines(layout, 4) : 0;
    int words = px_least(body.h - art - title_h - small_h - 2 * layout->gap,
                         (message->small != NULL ? 2 : 3) * title_h);
    body = cut_middle(body, art + title_h + small_h + words + 2 * layout->gap);
    layout_add(layout, message->drawing, cut_top(&body, art, layout->gap));
    layout_words(layout, LOOK_TITLE, cut_top(&body, title_h, 0),
                 layout_word(layout, message->title), title);
    staff_say(layout, cut_top(&body, words, layout->gap), message->more);
    if (message->small != NULL) {
        struct fit fit = staff_fit(layout, ALIGN_CENTER);
        fit.most = 4;
        layout_words(layout, LOOK_QUIET, body, message->small, fit);
    }
}

static void add_done(struct layout *layout, struct box room)
{
    struct key on =
        key_of(layout, LOOK_PRIMARY, ACTION_ENTER, WORD_SET_UP_BEGIN);
    struct box foot = cut_bottom(
        &room, layout_grow(layout, VIEW_KEY_MM * 1.3, 0.12), layout->gap);
    key_add(layout, cut_centre(foot, layout_grow(layout, 80.0, 0.5)), &on);
    add_message(
        layout, room,
        &(struct message){.drawing = LOOK_LIGHT,
                          .title = WORD_READY,
                          .more = layout_word(layout, WORD_READY_MORE)});
}

static void add_fault(struct layout *layout, struct box room)
{
    const struct installer *installer = layout->installer;
    struct figure count = figure_whole(layout, installer->fault_count);
    struct phrase more = phrase_of(layout, WORD_FAULT_MORE, &count);
    add_message(layout, room,
                &(struct message){.drawing = LOOK_NOTICE,
                                  .title = WORD_OUT_OF_ORDER,
                                  .more = more.text,
                                  .small = installer->fault});
}

void screen_set_up(struct layout *layout)
{
    struct box room = layout_room(layout);
    enum installer_page page = layout->installer->page;
    if (page == INSTALLER_DONE) {
        add_done(layout, room);
        return;
    }
    if (page == INSTALLER_FAULT) {
        add_fault(layout, room);
        return;
    }
    add_head(layout, &room);
    add_foot(layout, &room);
    switch (page) {
    case INSTALLER_WELCOME: add_welcome(layout, room); break;
    case INSTALLER_UNIT:
    case INSTALLER_DEVICE: set_up_code(layout, room); break;
    case INSTALLER_WIDTH: set_up_width(layout, room); break;
    case INSTALLER_PIN: set_up_pin(layout, room); break;
    case INSTALLER_DATE: set_up_date(layout, room); break;
    case INSTALLER_ENROL: set_up_enrol(layout, room); break;
    case INSTALLER_DONE:
    case INSTALLER_FAULT:
    case INSTALLER_PAGES: break;
    }
}
