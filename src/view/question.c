/*
 * A question: who asks, the language key, the question under its "luôn", the
 * faces in a row from worst to best, and below them the way back, where one
 * is, and the way past. What room is left over goes to air.
 */
#include "view/screens.h"

#include <assert.h>
#include <stdio.h>

/* What was decided before anything is placed. */
struct plan {
    struct box name, promise; /* who asks, and that it is anonymous */
    struct box middle;        /* between the bars */
    int columns, rows;
    int cell_w, cell_gap; /* a face's column, and the dead gap between two */
    struct fit label;
    int label_h;
    struct fit question;
    int question_h;
    bool roomy;  /* the question fits, with everything else */
    int theme_h; /* 0: no room for it */
    int face;    /* diameter */
};

static const struct form_question *asked(const struct layout *layout)
{
    return &layout->params->form->questions[layout->flow->question];
}

static const char *label_of(const struct layout *layout, int level)
{
    return layout->params->form->level_text[level - 1][layout->language];
}

static struct fit small_fit(const struct layout *layout, enum align align)
{
    return (struct fit){.em_px = layout_grow(layout, VIEW_SMALL_EM_MM, 0.026),
                        .least_px = layout_px(layout, VIEW_SMALL_EM_MM),
                        .most = 1,
                        .weight = WEIGHT_REGULAR,
                        .align = align};
}

static bool upright(const struct layout *layout)
{
    return layout->params->height_px > layout->params->width_px;
}

/* ---- bars ---------------------------------------------------------------- */

static int language_width(const struct layout *layout)
{
    int least = layout_px(layout, 50.0);
    int share = layout->params->width_px / 7;
    return layout->params->language_count < 2 ? 0
           : share > least                    ? share
                                              : least;
}

static void add_language(struct layout *layout)
{
    struct box bar = layout_top_bar(layout);
    int width = language_width(layout);
    if (width == 0) {
        return;
    }
    int next = (layout->language + 1) % layout->params->language_count;
    struct box box = {bar.x + bar.w - width, bar.y, width, bar.h};
    layout_key(layout, box,
               &(struct key){.look = LOOK_BUTTON,
                             .sign = SIGN_GLOBE,
                             .action = {ACTION_LANGUAGE, 0},
                             .text = layout->params->words[next].name});
}

/* Who asks, beside the corner that staff hold. Lying down, the promise of
   anonymity stands under the name; upright it has a line of its own. What is
   left between the bars is for the question. */
static void plan_bars(const struct layout *layout, struct plan *plan)
{
    struct box top = layout_top_bar(layout);
    struct box bottom = layout_bottom_bar(layout);
    struct box who = top;
    int below = top.y + top.h + layout->gap;
    who.x += top.h + layout->gap;
    who.w -= top.h + 2 * layout->gap + language_width(layout);
    plan->name = who;
    plan->promise = who;
    if (upright(layout)) {
        int line = layout_lines_height(small_fit(layout, ALIGN_LEFT).em_px, 1);
        plan->promise = (struct box){top.x, below, top.w, line};
        below += line + layout->gap;
    } else {
        plan->name.h = who.h / 2;
        plan->promise.y += plan->name.h;
        plan->promise.h -= plan->name.h;
    }
    plan->middle =
        (struct box){top.x, below, top.w, bottom.y - layout->gap - below};
}

static void add_top(struct layout *layout, const struct plan *plan)
{
    struct fit fit = small_fit(layout, ALIGN_LEFT);
    fit.weight = WEIGHT_SEMIBOLD;
    fit.most = 2;
    layout_text(layout, layout_add(layout, LOOK_TITLE, plan->name),
                layout->params->office_name[layout->language], fit);
    layout_text(layout, layout_add(layout, LOOK_QUIET, plan->promise),
                layout_word(layout, WORD_ANONYMOUS),
                small_fit(layout, upright(layout) ? ALIGN_CENTER : ALIGN_LEFT));
    add_language(layout);
}

/* "Câu %1/%2" with its two numbers. */
static void fill_progress(const char *pattern, int place, int count, char *out,
                          size_t size)
{
    size_t n = 0;
    for (const char *p = pattern; *p != '\0'; p++) {
        int value = p[0] != '%'   ? 0
                    : p[1] == '1' ? place
                    : p[1] == '2' ? count
                                  : 0;
        if (value == 0) {
            assert(n + 1 < size);
            out[n++] = *p;
            continue;
        }
        int written = snprintf(out + n, size - n, "%d", value);
        assert(written > 0 && (size_t)written < size - n);
        n += (size_t)written;
        p++;
    }
    out[n] = '\0';
}

