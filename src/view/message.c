/*
 * The screens that say one thing: the thanks, "still there?", asleep, out of
 * order. A drawing, a title, a line or two, perhaps one key; centred, with
 * air.
 */
#include "view/key.h"
#include "view/screens.h"

struct message {
    bool drawn; /* there is a drawing, of this look */
    enum look drawing;
    enum word title;
    enum word more;
    const struct key *key; /* NULL for none */
};

/* What was decided before anything is placed. */
struct plan {
    struct box room; /* inside the margins */
    int art;
    struct fit title, more;
    int title_h, more_h;
    int key_h;
};

static int narrower(int a, int b)
{
    return a < b ? a : b;
}

static struct fit title_fit(const struct layout *layout)
{
    return (struct fit){.em_px =
                            layout_grow(layout, VIEW_QUESTION_EM_MM, 0.075),
                        .least_px = layout_px(layout, VIEW_QUESTION_EM_MM),
                        .most = 3,
                        .weight = WEIGHT_BOLD,
                        .align = ALIGN_CENTER};
}

static struct fit more_fit(const struct layout *layout)
{
    return (struct fit){.em_px = layout_grow(layout, VIEW_LABEL_EM_MM, 0.042),
                        .least_px = layout_px(layout, VIEW_LABEL_EM_MM),
                        .most = 4,
                        .weight = WEIGHT_REGULAR,
                        .align = ALIGN_CENTER};
}

/* Height that a text will take; lowers the fit to what it will be set at. */
static int text_height(const struct layout *layout, struct box room,
                       const char *text, struct fit *fit)
{
    int lines = layout_try(layout, room, text, fit);
    fit->least_px = fit->em_px;
    return layout_lines_height(fit->em_px, lines > 0 ? lines : 1);
}

static struct plan make_plan(const struct layout *layout,
                             const struct message *message)
{
    int w = layout->params->width_px;
    int h = layout->params->height_px;
    int margin = layout->margin;
    struct plan plan = {
        .room = {margin, margin, w - 2 * margin, h - 2 * margin},
        .art = message->drawn ? narrower(w, h) * 38 / 100 : 0,
        .title = title_fit(layout),
        .more = more_fit(layout)};
    plan.title_h = text_height(
        layout, plan.room, layout_word(layout, message->title), &plan.title);
    plan.more_h = text_height(layout, plan.room,
                              layout_word(layout, message->more), &plan.more);
    if (message->key != NULL) {
        plan.key_h = layout_grow(layout, VIEW_KEY_MM * 1.3, 0.15);
    }
    return plan;
}

/* Below the drawing, so that the title comes up through it. */
static int art_gap(const struct layout *layout)
{
    return 2 * layout->gap;
}

static int text_gap(const struct layout *layout)
{
    return layout->gap / 2;
}

static int key_gap(const struct layout *layout)
{
    return 2 * layout->gap;
}

static int texts_height(const struct layout *layout, const struct plan *plan)
{
    return plan->art + art_gap(layout) * (plan->art > 0) + plan->title_h +
           text_gap(layout) + plan->more_h;
}

/* The drawing and the two texts, from y on. */
static void add_texts(struct layout *layout, const struct message *message,
                      const struct plan *plan, int y)
{
    struct box box = plan->room;
    if (plan->art > 0) {
        layout_add(layout, message->drawing,
                   (struct box){box.x + (box.w - plan->art) / 2, y, plan->art,
                                plan->art});
        y += plan->art + art_gap(layout);
    }
    box.y = y;
    box.h = plan->title_h;
    layout_words(layout, LOOK_TITLE, box, layout_word(layout, message->title),
                 plan->title)
        ->travel = text_gap(layout);
    box.y += plan->title_h + text_gap(layout);
    box.h = plan->more_h;
    layout_words(layout, LOOK_TEXT, box, layout_word(layout, message->more),
                 plan->more);
}

static void show_message(struct layout *layout, const struct message *message)
{
    struct plan plan = make_plan(layout, message);
    if (layout->screen == SCREEN_OUT_OF_ORDER) {
        layout_corner(layout);
    }
    int h = layout->params->height_px;
    int reach = layout_reach_top(layout);
    int texts = texts_height(layout, &plan);
    int used = texts + (plan.key_h > 0) * (key_gap(layout) + plan.key_h);
    int top = (h - used) / 2;
    int key_y = top + texts + key_gap(layout);
    if (message->key != NULL && key_y < reach) {
        /* The key comes down; the words keep the middle of the upper part. */
        top = (reach - texts) / 2;
        key_y = reach + key_gap(layout);
    }
    add_texts(layout, message, &plan, top);
    if (message->key != NULL) {
        int w = narrower(plan.room.w, layout_grow(layout, 80.0, 0.6));
        int x = plan.room.x + (plan.room.w - w) / 2;
        key_add(layout, (struct box){x, key_y, w, plan.key_h}, message->key);
    }
}

void screen_thanks(struct layout *layout)
{
    show_message(layout, &(struct message){.drawn = true,
                                           .drawing = LOOK_HEART,
                                           .title = WORD_THANKS,
                                           .more = WORD_THANKS_MORE});
}

void screen_still_there(struct layout *layout)
{
    struct key key = {.look = LOOK_PRIMARY,
                      .action = {ACTION_CONTINUE, 0},
                      .text = layout_word(layout, WORD_CONTINUE)};
    show_message(layout, &(struct message){.title = WORD_STILL_THERE,
                                           .more = WORD_STILL_THERE_HINT,
                                           .key = &key});
}

void screen_out_of_order(struct layout *layout)
{
    show_message(layout, &(struct message){.drawn = true,
                                           .drawing = LOOK_NOTICE,
                                           .title = WORD_OUT_OF_ORDER,
                                           .more = WORD_OUT_OF_ORDER_MORE});
}

/* In the dark: whose the terminal is, and that a touch wakes it, to be read
   from two metres. */
void screen_asleep(struct layout *layout)
{
    const char *name = layout->params->office_name[layout->language];
    const char *title = layout_word(layout, WORD_ASLEEP);
    const char *more = layout_word(layout, WORD_ASLEEP_MORE);
    struct fit name_fit = more_fit(layout);
    struct fit far = title_fit(layout);
    struct fit near = more_fit(layout);
    struct box box = {layout->margin, layout->margin,
                      layout->params->width_px - 2 * layout->margin,
                      layout->params->height_px - 2 * layout->margin};
    name_fit.weight = WEIGHT_SEMIBOLD;
    far.em_px = layout_grow(layout, VIEW_EM_MM(10.0), 0.09);
    int name_h = text_height(layout, box, name, &name_fit);
    int title_h = text_height(layout, box, title, &far);
    int more_h = text_height(layout, box, more, &near);
    int gap = 2 * layout->gap;
    box.y += (box.h - name_h - title_h - more_h - 2 * gap) / 2;
    box.h = name_h;
    layout_words(layout, LOOK_WHISPER, box, name, name_fit);
    box.y += name_h + gap;
    box.h = title_h;
    layout_words(layout, LOOK_WHISPER, box, title, far);
    box.y += title_h + gap;
    box.h = more_h;
    layout_words(layout, LOOK_WHISPER, box, more, near);
}
