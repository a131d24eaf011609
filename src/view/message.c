/*
 * The screens that say one thing: the thanks, "still there?", asleep, out of
 * order, and that the glass is cleaned. A drawing, a title, a line or two, what
 * is left of a wait, perhaps keys; centred, with air.
 */
#include "view/cut.h"
#include "view/key.h"
#include "view/pages.h"
#include "view/screens.h"

struct message {
    bool drawn; /* there is a drawing, of this look */
    enum look drawing;
    enum word title;
    enum word more;
    const struct countdown *wait; /* NULL for none */
    const struct key *key;        /* the one to press; NULL for none */
    const struct key *other;      /* beside it, smaller */
};

/* What was decided before anything is placed. */
struct plan {
    struct box room; /* inside the margins */
    int art;
    struct fit title, more;
    int title_h, more_h, wait_h;
    int key_h;
};

/* Below the drawing, so that the title comes up through it; above a key. */
static int wide_gap(const struct layout *layout)
{
    return 2 * layout->gap;
}

static int text_gap(const struct layout *layout)
{
    return layout->gap / 2;
}

static struct fit wait_fit(const struct layout *layout)
{
    return layout_fit(layout, STYLE_LINE, 1, ALIGN_CENTER);
}

static int bar_height(const struct layout *layout)
{
    return layout_grow(layout, 3.0, 0.02);
}

static struct plan make_plan(const struct layout *layout,
                             const struct message *message)
{
    const struct view_params *params = layout->params;
    int shorter = px_least(params->width_px, params->height_px);
    struct plan plan = {
        .room = layout_room(layout),
        .art = message->drawn ? shorter * 38 / 100 : 0,
        .title = layout_fit(layout, STYLE_TITLE, 3, ALIGN_CENTER),
        .more = layout_fit(layout, STYLE_MORE, 4, ALIGN_CENTER)};
    plan.title_h = layout_height(
        layout, plan.room, layout_word(layout, message->title), &plan.title);
    plan.more_h = layout_height(layout, plan.room,
                                layout_word(layout, message->more), &plan.more);
    if (message->wait != NULL) {
        plan.wait_h = wide_gap(layout) + text_gap(layout) +
                      layout_lines_height(wait_fit(layout).em_px, 1) +
                      bar_height(layout);
    }
    if (message->key != NULL) {
        plan.key_h = layout_grow(layout, VIEW_KEY_MM * 1.3, 0.15);
    }
    return plan;
}

static int texts_height(const struct layout *layout, const struct plan *plan)
{
    return plan->art + wide_gap(layout) * (plan->art > 0) + plan->title_h +
           text_gap(layout) + plan->more_h + plan->wait_h;
}

/* The only part that changes by itself, once a second: it is an item of its
   own, so that nothing else is painted for that. */
static void add_wait(struct layout *layout, const struct countdown *wait,
                     struct box box)
{
    struct figure seconds = figure_whole(layout, wait->left_s);
    struct phrase left = phrase_of(layout, WORD_SECONDS_LEFT, &seconds);
    struct box bar = cut_bottom(&box, bar_height(layout), text_gap(layout));
    struct item *meter =
        layout_add(layout, LOOK_METER, cut_centre(bar, bar.w / 2));
    layout_value(layout, meter,
                 wait->of_s > 0 ? wait->left_s * 1000 / wait->of_s : 0);
    layout_words(layout, LOOK_TEXT, cut_centre(box, box.w / 2), left.text,
                 wait_fit(layout));
}

/* The drawing, the two texts and the wait, from y on. */
static void add_texts(struct layout *layout, const struct message *message,
                      const struct plan *plan, int y)
{
    struct box box = plan->room;
    box.y = y;
    if (plan->art > 0) {
        layout_add(
            layout, message->drawing,
            cut_centre(cut_top(&box, plan->art, wide_gap(layout)), plan->art));
    }
    layout_words(layout, LOOK_TITLE,
                 cut_top(&box, plan->title_h, text_gap(layout)),
                 layout_word(layout, message->title), plan->title)
        ->travel = text_gap(layout);
    layout_words(layout, LOOK_TEXT, cut_top(&box, plan->more_h, 0),
                 layout_word(layout, message->more), plan->more);
    if (message->wait != NULL) {
        box.h = plan->wait_h;
        cut_top(&box, wide_gap(layout), 0);
        add_wait(layout, message->wait, box);
    }
}

/* The one to press in the middle, or beside the other. */
static void add_keys(struct layout *layout, const struct message *message,
                     struct box box)
{
    int wide = layout_grow(layout, 80.0, 0.6);
    if (message->other != NULL) {
        int w = px_most(key_least(layout, message->other), wide / 2);
        int gap = px_most(layout_px(layout, VIEW_GAP_MM), layout->gap);
        box = cut_centre(box, wide + gap + w);
        key_add(layout, cut_left(&box, w, gap), message->other);
    }
    key_add(layout, cut_centre(box, wide), message->key);
}

