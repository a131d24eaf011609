/*
 * The screens that say one thing: the thanks, "still there?", out of order.
 * A drawing, a title, a line or two, perhaps one key; centred, with air.
 */
#include "view/screens.h"

struct message {
    bool drawn; /* there is a drawing, of this look */
    enum look drawing;
    enum word title;
    enum word more;
    const struct key *key; /* NULL for none */
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

static void add_text(struct layout *layout, enum look look, struct box box,
                     const char *text, struct fit fit)
{
    layout_text(layout, layout_add(layout, look, box), text, fit);
}

static void show_message(struct layout *layout, const struct message *message)
{
    int w = layout->params->width_px;
    int h = layout->params->height_px;
    int side = w - 2 * layout->margin;
    struct box room = {layout->margin, layout->margin, side,
                       h - 2 * layout->margin};
    const char *title = layout_word(layout, message->title);
    const char *more = layout_word(layout, message->more);
    struct fit title_type = title_fit(layout);
    struct fit more_type = more_fit(layout);
    int title_h = text_height(layout, room, title, &title_type);
    int more_h = text_height(layout, room, more, &more_type);
    int art = message->drawn ? narrower(w, h) * 30 / 100 : 0;
    int key_h =
        message->key != NULL ? layout_grow(layout, VIEW_KEY_MM * 1.3, 0.15) : 0;
    int air = layout->gap;
    int used = art + title_h + more_h + key_h + air * (art > 0) +
               2 * air * (key_h > 0);
    int y = (h - used) / 2;
    if (art > 0) {
        layout_add(layout, message->drawing,
                   (struct box){(w - art) / 2, y, art, art});
        y += art + air;
    }
    add_text(layout, LOOK_TITLE, (struct box){room.x, y, room.w, title_h},
             title, title_type);
    y += title_h;
    add_text(layout, LOOK_TEXT, (struct box){room.x, y, room.w, more_h}, more,
             more_type);
    y += more_h + 2 * air;
    if (message->key != NULL) {
        int key_w = narrower(room.w, layout_grow(layout, 80.0, 0.6));
        layout_key(layout, (struct box){(w - key_w) / 2, y, key_w, key_h},
                   message->key);
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
