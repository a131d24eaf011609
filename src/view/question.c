/*
 * A question: who asks, the language key, the question under its "luôn", the
 * faces in a row from worst to best, and below them the way back, where one
 * is, and the way past. What room is left over goes to air.
 */
#include "view/bars.h"
#include "view/screens.h"

/* What was decided before anything is placed. */
struct plan {
    struct bars bars;
    struct box middle; /* between the bars */
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
        .most = layout_upright(layout) ? 3 : 2,
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
    plan.bars = bars_plan(layout);
    plan.middle = plan.bars.middle;
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
    bars_add_top(layout, &plan.bars);
    int below = add_texts(layout, &plan, plan.middle.y + air * 3 / 10);
    add_faces(layout, &plan, below + layout->gap + air * 3 / 10);
    bars_add_bottom(layout);
}