static void add_progress(struct layout *layout, struct box box)
{
    const struct form *form = layout->params->form;
    struct item *item = layout_add(layout, LOOK_DOTS, box);
    struct fit fit = small_fit(layout, ALIGN_CENTER);
    int line = layout_lines_height(fit.em_px, 1);
    item->count = form->question_count;
    item->current = layout->flow->question;
    item->words.y += box.h - line;
    item->words.h = line;
    item->art.h -= line;
    char text[400];
    fill_progress(layout_word(layout, WORD_PROGRESS),
                  layout->flow->question + 1, form->question_count, text,
                  sizeof text);
    layout_text(layout, item,
                layout->flow->saving ? layout_word(layout, WORD_SAVING) : text,
                fit);
}

static void add_bottom(struct layout *layout)
{
    struct box bar = layout_bottom_bar(layout);
    int least = layout_px(layout, 38.0);
    int width = bar.w / 6 > least ? bar.w / 6 : least;
    struct box left = {bar.x, bar.y, width, bar.h};
    struct box right = {bar.x + bar.w - width, bar.y, width, bar.h};
    if (layout->flow->question > 0) {
        layout_key(layout, left,
                   &(struct key){.look = LOOK_BUTTON,
                                 .sign = SIGN_BACK,
                                 .action = {ACTION_BACK, 0},
                                 .text = layout_word(layout, WORD_BACK)});
    }
    struct box middle = {bar.x + width + layout->gap, bar.y,
                         bar.w - 2 * (width + layout->gap), bar.h};
    add_progress(layout, middle);
    layout_key(layout, right,
               &(struct key){.look = LOOK_BUTTON,
                             .sign = SIGN_FORWARD,
                             .action = {ACTION_SKIP, 0},
                             .text = layout_word(layout, WORD_SKIP)});
}

/* ---- the plan ------------------------------------------------------------ */

/* One row of faces while a column is wide enough for a face, else two. */
static void plan_columns(const struct layout *layout, struct plan *plan)
{
    int levels = layout->params->form->levels;
    int least = layout_px(layout, VIEW_FACE_MM);
    int share = layout->params->width_px / 60;
    plan->cell_gap = layout_px(layout, VIEW_GAP_MM);
    if (share > plan->cell_gap) {
        plan->cell_gap = share;
    }
    for (plan->rows = 1; plan->rows <= 2; plan->rows++) {
        plan->columns = (levels + plan->rows - 1) / plan->rows;
        plan->cell_w = (plan->middle.w - (plan->columns - 1) * plan->cell_gap) /
                       plan->columns;
        if (plan->cell_w >= least) {
            break;
        }
    }
    plan->rows = plan->rows > 2 ? 2 : plan->rows;
}

/* All labels at one size, that of the longest. */
static void plan_labels(const struct layout *layout, struct plan *plan)
{
    struct box room = {0, 0, plan->cell_w, plan->middle.h};
    plan->label = (struct fit){
        .em_px = layout_grow(layout, VIEW_LABEL_EM_MM, 0.034),
        .least_px = layout_px(layout, VIEW_LABEL_EM_MM),
        .most = upright(layout) ? 3 : 2,
        .weight = WEIGHT_SEMIBOLD,
        .align = ALIGN_CENTER,
    };
    int most = 1;
    for (int level = 1; level <= layout->params->form->levels; level++) {
        layout_try(layout, room, label_of(layout, level), &plan->label);
    }
    for (int level = 1; level <= layout->params->form->levels; level++) {
        int lines =
            layout_try(layout, room, label_of(layout, level), &plan->label);
        most = lines > most ? lines : most;
    }
    plan->label.least_px = plan->label.em_px;
    plan->label_h = layout_lines_height(plan->label.em_px, most);
}

/* Room for the ring of a chosen face, on each side of it. */
static int halo(int face)
{
    return face * 8 / 100 + 1;
}

static int row_height(const struct plan *plan, int face)
{
    return face + 2 * halo(face) + plan->label_h;
}

static int faces_height(const struct plan *plan, int face)
{
    return plan->rows * row_height(plan, face) +
           (plan->rows - 1) * plan->cell_gap;
}