static void show_message(struct layout *layout, const struct message *message)
{
    struct plan plan = make_plan(layout, message);
    if (layout->screen == SCREEN_OUT_OF_ORDER ||
        layout->screen == SCREEN_STILL_THERE) {
        layout_corner(layout);
    }
    int h = layout->params->height_px;
    int reach = layout_reach_top(layout);
    int texts = texts_height(layout, &plan);
    int used = texts + (plan.key_h > 0) * (wide_gap(layout) + plan.key_h);
    int top = (h - used) / 2;
    int key_y = top + texts + wide_gap(layout);
    if (message->key != NULL && key_y < reach) {
        /* The key comes down; the words keep the middle of the upper part. */
        top = (reach - texts) / 2;
        key_y = reach + wide_gap(layout);
    }
    add_texts(layout, message, &plan, top);
    if (message->key != NULL) {
        add_keys(layout, message,
                 (struct box){plan.room.x, key_y, plan.room.w, plan.key_h});
    }
}

void screen_thanks(struct layout *layout)
{
    show_message(layout,
                 &(struct message){.drawn = true,
                                   .drawing = LOOK_HEART,
                                   .title = WORD_THANKS,
                                   .more = flow_said_nothing(layout->flow)
                                               ? WORD_THANKS_NONE
                                               : WORD_THANKS_MORE});
}

void screen_still_there(struct layout *layout)
{
    struct key key =
        key_of(layout, LOOK_PRIMARY, ACTION_CONTINUE, WORD_CONTINUE);
    struct key finish = key_of(layout, LOOK_BUTTON, ACTION_FINISH, WORD_FINISH);
    struct message message = {.title = WORD_STILL_THERE,
                              .more = WORD_STILL_THERE_HINT,
                              .wait = &layout->flow->wait,
                              .key = &key,
                              .other = &finish};
    if (layout->flow->saving) { /* all is said: only the disk is waited for */
        message =
            (struct message){.title = WORD_STILL_THERE, .more = WORD_SAVING};
    }
    show_message(layout, &message);
}

void screen_clean(struct layout *layout)
{
    show_message(layout, &(struct message){.title = WORD_CLEAN_GLASS,
                                           .more = WORD_CLEAN_MORE,
                                           .wait = &layout->panel->clean});
}

void screen_out_of_order(struct layout *layout)
{
    show_message(layout, &(struct message){.drawn = true,
                                           .drawing = LOOK_NOTICE,
                                           .title = WORD_OUT_OF_ORDER,
                                           .more = WORD_OUT_OF_ORDER_MORE});
}

/* When the office opens next, today or within a week: no date is asked for that
   nobody knows. */
static struct phrase asleep_until(const struct layout *layout)
{
    enum { DAYS = 8 };
    const struct hours *hours = layout->params->hours;
    const struct now *now = layout->now;
    bool known = hours != NULL && now != NULL && now->day > 0;
    for (int i = 0; known && i < DAYS; i++) {
        int32_t day = now->day + i;
        int closing = hours_closing(hours, day);
        if (closing != HOURS_NEVER && (i > 0 || now->minute < closing)) {
            int weekday = (int)WORD_ON_MONDAY + hours_weekday(day);
            struct phrase open = week_open(layout, hours_of(hours, day));
            return phrase_of(layout, WORD_ASLEEP_OPENS,
                             (struct figure[]){figure_text(layout_word(
                                                   layout, (enum word)weekday)),
                                               figure_text(open.text)});
        }
    }
    return phrase_of(layout, WORD_ASLEEP_MORE, NULL);
}

/* In the dark: whose the terminal is, and that a touch wakes it, to be read
   from two metres. */
void screen_asleep(struct layout *layout)
{
    const char *name = layout->params->office_name[layout->language];
    const char *title = layout_word(layout, WORD_ASLEEP);
    struct phrase until = asleep_until(layout);
    const char *more = until.text;
    struct fit near = layout_fit(layout, STYLE_MORE, 4, ALIGN_CENTER);
    struct fit far = layout_fit(layout, STYLE_TITLE, 3, ALIGN_CENTER);
    struct fit name_fit = near;
    struct box box = layout_room(layout);
    name_fit.weight = WEIGHT_SEMIBOLD;
    far.em_px = layout_grow(layout, VIEW_EM_MM(10.0), 0.09);
    int name_h = layout_height(layout, box, name, &name_fit);
    int title_h = layout_height(layout, box, title, &far);
    int more_h = layout_height(layout, box, more, &near);
    int gap = wide_gap(layout);
    box = cut_middle(box, name_h + title_h + more_h + 2 * gap);
    layout_words(layout, LOOK_WHISPER, cut_top(&box, name_h, gap), name,
                 name_fit);
    layout_words(layout, LOOK_WHISPER, cut_top(&box, title_h, gap), title, far);
    layout_words(layout, LOOK_WHISPER, box, more, near);
}