static void plan_question(const struct layout *layout, struct plan *plan)
{
    int least_face = layout_px(layout, VIEW_FACE_MM);
    int room_h = plan->middle.h - faces_height(plan, least_face) - layout->gap;
    struct box room = {0, 0, plan->middle.w, room_h > 0 ? room_h : 0};
    plan->question = (struct fit){
        .em_px = layout_grow(layout, VIEW_QUESTION_EM_MM, 0.058),
        .least_px = layout_px(layout, VIEW_QUESTION_EM_MM),
        .most = 3,
        .weight = WEIGHT_BOLD,
        .align = ALIGN_CENTER,
    };
    int lines = layout_try(layout, room, asked(layout)->text[layout->language],
                           &plan->question);
    plan->roomy = lines > 0;
    plan->question.least_px = plan->question.em_px;
    plan->question_h =
        layout_lines_height(plan->question.em_px, lines > 0 ? lines : 1);
    int theme_h = layout_lines_height(plan->label.em_px, 1);
    if (room_h - plan->question_h >= theme_h) {
        plan->theme_h = theme_h;
    }
}

static void plan_faces(const struct layout *layout, struct plan *plan)
{
    int least = layout_px(layout, VIEW_FACE_MM);
    int room = plan->middle.h - plan->question_h - plan->theme_h - layout->gap -
               faces_height(plan, 0);
    int by_height = room / plan->rows * 100 / 117;
    int by_width = plan->cell_w * 100 / 117;
    int short_side = layout->params->width_px < layout->params->height_px
                         ? layout->params->width_px
                         : layout->params->height_px;
    int face = short_side * 36 / 100;
    face = face < by_height ? face : by_height;
    face = face < by_width ? face : by_width;
    plan->face = face > least ? face : least;
}

/* ---- placing ------------------------------------------------------------- */

static void add_face(struct layout *layout, const struct plan *plan, int level,
                     struct box cell)
{
    const struct form *form = layout->params->form;
    struct item *item = layout_add(layout, LOOK_FACE, cell);
    item->action = (struct action){ACTION_ANSWER, level};
    item->face = form_face(form->levels, level);
    item->art = (struct box){cell.x + (cell.w - plan->face) / 2,
                             cell.y + halo(plan->face), plan->face, plan->face};
    item->words.y = cell.y + cell.h - plan->label_h;
    item->words.h = plan->label_h;
    int lines = layout_text(layout, item, label_of(layout, level), plan->label);
    /* Short labels stand level with the first line of the long ones. */
    item->words.h = layout_lines_height(plan->label.em_px, lines);
}

static void add_faces(struct layout *layout, const struct plan *plan, int top)
{
    int levels = layout->params->form->levels;
    int row_h = row_height(plan, plan->face);
    for (int level = 1; level <= levels; level++) {
        int row = (level - 1) / plan->columns;
        int column = (level - 1) % plan->columns;
        int left = levels - row * plan->columns;
        int here = left < plan->columns ? left : plan->columns;
        int width = here * plan->cell_w + (here - 1) * plan->cell_gap;
        struct box cell = {plan->middle.x + (plan->middle.w - width) / 2 +
                               column * (plan->cell_w + plan->cell_gap),
                           top + row * (row_h + plan->cell_gap), plan->cell_w,
                           row_h};
        add_face(layout, plan, level, cell);
    }
}

static int add_texts(struct layout *layout, const struct plan *plan, int top)
{
    if (plan->theme_h > 0) {
        struct box box = {plan->middle.x, top, plan->middle.w, plan->theme_h};
        struct item *theme = layout_add(layout, LOOK_TITLE, box);
        struct fit fit = plan->label;
        layout_text(layout, theme, asked(layout)->theme[layout->language], fit);
        top += plan->theme_h;
    }
    struct box box = {plan->middle.x, top, plan->middle.w, plan->question_h};
    struct item *question = layout_add(layout, LOOK_TEXT, box);
    layout_text(layout, question, asked(layout)->text[layout->language],
                plan->question);
    return top + plan->question_h;
}

static struct plan make_plan(const struct layout *layout)
{
    struct plan plan = {0};
    plan_bars(layout, &plan);
    plan_columns(layout, &plan);
    plan_labels(layout, &plan);
    plan_question(layout, &plan);
    plan_faces(layout, &plan);
    return plan;
}

void screen_question(struct layout *layout)
{
    struct plan plan = make_plan(layout);
    if (!plan.roomy) {
        /* A small glass: give up the air before the millimetres. */
        layout->margin = layout_px(layout, 2.5);
        layout->gap = layout_px(layout, 1.0);
        plan = make_plan(layout);
    }
    int used = plan.theme_h + plan.question_h + layout->gap +
               faces_height(&plan, plan.face);
    int air = plan.middle.h - used > 0 ? plan.middle.h - used : 0;
    add_top(layout, &plan);
    int below = add_texts(layout, &plan, plan.middle.y + air * 3 / 10);
    add_faces(layout, &plan, below + layout->gap + air * 3 / 10);
    add_bottom(layout);
}
